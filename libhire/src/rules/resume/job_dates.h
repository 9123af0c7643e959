/* SPDX-License-Identifier: MIT
 * job_dates.h - the dates, or else the titles, that jobs are found by.
 */
#ifndef HIRE_RULES_JOB_DATES_H
#define HIRE_RULES_JOB_DATES_H

#include "header.h"

typedef struct hire__finder {
	hire__anchors all;
	hire__doc *doc;
	bool *scope;
	bool headed; /* the resume has a section of experience */
} hire__finder;

/* Whether a line may belong to a job. */
bool
hire__job_scope(const hire__finder *f, const hire__line *line);

/* Append the anchors that are dates, at most `room` in all. */
void
hire__jobs_dated(hire__finder *f, size_t room);

/* Without any date the lines that hold a title are the anchors. */
void
hire__jobs_undated(hire__finder *f, size_t room);

#endif
