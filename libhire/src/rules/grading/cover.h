/* SPDX-License-Identifier: MIT
 * cover.h - how much of a thought an answer says, whatever its words.
 * Works on terms alone; grading builds on it.
 */
#ifndef HIRE_RULES_COVER_H
#define HIRE_RULES_COVER_H

#include "contrast.h"
#include "dials.h"

/* Everything is a part of 1000. */
enum { HIRE__WHOLE = 1000 };

/* An answer and the question it answers, as terms; `before` is what was
 * judged already of the same ideal answer, whose words count but lightly,
 * `after` what is not judged yet. */
typedef struct hire__said {
	hire__terms answer, question, before, after;
	hire__contrast contrast;  /* of the question */
	const hire__dials *dials; /* NULL: hire__dials_fixed */
	bool either; /* what is denied matches too: for looking something up */
} hire__said;

typedef struct hire__cover {
	int32_t part;      /* 0..1000; -1: the thought has no word of its own */
	uint32_t sentence; /* of the answer, where most of it stands */
} hire__cover;

/* How much of `want` stands close together in the answer: within `window`
 * sentences that follow each other.  Words of the question do not count; what
 * is said does not match what is denied, and a clause with the opposite of a
 * word wanted matches nothing. */
hire__cover
hire__cover_terms(
    const hire__said *said, const hire__terms *want, uint32_t window);

/* The same for a point: its best phrase, or a part of its label. */
HIRE_CHECK hire_status
hire__cover_point(const hire__said *said, const char *label, hire_arena *mem,
    hire__cover *out, hire_error *err);

#endif
