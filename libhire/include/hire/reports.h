/* SPDX-License-Identifier: MIT
 * hire/reports.h - figures of reports out of counts: pure rules.
 */
#ifndef HIRE_REPORTS_H
#define HIRE_REPORTS_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** One stage of a funnel, such as "applied" or "interviewed". */
typedef struct hire_funnel_stage {
	const char *name; /**< borrowed */
	int64_t count;    /**< 0..HIRE_REPORT_MAX */
	/** Tenths of percent of the stage before (of the first stage), rounded
	 * half up; -1 where that one is 0 or there is none. */
	int64_t of_previous, of_first;
} hire_funnel_stage;

/** Most of a count: a double and JSON hold its rate exactly. */
#define HIRE_REPORT_MAX INT64_C(1000000000000)

/** Compute the rates from the counts, in place.  A rate is over 1000 when a
 * stage counts more than its base.  EINVAL, field "count": a count is out of
 * range; nothing is touched then. */
HIRE_API HIRE_CHECK hire_status
hire_funnel_compute(hire_funnel_stage *stages, size_t count, hire_error *err);

/** A count on a day; `day` is any moment of it going in, its first moment
 * (00:00 UTC) coming out. */
typedef struct hire_day_count {
	hire_time day;
	int64_t count;
} hire_day_count;

/** Most days of one series: ten years. */
#define HIRE_SERIES_MAX 3660

/** One row for each UTC day from that of `from` to that of `to`, in order, in
 * `mem`: the sum of that day's rows among `rows` (`count` of them, any order),
 * 0 where there are none.  Rows outside are left out.  Counts are
 * HIRE_REPORT_MAX at most, either sign.  EINVAL: one is not ("count"), `to` is
 * before `from` or over HIRE_SERIES_MAX days on (field "to"), or `from` has no
 * first moment ("from"). */
HIRE_API HIRE_CHECK hire_status
hire_series_fill(const hire_day_count *rows, size_t count, hire_time from,
    hire_time to, hire_arena *mem, const hire_day_count **out,
    size_t *out_count, hire_error *err);

/** The middle one of `count` values, or the mean of the middle two rounded
 * down; `mem` holds a sorted copy.  ENOTFOUND when there is none. */
HIRE_API HIRE_CHECK hire_status
hire_median(const int64_t *values, size_t count, hire_arena *mem, int64_t *out,
    hire_error *err);

HIRE_END_DECLS
#endif
