/* SPDX-License-Identifier: MIT
 * test_sheets.c - every concept sheet: enough questions, rising, each with
 * points that its own ideal answer earns and those of other questions do not.
 */
#include "ai_support.h"

#include "ai/ideal.h"
#include "rules/grading/grade.h"
#include "rules/grading/lexicon.h"
#include "rules/grading/personal.h"
#include "rules/skills/skills.h"

#include <string.h>

enum {
	LEAST_SHEETS = 150,
	LEAST_QUESTIONS = 3,
	LEAST_POINTS = 3,
	MOST_POINTS = 8,
	MOST_QUESTIONS = 2000,
	OWN_LEAST = 80,
	BY_CHANCE = 34, /* one point of three */
	HALF = 60,
	STEP = 23 /* every so-manieth pair; prime, so that all take part */
};

static ai_bench b;
static const hire__sheet_question *questions[MOST_QUESTIONS];
static const char *ideals[MOST_QUESTIONS];
static size_t count;

static const char *
ideal_of(const hire__sheet_question *q)
{
	const char *all = "";
	for (size_t i = 0; i < q->count; i++)
		all =
		    hire_arena_printf(b.mem, "%s%s. ", all, q->points[i].label);
	ck_assert_ptr_nonnull(all);
	return all;
}

static void
setup(void)
{
	size_t n;
	ai_open(&b);
	count = 0;
	const hire__sheet *s = hire__sheets(&n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < s[i].count; k++) {
			ck_assert_uint_lt(count, MOST_QUESTIONS);
			questions[count] = &s[i].questions[k];
			ideals[count] = ideal_of(questions[count]);
			count++;
		}
}

static void
teardown(void)
{
	ai_close(&b);
}

static int32_t
graded(const hire__sheet_question *q, const char *answer, hire_arena *mem)
{
	const char *labels[MOST_POINTS];
	hire__verdict v;
	for (size_t i = 0; i < q->count; i++)
		labels[i] = q->points[i].label;
	hire__task task = {
	    q->text, NULL, labels, q->count, true, NULL, NULL, NULL};
	ck_assert_ok(hire__grade(&task, answer, strlen(answer), mem, &v, NULL));
	return v.tenths;
}

START_TEST(there_are_enough_and_they_rise)
{
	size_t n;
	const hire__sheet *s = hire__sheets(&n);
	ck_assert_uint_ge(n, LEAST_SHEETS);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_ge(s[i].count, LEAST_QUESTIONS);
		ck_assert_int_eq(s[i].questions[0].depth, 1);
		ck_assert_int_eq(s[i].questions[s[i].count - 1].depth, 3);
		for (size_t k = 1; k < s[i].count; k++)
			ck_assert_int_ge(s[i].questions[k].depth,
			    s[i].questions[k - 1].depth);
	}
}
END_TEST

/* No question touches a protected matter, and each has anchors that its
 * levels differ by. */
START_TEST(nothing_protected_and_every_level_has_its_anchor)
{
	for (size_t i = 0; i < count; i++) {
		hire_plan_question q = {.text = questions[i]->text};
		ck_assert_msg(!hire__is_protected(q.text), "%s", q.text);
		ck_assert_ok(
		    hire__ideal_of_sheet(questions[i], b.mem, &q, NULL));
		ck_assert_ok(hire__ideal_anchors(&q, b.mem, NULL));
		for (size_t l = 1; l < HIRE_LEVELS; l++)
			ck_assert_str_ne(q.anchors[l], q.anchors[l - 1]);
	}
}
END_TEST

/* "| a | b |": no name stands in two sheets. */
START_TEST(a_name_belongs_to_one_sheet)
{
	size_t n;
	const hire__sheet *s = hire__sheets(&n);
	for (size_t i = 0; i < n; i++)
		for (const char *at = s[i].names + 1; *at;) {
			size_t k = strcspn(at, "|");
			const char *name = hire_arena_strndup(b.mem, at, k);
			ck_assert_msg(hire__sheet_find(name) == &s[i],
			    "'%s' stands in two sheets", name);
			at += k + 1;
		}
}
END_TEST

/* The points need words that the question has not given. */
START_TEST(points_are_more_than_the_question)
{
	for (size_t i = 0; i < count; i++) {
		const hire__sheet_question *q = questions[i];
		ck_assert_uint_ge(q->count, LEAST_POINTS);
		ck_assert_uint_le(q->count, MOST_POINTS);
		ck_assert_int_eq(graded(q, q->text, b.mem), 0);
		for (size_t k = 0; k < q->count; k++) {
			hire__said said = {0};
			hire__cover c;
			ck_assert_ok(hire__terms_read(b.mem, q->text,
			    strlen(q->text), &said.question, NULL));
			const char *any = q->points[k].any;
			ck_assert_ok(hire__terms_read(
			    b.mem, any, strlen(any), &said.answer, NULL));
			ck_assert_ok(hire__cover_point(
			    &said, q->points[k].label, b.mem, &c, NULL));
			ck_assert_msg(c.part == HIRE__WHOLE,
			    "%s: no phrase of its own", q->points[k].label);
		}
	}
}
END_TEST

START_TEST(the_own_ideal_answer_grades_high)
{
	for (size_t i = 0; i < count; i++) {
		int32_t got = graded(questions[i], ideals[i], b.mem);
		ck_assert_msg(
		    got >= OWN_LEAST, "%d: %s", (int)got, questions[i]->text);
		hire_grade g;
		ck_assert_ok(hire_engine_grade(b.engine, questions[i]->text,
		    ideals[i], ideals[i], b.mem, &g, NULL));
		ck_assert_msg(g.tenths >= OWN_LEAST, "%d: %s", (int)g.tenths,
		    questions[i]->text);
	}
}
END_TEST

/* An answer to another question may make one point by chance ("keep a log"
 * belongs to many matters): 3.4 of 10.  More than that is rare, and half of
 * the points hardly ever; where it happens, two sheets meet in one matter. */
START_TEST(ideal_answers_of_others_grade_low)
{
	hire_arena *mem;
	size_t pairs = 0, more = 0, half = 0;
	ck_assert_ok(hire_arena_new(b.host.ctx, 0, &mem, NULL));
	for (size_t i = 0; i < count; i++)
		for (size_t k = i % STEP; k < count; k += STEP) {
			if (k == i)
				continue;
			int32_t got = graded(questions[i], ideals[k], mem);
			pairs++;
			more += got > BY_CHANCE;
			half += got > HALF;
			hire_arena_reset(mem);
		}
	hire_arena_free(mem);
	ck_assert_msg(more * 1000 <= pairs * 35, "%zu of %zu", more, pairs);
	ck_assert_msg(half * 1000 <= pairs * 4, "%zu of %zu", half, pairs);
}
END_TEST

/* Names that no skill has would never be asked about. */
START_TEST(most_sheets_are_of_skills_that_jobs_name)
{
	size_t n, reached = 0;
	const hire__sheet *s = hire__sheets(&n);
	for (size_t i = 0; i < n; i++) {
		bool any = false;
		for (const char *at = s[i].names + 1; *at && !any;) {
			size_t k = strcspn(at, "|");
			const char *name = hire_arena_strndup(b.mem, at, k);
			any = hire__skill_row_of(name) >= 0;
			at += k + 1;
		}
		reached += any;
	}
	ck_assert_uint_ge(reached, LEAST_SHEETS);
	ck_assert_uint_ge(reached * 10, n * 9);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sheets");
	TCase *tc = tcase_create("sheets");
	tcase_set_timeout(tc, 240);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, there_are_enough_and_they_rise);
	tcase_add_test(tc, nothing_protected_and_every_level_has_its_anchor);
	tcase_add_test(tc, a_name_belongs_to_one_sheet);
	tcase_add_test(tc, points_are_more_than_the_question);
	tcase_add_test(tc, the_own_ideal_answer_grades_high);
	tcase_add_test(tc, ideal_answers_of_others_grade_low);
	tcase_add_test(tc, most_sheets_are_of_skills_that_jobs_name);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
