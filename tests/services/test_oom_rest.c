/* SPDX-License-Identifier: MIT
 * test_oom_rest.c - looking at jobs, applications, payments and the platform
 * itself, with every allocation failing.  Apart from test_oom.c, which follows
 * the hiring flow.
 */
#include "oom.h"

#include "backends/payments/sandbox.h"
#include "services/work.h"

#include <string.h>

static scene s;
static const hire_page page = {NULL, 100};
static const char resume[] = "Sample Candidate\nsample@example.com\n\n"
                             "SKILLS\nPython, PostgreSQL, Docker\n";

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

/* Bodies: one call each. */

static hire_status
job(oom_call *c)
{
	hire_job out;
	return hire_jobs_get(c->s->p, c->who, c->id, c->mem, &out, &c->err);
}

static hire_status
jobs(oom_call *c)
{
	hire_rows rows;
	return hire_jobs_list(c->s->p, c->who, page, c->mem, &rows, &c->err);
}

static hire_status
questions(oom_call *c)
{
	return hire_jobs_questions(
	    c->s->p, c->who, c->id, c->mem, c->out, &c->err);
}

static hire_status
edit_question(oom_call *c)
{
	hire_question out;
	const hire_change changes[] = {{"text", "Why this work?"}};
	return hire_jobs_question_edit(
	    c->s->p, c->who, c->id, 0, changes, 1, c->mem, &out, &c->err);
}

static hire_status
remove_question(oom_call *c)
{
	return hire_jobs_question_remove(c->s->p, c->who, c->id, 0, &c->err);
}

static hire_status
ledger(oom_call *c)
{
	hire_rows rows;
	return hire_jobs_ledger(
	    c->s->p, c->who, c->id, page, c->mem, &rows, &c->err);
}

static hire_status
upload(oom_call *c)
{
	hire_application out;
	const hire_upload file = {"resume.txt", resume, strlen(resume)};
	return hire_applications_upload(
	    c->s->p, c->who, c->id, &file, c->mem, &out, &c->err);
}

static hire_status
applications(oom_call *c)
{
	hire_rows rows;
	return hire_applications_list(
	    c->s->p, c->who, c->id, page, c->mem, &rows, &c->err);
}

static hire_status
resume_file(oom_call *c)
{
	return hire_applications_resume_file(
	    c->s->p, c->who, c->id, c->mem, c->out, &c->err);
}

static hire_status
payment(oom_call *c)
{
	hire_payment out;
	return hire_payments_get(c->s->p, c->who, c->id, c->mem, &out, &c->err);
}

static hire_status
payments(oom_call *c)
{
	hire_rows rows;
	return hire_payments_list(
	    c->s->p, c->who, page, c->mem, &rows, &c->err);
}

static hire_status
sandbox_page(oom_call *c)
{
	hire_payment out;
	return hire_payments_sandbox_page(
	    c->s->p, c->id, c->mem, &out, &c->err);
}

static hire_status
provider_event(oom_call *c)
{
	return hire_payments_event(c->s->p, c->text, strlen(c->text), c->more,
	    c->mem, c->out, &c->err);
}

static hire_status
interviews(oom_call *c)
{
	hire_rows rows;
	return hire_interviews_list(
	    c->s->p, c->who, c->id, page, c->mem, &rows, &c->err);
}

static hire_status
rescore(oom_call *c)
{
	return hire_interviews_rescore(c->s->p, c->who, c->id, &c->err);
}

static void
heard(void *user, const char *topic, const void *bytes, size_t len)
{
	(void)topic, (void)bytes;
	*(size_t *)user += len;
}

static hire_status
listen_and_claim(oom_call *c)
{
	uint64_t id;
	size_t got = 0;
	int64_t line = 0;
	hire_status st =
	    hire_interviews_listen(c->s->p, c->id, heard, &got, &id, &c->err);
	if (st)
		return st;
	st = hire_interviews_claim(c->s->p, c->id, &line, &c->err);
	hire_interviews_unlisten(c->s->p, id);
	ck_assert(st || got > 0);
	return st;
}

static hire_status
check(oom_call *c)
{
	hire_check *list;
	size_t count;
	return hire_platform_check(c->s->p, c->mem, &list, &count, &c->err);
}

static hire_status
doctor(oom_call *c)
{
	hire_check *list;
	size_t count;
	const hire_config config = {
	    .size = sizeof config, .data = c->s->folder};
	hire_status st = hire_platform_doctor(
	    c->s->host.ctx, &config, c->mem, &list, &count, &c->err);
	for (size_t i = 0; !st && i < count; i++)
		ck_assert_msg(
		    list[i].ok, "%s: %s", list[i].port, list[i].detail);
	return st;
}

static hire_status
migrate(oom_call *c)
{
	const char *plan;
	return hire_platform_migrate(c->s->p, true, c->mem, &plan, &c->err);
}

static hire_status
read_document(oom_call *c)
{
	hire_text out;
	return hire_platform_read(c->s->p, resume, strlen(resume), "resume.txt",
	    c->mem, &out, &c->err);
}

static hire_status
allow(oom_call *c)
{
	hire_cache_verdict v;
	return hire_platform_allow(c->s->p, c->text, 60, 60, &v, &c->err);
}

#define SWEEP(body, effect, ...)                                               \
	oom_sweep(#body, body, &(oom_call){.s = &s, __VA_ARGS__}, effect)

START_TEST(jobs_and_questions)
{
	hire_rows rows;
	const char *id = s.job.id;
	SWEEP(job, OOM_NOTHING, .who = &s.hr, .id = id);
	SWEEP(jobs, OOM_NOTHING, .who = &s.hr);
	SWEEP(questions, OOM_NOTHING, .who = &s.hr, .id = id, .out = &rows);
	const hire_question *q = rows.rows;
	SWEEP(edit_question, OOM_NOTHING, .who = &s.hr, .id = q->id);
	SWEEP(remove_question, OOM_NOTHING, .who = &s.hr, .id = q->id);
	scene_pay(&s);
	SWEEP(ledger, OOM_NOTHING, .who = &s.hr, .id = id);
	ck_assert_int_gt(oom_points(), 60);
}
END_TEST

START_TEST(resumes)
{
	hire_upload file;
	scene_pay(&s);
	hire_actor who = scene_candidate(&s);
	const char *id = scene_apply(&s, &who, false).id;
	SWEEP(upload, OOM_NOTHING, .who = &who, .id = id);
	SWEEP(applications, OOM_NOTHING, .who = &who);
	SWEEP(resume_file, OOM_NOTHING, .who = &who, .id = id, .out = &file);
	ck_assert_uint_eq(file.len, strlen(resume));
	ck_assert_mem_eq(file.bytes, resume, file.len);
	ck_assert_int_gt(oom_points(), 25);
}
END_TEST

START_TEST(paying)
{
	hire_payment pay;
	hire_event_outcome outcome;
	const char *body, *signature;
	ck_assert_ok(hire_payments_checkout(
	    s.p, &s.hr, s.job.id, NULL, s.mem, &pay, NULL));
	SWEEP(sandbox_page, OOM_NOTHING, .id = pay.id);
	SWEEP(payment, OOM_NOTHING, .who = &s.hr, .id = pay.id);
	SWEEP(payments, OOM_NOTHING, .who = &s.hr);
	ck_assert_ok(hire__sandbox_event(&s.p->payments, HIRE_NOTICE_PAID,
	    pay.provider_ref, NULL, "k", s.host.now.wall, s.mem, &body,
	    &signature, NULL));
	SWEEP(provider_event, OOM_NOTHING, .text = body, .more = signature,
	    .out = &outcome);
	ck_assert_int_eq(scene_job(&s).seats_bought, 10);
	ck_assert_int_gt(oom_points(), 60);
}
END_TEST

START_TEST(interviewing)
{
	scene_pay(&s);
	hire_actor who = scene_candidate(&s);
	const char *id = scene_apply(&s, &who, true).interview_id;
	SWEEP(interviews, OOM_NOTHING, .who = &who);
	SWEEP(listen_and_claim, OOM_NOTHING, .id = id);
	scene_say(&s, &who, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &who, id, HIRE_EVENT_LEAVE, NULL);
	SWEEP(rescore, OOM_NOTHING, .who = &s.hr, .id = id);
	ck_assert_int_gt(oom_points(), 25);
}
END_TEST

START_TEST(the_platform)
{
	SWEEP(check, OOM_NOTHING, .id = NULL);
	SWEEP(doctor, OOM_NOTHING, .id = NULL);
	SWEEP(migrate, OOM_NOTHING, .id = NULL);
	SWEEP(read_document, OOM_NOTHING, .id = NULL);
	SWEEP(allow, OOM_NOTHING, .text = "k");
	ck_assert_int_gt(oom_points(), 80);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("oom_rest");
	TCase *t = tcase_create("oom_rest");
	tcase_set_timeout(t, 200);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, jobs_and_questions);
	tcase_add_test(t, resumes);
	tcase_add_test(t, paying);
	tcase_add_test(t, interviewing);
	tcase_add_test(t, the_platform);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
