/* SPDX-License-Identifier: MIT
 * reading.c - what the suites on facts and the match share.
 */
#include "reading.h"

#include <string.h>

test_host reading_host;
hire_arena *reading_mem;

void
reading_setup(void)
{
	test_host_open(&reading_host);
	ck_assert_ok(hire_arena_new(reading_host.ctx, 0, &reading_mem, NULL));
}

void
reading_teardown(void)
{
	hire_arena_free(reading_mem);
	test_host_close(&reading_host);
}

const hire_facts *
reading_facts(const char *text)
{
	const hire_facts *f = NULL;
	ck_assert_ok(hire_facts_read(
	    text, strlen(text), TEST_TODAY, reading_mem, &f, NULL));
	return f;
}

const hire_job_facts *
reading_job(const char *title, const char *text, const char *requirements)
{
	const hire_job_facts *f = NULL;
	ck_assert_ok(hire_job_facts_read(
	    title, text, requirements, reading_mem, &f, NULL));
	return f;
}

hire_match_result
reading_match(const hire_facts *facts, const hire_job_facts *job)
{
	hire_match_result m;
	ck_assert_ok(hire_match(
	    facts, job, HIRE_MATCH_THRESHOLD, reading_mem, &m, NULL));
	return m;
}

const hire_skill *
reading_skill(const hire_facts *facts, const char *name)
{
	for (size_t i = 0; i < facts->skill_count; i++)
		if (!strcmp(facts->skills[i].name, name))
			return &facts->skills[i];
	return NULL;
}

static const char *
month_text(hire_month m)
{
	if (!m.year)
		return "?";
	return m.month ? hire_arena_printf(reading_mem, "%04d-%02d",
	                     (int)m.year, (int)m.month)
	               : hire_arena_printf(reading_mem, "%04d", (int)m.year);
}

const char *
reading_jobs_text(const hire_facts *f)
{
	const char *got = "";
	for (size_t i = 0; i < f->job_count; i++) {
		const hire_employment *j = &f->jobs[i];
		got = hire_arena_printf(reading_mem, "%s%s %s %s @ %s\n", got,
		    month_text(j->start),
		    j->present ? "present" : month_text(j->end),
		    j->title ? j->title : "?", j->employer ? j->employer : "?");
	}
	return got;
}

void
reading_jobs(const char *text, const char *want)
{
	const char *whole = *text == '#'
	                        ? text + 1
	                        : hire_arena_printf(reading_mem,
	                              "Sample Candidate\nsample@example.com\n\n"
	                              "Experience\n%s\nEducation\nBSc Physics, "
	                              "Sample University, 2008 - 2012\n\n"
	                              "Skills\nJava, C++\n",
	                              text);
	const char *got = reading_jobs_text(reading_facts(whole));
	ck_assert_msg(!strcmp(got, want), "in\n%s\ngot\n%s\nwanted\n%s", whole,
	    got, want);
}

static const reading_case *suite_cases;

START_TEST(jobs_are_read)
{
	reading_jobs(suite_cases[_i].text, suite_cases[_i].jobs);
}
END_TEST

Suite *
reading_jobs_suite(const char *name, const reading_case *cases, size_t n)
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create(name);
	suite_cases = cases;
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(t, jobs_are_read, 0, (int)n);
	suite_add_tcase(s, t);
	return s;
}

void
reading_same(const char *got, const char *want, const char *of)
{
	if (!got || !want)
		ck_assert_msg(got == want, "%s: got %s, wanted %s", of,
		    got ? got : "nothing", want ? want : "nothing");
	else
		ck_assert_msg(!strcmp(got, want),
		    "%s: got \"%s\", wanted \"%s\"", of, got, want);
}
