/* SPDX-License-Identifier: MIT
 * test_context.c - what of a talk goes into a bounded prompt.
 */
#include "support.h"

#include <hire/context.h>

#include <string.h>

/* Ten bytes each: one letter, ": ", six and the newline. */
static const hire_line talk[] = {{"A", "000000"}, {"B", "111111"},
    {"A", "222222"}, {"B", "333333"}, {"A", "444444"}, {"B", "555555"}};
enum { LINES = sizeof talk / sizeof *talk };

static const struct {
	size_t count, summarised, budget, first, bytes;
} choices[] = {
    {0, 0, 100, 0, 0},
    {6, 0, 60, 0, 60},
    {6, 0, 59, 4, 20},
    {6, 2, 40, 2, 40},
    {6, 2, 39, 5, 10},
    {6, 6, 10, 6, 0},
    {6, 6, 0, 6, 0},
    {1, 0, 10, 0, 10},
    {2, 0, 19, 1, 10},
};

START_TEST(the_last_lines_stay)
{
	hire_context c;
	ck_assert_ok(hire_context_choose(talk, choices[_i].count,
	    choices[_i].summarised, choices[_i].budget, &c, NULL));
	ck_assert_uint_eq(c.first, choices[_i].first);
	ck_assert_uint_eq(c.bytes, choices[_i].bytes);
}
END_TEST

START_TEST(a_long_last_line_is_cut_at_a_character)
{
	test_host host;
	hire_arena *mem;
	hire_context c;
	const char *text;
	const hire_line one[] = {
	    {"A", "before"}, {"B", "\xC3\xA9\xC3\xA9\xC3\xA9"}};
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	ck_assert_ok(hire_context_choose(one, 2, 0, 7, &c, NULL));
	ck_assert_ok(hire_context_text(one, 2, &c, mem, &text, NULL));
	ck_assert_str_eq(text, "B: \xC3\xA9\n");
	ck_assert_uint_eq(c.bytes, strlen(text));
	ck_assert_ok(hire_context_choose(one, 2, 2, 7, &c, NULL));
	ck_assert_ok(hire_context_text(one, 2, &c, mem, &text, NULL));
	ck_assert_str_eq(text, "");
	hire_arena_free(mem);
	test_host_close(&host);
}
END_TEST

START_TEST(bad_choices_are_refused)
{
	hire_context c = {42, 42, 42};
	hire_error err = {0};
	ck_assert_status(
	    hire_context_choose(talk, 2, 3, 99, &c, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "summarised");
	ck_assert_status(
	    hire_context_choose(talk, 2, 0, 3, &c, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "budget");
	ck_assert_uint_eq(c.first, 42);
}
END_TEST

/* A talk that grows line by line, with the summary following. */
START_TEST(a_prompt_stays_bounded_and_nothing_falls_between)
{
	static char texts[2000][64];
	static hire_line lines[2000];
	uint64_t seed = 1;
	size_t summarised = 0, summaries = 0;
	for (size_t n = 0; n < 2000; n++) {
		memset(texts[n], 'x', test_random(&seed, 64));
		lines[n] = (hire_line){n % 2 ? "A" : "B", texts[n]};
		hire_context c;
		ck_assert_ok(hire_context_choose(
		    lines, n + 1, summarised, 1000, &c, NULL));
		ck_assert_uint_le(c.bytes, 1000);
		ck_assert_uint_ge(c.first, summarised);
		ck_assert_uint_le(c.first, n);
		summaries += c.first > summarised;
		summarised = c.first;
	}
	/* Half the budget holds about 14 lines. */
	ck_assert_uint_lt(summaries, 2000 / 10);
}
END_TEST

static hire_status
write_all(hire_ctx *ctx)
{
	hire_arena *mem;
	hire_context c;
	const char *text;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = hire_context_choose(talk, LINES, 0, 1000, &c, NULL);
	if (!st)
		st = hire_context_text(talk, LINES, &c, mem, &text, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(writing_survives_lack_of_memory)
{
	test_every_allocation(write_all);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("context");
	TCase *t = tcase_create("context");
	tcase_add_loop_test(
	    t, the_last_lines_stay, 0, (int)(sizeof choices / sizeof *choices));
	tcase_add_test(t, a_long_last_line_is_cut_at_a_character);
	tcase_add_test(t, bad_choices_are_refused);
	tcase_add_test(t, a_prompt_stays_bounded_and_nothing_falls_between);
	tcase_add_test(t, writing_survives_lack_of_memory);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
