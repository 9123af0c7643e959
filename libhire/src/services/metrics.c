/* SPDX-License-Identifier: MIT
 * metrics.c - counting in the store for reports.
 */
#include "metrics.h"

#include <hire/reports.h>

#include "util/ctx.h"

/* As hire__measure(), with buckets of `every` when it is not 0. */
static hire_status
measure(hire__work *w, const hire__span *span, const hire_filter *extra,
    size_t extras, const char *group, hire_time every, const char *sum,
    hire_bucket **out, size_t *count)
{
	hire_filter filters[HIRE__FILTERS_MAX] = {
	    HIRE_NUM(span->when, HIRE_GE, span->from),
	    HIRE_NUM(span->when, HIRE_LT, span->to)};
	size_t n = 2;
	for (size_t i = 0; i < extras && n < HIRE__FILTERS_MAX; i++)
		filters[n++] = extra[i];
	hire_aggregate q = {
	    sizeof q, span->record, filters, n, group, every, sum};
	const hire_store *s = &w->p->store;
	return s->ops.aggregate(
	    s->state, w->tx, &q, w->mem, out, count, w->err);
}

hire_status
hire__measure(hire__work *w, const hire__span *span, const hire_filter *extra,
    size_t extras, const char *group, const char *sum, hire_bucket **out,
    size_t *count)
{
	return measure(w, span, extra, extras, group, 0, sum, out, count);
}

hire_status
hire__measure_all(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const char *sum, int64_t *count,
    int64_t *total)
{
	hire_bucket *b = NULL;
	size_t n = 0;
	hire_status st =
	    hire__measure(w, span, extra, extras, NULL, sum, &b, &n);
	if (st)
		return st;
	*count = n ? b->count : 0;
	if (total)
		*total = n ? b->sum : 0;
	return HIRE_OK;
}

hire_status
hire__measure_by(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const char *group, int64_t *by,
    size_t size)
{
	hire_bucket *b = NULL;
	size_t n = 0;
	hire_status st =
	    hire__measure(w, span, extra, extras, group, NULL, &b, &n);
	for (size_t i = 0; !st && i < n; i++)
		if (b[i].number >= 0 && (uint64_t)b[i].number < size)
			by[b[i].number] = b[i].count;
	return st;
}

hire_status
hire__measure_days(hire__work *w, const hire__span *span,
    const hire_filter *extra, size_t extras, const int64_t **out, size_t *days)
{
	hire_bucket *b = NULL;
	size_t n = 0, filled = 0;
	const hire_day_count *all;
	hire_status st =
	    measure(w, span, extra, extras, span->when, HIRE_DAY, NULL, &b, &n);
	if (st)
		return st;
	hire_day_count *rows = hire_arena_alloc(w->mem, (n + 1) * sizeof *rows);
	if (!rows)
		return hire__nomem(w->err);
	for (size_t i = 0; i < n; i++)
		rows[i] = (hire_day_count){b[i].number, b[i].count};
	st = hire_series_fill(
	    rows, n, span->from, span->to - 1, w->mem, &all, &filled, w->err);
	if (st)
		return st;
	int64_t *counts = hire_arena_alloc(w->mem, filled * sizeof *counts);
	if (!counts)
		return hire__nomem(w->err);
	for (size_t i = 0; i < filled; i++)
		counts[i] = all[i].count;
	*out = counts;
	*days = filled;
	return HIRE_OK;
}
