/* SPDX-License-Identifier: MIT
 * test_requests.c - calls that are repeated under their own name act once.
 */
#include "scene.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "services/work.h"

#define HASH_A                                                                 \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B                                                                 \
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const char resume[] = "Sample Candidate\nsample@example.com\n\n"
                             "SKILLS\nPython, PostgreSQL, Docker, Linux\n";

static scene s;
static hire_error err;

static void
setup(void)
{
	scene_open(&s);
}

static void
teardown(void)
{
	scene_close(&s);
}

static hire_actor
named(const hire_actor *who, const char *key, const char *hash)
{
	hire_actor a = *who;
	a.request_key = key;
	a.request_hash = hash;
	return a;
}

/* Every call that takes a name: acts on `who` and leaves the object's id. */

static hire_status
post(const hire_actor *who, const char **id)
{
	hire_job draft, out = {.id = NULL};
	hire_record_init(&hire_job_record, &draft);
	draft.title = "SQL Engineer";
	draft.details = "We build reports.";
	draft.requirements = "must: 3 years of SQL\n";
	hire_own_question own[] = {{"Why this team?", NULL}};
	hire_status st =
	    hire_jobs_post(s.p, who, &draft, own, 1, s.mem, &out, &err);
	*id = out.id;
	return st;
}

static hire_status
question(const hire_actor *who, const char **id)
{
	hire_question out = {.id = NULL};
	hire_own_question own = {"Why Python?", NULL};
	hire_status st =
	    hire_jobs_question_add(s.p, who, s.job.id, &own, s.mem, &out, &err);
	*id = out.id;
	return st;
}

static hire_status
link_anew(const hire_actor *who, const char **id)
{
	hire_job out = {.link = NULL};
	hire_status st =
	    hire_jobs_link(s.p, who, s.job.id, false, s.mem, &out, &err);
	*id = out.link; /* the same link, not another */
	return st;
}

static hire_status
checkout(const hire_actor *who, const char **id)
{
	hire_payment out = {.id = NULL};
	hire_status st =
	    hire_payments_checkout(s.p, who, s.job.id, NULL, s.mem, &out, &err);
	*id = out.id;
	return st;
}

static const char *payment_id;

static hire_status
refund(const hire_actor *who, const char **id)
{
	hire_payment out = {.id = NULL};
	hire_status st =
	    hire_payments_refund(s.p, who, payment_id, 1, s.mem, &out, &err);
	*id = out.id ? hire_arena_printf(s.mem, "%s-%lld", out.id,
	                   (long long)out.seats_refunded)
	             : NULL;
	return st;
}

static hire_status
apply(const hire_actor *who, const char **id)
{
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	hire_application out = {.id = NULL};
	hire_status st = hire_applications_apply(
	    s.p, who, s.job.id, NULL, &file, s.mem, &out, &err);
	*id = out.id;
	return st;
}

static hire_status
correct(const hire_actor *who, const char **id)
{
	hire_application out = {.id = NULL};
	hire_status st = hire_applications_correct(
	    s.p, who, "app_x", "Python", s.mem, &out, &err);
	*id = out.id;
	return st;
}

typedef hire_status (*call)(const hire_actor *who, const char **id);

/* The same call again gives the same and adds no row; any other is refused. */
static void
check_once(call act, call other, const hire_actor *who,
    const hire_record *record, const char *key)
{
	const char *first, *again, *none;
	hire_actor a = named(who, key, HASH_A);
	hire_actor b = named(who, key, HASH_B);
	ck_assert_ok(act(&a, &first));
	int64_t before = scene_rows(&s, record),
	        audit = scene_rows(&s, &hire_audit_entry_record);
	ck_assert_ok(act(&a, &again));
	ck_assert_str_eq(first, again);
	err = (hire_error){0};
	ck_assert_status(act(&b, &none), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "Idempotency-Key");
	err = (hire_error){0};
	ck_assert_status(other(&a, &none), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "Idempotency-Key");
	ck_assert_int_eq(scene_rows(&s, record), before);
	ck_assert_int_eq(scene_rows(&s, &hire_audit_entry_record), audit);
}

START_TEST(a_named_call_acts_once)
{
	check_once(post, question, &s.hr, &hire_job_record, "k 1");
	check_once(question, post, &s.hr, &hire_question_record, "k2");
	check_once(link_anew, post, &s.hr, &hire_job_record, "k3");
	check_once(checkout, post, &s.hr, &hire_payment_record, "k4");
	scene_pay(&s);
	hire_rows rows;
	ck_assert_ok(hire_payments_list(
	    s.p, &s.hr, (hire_page){NULL, 10}, s.mem, &rows, NULL));
	const hire_payment *paid = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		if (paid[i].state == HIRE_PAYMENT_PAID)
			payment_id = paid[i].id;
	check_once(refund, post, &s.hr, &hire_invoice_record, "k5");
	ck_assert_int_eq(scene_job(&s).seats_refunded, 1);
	hire_actor candidate = scene_candidate(&s);
	check_once(apply, correct, &candidate, &hire_application_record, "k6");
	ck_assert_int_eq(scene_rows(&s, &hire_resume_record), 1);
}
END_TEST

START_TEST(names_are_the_callers_own)
{
	const char *mine, *theirs, *unnamed;
	hire_actor a = named(&s.hr, "same", HASH_A);
	hire_actor admin = named(&s.admin, "same", HASH_A);
	ck_assert_ok(question(&a, &mine));
	ck_assert_ok(question(&admin, &theirs));
	ck_assert_str_ne(mine, theirs);
	ck_assert_ok(question(&s.hr, &unnamed));
	ck_assert_str_ne(mine, unnamed);
}
END_TEST

START_TEST(names_have_limits)
{
	char longest[258];
	const char *id;
	memset(longest, 'x', sizeof longest);
	longest[256] = '\0';
	const char *bad[] = {"", "a\nb", "caf\xC3\xA9", longest};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		hire_actor a = named(&s.hr, bad[i], NULL);
		err = (hire_error){0};
		ck_assert_status(question(&a, &id), HIRE_EINVAL);
		ck_assert_str_eq(err.field, "Idempotency-Key");
	}
	longest[255] = '\0';
	hire_actor a = named(&s.hr, longest, NULL);
	ck_assert_ok(question(&a, &id));
	ck_assert_ok(question(&a, &id));
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 1);
}
END_TEST

/* A failed call keeps nothing: it may be made again. */
START_TEST(a_failed_call_may_be_made_again)
{
	const char *id;
	hire_actor candidate = scene_candidate(&s);
	hire_actor a = named(&candidate, "k", HASH_A);
	ck_assert_status(apply(&a, &id), HIRE_ENOTFOUND);
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 0);
	scene_pay(&s);
	ck_assert_ok(apply(&a, &id));
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 1);
}
END_TEST

START_TEST(names_are_forgotten_after_a_day)
{
	const char *first, *later;
	hire_actor a = named(&s.hr, "k", HASH_A);
	ck_assert_ok(question(&a, &first));
	test_host_sleep(&s.host, HIRE_DAY - 1);
	ck_assert_ok(question(&a, &later));
	ck_assert_str_eq(first, later);
	test_host_sleep(&s.host, 1);
	ck_assert_ok(question(&a, &later));
	ck_assert_str_ne(first, later);
	ck_assert_int_eq(scene_rows(&s, &hire_request_record), 1);
}
END_TEST

START_TEST(a_secret_is_shown_once)
{
	hire_api_key key;
	const char *secret;
	hire_actor a = named(&s.hr, "k", HASH_A);
	ck_assert_ok(hire_accounts_key_new(
	    s.p, &a, "nightly", "all", s.mem, &key, &secret, &err));
	ck_assert_status(hire_accounts_key_new(s.p, &a, "nightly", "all", s.mem,
	                     &key, &secret, &err),
	    HIRE_EEXISTS);
	ck_assert_ptr_nonnull(strstr(err.message, key.id));
	ck_assert_int_eq(scene_rows(&s, &hire_api_key_record), 1);
}
END_TEST

START_TEST(an_unscored_interview_is_queued_once)
{
	scene_pay(&s);
	hire_actor candidate = scene_candidate(&s);
	hire_application app = scene_apply(&s, &candidate, true);
	scene_say(&s, &candidate, app.interview_id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &candidate, app.interview_id, HIRE_EVENT_LEAVE, NULL);
	hire_actor a = named(&s.hr, "k", HASH_A);
	hire_actor b = named(&s.hr, "k", HASH_B);
	int64_t audit = scene_rows(&s, &hire_audit_entry_record);
	ck_assert_ok(hire_interviews_rescore(s.p, &a, app.interview_id, &err));
	ck_assert_ok(hire_interviews_rescore(s.p, &a, app.interview_id, &err));
	ck_assert_int_eq(scene_rows(&s, &hire_audit_entry_record), audit + 1);
	ck_assert_status(
	    hire_interviews_rescore(s.p, &b, app.interview_id, &err),
	    HIRE_EINVAL);
}
END_TEST

static hire_status
put_dead(hire__work *w, void *args)
{
	hire_message m;
	const hire_queue *q = &w->p->queue;
	(void)args;
	hire_record_init(&hire_message_record, &m);
	m.kind = "payment.refund";
	m.body = "{\"id\":\"crn_0\"}"; /* there is none */
	m.max_attempts = 1;
	m.run_at = w->now.wall;
	return q->ops.put(q->state, w->tx, &m, w->err);
}

START_TEST(a_dead_letter_is_retried_once)
{
	hire_rows rows;
	ck_assert_ok(hire__write(s.p, put_dead, NULL, s.mem, NULL));
	scene_work(&s);
	ck_assert_ok(hire_admin_messages(s.p, &s.admin, HIRE_MESSAGE_DEAD,
	    (hire_page){NULL, 10}, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	const hire_message *m = rows.rows;
	hire_actor a = named(&s.admin, "k", HASH_A);
	ck_assert_ok(hire_admin_retry(s.p, &a, m->id, &err));
	ck_assert_ok(hire_admin_retry(s.p, &a, m->id, &err));
	ck_assert_status(
	    hire_admin_retry(s.p, &s.admin, m->id, &err), HIRE_ENOTFOUND);
}
END_TEST

/* At the same time, from several threads, on malloc and the real clock. */

enum { THREADS = 8 };

typedef struct racer {
	hire_platform *p;
	hire_actor who;
	const char *job_id;
	char id[64];
	hire_status st;
} racer;

static void *
race(void *args)
{
	racer *r = args;
	hire_ctx *ctx;
	hire_arena *mem;
	hire_question out;
	hire_own_question own = {"Why Python?", NULL};
	ck_assert_ok(hire_ctx_new(NULL, &ctx, NULL));
	ck_assert_ok(hire_arena_new(ctx, 0, &mem, NULL));
	r->st = hire_jobs_question_add(
	    r->p, &r->who, r->job_id, &own, mem, &out, NULL);
	if (!r->st)
		snprintf(r->id, sizeof r->id, "%s", out.id);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return NULL;
}

static hire_platform *
open_plain(hire_ctx **ctx)
{
	hire_platform *p;
	hire_config config = {
	    .size = sizeof config, .data = s.folder, .store = s.store};
	ck_assert_ok(hire_ctx_new(NULL, ctx, NULL));
	ck_assert_ok(
	    hire_platform_open(*ctx, &config, HIRE_NEED_STORE, &p, NULL));
	return p;
}

START_TEST(of_two_at_once_one_acts)
{
	hire_ctx *ctx;
	hire_platform *p = open_plain(&ctx);
	for (int round = 0; round < 10; round++) {
		racer racers[THREADS];
		pthread_t threads[THREADS];
		char key[16];
		int64_t before = scene_rows(&s, &hire_question_record);
		snprintf(key, sizeof key, "round-%d", round);
		for (int i = 0; i < THREADS; i++) {
			racers[i] = (racer){.p = p,
			    .who = named(&s.hr, key, HASH_A),
			    .job_id = s.job.id};
			ck_assert_int_eq(
			    pthread_create(&threads[i], NULL, race, &racers[i]),
			    0);
		}
		for (int i = 0; i < THREADS; i++)
			pthread_join(threads[i], NULL);
		for (int i = 0; i < THREADS; i++) {
			ck_assert_ok(racers[i].st);
			ck_assert_str_eq(racers[i].id, racers[0].id);
		}
		ck_assert_int_eq(
		    scene_rows(&s, &hire_question_record), before + 1);
	}
	hire_platform_close(p);
	hire_ctx_free(ctx);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("requests");
	TCase *t = tcase_create("requests");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_named_call_acts_once);
	tcase_add_test(t, names_are_the_callers_own);
	tcase_add_test(t, names_have_limits);
	tcase_add_test(t, a_failed_call_may_be_made_again);
	tcase_add_test(t, names_are_forgotten_after_a_day);
	tcase_add_test(t, a_secret_is_shown_once);
	tcase_add_test(t, an_unscored_interview_is_queued_once);
	tcase_add_test(t, a_dead_letter_is_retried_once);
	tcase_add_test(t, of_two_at_once_one_acts);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
