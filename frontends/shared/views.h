/* SPDX-License-Identifier: MIT
 * views.h - results of the library that are no records, as views.
 */
#ifndef HIRE_VIEWS_H
#define HIRE_VIEWS_H

#include <hire/jobs.h>
#include <hire/lint.h>
#include <hire/payments.h>

/* hire_job_metrics with its seats beside it. */
typedef struct job_numbers {
	int64_t seats_bought, seats_reserved, seats_used, seats_refunded,
	    seats_free;
	int64_t applications, eligible, interviewed, scored;
	int64_t mean_match, mean_role_fit;
} job_numbers;

job_numbers
job_numbers_of(const hire_job_metrics *m);

/* hire_warning. */
typedef struct remark {
	hire_concern concern;
	const char *part, *words, *sentence, *reason, *instead;
	int64_t line;
} remark;

/* All of them, in `mem`; NULL: out of memory. */
remark *
remarks_of(const hire_warnings *w, hire_arena *mem);

typedef struct remaining {
	int64_t left;
} remaining;

typedef struct replayed {
	int64_t count;
} replayed;

extern const hire_record job_numbers_view, remark_view, remaining_view,
    replayed_view, hire_event_outcome_view;

#endif
