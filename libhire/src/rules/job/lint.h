/* SPDX-License-Identifier: MIT
 * lint.h - criteria that a job text should not ask for, shared with the reading
 * of requirements, which takes none of them.
 */
#ifndef HIRE_RULES_LINT_H
#define HIRE_RULES_LINT_H

#include "statements.h"

#include <hire/lint.h>

/* Some words of a statement, and what is the matter with them. */
typedef struct hire__concern_at {
	hire_concern concern;
	size_t word, stop; /* [word, stop) */
} hire__concern_at;

/* Whether words [from, to) protect people instead of asking for something:
 * "regardless of age", "equal opportunity". */
bool
hire__protects(const hire__doc *doc, size_t from, size_t to);

/* The next concern in words [from, to), phrase or age in years; false when
 * there is none.  Says nothing of protecting sentences. */
bool
hire__concern_next(
    const hire__doc *doc, size_t from, size_t to, hire__concern_at *out);

/* "35 years old", "under 35 years": an age at word `i`, of `*n` words. */
bool
hire__age_at(const hire__doc *doc, size_t from, size_t i, size_t to, size_t *n);

/* More years in [s->word, s->stop) than are of use, or than the technology
 * beside them is old in `year`; false when neither. */
bool
hire__years_too_many(const hire__doc *doc, const hire__statement *s,
    int32_t year, hire__concern_at *out);

/* Why a concern is one, and what to write instead; static. */
const char *
hire__concern_reason(hire_concern concern);
const char *
hire__concern_instead(hire_concern concern);

#endif
