/* SPDX-License-Identifier: MIT
 * test_reports.c - rates, series of days and medians.
 */
#include "stage.h"

#include <hire/reports.h>

START_TEST(a_funnel_in_tenths_of_percent)
{
	hire_funnel_stage f[] = {{.name = "seen", .count = 3000},
	    {.name = "applied", .count = 1000},
	    {.name = "eligible", .count = 1001}, {.name = "begun"},
	    {.name = "scored", .count = 5}};
	static const int64_t previous[] = {-1, 333, 1001, 0, -1};
	static const int64_t first[] = {-1, 333, 334, 0, 2};
	ck_assert_ok(hire_funnel_compute(f, 5, NULL));
	for (int i = 0; i < 5; i++) {
		ck_assert_int_eq(f[i].of_previous, previous[i]);
		ck_assert_int_eq(f[i].of_first, first[i]);
	}
	ck_assert_ok(hire_funnel_compute(NULL, 0, NULL));
}
END_TEST

START_TEST(a_funnel_has_limits)
{
	hire_error err = {0};
	hire_funnel_stage f[] = {{.name = "a", .count = HIRE_REPORT_MAX},
	    {.name = "b", .count = HIRE_REPORT_MAX + 1, .of_first = 42}};
	ck_assert_status(hire_funnel_compute(f, 2, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "count");
	ck_assert_int_eq(f[1].of_first, 42);
	f[1].count = -1;
	ck_assert_status(hire_funnel_compute(f, 2, &err), HIRE_EINVAL);
	f[1].count = HIRE_REPORT_MAX;
	ck_assert_ok(hire_funnel_compute(f, 2, NULL));
	ck_assert_int_eq(f[1].of_first, 1000);
}
END_TEST

START_TEST(a_series_has_every_day)
{
	const hire_day_count rows[] = {{3 * HIRE_DAY + HIRE_HOUR, 5},
	    {HIRE_DAY, 1}, {3 * HIRE_DAY, 2}, {5 * HIRE_DAY, 9}, {-1, 9}};
	static const int64_t want[] = {0, 1, 0, 7, 0};
	const hire_day_count *days;
	size_t n;
	ck_assert_ok(hire_series_fill(rows, 5, HIRE_HOUR,
	    4 * HIRE_DAY + HIRE_HOUR, stage_mem, &days, &n, NULL));
	ck_assert_uint_eq(n, 5);
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_eq(days[i].day, (hire_time)i * HIRE_DAY);
		ck_assert_int_eq(days[i].count, want[i]);
	}
	ck_assert_ok(
	    hire_series_fill(rows, 5, -1, -1, stage_mem, &days, &n, NULL));
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(days[0].day, -HIRE_DAY);
	ck_assert_int_eq(days[0].count, 9);
}
END_TEST

START_TEST(a_series_has_limits)
{
	const hire_day_count *days = NULL;
	size_t n = 42;
	hire_error err = {0};
	ck_assert_ok(hire_series_fill(NULL, 0, 0,
	    (HIRE_SERIES_MAX - 1) * HIRE_DAY, stage_mem, &days, &n, NULL));
	ck_assert_uint_eq(n, HIRE_SERIES_MAX);
	ck_assert_status(
	    hire_series_fill(NULL, 0, 0, HIRE_SERIES_MAX * HIRE_DAY, stage_mem,
	        &days, &n, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "to");
	ck_assert_status(hire_series_fill(NULL, 0, INT64_MIN, INT64_MAX,
	                     stage_mem, &days, &n, NULL),
	    HIRE_EINVAL);
	ck_assert_status(
	    hire_series_fill(NULL, 0, 1, 0, stage_mem, &days, &n, NULL),
	    HIRE_EINVAL);
	ck_assert_status(hire_series_fill(NULL, 0, INT64_MIN, INT64_MIN,
	                     stage_mem, &days, &n, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "from");
	ck_assert_ok(hire_series_fill(NULL, 0, INT64_MIN + HIRE_DAY,
	    INT64_MIN + HIRE_DAY, stage_mem, &days, &n, NULL));
}
END_TEST

static const struct {
	size_t count;
	int64_t values[5], want;
} medians[] = {
    {1, {7}, 7},
    {2, {4, 1}, 2},
    {2, {-1, -4}, -3},
    {3, {9, 1, 5}, 5},
    {4, {40, 10, 30, 20}, 25},
    {5, {5, 5, 1, 9, 9}, 5},
    {2, {INT64_MIN, INT64_MAX}, -1},
    {2, {INT64_MAX, INT64_MAX}, INT64_MAX},
};

START_TEST(medians_are_in_the_middle)
{
	int64_t m = 42;
	ck_assert_ok(hire_median(
	    medians[_i].values, medians[_i].count, stage_mem, &m, NULL));
	ck_assert_int_eq(m, medians[_i].want);
}
END_TEST

START_TEST(nothing_has_no_median)
{
	int64_t m = 42;
	ck_assert_status(
	    hire_median(NULL, 0, stage_mem, &m, NULL), HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_median(&m, SIZE_MAX / 2, stage_mem, &m, NULL), HIRE_ENOMEM);
	ck_assert_int_eq(m, 42);
}
END_TEST

static hire_status
report(hire_ctx *ctx)
{
	hire_arena *own;
	const hire_day_count *days;
	size_t n;
	static const int64_t values[2000];
	int64_t middle;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	st =
	    hire_series_fill(NULL, 0, 0, 1000 * HIRE_DAY, own, &days, &n, NULL);
	if (!st)
		st = hire_median(values, 2000, own, &middle, NULL);
	hire_arena_free(own);
	return st;
}

START_TEST(reports_survive_lack_of_memory)
{
	test_every_allocation(report);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("reports");
	TCase *t = tcase_create("reports");
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_test(t, a_funnel_in_tenths_of_percent);
	tcase_add_test(t, a_funnel_has_limits);
	tcase_add_test(t, a_series_has_every_day);
	tcase_add_test(t, a_series_has_limits);
	tcase_add_loop_test(t, medians_are_in_the_middle, 0,
	    (int)(sizeof medians / sizeof *medians));
	tcase_add_test(t, nothing_has_no_median);
	tcase_add_test(t, reports_survive_lack_of_memory);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
