/* SPDX-License-Identifier: MIT
 * matrix_ids.c - how to make what routes name in their paths; see matrix.h.
 * A route with a new kind of parameter needs one row here.
 */
#include "matrix.h"

#include <string.h>
#include <time.h>

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL\n\nSKILLS\nPython, PostgreSQL\n";

hire_actor
matrix_actor(served *s, const char *email)
{
	hire_actor who;
	ck_assert_ok(
	    hire_accounts_actor(s->app.platform, email, s->mem, &who, NULL));
	return who;
}

static hire_actor
hr(served *s)
{
	return matrix_actor(s, "hr@example.com");
}

static hire_job
post(served *s, hire_visibility visibility)
{
	hire_actor who = hr(s);
	hire_job draft, job;
	hire_error err = {0};
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Python Engineer";
	draft.details = "We build services.";
	draft.requirements = "must: Python\n";
	draft.visibility = visibility;
	hire_status st = hire_jobs_post(
	    s->app.platform, &who, &draft, NULL, 0, s->mem, &job, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	return job;
}

static const char *
pay(served *s, const char *job_id)
{
	hire_actor who = hr(s);
	hire_payment payment;
	hire_event_outcome outcome;
	ck_assert_ok(hire_payments_checkout(
	    s->app.platform, &who, job_id, NULL, s->mem, &payment, NULL));
	ck_assert_ok(hire_payments_sandbox(
	    s->app.platform, payment.id, true, s->mem, &outcome, NULL));
	return payment.id;
}

static const char *
make_job(served *s)
{
	const char *id = post(s, HIRE_VISIBILITY_PUBLIC).id;
	pay(s, id);
	return id;
}

static const char *
make_link(served *s)
{
	hire_job job = post(s, HIRE_VISIBILITY_PRIVATE);
	pay(s, job.id);
	ck_assert_ptr_nonnull(job.link);
	return job.link;
}

static const char *
make_payment(served *s)
{
	return pay(s, post(s, HIRE_VISIBILITY_PUBLIC).id);
}

static const char *
newest(const hire_rows *rows)
{
	ck_assert_uint_gt(rows->count, 0);
	return ((const hire_record_head *)rows->rows)->id;
}

static const char *
make_invoice(served *s)
{
	hire_actor who = hr(s);
	hire_rows rows;
	make_payment(s);
	ck_assert_ok(hire_payments_invoices(
	    s->app.platform, &who, (hire_page){NULL, 1}, s->mem, &rows, NULL));
	return newest(&rows);
}

static const char *
make_question(served *s)
{
	hire_actor who = hr(s);
	const hire_own_question q = {"Why this job?", NULL};
	hire_question made;
	const char *job = post(s, HIRE_VISIBILITY_PUBLIC).id;
	ck_assert_ok(hire_jobs_question_add(
	    s->app.platform, &who, job, &q, s->mem, &made, NULL));
	return made.id;
}

static void
work(served *s)
{
	const struct timespec moment = {0, 10000000};
	hire_worker_options o = {.size = sizeof o, .until_idle = true};
	ck_assert_ok(hire_worker_run(s->app.platform, &o, NULL));
	nanosleep(&moment, NULL);
}

/* The server's own workers may be at it, too. */
hire_application
matrix_apply(served *s, const char *email)
{
	hire_actor who = matrix_actor(s, email);
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	hire_application made;
	ck_assert_ok(hire_applications_apply(s->app.platform, &who, make_job(s),
	    NULL, &file, s->mem, &made, NULL));
	for (int i = 0; i < 500 && !made.interview_id; i++) {
		work(s);
		ck_assert_ok(hire_applications_get(
		    s->app.platform, &who, made.id, s->mem, &made, NULL));
	}
	ck_assert_ptr_nonnull(made.interview_id);
	return made;
}

static const char *
make_application(served *s)
{
	return matrix_apply(s, "candidate@example.com").id;
}

static const char *
make_interview(served *s)
{
	return matrix_apply(s, "candidate@example.com").interview_id;
}

/* An organisation may have few at once. */
static void
remove_webhooks(served *s, const hire_actor *who)
{
	hire_rows rows;
	ck_assert_ok(hire_webhooks_list(
	    s->app.platform, who, (hire_page){NULL, 100}, s->mem, &rows, NULL));
	const hire_webhook *hooks = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		ck_assert_ok(hire_webhooks_remove(
		    s->app.platform, who, hooks[i].id, NULL));
}

static const char *
make_webhook(served *s)
{
	hire_actor who = hr(s);
	remove_webhooks(s, &who);
	const hire_webhook_draft draft = {
	    "http://127.0.0.1:9/hook", "job.closed", NULL};
	hire_webhook made;
	const char *secret;
	hire_error err = {0};
	hire_status st = hire_webhooks_add(
	    s->app.platform, &who, &draft, s->mem, &made, &secret, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	return made.id;
}

static const char *
make_delivery(served *s)
{
	hire_actor who = hr(s);
	hire_job job;
	hire_rows rows = {0};
	const char *hook = make_webhook(s), *id = make_job(s);
	ck_assert_ok(hire_jobs_close(
	    s->app.platform, &who, id, true, s->mem, &job, NULL));
	for (int i = 0; i < 500 && !rows.count; i++) {
		ck_assert_ok(hire_webhooks_deliveries(s->app.platform, &who,
		    hook, -1, (hire_page){NULL, 1}, s->mem, &rows, NULL));
		if (!rows.count)
			work(s);
	}
	return newest(&rows);
}

static const char *
make_key(served *s)
{
	hire_actor who = hr(s);
	hire_api_key key;
	const char *secret;
	ck_assert_ok(hire_accounts_key_new(
	    s->app.platform, &who, "k", "all", s->mem, &key, &secret, NULL));
	return key.id;
}

static const char *
make_session(served *s)
{
	hire_tokens t;
	ck_assert_ok(hire_accounts_log_in(s->app.platform, "hr@example.com",
	    SERVED_PASSWORD, NULL, s->mem, &t, NULL));
	return t.login_id;
}

static const char *
make_account(served *s)
{
	static int made;
	hire_account account;
	hire_sign_up in = {HIRE_ROLE_CANDIDATE,
	    hire_arena_printf(s->mem, "spare%d@example.com", made++),
	    "Sample Person", SERVED_PASSWORD, NULL};
	ck_assert_ok(hire_accounts_sign_up(
	    s->app.platform, &in, s->mem, &account, NULL));
	return account.id;
}

static const char *
make_message(served *s)
{
	(void)s;
	return "msg_00000000000000000000000000";
}

#define ONE(actor) (1u << (actor))
#define OURS       (ONE(HR) | ONE(KEY_WITH) | ONE(KEY_WITHOUT))
static const matrix_id ids[] = {
    {"job_id", make_job,
        OURS | ONE(ADMIN) | ONE(CANDIDATE) | ONE(OTHER_CANDIDATE), false},
    {"link", make_link, ~0u, false},
    {"application_id", make_application, OURS | ONE(ADMIN) | ONE(CANDIDATE),
        false},
    {"interview_id", make_interview, OURS | ONE(ADMIN) | ONE(CANDIDATE), false},
    {"question_id", make_question, OURS | ONE(ADMIN), false},
    {"payment_id", make_payment, OURS | ONE(ADMIN), false},
    {"invoice_id", make_invoice, OURS | ONE(ADMIN), false},
    {"webhook_id", make_webhook, OURS, false},
    {"webhook_delivery_id", make_delivery, OURS, false},
    {"api_key_id", make_key, OURS, false},
    {"login_id", make_session, ONE(HR), false},
    {"account_id", make_account, ONE(ADMIN), false},
    {"message_id", make_message, ONE(ADMIN), true},
};

const matrix_id *
matrix_id_find(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (strlen(ids[i].name) == n && !memcmp(ids[i].name, name, n))
			return &ids[i];
	return NULL;
}
