/* SPDX-License-Identifier: MIT
 * test_flow.c - the whole hiring flow over the services, with a clock that the
 * test moves.
 */
#include "scene.h"

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

static const char answer[] =
    "I looked at the query plan with EXPLAIN, added an index on the tenant "
    "column and measured again: the report went from 40 seconds to 300 ms.";

START_TEST(a_job_opens_when_it_is_paid)
{
	ck_assert_int_eq(scene_job(&s).state, HIRE_JOB_DRAFT);
	hire_actor c = scene_candidate(&s);
	hire_upload file = {"r.txt", "x", 1};
	hire_application app;
	ck_assert_status(hire_applications_apply(
	                     s.p, &c, s.job.id, NULL, &file, s.mem, &app, NULL),
	    HIRE_ENOTFOUND);
	scene_pay(&s);
	hire_job job = scene_job(&s);
	ck_assert_int_eq(job.state, HIRE_JOB_OPEN);
	ck_assert_int_eq(job.seats_bought, 10);
	ck_assert_int_ne(job.posted_at, 0);
	scene_check_ledger(&s);
}
END_TEST

START_TEST(a_resume_is_matched_and_the_interview_opens)
{
	scene_pay(&s);
	hire_actor good = scene_candidate(&s), poor = scene_candidate(&s);
	hire_application app = scene_apply(&s, &good, true);
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
	ck_assert_int_ge(app.score, 70);
	ck_assert_ptr_nonnull(app.interview_id);
	app = scene_apply(&s, &poor, false);
	ck_assert_int_eq(app.state, HIRE_APPLICATION_NOT_ELIGIBLE);
	ck_assert_int_lt(app.score, 70);
	hire_match_result m;
	ck_assert_ok(
	    hire_applications_match(s.p, &poor, app.id, s.mem, &m, NULL));
	ck_assert_uint_eq(m.count, 4);
	ck_assert_int_eq(m.rows[0].state, HIRE_REQUIREMENT_NOT_FOUND);
	ck_assert_ok(
	    hire_applications_admit(s.p, &s.hr, app.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
}
END_TEST

START_TEST(an_interview_runs_and_is_scored)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, true);
	hire_interview_view v =
	    scene_interview(&s, &c, app.interview_id, answer);
	ck_assert_int_eq(v.interview.state, HIRE_INTERVIEW_SCORED);
	ck_assert_int_eq(v.interview.end, HIRE_END_ALL_ASKED);
	ck_assert_int_eq(v.interview.asked, 10);
	for (size_t i = 0; i < v.count; i++)
		ck_assert_int_eq(v.events[i].seq, (int64_t)i + 1);
	hire_scorecard card;
	hire_scorecard_result r;
	ck_assert_ok(hire_interviews_scorecard(
	    s.p, &s.hr, app.interview_id, s.mem, &card, &r, NULL));
	ck_assert(card.scored);
	ck_assert_status(hire_interviews_scorecard(
	                     s.p, &c, app.interview_id, s.mem, &card, &r, NULL),
	    HIRE_EDENIED);
	ck_assert_int_eq(scene_job(&s).seats_used, 1);
	scene_check_ledger(&s);
}
END_TEST

START_TEST(ten_interviews_fill_the_job_until_it_is_paid_again)
{
	scene_pay(&s);
	hire_actor late = scene_candidate(&s);
	hire_application waiting = scene_apply(&s, &late, true);
	for (int i = 0; i < 10; i++) {
		hire_actor c = scene_candidate(&s);
		hire_application app = scene_apply(&s, &c, true);
		scene_interview(&s, &c, app.interview_id, answer);
	}
	ck_assert_int_eq(scene_job(&s).state, HIRE_JOB_FULL);
	hire_actor c = scene_candidate(&s);
	hire_upload file = {"r.txt", "x", 1};
	hire_application app;
	hire_error err;
	ck_assert_status(hire_applications_apply(
	                     s.p, &c, s.job.id, NULL, &file, s.mem, &app, &err),
	    HIRE_ECLOSED);
	ck_assert_ptr_nonnull(strstr(err.message, "10 paid"));
	hire_interview_event e;
	ck_assert_status(
	    hire_interviews_take(s.p, &late, waiting.interview_id,
	        &(hire_saying){.event = HIRE_EVENT_BEGIN}, s.mem, &e, &err),
	    HIRE_ENOSEATS);
	scene_pay(&s);
	ck_assert_int_eq(scene_job(&s).state, HIRE_JOB_OPEN);
	scene_say(&s, &late, waiting.interview_id, HIRE_EVENT_BEGIN, NULL);
	scene_check_ledger(&s);
}
END_TEST

START_TEST(an_answer_counts_once_and_survives_a_restart)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, true);
	const char *id = app.interview_id;
	hire_interview_event first, again;
	scene_say(&s, &c, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &c, id, HIRE_EVENT_PROCEED, NULL);
	ck_assert_ok(hire_interviews_take(s.p, &c, id,
	    &(hire_saying){.event = HIRE_EVENT_ANSWER,
	        .text = answer,
	        .client_id = "client-1"},
	    s.mem, &first, NULL));
	scene_restart(&s);
	ck_assert_ok(hire_interviews_take(s.p, &c, id,
	    &(hire_saying){.event = HIRE_EVENT_ANSWER,
	        .text = answer,
	        .client_id = "client-1"},
	    s.mem, &again, NULL));
	ck_assert_str_eq(first.id, again.id);
	ck_assert_ok(hire_interviews_think(s.p, id, NULL));
	hire_interview_view v;
	ck_assert_ok(hire_interviews_view(s.p, &c, id, 0, s.mem, &v, NULL));
	ck_assert_int_eq(v.interview.answered, 1);
	ck_assert_int_eq(v.interview.asked, 2);
}
END_TEST

START_TEST(an_outage_is_given_back_and_the_timer_ends_what_nobody_ends)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, true);
	const char *id = app.interview_id;
	int64_t left;
	scene_say(&s, &c, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &c, id, HIRE_EVENT_PROCEED, NULL);
	for (int i = 0; i < 60; i++) {
		test_host_sleep(&s.host, HIRE_SECOND);
		ck_assert_ok(hire_interviews_tick(s.p, id, &left, NULL));
	}
	ck_assert_int_eq(left, 29 * HIRE_MINUTE);
	test_host_sleep(&s.host, 10 * HIRE_MINUTE);
	scene_restart(&s);
	scene_work(&s);
	ck_assert_ok(hire_interviews_tick(s.p, id, &left, NULL));
	ck_assert_int_eq(left, 29 * HIRE_MINUTE);
	hire_interview_view v;
	for (int i = 0; i < 8; i++) {
		test_host_sleep(&s.host, 10 * HIRE_MINUTE);
		scene_work(&s);
	}
	ck_assert_ok(hire_interviews_view(s.p, &c, id, 0, s.mem, &v, NULL));
	ck_assert_int_eq(v.interview.end, HIRE_END_TIME_UP);
	ck_assert_int_eq(v.interview.state, HIRE_INTERVIEW_UNSCORED);
	ck_assert_int_eq(scene_job(&s).seats_used, 0);
	ck_assert_int_eq(scene_job(&s).seats_reserved, 0);
	scene_check_ledger(&s);
}
END_TEST

START_TEST(an_unreadable_resume_keeps_the_application)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_upload bad = {"r.pdf", "%PDF-1.4 nothing", 16};
	hire_application app;
	ck_assert_ok(hire_applications_apply(
	    s.p, &c, s.job.id, NULL, &bad, s.mem, &app, NULL));
	scene_work(&s);
	ck_assert_ok(hire_applications_get(s.p, &c, app.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_UNREADABLE);
	ck_assert_str_eq(app.problem_code, "EDAMAGED");
	const char text[] = "Sample Candidate\nSkills: Python, PostgreSQL, "
	                    "Docker, Linux\nEXPERIENCE\nExample Systems, "
	                    "Engineer, Jan 2015 - Present\n- Python\n";
	hire_upload good = {"r.txt", text, sizeof text - 1};
	ck_assert_ok(hire_applications_upload(
	    s.p, &c, app.id, &good, s.mem, &app, NULL));
	scene_work(&s);
	ck_assert_ok(hire_applications_get(s.p, &c, app.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
}
END_TEST

/* What strangers send, and the code that says why it cannot be read. */
static const struct {
	const char *name, *bytes;
	size_t len;
	const char *code;
} unreadable[] = {
    {"cv.pdf", "just a text", 11, "EDAMAGED"},
    {"cv.txt", "a\0b", 3, "EDAMAGED"},
    {"cv.txt", "Zo\xC3\xAB, Zo\xC3", 9, "EDAMAGED"},
    {"cv.docx", "PK\x03\x04zip?", 8, "EDAMAGED"},
    {"cv.docx", "\x89PNG\r\n\x1A\n", 8, "EUNSUPPORTED"},
    {"cv.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "EUNSUPPORTED"},
    {"cv.html", "<html>x", 7, "EUNSUPPORTED"},
    {"cv.txt", " \n \n", 4, "ENOTEXT"},
};

START_TEST(each_unreadable_file_says_why_and_may_be_replaced)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_application app = {.id = NULL};
	for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++) {
		hire_upload file = {
		    unreadable[i].name, unreadable[i].bytes, unreadable[i].len};
		hire_status st = i ? hire_applications_upload(s.p, &c, app.id,
		                         &file, s.mem, &app, NULL)
		                   : hire_applications_apply(s.p, &c, s.job.id,
		                         NULL, &file, s.mem, &app, NULL);
		ck_assert_ok(st);
		scene_work(&s);
		ck_assert_ok(
		    hire_applications_get(s.p, &c, app.id, s.mem, &app, NULL));
		ck_assert_int_eq(app.state, HIRE_APPLICATION_UNREADABLE);
		ck_assert_msg(!strcmp(app.problem_code, unreadable[i].code),
		    "%zu: %s", i, app.problem_code);
		ck_assert(app.problem && *app.problem);
	}
	const char text[] = "Sample Candidate\nSkills: Python, PostgreSQL, "
	                    "Docker, Linux\nEXPERIENCE\nExample Systems, "
	                    "Engineer, Jan 2015 - Present\n- Python\n";
	hire_upload good = {"r.txt", text, sizeof text - 1};
	ck_assert_ok(hire_applications_upload(
	    s.p, &c, app.id, &good, s.mem, &app, NULL));
	scene_work(&s);
	ck_assert_ok(hire_applications_get(s.p, &c, app.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
	ck_assert_ptr_null(app.problem);
}
END_TEST

START_TEST(what_was_read_can_be_corrected_once)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, false);
	hire_upload other = {"other.txt", "Skills: Python", 14};
	ck_assert_ok(hire_applications_upload(
	    s.p, &c, app.id, &other, s.mem, &app, NULL));
	ck_assert(app.corrected);
	scene_work(&s);
	hire_upload third = {"third.txt", "Skills: Python, SQL", 19};
	ck_assert_status(hire_applications_upload(
	                     s.p, &c, app.id, &third, s.mem, &app, NULL),
	    HIRE_ELIMIT);
	ck_assert_status(hire_applications_correct(s.p, &c, app.id,
	                     "Skills: everything", s.mem, &app, NULL),
	    HIRE_ELIMIT);
}
END_TEST

START_TEST(a_withdrawn_application_is_not_taken_up_again)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s);
	hire_upload file = {"other.txt", "Skills: Python", 14};
	hire_application app;
	ck_assert_ok(hire_applications_apply(
	    s.p, &c, s.job.id, NULL, &file, s.mem, &app, NULL));
	ck_assert_ok(
	    hire_applications_withdraw(s.p, &c, app.id, s.mem, &app, NULL));
	ck_assert_status(hire_applications_apply(
	                     s.p, &c, s.job.id, NULL, &file, s.mem, &app, NULL),
	    HIRE_EEXISTS);
}
END_TEST

START_TEST(others_see_nothing)
{
	scene_pay(&s);
	hire_actor c = scene_candidate(&s), other = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, true), seen;
	hire_interview_view v;
	hire_actor rival = {.account_id = "acct_0",
	    .role = HIRE_ROLE_HR,
	    .organisation_id = "org_0"};
	const hire_actor *strangers[] = {&other, &rival};
	for (int i = 0; i < 2; i++) {
		ck_assert_status(hire_applications_get(s.p, strangers[i],
		                     app.id, s.mem, &seen, NULL),
		    HIRE_ENOTFOUND);
		ck_assert_status(hire_interviews_view(s.p, strangers[i],
		                     app.interview_id, 0, s.mem, &v, NULL),
		    HIRE_ENOTFOUND);
	}
	hire_job job;
	ck_assert_status(
	    hire_jobs_get(s.p, &rival, s.job.id, s.mem, &job, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_jobs_get(s.p, &c, s.job.id, s.mem, &job, NULL), HIRE_EDENIED);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("flow");
	TCase *t = tcase_create("flow");
	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_job_opens_when_it_is_paid);
	tcase_add_test(t, a_resume_is_matched_and_the_interview_opens);
	tcase_add_test(t, an_interview_runs_and_is_scored);
	tcase_add_test(t, ten_interviews_fill_the_job_until_it_is_paid_again);
	tcase_add_test(t, an_answer_counts_once_and_survives_a_restart);
	tcase_add_test(
	    t, an_outage_is_given_back_and_the_timer_ends_what_nobody_ends);
	tcase_add_test(t, an_unreadable_resume_keeps_the_application);
	tcase_add_test(t, each_unreadable_file_says_why_and_may_be_replaced);
	tcase_add_test(t, what_was_read_can_be_corrected_once);
	tcase_add_test(t, a_withdrawn_application_is_not_taken_up_again);
	tcase_add_test(t, others_see_nothing);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
