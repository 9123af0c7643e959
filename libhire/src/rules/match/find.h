/* SPDX-License-Identifier: MIT
 * find.h - the skill of a candidate that shows a wanted one best.
 * Apart from the parts of a requirement, which only put together what is found.
 */
#ifndef HIRE_RULES_FIND_H
#define HIRE_RULES_FIND_H

#include "credit.h"

/* A skill of the candidate, and what it earns. */
typedef struct hire__best {
	int32_t percent;
	bool exact;              /* the skill itself, not one that covers it */
	const hire_skill *skill; /* NULL: none */
	hire_credit credit;      /* without a skill: none, or copied */
} hire__best;

/* The best for the skill of that name; order of the facts has no say. */
hire__best
hire__skill_best(const hire__candidate *c, const char *wanted);

/* Months for a wanted skill: `named`, the most that a skill which shows it
 * well has in the dated jobs that name it; `listed`, 3/4 of all dated months
 * for one in the resume's list, since jobs do not repeat every tool. */
typedef struct hire__span {
	int32_t named, listed;
} hire__span;

/* Raise `out` by what shows `wanted`. */
void
hire__skill_months(
    const hire__candidate *c, const char *wanted, hire__span *out);

#endif
