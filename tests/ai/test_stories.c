/* SPDX-License-Identifier: MIT
 * test_stories.c - questions on work done: the story must be of what was
 * asked about, and it counts once.
 */
#include "ai_support.h"
#include "rules/grading/grade.h"

#include <string.h>

enum { MOST = 4 };

/* Levels of the answers to questions on the requirements. */
static hire_scorecard_result
told(const char *const *asked, const char *const *said, size_t n)
{
	static hire_plan_question q[MOST];
	static hire_utterance t[MOST];
	static const char *points[HIRE__SIGNS];
	memcpy(points, hire__sign_points, sizeof points);
	for (size_t i = 0; i < n; i++) {
		q[i] = (hire_plan_question){
		    .text = "What was the task, and what did you do yourself?",
		    .points = points,
		    .point_count = HIRE__SIGNS,
		    .requirement = asked[i],
		    .weight = 1};
		t[i] = (hire_utterance){
		    (int64_t)i + 1, HIRE_EVENT_ANSWER, (int32_t)i + 1, said[i]};
	}
	hire_plan plan = {q, n, "builtin"};
	hire_scorecard_result c;
	ck_assert_ok(hire_engine_score(
	    ai_here.engine, &plan, NULL, t, n, ai_here.mem, &c, NULL));
	return c;
}

#define PEARS                                                                  \
	"I was responsible for 12 crates of pears because they were ripe, so " \
	"as a result we saved 40% in Lisbon and I learned to wash 3 crates "   \
	"earlier next time."

static const struct story {
	const char *asked, *said;
	bool touches;
} STORIES[] = {
    {"Experience with Kafka or RabbitMQ", PEARS, false},
    {"Must have PostgreSQL", PEARS, false},
    {"Fluent French", PEARS, false},
    {"Excellent teamwork", PEARS, false},
    {"Welding of steel frames", PEARS, false},
    {"Must have PostgreSQL", "PostgreSQL, Kafka, Excel: " PEARS, false},
    {"Must have PostgreSQL",
        "I moved 3 billing tables to PostgreSQL because reports were slow, "
        "and the nightly run fell from 5 hours to one.",
        true},
    /* a sibling, and words of the sheet */
    {"Must have PostgreSQL",
        "I moved 3 billing tables to MySQL because reports were slow, and "
        "the nightly run fell from 5 hours to one.",
        true},
    {"Must have PostgreSQL",
        "I added an index on 3 columns because each insert locked the table, "
        "and the query dropped from 9 seconds to 40 milliseconds.",
        true},
    {"Welding of steel frames",
        "I welded 40 gates a month because the yard needed them, and rework "
        "dropped by half.",
        true},
    {"5+ years of experience", PEARS, true},
};

START_TEST(a_story_of_something_else_is_hardly_an_answer)
{
	for (size_t i = 0; i < sizeof STORIES / sizeof *STORIES; i++) {
		const struct story *s = &STORIES[i];
		hire_scorecard_result c = told(&s->asked, &s->said, 1);
		bool high = c.levels[0].level >= 2;
		ck_assert_msg(high == s->touches, "%s, %s: level %d (%s)",
		    s->asked, s->said, c.levels[0].level, c.levels[0].reason);
		if (s->touches)
			continue;
		ck_assert_int_eq(c.levels[0].level, 1);
		ck_assert_str_eq(
		    c.levels[0].reason, "says nothing of what was asked about");
	}
}
END_TEST

#define MOVED                                                                  \
	"I moved 3 billing tables from Kafka to PostgreSQL because reports "   \
	"were slow, and the nightly run fell from 5 hours to one. "

START_TEST(a_story_counts_once)
{
	const char *const asked[MOST] = {
	    "PostgreSQL", "Kafka", "PostgreSQL", "Kafka"};
	const char *const said[MOST] = {MOVED,
	    "Well, I moved 3 billing tables from Kafka to PostgreSQL because "
	    "reports were slow and the nightly run fell from 6 hours to one!",
	    MOVED "That is all that there is to it.",
	    MOVED "For Kafka I wrote 2 consumers because one fell behind, and "
	          "the lag dropped to 4 seconds."};
	hire_scorecard_result c = told(asked, said, MOST);
	ck_assert_int_ge(c.levels[0].level, 2);
	for (size_t i = 1; i < 3; i++)
		ck_assert_msg(c.levels[i].level == 0, "%zu: %d (%s)", i,
		    c.levels[i].level, c.levels[i].reason);
	ck_assert_str_eq(c.levels[1].reason, "repeats an earlier answer");
	ck_assert_int_ge(c.levels[3].level, 2);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("stories");
	TCase *tc = tcase_create("stories");
	tcase_add_checked_fixture(tc, ai_begin, ai_finish);
	tcase_add_test(tc, a_story_of_something_else_is_hardly_an_answer);
	tcase_add_test(tc, a_story_counts_once);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
