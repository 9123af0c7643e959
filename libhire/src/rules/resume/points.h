/* SPDX-License-Identifier: MIT
 * points.h - one date of a span, as resumes write it.
 */
#ifndef HIRE_RULES_POINTS_H
#define HIRE_RULES_POINTS_H

#include "rules/text/doc.h"

/* One end of a span. */
typedef struct hire__point {
	hire_month m;
	int32_t months; /* covered: 1, 3 for a season, 12 for a year */
	bool open, placeholder;
	size_t stop; /* the word behind it */
	bool weak;   /* "3/19": a date only as one end of two */
} hire__point;

/* The date that begins with word `i`, within words below `end`. */
bool
hire__point_at(const hire__doc *doc, size_t i, size_t end, hire__point *out);

/* The words for an end that is still open: "Present", "till date". */
bool
hire__point_open(const hire__doc *doc, size_t i, size_t end, hire__point *out);

/* The number that word `i` spells with `digits` digits, or -1. */
int32_t
hire__point_number(const hire__doc *doc, size_t i, size_t digits);

/* The value that `t` has for word `i`, or 0. */
int32_t
hire__point_word(const hire__doc *doc, const hire__table *t, size_t i);

/* Whether only characters of `only` and blanks stand before word `i`. */
bool
hire__point_gap(const hire__doc *doc, size_t i, const char *only);

#endif
