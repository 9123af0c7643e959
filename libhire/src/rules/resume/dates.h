/* SPDX-License-Identifier: MIT
 * dates.h - months, years and spans of time as resumes write them.
 */
#ifndef HIRE_RULES_DATES_H
#define HIRE_RULES_DATES_H

#include "rules/text/doc.h"

/* A span found in a line.  A single date has `start` == `end`. */
typedef struct hire__span {
	hire_month start, end;
	bool present;      /* the end is open */
	bool range;        /* two ends were written, or "since" */
	bool dangling;     /* ends in a dash: the end stands on another line */
	bool placeholder;  /* "20XX": a date is meant, not told */
	size_t word, stop; /* its words: [word, stop) */
} hire__span;

/* The first span in words [i, end) of one line; false when there is none. */
bool
hire__span_find(const hire__doc *doc, size_t i, size_t end, hire__span *out);

/* The end of a span alone, at words [i, end): "Present", "May 2020".
 * `*stop` is the word behind it. */
bool
hire__span_end(const hire__doc *doc, size_t i, size_t end, hire__span *span);

#endif
