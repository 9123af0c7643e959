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
