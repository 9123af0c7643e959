/* SPDX-License-Identifier: MIT
 * test_measures.c - the yardsticks themselves: figures with known values, and
 * when two texts are the same.
 */
#include "labels.h"
#include "support.h"

#include <math.h>
#include <string.h>

#define POINTS(list) ((eval_points){(list), sizeof(list) / sizeof *(list)})

static void
near_to(double got, double want)
{
	ck_assert_msg(
	    fabs(got - want) < 1e-9, "got %.12f, wanted %.12f", got, want);
}

START_TEST(auc_counts_ties_half)
{
	const eval_point p[] = {
	    {9, 2, 0}, {5, 1, 1}, {5, 0, 2}, {7, 0, 3}, {1, 0, 4}};
	const double once[] = {1, 0, 1, 0, 1};
	/* 9 beats three; 5 beats one, ties with one, loses to one */
	near_to(eval_auc(POINTS(p), NULL), 4.5 / 6);
	near_to(eval_auc(POINTS(p), once), 1);
	ck_assert(isnan(eval_auc((eval_points){p, 2}, NULL)));
}
END_TEST

START_TEST(r_is_that_of_the_textbook)
{
	const eval_point p[] = {
	    {1, 2, 0}, {2, 4, 0}, {3, 5, 0}, {4, 4, 0}, {5, 5, 0}};
	const eval_point flat[] = {{3, 1, 0}, {3, 2, 0}};
	near_to(eval_pearson(POINTS(p), NULL), 6 / sqrt(10 * 6));
	ck_assert(isnan(eval_pearson(POINTS(flat), NULL)));
}
END_TEST

START_TEST(r_within_clusters_knows_no_difference_between_them)
{
	const eval_point p[] = {{1, 1, 0}, {2, 2, 0}, {3, 3, 0}, {11, 3, 1},
	    {12, 2, 1}, {13, 1, 1}};
	near_to(eval_pearson_within(POINTS(p), NULL), 0);
	near_to(eval_pearson_within((eval_points){p, 3}, NULL), 1);
}
END_TEST

START_TEST(error_is_measured_before_and_after_a_line)
{
	const eval_point p[] = {
	    {0, 5, 0}, {1, 6, 0}, {2, 7, 1}, {3, 8, 1}, {4, 9, 2}, {5, 10, 2}};
	const eval_point odd[] = {
	    {0, 0, 0}, {1, 1, 0}, {2, 2, 1}, {3, 3, 1}, {4, 8, 2}};
	near_to(eval_rmse(POINTS(p), NULL), 5);
	near_to(eval_rmse_calibrated(POINTS(p), NULL), 0);
	/* the cluster looked at has no part in its own line: the lines are
	 * 3x - 14/3, (27x - 6)/13 and x */
	near_to(eval_rmse_calibrated(POINTS(odd), NULL),
	    sqrt((260.0 / 9 + 1780.0 / 169 + 16) / 5));
}
END_TEST

START_TEST(intervals_repeat_and_hold_the_value)
{
	eval_point p[60];
	eval_range a, b;
	for (size_t i = 0; i < 60; i++)
		p[i] = (eval_point){(double)(i * 37 % 60), i % 3 == 0, i / 2};
	eval_points q = {p, 60};
	ck_assert(eval_bootstrap(eval_auc, q, 30, &a));
	ck_assert(eval_bootstrap(eval_auc, q, 30, &b));
	ck_assert(a.low >= b.low && a.low <= b.low && a.high <= b.high &&
	          a.high >= b.high);
	double value = eval_auc(q, NULL);
	ck_assert(a.low < value && value < a.high);
}
END_TEST

START_TEST(texts_are_the_same_when_only_their_dress_differs)
{
	static const struct {
		label_fold how;
		const char *want, *got;
		bool same;
	} rows[] = {
	    {LABEL_PLAIN, "React.js|React", "REACT", true},
	    {LABEL_PLAIN, "C++", "c", false},
	    {LABEL_PLAIN, "C#", "C", false},
	    {LABEL_PLAIN, "CI/CD", "CI CD", true},
	    {LABEL_PLAIN, "Go", "Golang", false},
	    {LABEL_PLAIN, "-", NULL, true},
	    {LABEL_PLAIN, "-", "Sample", false},
	    {LABEL_PLAIN, "-|Sample", "sample", true},
	    {LABEL_PLAIN, "Sample", NULL, false},
	    {LABEL_COMPANY, "Example Works, Inc.", "Example Works", true},
	    {LABEL_COMPANY, "Example Works", "example works ltd", true},
	    {LABEL_COMPANY, "Example Works", "Example", false},
	    {LABEL_COMPANY, "株式会社例", "株式会社例", true},
	    {LABEL_DIGITS, "(555) 010-0100", "555.010.0100", true},
	    {LABEL_DIGITS, "(555) 010-0100", "555 010 0101", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(label_is(rows[i].how, rows[i].want,
		                  rows[i].got) == rows[i].same,
		    "%s and %s", rows[i].want,
		    rows[i].got ? rows[i].got : "nothing");
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("measures");
	TCase *t = tcase_create("measures");
	tcase_add_test(t, auc_counts_ties_half);
	tcase_add_test(t, r_is_that_of_the_textbook);
	tcase_add_test(t, r_within_clusters_knows_no_difference_between_them);
	tcase_add_test(t, error_is_measured_before_and_after_a_line);
	tcase_add_test(t, intervals_repeat_and_hold_the_value);
	tcase_add_test(t, texts_are_the_same_when_only_their_dress_differs);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
