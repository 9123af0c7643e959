/* SPDX-License-Identifier: MIT
 * extract.h - counting what was read right, a file at a time.
 */
#ifndef HIRE_EVAL_EXTRACT_H
#define HIRE_EVAL_EXTRACT_H

#include "labels.h"

enum { FILES = 64 };

/* The measures, in the order of the table. */
enum measure {
	SKILLS,
	SKILLS_FOUND,
	SKILLS_RIGHT,
	SKILLS_LISTED,
	SKILLS_STRICT,
	EMPLOYERS,
	TITLES,
	DATES,
	YEARS,
	NAME,
	EMAIL,
	PHONE,
	TITLE,
	DEGREE,
	SCHOOLS,
	MEASURES
};

typedef struct extraction {
	eval *e;
	eval_point points[MEASURES][FILES];
	size_t file; /* the one at work */
	const char *name;
} extraction;

/* Add to a measure's numerator and denominator. */
void
extract_count(extraction *x, enum measure m, double got, double of);

/* With --verbose: name what is wrong; `want` and `got` may be NULL. */
void
extract_say(const extraction *x, enum measure m, const char *what,
    const char *want, const char *got);

/* All the measures of skills. */
void
extract_skills(extraction *x, const label *l, const hire_facts *f);

#endif
