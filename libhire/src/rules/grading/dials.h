/* SPDX-License-Identifier: MIT
 * dials.h - the numbers that grading was fitted with, in one place.
 * Apart, so that what they are worth can be measured: tests/eval grades with
 * others too.
 */
#ifndef HIRE_RULES_DIALS_H
#define HIRE_RULES_DIALS_H

#include <stdint.h>

/* Parts are of 1000. */
typedef struct hire__dials {
	int32_t own, common;  /* weights of words; one of the question has 1 */
	int32_t near;         /* part that a word of one topic says */
	int32_t core;         /* weight beyond which words count half */
	int32_t against;      /* times a contrary word takes its weight */
	int32_t to_the_point; /* fitting words; below, what is near shrinks, */
	int32_t gathered;     /* what several sentences say together, */
	int32_t astray;       /* and all of it */
	int32_t by_chance;    /* part up to which nothing is earned */
} hire__dials;

/* Those of the formula in docs/scoring.md. */
extern const hire__dials hire__dials_fixed;

#endif
