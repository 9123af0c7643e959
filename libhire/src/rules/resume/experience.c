/* SPDX-License-Identifier: MIT
 * experience.c - months of experience: overlaps counted once.
 */
#include "employment.h"

#include "util/when.h"

#include <stdlib.h>

enum { STACK_SPANS = 256, LONGEST = 50 * 12 };

bool
hire__job_span(
    const hire_employment *job, hire_time today, int32_t *from, int32_t *to)
{
	hire__date now = hire__date_of(today);
	hire_month a = job->start, b = job->end;
	if (job->present)
		b = (hire_month){now.year, now.month};
	if (!a.year || !b.year)
		return false;
	*from = a.year * 12 + (a.month ? a.month - 1 : 0);
	*to = b.year * 12 + (b.month ? b.month : 12);
	int32_t limit = now.year * 12 + now.month;
	if (*to > limit)
		*to = limit; /* the future is not experience yet */
	/* Nobody holds one job for longer: the dates are mistaken. */
	return *to > *from && *to - *from <= LONGEST;
}

static int
by_start(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return (x[1] > y[1]) - (x[1] < y[1]);
}

int32_t
hire__months_merged(int32_t (*spans)[2], size_t n)
{
	int32_t sum = 0, reached = INT32_MIN;
	qsort(spans, n, sizeof *spans, by_start);
	for (size_t i = 0; i < n; i++) {
		int32_t from = spans[i][0] > reached ? spans[i][0] : reached;
		if (spans[i][1] > from) {
			sum += spans[i][1] - from;
			reached = spans[i][1];
		}
	}
	return sum;
}

/* The next stretch of months that no earlier stretch holds, without memory:
 * for lists longer than the stack takes. */
static int32_t
merge_slowly(const hire_employment *jobs, size_t count, hire_time today)
{
	int32_t sum = 0, reached = INT32_MIN, from, to;
	for (;;) {
		int32_t next = INT32_MAX, stop = 0;
		for (size_t i = 0; i < count; i++) {
			if (!hire__job_span(&jobs[i], today, &from, &to) ||
			    to <= reached)
				continue;
			from = from > reached ? from : reached;
			if (from < next || (from == next && to > stop))
				next = from, stop = to;
		}
		if (next == INT32_MAX)
			return sum;
		sum += stop - next;
		reached = stop;
	}
}

int32_t
hire_experience_months(
    const hire_employment *jobs, size_t count, hire_time today)
{
	int32_t spans[STACK_SPANS][2];
	size_t n = 0, dated = 0;
	for (size_t i = 0; i < count; i++) {
		int32_t from, to;
		if (!hire__job_span(&jobs[i], today, &from, &to))
			continue;
		if (n < STACK_SPANS) {
			spans[n][0] = from;
			spans[n++][1] = to;
		}
		dated++;
	}
	if (!dated)
		return -1;
	return dated > STACK_SPANS ? merge_slowly(jobs, count, today)
	                           : hire__months_merged(spans, n);
}
