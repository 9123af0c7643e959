/* SPDX-License-Identifier: MIT
 * test_oom.c - every call of the hiring flow with every allocation failing.
 */
#include "oom.h"

#include <stdio.h>
#include <string.h>

static scene s;

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

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL and Docker\n\n"
    "SKILLS\nPython, PostgreSQL, SQL, Docker, Linux, Git\n";

static const char poor_resume[] =
    "Other Candidate\nother@example.com\n\nEXPERIENCE\n"
    "Example Bakery, Baker, Jan 2016 - Present\n- Baked bread\n";

static const char answer[] =
    "I looked at the query plan with EXPLAIN, added an index on the tenant "
    "column and measured again: the report went from 40 seconds to 300 ms.";

static const hire_page page = {NULL, 100};

/* Bodies: one call each.  `out` of a failed attempt is never looked at. */

static hire_status
post(oom_call *c)
{
	hire_job draft, *out = c->out;
	hire_own_question own[] = {{"Why this team?", NULL},
	    {"How do you find a slow query?", "Read the plan; measure."}};
	hire_record_init(&hire_job_record, &draft);
	draft.title = "SQL Engineer";
	draft.details = "We build reports.";
	draft.requirements = "must: 3 years of SQL\nnice: Linux\n";
	return hire_jobs_post(
	    c->s->p, c->who, &draft, own, 2, c->mem, out, &c->err);
}

static hire_status
edit(oom_call *c)
{
	hire_job out;
	hire_change changes[] = {
	    {"title", "Python Engineer, data"}, {"requirements", c->text}};
	return hire_jobs_edit(
	    c->s->p, c->who, c->id, 0, changes, 2, c->mem, &out, &c->err);
}

static hire_status
pause_job(oom_call *c)
{
	hire_job out;
	return hire_jobs_pause(
	    c->s->p, c->who, c->id, c->text != NULL, c->mem, &out, &c->err);
}

static hire_status
link_job(oom_call *c)
{
	hire_job out;
	return hire_jobs_link(
	    c->s->p, c->who, c->id, false, c->mem, &out, &c->err);
}

static hire_status
checkout(oom_call *c)
{
	return hire_payments_checkout(
	    c->s->p, c->who, c->id, c->text, c->mem, c->out, &c->err);
}

static hire_status
pay(oom_call *c)
{
	hire_event_outcome out;
	return hire_payments_sandbox(
	    c->s->p, c->id, true, c->mem, &out, &c->err);
}

static hire_status
refund(oom_call *c)
{
	return hire_payments_refund(
	    c->s->p, c->who, c->id, 3, c->mem, c->out, &c->err);
}

static hire_status
invoices(oom_call *c)
{
	return hire_payments_invoices(
	    c->s->p, c->who, page, c->mem, c->out, &c->err);
}

static hire_status
invoice_text(oom_call *c)
{
	const char *text;
	return hire_payments_invoice_text(
	    c->s->p, c->who, c->id, c->mem, &text, &c->err);
}

static hire_status
apply(oom_call *c)
{
	hire_upload file = {"resume.txt", c->text, strlen(c->text)};
	return hire_applications_apply(
	    c->s->p, c->who, c->id, NULL, &file, c->mem, c->out, &c->err);
}

static hire_status
get_application(oom_call *c)
{
	hire_match_result m;
	hire_resume r;
	hire_status st = hire_applications_get(
	    c->s->p, c->who, c->id, c->mem, c->out, &c->err);
	if (!st)
		st = hire_applications_match(
		    c->s->p, c->who, c->id, c->mem, &m, &c->err);
	return st ? st
	          : hire_applications_resume(
	                c->s->p, c->who, c->id, c->mem, &r, &c->err);
}

static hire_status
correct(oom_call *c)
{
	return hire_applications_correct(
	    c->s->p, c->who, c->id, c->text, c->mem, c->out, &c->err);
}

static hire_status
admit(oom_call *c)
{
	return hire_applications_admit(
	    c->s->p, c->who, c->id, c->mem, c->out, &c->err);
}

static hire_status
withdraw(oom_call *c)
{
	return hire_applications_withdraw(
	    c->s->p, c->who, c->id, c->mem, c->out, &c->err);
}

static hire_status
take(oom_call *c)
{
	hire_interview_event entry;
	return hire_interviews_take(c->s->p, c->who, c->id,
	    &(hire_saying){
	        .event = c->event, .text = c->text, .client_id = c->more},
	    c->mem, &entry, &c->err);
}

static hire_status
think(oom_call *c)
{
	return hire_interviews_think(c->s->p, c->id, &c->err);
}

static hire_status
tick(oom_call *c)
{
	int64_t left;
	return hire_interviews_tick(c->s->p, c->id, &left, &c->err);
}

static hire_status
cancel(oom_call *c)
{
	return hire_interviews_cancel(
	    c->s->p, c->who, c->id, true, "our fault", &c->err);
}

static hire_status
view(oom_call *c)
{
	return hire_interviews_view(
	    c->s->p, c->who, c->id, 0, c->mem, c->out, &c->err);
}

static hire_status
scorecard(oom_call *c)
{
	hire_scorecard card;
	hire_scorecard_result result;
	return hire_interviews_scorecard(
	    c->s->p, c->who, c->id, c->mem, &card, &result, &c->err);
}

static hire_status
board(oom_call *c)
{
	hire_rows rows;
	hire_job job;
	hire_board_query q = {.text = "python"};
	hire_status st = hire_board_list(c->s->p, &q, c->mem, &rows, &c->err);
	return st ? st
	          : hire_board_get(c->s->p, c->id, NULL, c->mem, &job, &c->err);
}

static hire_status
board_match(oom_call *c)
{
	hire_match_result m;
	return hire_board_match(c->s->p, c->who, c->id, c->mem, &m, &c->err);
}

static hire_status
job_numbers(oom_call *c)
{
	hire_job_metrics m;
	return hire_jobs_metrics(c->s->p, c->who, c->id, &m, &c->err);
}

static hire_status
platform_numbers(oom_call *c)
{
	hire_metrics m;
	return hire_admin_metrics(c->s->p, c->who, 0, 0, c->mem, &m, &c->err);
}

static hire_status
queue_numbers(oom_call *c)
{
	hire_queue_count *counts;
	size_t n;
	hire_rows rows;
	hire_status st =
	    hire_admin_queue(c->s->p, c->who, c->mem, &counts, &n, &c->err);
	return st ? st
	          : hire_admin_messages(c->s->p, c->who, HIRE_MESSAGE_READY,
	                page, c->mem, &rows, &c->err);
}

#define SWEEP(body, effect, ...)                                               \
	oom_sweep(#body, body, &(oom_call){.s = &s, __VA_ARGS__}, effect)

static hire_application applied;
static hire_actor candidate;

static void
is_eligible(scene *of)
{
	hire_application app;
	ck_assert_ok(hire_applications_get(
	    of->p, &candidate, applied.id, of->mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
	applied = app;
}

static void
is_not_eligible(scene *of)
{
	hire_application app;
	ck_assert_ok(hire_applications_get(
	    of->p, &candidate, applied.id, of->mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_NOT_ELIGIBLE);
}

static void
is_scored(scene *of)
{
	hire_interview_view v;
	ck_assert_ok(hire_interviews_view(
	    of->p, &candidate, applied.interview_id, 0, of->mem, &v, NULL));
	ck_assert_int_eq(v.interview.state, HIRE_INTERVIEW_SCORED);
}

static void
is_stored(scene *of)
{
	(void)of;
}

START_TEST(opening)
{
	oom_sweep_open(&s);
	oom_sweep_open(&s);
	ck_assert_int_gt(oom_points(), 30);
}
END_TEST

START_TEST(jobs_and_payments)
{
	hire_job job;
	hire_payment first, back;
	hire_rows rows;
	SWEEP(post, OOM_NOTHING, .who = &s.hr, .out = &job);
	SWEEP(edit, OOM_NOTHING, .who = &s.hr, .id = job.id,
	    .text = "must: 2 years of SQL\n");
	SWEEP(checkout, OOM_STEPS, .who = &s.hr, .id = s.job.id, .text = "key",
	    .out = &first);
	SWEEP(pay, OOM_NOTHING, .id = first.id);
	ck_assert_int_eq(scene_job(&s).seats_bought, 10);
	SWEEP(refund, OOM_NOTHING, .who = &s.hr, .id = first.id, .out = &back);
	ck_assert_int_eq(scene_job(&s).seats_refunded, 3);
	SWEEP(invoices, OOM_NOTHING, .who = &s.hr, .out = &rows);
	const hire_invoice *bill = rows.rows;
	SWEEP(invoice_text, OOM_NOTHING, .who = &s.hr, .id = bill->id);
	SWEEP(pause_job, OOM_NOTHING, .who = &s.hr, .id = s.job.id, .text = "");
	SWEEP(pause_job, OOM_NOTHING, .who = &s.hr, .id = s.job.id);
	SWEEP(link_job, OOM_NOTHING, .who = &s.hr, .id = s.job.id);
	ck_assert_int_gt(oom_points(), 250);
}
END_TEST

START_TEST(applications)
{
	scene_pay(&s);
	scene_work(&s);
	candidate = scene_candidate(&s);
	SWEEP(apply, OOM_NOTHING, .who = &candidate, .id = s.job.id,
	    .text = poor_resume, .out = &applied);
	oom_sweep_worker("worker: resume", &s, 0, is_not_eligible);
	SWEEP(correct, OOM_NOTHING, .who = &candidate, .id = applied.id,
	    .text = resume, .out = &applied);
	oom_sweep_worker("worker: correction", &s, 13, is_eligible);
	SWEEP(get_application, OOM_NOTHING, .who = &candidate, .id = applied.id,
	    .out = &applied);
	SWEEP(withdraw, OOM_NOTHING, .who = &candidate, .id = applied.id,
	    .out = &applied);
	hire_actor other = scene_candidate(&s);
	hire_application poor = scene_apply(&s, &other, false);
	SWEEP(admit, OOM_NOTHING, .who = &s.hr, .id = poor.id, .out = &poor);
	SWEEP(board, OOM_NOTHING, .id = s.job.id);
	SWEEP(board_match, OOM_NOTHING, .who = &other, .id = s.job.id);
	ck_assert_int_gt(oom_points(), 250);
}
END_TEST

START_TEST(interview)
{
	hire_interview_view v;
	scene_pay(&s);
	candidate = scene_candidate(&s);
	applied = scene_apply(&s, &candidate, true);
	const char *id = applied.interview_id;
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_BEGIN);
	SWEEP(think, OOM_STEPS, .id = id);
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_PROCEED, .more = "1");
	SWEEP(think, OOM_STEPS, .id = id);
	test_host_sleep(&s.host, 2 * HIRE_SECOND); /* so it is stored */
	SWEEP(tick, OOM_NOTHING, .id = id);
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_ANSWER, .text = answer, .more = "2");
	SWEEP(think, OOM_STEPS, .id = id);
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_ANSWER, .text = answer, .more = "3");
	SWEEP(think, OOM_STEPS, .id = id);
	ck_assert_ok(
	    hire_interviews_view(s.p, &candidate, id, 0, s.mem, &v, NULL));
	while (v.interview.state == HIRE_INTERVIEW_QUESTION ||
	       v.interview.state == HIRE_INTERVIEW_FOLLOW_UP)
		v = scene_say(&s, &candidate, id, HIRE_EVENT_ANSWER, answer);
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_QUERY, .text = "Where does the team sit?");
	SWEEP(think, OOM_STEPS, .id = id);
	SWEEP(take, OOM_NOTHING, .who = &candidate, .id = id,
	    .event = HIRE_EVENT_DONE);
	SWEEP(think, OOM_STEPS, .id = id);
	oom_sweep_worker("worker: score", &s, 6, is_scored);
	SWEEP(view, OOM_NOTHING, .who = &candidate, .id = id, .out = &v);
	SWEEP(scorecard, OOM_NOTHING, .who = &s.hr, .id = id);
	SWEEP(job_numbers, OOM_NOTHING, .who = &s.hr, .id = s.job.id);
	SWEEP(platform_numbers, OOM_NOTHING, .who = &s.admin);
	SWEEP(queue_numbers, OOM_NOTHING, .who = &s.admin);
	ck_assert_int_gt(oom_points(), 900);
}
END_TEST

START_TEST(endings)
{
	scene_pay(&s);
	candidate = scene_candidate(&s);
	applied = scene_apply(&s, &candidate, true);
	const char *id = applied.interview_id;
	scene_say(&s, &candidate, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &candidate, id, HIRE_EVENT_PROCEED, NULL);
	SWEEP(cancel, OOM_NOTHING, .who = &s.hr, .id = id);
	ck_assert_int_eq(scene_job(&s).seats_reserved, 0);
	hire_actor other = scene_candidate(&s);
	hire_application app = scene_apply(&s, &other, true);
	id = app.interview_id;
	scene_say(&s, &other, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &other, id, HIRE_EVENT_PROCEED, NULL);
	scene_say(&s, &other, id, HIRE_EVENT_ANSWER, answer);
	test_host_sleep(&s.host, 2 * HIRE_HOUR);
	oom_sweep_worker("worker: timer", &s, 0, is_stored);
	ck_assert_int_gt(oom_points(), 80);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("oom");
	TCase *t = tcase_create("oom");
	tcase_set_timeout(t, 200);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, opening);
	tcase_add_test(t, jobs_and_payments);
	tcase_add_test(t, applications);
	tcase_add_test(t, interview);
	tcase_add_test(t, endings);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
