/* SPDX-License-Identifier: MIT
 * contrast.h - which of two things that a question sets against each other a
 * clause speaks of.
 * Apart from cover.h because only questions of this kind need it.
 */
#ifndef HIRE_RULES_CONTRAST_H
#define HIRE_RULES_CONTRAST_H

#include "terms.h"

/* A word that only one of the two has, for each; NULL: no such question. */
typedef struct hire__contrast {
	const hire__term *one, *other;
} hire__contrast;

/* The two of "the difference between A and B"; borrows `question`. */
hire__contrast
hire__contrast_of(const hire__terms *question);

/* What the terms [i, end) speak of: -1 the one, 1 the other, 0 both or
 * neither. */
int
hire__contrast_side(
    const hire__contrast *c, const hire__terms *t, size_t i, size_t end);

/* The same for a clause that names both: the first, unless a preposition
 * stands before it, as in "threads live inside a process". */
int
hire__contrast_claim(
    const hire__contrast *c, const hire__terms *t, size_t i, size_t end);

/* The same for a thought that may name both: what it names first, which is
 * mostly what it is about; 0 when it goes on about the other, ", while B". */
int
hire__contrast_subject(const hire__contrast *c, const hire__terms *t);

#endif
