/* SPDX-License-Identifier: MIT
 * reports.c - rates, series and medians of reports, in integers.
 * Apart from the stores that count, so that every store gives the same report.
 */
#include <hire/reports.h>

#include "util/ctx.h"

#include <stdlib.h>
#include <string.h>

static int64_t
rate(int64_t part, int64_t whole)
{
	return whole ? (part * 2000 + whole) / (whole * 2) : -1;
}

hire_status
hire_funnel_compute(hire_funnel_stage *stages, size_t count, hire_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (stages[i].count < 0 || stages[i].count > HIRE_REPORT_MAX)
			return hire_fail(err, HIRE_EINVAL, "count",
			    "%s: 0 to %lld", stages[i].name,
			    (long long)HIRE_REPORT_MAX);
	for (size_t i = 0; i < count; i++) {
		hire_funnel_stage *s = &stages[i];
		s->of_previous = i ? rate(s->count, s[-1].count) : -1;
		s->of_first = i ? rate(s->count, stages[0].count) : -1;
	}
	return HIRE_OK;
}

/* Days since 1970-01-01, also before it. */
static int64_t
day_of(hire_time t)
{
	return t / HIRE_DAY - (t % HIRE_DAY < 0);
}

hire_status
hire_series_fill(const hire_day_count *rows, size_t count, hire_time from,
    hire_time to, hire_arena *mem, const hire_day_count **out,
    size_t *out_count, hire_error *err)
{
	if (from < INT64_MIN + HIRE_DAY)
		return hire_fail(err, HIRE_EINVAL, "from", "a day that exists");
	int64_t first = day_of(from), days = day_of(to) - first + 1;
	if (to < from || days > HIRE_SERIES_MAX)
		return hire_fail(err, HIRE_EINVAL, "to",
		    "from the first day up to %d days on", HIRE_SERIES_MAX);
	for (size_t i = 0; i < count; i++)
		if (rows[i].count > HIRE_REPORT_MAX ||
		    rows[i].count < -HIRE_REPORT_MAX)
			return hire_fail(err, HIRE_EINVAL, "count",
			    "at most %lld", (long long)HIRE_REPORT_MAX);
	hire_day_count *all = hire_arena_alloc(mem, (size_t)days * sizeof *all);
	if (!all)
		return hire__nomem(err);
	for (int64_t i = 0; i < days; i++)
		all[i].day = (first + i) * HIRE_DAY;
	for (size_t i = 0; i < count; i++) {
		int64_t at = day_of(rows[i].day) - first;
		if (at >= 0 && at < days)
			all[at].count += rows[i].count;
	}
	*out = all;
	*out_count = (size_t)days;
	return HIRE_OK;
}

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The mean rounded down; the sum of any two values may not fit. */
static int64_t
mean(int64_t low, int64_t high)
{
	return low + (int64_t)(((uint64_t)high - (uint64_t)low) / 2);
}

hire_status
hire_median(const int64_t *values, size_t count, hire_arena *mem, int64_t *out,
    hire_error *err)
{
	if (!count)
		return hire_fail(err, HIRE_ENOTFOUND, "values", "no values");
	int64_t *sorted = count <= SIZE_MAX / sizeof *sorted
	                      ? hire_arena_alloc(mem, count * sizeof *sorted)
	                      : NULL;
	if (!sorted)
		return hire__nomem(err);
	memcpy(sorted, values, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_value);
	*out = mean(sorted[(count - 1) / 2], sorted[count / 2]);
	return HIRE_OK;
}
