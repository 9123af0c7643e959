/* SPDX-License-Identifier: MIT
 * test_score.c - evidence, settling and the JSON of scorecards.
 */
#include "support.h"

#include <hire/score.h>

#include <string.h>

static test_host host;
static hire_arena *mem;

static const hire_utterance TALK[] = {
    {1, HIRE_EVENT_ASK, 1, "What is a queue?"},
    {2, HIRE_EVENT_ANSWER, 1, "It gives back  the oldest\nitem first."},
    {3, HIRE_EVENT_ASK, 2, "And a stack?"},
    {4, HIRE_EVENT_ANSWER, 2, "The newest item comes first."},
};
enum { SAID = 4 };

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
}

static void
teardown(void)
{
	hire_arena_free(mem);
	test_host_close(&host);
}

START_TEST(quotes_stand_only_where_they_were_said)
{
	ck_assert(hire_quote_stands(TALK, SAID, 2, "the oldest item"));
	ck_assert(hire_quote_stands(TALK, SAID, 2, " oldest\t item first. "));
	ck_assert(!hire_quote_stands(TALK, SAID, 4, "the oldest item"));
	ck_assert(!hire_quote_stands(TALK, SAID, 2, "the youngest item"));
	ck_assert(!hire_quote_stands(TALK, SAID, 2, "theoldest"));
	ck_assert(!hire_quote_stands(TALK, SAID, 9, "item"));
	ck_assert(!hire_quote_stands(TALK, SAID, 2, "  "));
	ck_assert(!hire_quote_stands(TALK, SAID, 2, NULL));
	ck_assert(!hire_quote_stands(NULL, 0, 2, "item"));
}
END_TEST

START_TEST(the_sum_is_weighted_and_rounded_half_up)
{
	hire_level levels[] = {{1, 4, 3, "oldest item", 2, "all"},
	    {2, 1, 1, "newest item", 4, "a beginning"}};
	hire_scorecard_result c = {.levels = levels, .level_count = 2};
	hire_scorecard_settle(&c, TALK, SAID);
	ck_assert(c.scored);
	ck_assert_int_eq(c.role_fit, 81); /* 25 * 13 / 4 = 81.25 */
	levels[0].weight = levels[1].weight = 1;
	levels[0].level = 2;
	hire_scorecard_settle(&c, TALK, SAID);
	ck_assert_int_eq(c.role_fit, 38); /* 37.5 */
	ck_assert_int_eq(c.formula, HIRE_SCORE_FORMULA);
}
END_TEST

START_TEST(invented_quotes_count_for_nothing)
{
	hire_level levels[] = {{1, 4, 1, "a ring of cells", 2, "all"},
	    {2, 4, 1, "oldest item", 2, "of another answer"},
	    {2, 9, 500, "newest item", 4, "numbers out of range"}};
	hire_scorecard_result c = {.levels = levels, .level_count = 3};
	c.strengths[0] = (hire_remark){"Made up", "a ring of cells", 2, 1};
	c.strengths[1] = (hire_remark){"True", "oldest item", 2, 1};
	c.strength_count = 2;
	c.improvements[0] = (hire_remark){"No quote", NULL, 2, 1};
	c.improvement_count = 7;
	hire_scorecard_settle(&c, TALK, SAID);
	ck_assert_int_eq(levels[0].level, HIRE_LEVEL_UNKNOWN);
	ck_assert_ptr_null(levels[0].quote);
	ck_assert_int_eq(levels[0].seq, 0);
	ck_assert_int_eq(levels[1].level, HIRE_LEVEL_UNKNOWN);
	ck_assert_int_eq(levels[2].level, HIRE_LEVEL_MAX);
	ck_assert_int_eq(levels[2].weight, 100);
	ck_assert_uint_eq(c.strength_count, 1);
	ck_assert_str_eq(c.strengths[0].text, "True");
	ck_assert_uint_eq(c.improvement_count, 0);
	ck_assert_int_eq(c.role_fit, 98); /* 25 * 400 / 102 */
}
END_TEST

START_TEST(what_was_not_reached_does_not_count)
{
	hire_utterance talk[] = {
	    TALK[0], TALK[1], TALK[2], {4, HIRE_EVENT_TIME_UP, 0, NULL}};
	hire_level levels[] = {{1, 2, 1, "oldest item", 2, "half"},
	    {2, HIRE_LEVEL_UNKNOWN, 5, NULL, 0, "not reached"},
	    {3, HIRE_LEVEL_UNKNOWN, 5, NULL, 0, "not reached"}};
	hire_scorecard_result c = {.levels = levels, .level_count = 3};
	hire_scorecard_settle(&c, talk, SAID);
	ck_assert_int_eq(c.role_fit, 50);
	talk[3].event = HIRE_EVENT_LEAVE;
	hire_scorecard_settle(&c, talk, SAID);
	ck_assert_int_eq(c.role_fit, 50);
	talk[3] = (hire_utterance){4, HIRE_EVENT_SKIP, 2, NULL};
	hire_scorecard_settle(&c, talk, SAID);
	ck_assert_int_eq(c.role_fit, 8); /* 25 * 2 / 6 = 8.3 */
	hire_scorecard_settle(&c, talk, SAID - 1);
	ck_assert_int_eq(c.role_fit, 8); /* asked, nothing cut it short */
}
END_TEST

START_TEST(only_the_candidate_is_quoted)
{
	hire_level levels[] = {{1, 2, 1, "oldest item", 2, "half"}};
	hire_scorecard_result c = {.levels = levels,
	    .level_count = 1,
	    .strength_count = 1,
	    .improvement_count = 1};
	c.strengths[0] = (hire_remark){"Asked", "a queue", 1, 1};
	c.improvements[0] = (hire_remark){"Asked", "And a stack?", 3, 2};
	hire_scorecard_settle(&c, TALK, SAID);
	ck_assert_uint_eq(c.strength_count, 0);
	ck_assert_uint_eq(c.improvement_count, 0);
}
END_TEST

START_TEST(silence_is_never_a_number)
{
	const hire_utterance silent[] = {TALK[0], {2, HIRE_EVENT_SKIP, 1, NULL},
	    {3, HIRE_EVENT_ANSWER, 1, " \n"}};
	hire_level levels[] = {{1, 4, 1, "queue", 1, "quotes our question"}};
	hire_scorecard_result c = {
	    .levels = levels, .level_count = 1, .role_fit = 99};
	c.strengths[0] = (hire_remark){"Asked", "a queue", 1, 1};
	c.strength_count = 1;
	hire_scorecard_settle(&c, silent, 3);
	ck_assert(!c.scored);
	ck_assert_int_eq(c.role_fit, 0);
	ck_assert_uint_eq(c.strength_count, 0);
	ck_assert_ptr_nonnull(c.reason);
	ck_assert_int_eq(levels[0].level, HIRE_LEVEL_UNKNOWN);
	hire_scorecard_settle(&c, NULL, 0);
	ck_assert(!c.scored);
	c.level_count = 0;
	hire_scorecard_settle(&c, TALK, SAID);
	ck_assert(!c.scored);
}
END_TEST

static hire_scorecard_result
sample(hire_level levels[2])
{
	levels[0] = (hire_level){1, 3, 2, "oldest \"item\"", 2, "most of it"};
	levels[1] =
	    (hire_level){2, HIRE_LEVEL_UNKNOWN, 1, NULL, 0, "not asked"};
	hire_scorecard_result c = {.scored = true,
	    .role_fit = 50,
	    .levels = levels,
	    .level_count = 2,
	    .strength_count = 1,
	    .improvement_count = 1,
	    .engine = "builtin-1",
	    .formula = HIRE_SCORE_FORMULA};
	c.strengths[0] = (hire_remark){"Good", "oldest", 2, 1};
	c.improvements[0] = (hire_remark){"Less good", "item", 2, 1};
	return c;
}

static hire_status
round_trip(hire_ctx *ctx)
{
	hire_level levels[2];
	hire_scorecard_result c = sample(levels), back;
	const char *json = NULL, *again = NULL;
	hire_arena *a;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (st)
		return st;
	st = hire_scorecard_to_json(&c, a, &json, NULL);
	if (!st)
		st = hire_scorecard_from_json(json, a, &back, NULL);
	if (!st)
		st = hire_scorecard_to_json(&back, a, &again, NULL);
	if (!st)
		ck_assert_str_eq(json, again);
	hire_arena_free(a);
	return st;
}

START_TEST(json_goes_there_and_back)
{
	test_every_allocation(round_trip);
	hire_scorecard_result c;
	ck_assert_status(
	    hire_scorecard_from_json("{\"scored\":tru}", mem, &c, NULL),
	    HIRE_EINVAL);
	ck_assert_ok(hire_scorecard_from_json(
	    "{\"scored\":false,\"role_fit\":null,\"levels\":[]}", mem, &c,
	    NULL));
	ck_assert(!c.scored);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("score");
	TCase *tc = tcase_create("score");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, quotes_stand_only_where_they_were_said);
	tcase_add_test(tc, the_sum_is_weighted_and_rounded_half_up);
	tcase_add_test(tc, invented_quotes_count_for_nothing);
	tcase_add_test(tc, what_was_not_reached_does_not_count);
	tcase_add_test(tc, only_the_candidate_is_quoted);
	tcase_add_test(tc, silence_is_never_a_number);
	tcase_add_test(tc, json_goes_there_and_back);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
