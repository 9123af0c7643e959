/* SPDX-License-Identifier: MIT
 * employment.h - the jobs of a resume.
 */
#ifndef HIRE_RULES_EMPLOYMENT_H
#define HIRE_RULES_EMPLOYMENT_H

#include "segments.h"

/* A job and the lines [first, last) that speak of it. */
typedef struct hire__job_lines {
	hire_employment job;
	size_t first, last;
} hire__job_lines;

/* Find the jobs, in the text's order; marks header lines. */
HIRE_CHECK hire_status
hire__jobs_find(
    hire__doc *doc, hire__job_lines **out, size_t *count, hire_error *err);

/* The months [*from, *to) that a job covers, as months since year 0; false
 * when it is not dated, or not by dates that can be: reversed, in the future,
 * longer than 50 years.  A job that runs ends with the month of `today`. */
bool
hire__job_span(
    const hire_employment *job, hire_time today, int32_t *from, int32_t *to);

/* Months in the union of `n` spans {from, to}; sorts them. */
int32_t hire__months_merged(int32_t (*spans)[2], size_t n);

#endif
