/* SPDX-License-Identifier: MIT
 * test_admin.c - running the platform, and its figures against a store that
 * was counted by hand.
 */
#include "platform_fixture.h"

#include <hire/applications.h>

#include <stdio.h>
#include <string.h>

#include "services/kinds.h"
#include "services/metrics.h"

static fixture f;

static void
open_one(void)
{
	fixture_open(&f);
}

static void
close_one(void)
{
	fixture_close(&f);
}

START_TEST(only_administrators_may)
{
	hire_metrics m;
	hire_rows rows;
	hire_account a;
	hire_queue_count *counts;
	size_t n;
	hire_page page = {0};
	const hire_actor *others[] = {&f.candidate, &f.hr, NULL};
	for (size_t i = 0; i < 3; i++) {
		const hire_actor *who = others[i];
		ck_assert_status(
		    hire_admin_metrics(f.p, who, 0, 0, f.mem, &m, NULL),
		    HIRE_EDENIED);
		ck_assert_status(
		    hire_admin_users(f.p, who, -1, page, f.mem, &rows, NULL),
		    HIRE_EDENIED);
		ck_assert_status(
		    hire_admin_user_state(f.p, who, f.admin.account_id,
		        HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL),
		    HIRE_EDENIED);
		ck_assert_status(
		    hire_admin_queue(f.p, who, f.mem, &counts, &n, NULL),
		    HIRE_EDENIED);
		bool hr = who == &f.hr; /* of its own alone: see below */
		ck_assert_status(
		    hire_admin_messages(
		        f.p, who, HIRE_MESSAGE_READY, page, f.mem, &rows, NULL),
		    hr ? HIRE_OK : HIRE_EDENIED);
		ck_assert_status(hire_admin_retry(f.p, who, "x", NULL),
		    hr ? HIRE_ENOTFOUND : HIRE_EDENIED);
		ck_assert_status(
		    hire_admin_audit(f.p, who, page, f.mem, &rows, NULL),
		    HIRE_EDENIED);
	}
}
END_TEST

START_TEST(who_says_to_be_an_administrator_is_looked_up)
{
	hire_account a;
	hire_actor liar = {
	    .account_id = f.hr.account_id, .role = HIRE_ROLE_ADMIN};
	ck_assert_status(
	    hire_admin_user_state(f.p, &liar, f.candidate.account_id,
	        HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL),
	    HIRE_EDENIED);
}
END_TEST

START_TEST(users_are_listed_by_role)
{
	hire_rows rows;
	hire_page page = {0};
	ck_assert_ok(
	    hire_admin_users(f.p, &f.admin, -1, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 4);
	ck_assert_ok(hire_admin_users(
	    f.p, &f.admin, HIRE_ROLE_HR, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 2);
	page.limit = 1;
	ck_assert_ok(hire_admin_users(
	    f.p, &f.admin, HIRE_ROLE_HR, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	page.after = rows.next;
	ck_assert_ok(hire_admin_users(
	    f.p, &f.admin, HIRE_ROLE_HR, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_ptr_null(rows.next);
}
END_TEST

START_TEST(ports_that_were_not_opened_are_not_asked)
{
	hire_check *checks = NULL;
	size_t n = 0;
	ck_assert_status(
	    hire_platform_check(f.p, f.mem, &checks, &n, NULL), HIRE_EUSAGE);
	ck_assert_ptr_null(checks);
	ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(an_administrator_is_always_left)
{
	hire_account a, second;
	hire_rows rows;
	ck_assert_status(
	    hire_admin_user_state(f.p, &f.admin, f.admin.account_id,
	        HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL),
	    HIRE_ESTATE);
	ck_assert_ok(hire_admin_create(f.p, "Second@example.com", "Second",
	    "nine green bottles", f.mem, &second, NULL));
	ck_assert_int_gt(second.confirmed_at, 0);
	ck_assert_status(hire_admin_create(f.p, "second@example.com", "Again",
	                     "nine green bottles", f.mem, &a, NULL),
	    HIRE_EEXISTS);
	ck_assert_ok(hire_admin_user_state(
	    f.p, &f.admin, second.id, HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL));
	ck_assert_int_eq(a.generation, second.generation + 1);
	/* A disabled one does nothing any more. */
	hire_actor gone = {.account_id = second.id, .role = HIRE_ROLE_ADMIN};
	ck_assert_status(hire_admin_user_state(f.p, &gone, f.admin.account_id,
	                     HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL),
	    HIRE_EAUTH);
	ck_assert_status(hire_admin_user_state(f.p, &f.admin, "acct_none",
	                     HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_ok(hire_admin_audit(
	    f.p, &f.admin, (hire_page){0}, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 2);
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "account.state"),
	    1);
}
END_TEST

static hire_status
post(hire__work *w, void *args)
{
	(void)args;
	return hire__post(w, "sample@example.com", "Hello", "token=secret\n");
}

static hire_status
bury(hire__work *w, void *args)
{
	const hire_queue *q = &w->p->queue;
	return q->ops.bury(q->state, w->tx, args, "it broke", w->err);
}

START_TEST(dead_letters_run_again)
{
	hire_queue_count *counts;
	hire_message *taken;
	hire_rows rows;
	hire_page page = {0};
	size_t n;
	const hire_queue *q = &f.p->queue;
	ck_assert_ok(hire__write(f.p, post, NULL, f.mem, NULL));
	ck_assert_ok(q->ops.claim(
	    q->state, "test", NULL, HIRE_MINUTE, 9, f.mem, &taken, &n, NULL));
	ck_assert_uint_eq(n, 1);
	ck_assert_ok(hire__write(f.p, bury, &taken[0], f.mem, NULL));
	ck_assert_ok(hire_admin_queue(f.p, &f.admin, f.mem, &counts, &n, NULL));
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(counts->state, HIRE_MESSAGE_DEAD);
	ck_assert_ok(hire_admin_messages(
	    f.p, &f.admin, HIRE_MESSAGE_DEAD, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	const hire_message *m = rows.rows;
	ck_assert_str_eq(m->last_error, "it broke");
	ck_assert_ptr_null(strstr(m->body, "secret"));
	ck_assert_status(
	    hire_admin_retry(f.p, &f.admin, "msg_none", NULL), HIRE_ENOTFOUND);
	ck_assert_ok(hire_admin_retry(f.p, &f.admin, m->id, NULL));
	ck_assert_status(
	    hire_admin_retry(f.p, &f.admin, m->id, NULL), HIRE_ENOTFOUND);
	ck_assert_ok(q->ops.claim(
	    q->state, "test", NULL, HIRE_MINUTE, 9, f.mem, &taken, &n, NULL));
	ck_assert_uint_eq(n, 1);
	/* Handing over twice is one mail, and then the message is gone. */
	ck_assert_ok(hire__handle_mail(f.p, &taken[0], NULL, f.mem, NULL));
	ck_assert_int_eq(
	    fixture_count(&f, &hire_message_record, NULL, NULL), 0);
}
END_TEST

/* Rows of a day, made by hand. */
static void
add_application(
    hire_application_state state, int64_t score, const hire_job *job)
{
	hire_application a;
	hire_record_init(&hire_application_record, &a);
	static int people;
	hire_actor who = fixture_person(&f, HIRE_ROLE_CANDIDATE,
	    hire_arena_printf(f.mem, "person%d@example.com", people++));
	a.job_id = job->id;
	a.candidate_id = who.account_id;
	a.resume_id = "res_none";
	a.state = state;
	a.score = score;
	fixture_insert(&f, &hire_application_record, &a);
}

static void
add_interview(hire_interview_state state, bool scored, int64_t role_fit)
{
	static int count;
	hire_interview i;
	hire_scorecard c;
	hire_record_init(&hire_interview_record, &i);
	i.application_id = hire_arena_printf(f.mem, "app_%d", count++);
	i.job_id = f.job.id;
	i.candidate_id = f.candidate.account_id;
	i.state = state;
	i.started_at = state == HIRE_INTERVIEW_READY ? 0 : f.host.now.wall;
	fixture_insert(&f, &hire_interview_record, &i);
	if (state != HIRE_INTERVIEW_SCORED && state != HIRE_INTERVIEW_UNSCORED)
		return;
	hire_record_init(&hire_scorecard_record, &c);
	c.interview_id = i.id;
	c.application_id = i.application_id;
	c.job_id = i.job_id;
	c.scored = scored;
	c.role_fit = role_fit;
	c.result = "{}";
	fixture_insert(&f, &hire_scorecard_record, &c);
}

/* Two days of work; what is counted of them is known by hand. */
static void
live_two_days(void)
{
	hire_payment p;
	/* Day 0: 2 organisations and 4 accounts of the fixture, a job; six
	 * applications; a payment. */
	add_application(HIRE_APPLICATION_SUBMITTED, -1, &f.job);
	add_application(HIRE_APPLICATION_NOT_ELIGIBLE, 40, &f.job);
	add_application(HIRE_APPLICATION_ELIGIBLE, 80, &f.job);
	add_application(HIRE_APPLICATION_ELIGIBLE, -1, &f.job);
	add_application(HIRE_APPLICATION_UNSCORED, 70, &f.job);
	add_application(HIRE_APPLICATION_SCORED, 90, &f.job);
	p = fixture_checkout(&f, &f.job);
	fixture_pay(&f, &p);
	test_host_sleep(&f.host, HIRE_DAY);
	/* Day 1: interviews, a refund. */
	add_interview(HIRE_INTERVIEW_READY, false, 0);
	add_interview(HIRE_INTERVIEW_QUESTION, false, 0);
	add_interview(HIRE_INTERVIEW_UNSCORED, false, 0);
	add_interview(HIRE_INTERVIEW_SCORED, true, 75);
	add_interview(HIRE_INTERVIEW_SCORED, true, 80);
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 1, f.mem, &p, NULL));
	test_host_sleep(&f.host, HIRE_DAY);
}

static void
ck_sums(const hire_metrics *m)
{
	const int64_t sums[][2] = {{m->organisations, 2}, {m->recruiters, 2},
	    {m->candidates, 7}, {m->jobs, 1},
	    {m->jobs_by_state[HIRE_JOB_OPEN], 1}, {m->applications, 6},
	    {m->by_state[HIRE_APPLICATION_ELIGIBLE], 2}, {m->interviews, 4},
	    {m->interviews_by_state[HIRE_INTERVIEW_SCORED], 2}, {m->scored, 2},
	    {m->unscored, 1}, {m->mean_role_fit, 78}, /* 77.5, half up */
	    {m->payments_paid, 1}, {(int64_t)m->currencies, 1},
	    {m->revenue[0].paid, 4900}, {m->revenue[0].refunded, 490}};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		ck_assert_msg(sums[i][0] == sums[i][1], "sum %zu: %lld", i,
		    (long long)sums[i][0]);
	ck_assert_str_eq(m->revenue[0].currency, "EUR");
}

static void
ck_days(const hire_metrics *m, hire_time first)
{
	static const int64_t want[2][5] = {{1, 7, 6, 0, 1}, {0, 0, 0, 4, 0}};
	ck_assert_uint_eq(m->day_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const hire_day *d = &m->days[i];
		ck_assert_int_eq(d->day, first + (hire_time)i * HIRE_DAY);
		ck_assert_int_eq(d->jobs, want[i][0]);
		ck_assert_int_eq(d->candidates, want[i][1]);
		ck_assert_int_eq(d->applications, want[i][2]);
		ck_assert_int_eq(d->interviews, want[i][3]);
		ck_assert_int_eq(d->payments, want[i][4]);
	}
}

static hire_status
bury_all(hire__work *w, void *args)
{
	hire_rows *taken = args;
	hire_message *m = taken->rows;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < taken->count; i++)
		st = bury(w, &m[i]);
	return st;
}

/* An application to `job`, whose resume no worker could read. */
static void
apply_in_vain(const hire_job *job, const char *email)
{
	static const char text[] = "Sample Candidate";
	const hire_upload file = {"r.txt", text, sizeof text - 1};
	const hire_queue *q = &f.p->queue;
	hire_actor who = fixture_person(&f, HIRE_ROLE_CANDIDATE, email);
	hire_application app;
	hire_message *taken;
	size_t n;
	ck_assert_ok(hire_applications_apply(
	    f.p, &who, job->id, NULL, &file, f.mem, &app, NULL));
	ck_assert_ok(q->ops.claim(
	    q->state, "test", NULL, HIRE_MINUTE, 99, f.mem, &taken, &n, NULL));
	ck_assert_uint_ge(n, 1);
	hire_rows all = {.rows = taken, .count = n};
	ck_assert_ok(hire__write(f.p, bury_all, &all, f.mem, NULL));
}

static size_t
dead_of(const hire_actor *who, int32_t limit, char id[64])
{
	hire_page page = {NULL, limit};
	hire_rows rows;
	size_t n = 0;
	do {
		ck_assert_ok(hire_admin_messages(
		    f.p, who, HIRE_MESSAGE_DEAD, page, f.mem, &rows, NULL));
		const hire_message *m = rows.rows;
		for (size_t i = 0; i < rows.count; i++, n++) {
			ck_assert_ptr_null(m[i].leased_by);
			snprintf(id, 64, "%s", m[i].id);
		}
		page.after = rows.next;
	} while (page.after);
	return n;
}

/* Mail and invoices of the platform are none of theirs. */
START_TEST(recruiters_retry_what_is_about_their_jobs)
{
	char mine[64], theirs[64];
	hire_job other = fixture_job(&f, &f.other_hr);
	hire_payment p = fixture_checkout(&f, &f.job), q;
	fixture_pay(&f, &p);
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.other_hr, other.id, "key", f.mem, &q, NULL));
	fixture_pay(&f, &q);
	for (int i = 0; i < 3; i++)
		apply_in_vain(
		    &f.job, hire_arena_printf(f.mem, "c%d@example.com", i));
	apply_in_vain(&other, "c9@example.com");
	ck_assert_uint_gt(dead_of(&f.admin, 100, mine), 4);
	for (int32_t limit = 0; limit < 4; limit++)
		ck_assert_uint_eq(dead_of(&f.hr, limit, mine), 3);
	ck_assert_uint_eq(dead_of(&f.other_hr, 1, theirs), 1);
	ck_assert_status(
	    hire_admin_retry(f.p, &f.hr, theirs, NULL), HIRE_ENOTFOUND);
	ck_assert_ok(hire_admin_retry(f.p, &f.hr, mine, NULL));
	ck_assert_uint_eq(dead_of(&f.hr, 2, mine), 2);
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "queue.retry"),
	    1);
}
END_TEST

START_TEST(figures_are_those_counted_by_hand)
{
	hire_metrics m;
	hire_time day = f.host.now.wall / HIRE_DAY * HIRE_DAY;
	live_two_days();
	/* Day 2 is outside. */
	fixture_job(&f, &f.hr);
	ck_assert_ok(hire_admin_metrics(
	    f.p, &f.admin, day, day + 2 * HIRE_DAY, f.mem, &m, NULL));
	ck_sums(&m);
	static const int64_t funnel[] = {6, 5, 4, 2, 1};
	ck_assert_mem_eq(m.funnel, funnel, sizeof funnel);
	ck_days(&m, day);
	ck_assert_int_eq(m.queue_ready, 2); /* a mail, a refund */
	ck_assert_int_eq(m.queue_dead, 0);
	ck_assert_ok(hire_admin_metrics(f.p, &f.admin, 0, 0, f.mem, &m, NULL));
	ck_assert_int_eq(m.jobs, 2);
	ck_assert_uint_eq(m.day_count, 31);
}
END_TEST

/* As they would be shown on a platform where counting takes `cost`. */
static hire_metrics
counted_in(hire_time cost)
{
	hire_metrics m;
	char key[HIRE__METRICS_KEY];
	ck_assert_ok(hire_admin_metrics(f.p, &f.admin, 0, 0, f.mem, &m, NULL));
	hire__metrics_key(0, 0, key);
	hire__metrics_keep(f.p, key, &m, cost, f.mem);
	return m;
}

static hire_metrics
shown(void)
{
	hire_metrics m;
	ck_assert_ok(hire_admin_metrics(f.p, &f.admin, 0, 0, f.mem, &m, NULL));
	return m;
}

START_TEST(what_takes_long_to_count_is_kept_and_tells_its_age)
{
	hire_metrics first = counted_in(HIRE_SECOND);
	ck_assert_int_eq(first.counted_at, f.host.now.wall);
	fixture_job(&f, &f.hr);
	test_host_sleep(&f.host, 29 * HIRE_SECOND);
	hire_metrics m = shown();
	ck_assert_int_eq(m.jobs, first.jobs);
	ck_assert_int_eq(m.counted_at, first.counted_at);
	ck_assert_uint_eq(m.day_count, first.day_count);
	ck_assert_mem_eq(m.days, first.days, m.day_count * sizeof *m.days);
	/* Somebody counts already: the others need not wait for it. */
	int64_t turns;
	const hire_cache *c = &f.p->cache;
	test_host_sleep(&f.host, 2 * HIRE_SECOND);
	ck_assert_ok(c->ops.add(
	    c->state, "metrics:0:0:turn", 1, HIRE_MINUTE, &turns, NULL));
	ck_assert_int_eq(shown().jobs, first.jobs);
	ck_assert_ok(c->ops.remove(c->state, "metrics:0:0:turn", NULL));
	ck_assert_int_eq(shown().jobs, first.jobs + 1);
	ck_assert_int_eq(shown().counted_at, f.host.now.wall);
}
END_TEST

START_TEST(what_is_quickly_counted_is_counted_each_time)
{
	hire_metrics first = counted_in(19999);
	fixture_job(&f, &f.hr);
	hire_metrics m = shown();
	ck_assert_int_eq(m.jobs, first.jobs + 1);
	ck_assert_int_eq(m.counted_at, f.host.now.wall);
}
END_TEST

START_TEST(periods_are_checked)
{
	hire_metrics m;
	hire_time day = 20000 * HIRE_DAY;
	ck_assert_status(
	    hire_admin_metrics(f.p, &f.admin, day, day, f.mem, &m, NULL),
	    HIRE_EINVAL);
	ck_assert_status(hire_admin_metrics(f.p, &f.admin, day,
	                     day + 401 * HIRE_DAY, f.mem, &m, NULL),
	    HIRE_EINVAL);
	ck_assert_ok(hire_admin_metrics(
	    f.p, &f.admin, day, day + 400 * HIRE_DAY, f.mem, &m, NULL));
	ck_assert_uint_eq(m.day_count, 400);
	ck_assert_int_eq(m.mean_role_fit, -1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("admin");
	TCase *t = tcase_create("admin");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, only_administrators_may);
	tcase_add_test(t, who_says_to_be_an_administrator_is_looked_up);
	tcase_add_test(t, users_are_listed_by_role);
	tcase_add_test(t, ports_that_were_not_opened_are_not_asked);
	tcase_add_test(t, an_administrator_is_always_left);
	tcase_add_test(t, dead_letters_run_again);
	tcase_add_test(t, recruiters_retry_what_is_about_their_jobs);
	tcase_add_test(t, figures_are_those_counted_by_hand);
	tcase_add_test(t, what_takes_long_to_count_is_kept_and_tells_its_age);
	tcase_add_test(t, what_is_quickly_counted_is_counted_each_time);
	tcase_add_test(t, periods_are_checked);
	suite_add_tcase(s, t);
	return test_run(s);
}
