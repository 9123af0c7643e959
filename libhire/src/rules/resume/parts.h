/* SPDX-License-Identifier: MIT
 * parts.h - the parts of the lines around a job's date, and their weight.
 */
#ifndef HIRE_RULES_PARTS_H
#define HIRE_RULES_PARTS_H

#include "header.h"

enum { HIRE__PARTS = 48 };

/* All parts that may name one job.  Some overlap: "Cook, Sample & Example LLP"
 * is offered cut at its comma and whole. */
typedef struct hire__parts {
	hire__part_at at[HIRE__PARTS];
	size_t count;
} hire__parts;

/* How most anchors of this resume are written. */
typedef struct hire__habit {
	bool known;
	int title, employer; /* lines from the date */
	bool title_first;
} hire__habit;

/* Add the parts of line `i`, which is `off` lines from the date of `a`. */
void
hire__parts_add(const hire__anchors *all, const hire__anchor *a, size_t i,
    int off, hire__parts *out);

/* Set title and employer of `a` to the best pair of `p`, or to none. */
void
hire__parts_choose(const hire__anchors *all, hire__anchor *a,
    const hire__parts *p, const hire__habit *h);

#endif
