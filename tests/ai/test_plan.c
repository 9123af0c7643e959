/* SPDX-License-Identifier: MIT
 * test_plan.c - the questions of an interview: whose, how many, in which
 * order, and what they never say.
 */
#include "ai_support.h"

#include "rules/grading/personal.h"

#include <string.h>

static const hire_own_question OWN[] = {
    {"Why do you want this job? I mean it.", NULL},
    {"What is  a queue?", "First in, first out."}};

static hire_plan
plan_of(const ai_person *person, size_t own, size_t want)
{
	ai_facts f;
	hire_plan plan;
	ai_facts_of(person, &f);
	ck_assert_ok(hire_engine_questions(ai_here.engine, ai_job(),
	    person ? &f.facts : NULL, OWN, own, want, ai_here.mem, &plan,
	    NULL));
	return plan;
}

START_TEST(own_questions_stand_first_and_verbatim)
{
	hire_plan p = plan_of(&ai_people[0], 2, 10);
	ck_assert_uint_eq(p.count, 10);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_str_eq(p.questions[i].text, OWN[i].text);
		ck_assert_int_eq(
		    p.questions[i].source, HIRE_QUESTION_RECRUITER);
	}
	ck_assert_ptr_null(p.questions[0].ideal);
	ck_assert_str_eq(p.questions[1].ideal, OWN[1].ideal);
	ck_assert_int_eq(p.questions[2].source, HIRE_QUESTION_GENERATED);
	ck_assert_uint_eq(plan_of(&ai_people[0], 2, 1).count, 1);
}
END_TEST

START_TEST(every_count_is_met_without_repeats)
{
	for (size_t want = 1; want <= 50; want++) {
		hire_plan p = plan_of(&ai_people[0], 0, want);
		ck_assert_uint_eq(p.count, want);
		for (size_t i = 0; i < want; i++)
			for (size_t k = 0; k < i; k++)
				ck_assert_str_ne(
				    p.questions[i].text, p.questions[k].text);
		hire_arena_reset(ai_here.mem);
	}
	hire_plan p;
	hire_error err;
	ck_assert_status(hire_engine_questions(ai_here.engine, ai_job(), NULL,
	                     NULL, 0, 0, ai_here.mem, &p, &err),
	    HIRE_EINVAL);
	ck_assert_status(hire_engine_questions(ai_here.engine, ai_job(), NULL,
	                     NULL, 0, 51, ai_here.mem, &p, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "questions");
}
END_TEST

START_TEST(a_job_without_requirements_still_has_questions)
{
	hire_job_facts job = {.title = "Gardener"};
	hire_plan p;
	ck_assert_ok(hire_engine_questions(
	    ai_here.engine, &job, NULL, NULL, 0, 50, ai_here.mem, &p, NULL));
	ck_assert_uint_eq(p.count, 50);
	ck_assert_ptr_nonnull(strstr(p.questions[0].text, "Gardener"));
}
END_TEST

START_TEST(must_comes_before_nice_and_depth_rises)
{
	hire_plan p = plan_of(&ai_people[0], 0, 10);
	bool nice = false;
	for (size_t i = 0; i < 5; i++) {
		bool now = p.questions[i].weight == 1;
		ck_assert(now || !nice);
		nice = now;
	}
	ck_assert_str_eq(
	    p.questions[0].requirement, "PostgreSQL and Python in production");
	ck_assert_str_eq(p.questions[1].requirement, "Writes clearly");
	ck_assert_str_eq(
	    p.questions[2].requirement, "PostgreSQL and Python in production");
	ck_assert_str_eq(p.questions[3].requirement, "Docker is welcome");
	for (size_t i = 1; i < p.count; i++)
		ck_assert_int_ge(
		    p.questions[i].depth, p.questions[i - 1].depth);
	ck_assert_int_eq(p.questions[0].depth, 1);
	ck_assert_int_eq(p.questions[9].depth, 3);
	for (size_t i = 0; i < p.count; i++) {
		ck_assert_uint_ge(p.questions[i].point_count, 2);
		ck_assert_ptr_nonnull(p.questions[i].requirement);
	}
}
END_TEST

/* Each skill that a must names comes before anything nice. */
START_TEST(all_of_a_must_comes_before_nice)
{
	static const char *const want[] = {"Rust", "Kafka", "Redis"};
	const hire_job_facts *job;
	hire_plan p;
	ck_assert_ok(hire_job_facts_read("Sample", "",
	    "nice: Terraform\nmust: Rust, Kafka and Redis\nnice: Ansible\n",
	    ai_here.mem, &job, NULL));
	ck_assert_ok(hire_engine_questions(
	    ai_here.engine, job, NULL, NULL, 0, 5, ai_here.mem, &p, NULL));
	for (size_t i = 0; i < 3; i++) {
		bool named = false;
		for (size_t k = 0; k < 3; k++)
			named |= strstr(p.questions[k].text, want[i]) != NULL;
		ck_assert_msg(named, "%s", want[i]);
		ck_assert_int_eq(p.questions[i].weight, 3);
	}
	ck_assert_str_eq(p.questions[3].requirement, "Terraform");
	ck_assert_str_eq(p.questions[4].requirement, "Ansible");
}
END_TEST

/* What no resume can show weighs nothing in the match: such a must comes behind
 * those that weigh, wherever the list has it, and before what is nice. */
START_TEST(what_weighs_comes_first)
{
	static const char *const want[] = {"Python", "Foobarix", "PostgreSQL",
	    "team player", "a positive attitude", "Kafka"};
	enum { N = sizeof want / sizeof *want };
	const hire_job_facts *job;
	ck_assert_ok(hire_job_facts_read("Sample", "",
	    "must: team player\nmust: Python\nnice: Kafka\nmust: Foobarix\n"
	    "must: a positive attitude\nmust: PostgreSQL\n",
	    ai_here.mem, &job, NULL));
	for (size_t n = 1; n <= N; n++) {
		hire_plan p;
		ck_assert_ok(hire_engine_questions(ai_here.engine, job, NULL,
		    NULL, 0, n, ai_here.mem, &p, NULL));
		ck_assert_uint_eq(p.count, n);
		for (size_t i = 0; i < n; i++)
			ck_assert_str_eq(p.questions[i].requirement, want[i]);
	}
}
END_TEST

START_TEST(questions_start_from_the_resume)
{
	hire_plan p = plan_of(&ai_people[0], 0, 10), q;
	const char *line = p.questions[0].resume_line;
	ck_assert_ptr_nonnull(line);
	ck_assert_ptr_nonnull(strstr(p.questions[0].text, line));
	ck_assert_ptr_nonnull(strstr(line, "moved the billing tables"));
	ck_assert_ok(hire_engine_questions(ai_here.engine, ai_job(), NULL, NULL,
	    0, 10, ai_here.mem, &q, NULL));
	ck_assert_ptr_null(q.questions[0].resume_line);
	ck_assert_str_ne(p.questions[0].text, q.questions[0].text);
}
END_TEST

START_TEST(who_somebody_is_changes_nothing)
{
	const char *one, *two;
	hire_plan p = plan_of(&ai_people[0], 2, 30),
	          q = plan_of(&ai_people[1], 2, 30);
	ck_assert_ok(hire_plan_to_json(&p, ai_here.mem, &one, NULL));
	ck_assert_ok(hire_plan_to_json(&q, ai_here.mem, &two, NULL));
	ck_assert_str_eq(one, two);
	ck_assert_ptr_null(strstr(one, "Candidate"));
	ck_assert_ptr_null(strstr(one, "University"));
	ck_assert_ptr_null(strstr(one, " she "));
}
END_TEST

START_TEST(protected_matters_are_not_asked_about)
{
	hire_plan p = plan_of(&ai_people[0], 0, 50);
	ck_assert_uint_gt(p.count, 0);
	ck_assert(hire__is_protected("Young and healthy native speaker"));
	for (size_t i = 0; i < p.count; i++) {
		const char *text = p.questions[i].text;
		ck_assert_msg(!hire__is_protected(text), "%s", text);
		/* nor in the job's own words */
		ck_assert_msg(!strstr(text, "native speaker"), "%s", text);
	}
}
END_TEST

static hire_status
round_trip(hire_ctx *ctx)
{
	ai_facts f;
	hire_plan p, back;
	const char *json, *again;
	hire_engine *e = NULL;
	hire_arena *mem = NULL;
	ai_facts_of(&ai_people[0], &f);
	hire_status st = hire_engine_new(ctx, NULL, NULL, &e, NULL);
	if (!st)
		st = hire_arena_new(ctx, 0, &mem, NULL);
	if (!st)
		st = hire_engine_questions(
		    e, ai_job(), &f.facts, OWN, 2, 10, mem, &p, NULL);
	if (!st)
		st = hire_plan_to_json(&p, mem, &json, NULL);
	if (!st)
		st = hire_plan_from_json(json, mem, &back, NULL);
	if (!st)
		st = hire_plan_to_json(&back, mem, &again, NULL);
	if (!st)
		ck_assert_str_eq(json, again);
	hire_arena_free(mem);
	hire_engine_free(e);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(round_trip);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("plan");
	TCase *tc = tcase_create("plan");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, ai_begin, ai_finish);
	tcase_add_test(tc, own_questions_stand_first_and_verbatim);
	tcase_add_test(tc, every_count_is_met_without_repeats);
	tcase_add_test(tc, a_job_without_requirements_still_has_questions);
	tcase_add_test(tc, must_comes_before_nice_and_depth_rises);
	tcase_add_test(tc, all_of_a_must_comes_before_nice);
	tcase_add_test(tc, what_weighs_comes_first);
	tcase_add_test(tc, questions_start_from_the_resume);
	tcase_add_test(tc, who_somebody_is_changes_nothing);
	tcase_add_test(tc, protected_matters_are_not_asked_about);
	tcase_add_test(tc, every_allocation_may_fail);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
