/* SPDX-License-Identifier: MIT
 * repeats.h - what an earlier answer of the same interview said already.
 * Apart from grading one answer, which knows no other.
 */
#ifndef HIRE_RULES_REPEATS_H
#define HIRE_RULES_REPEATS_H

#include <hire/base.h>

/* The pairs of words that follow each other in one answer, sorted. */
typedef struct hire__pairs {
	uint64_t *v;
	size_t n;
} hire__pairs;

/* Read the pairs of `n` bytes of `text` into `mem`; HIRE_ENOMEM, or
 * HIRE_ETOOBIG as hire__terms_read(). */
HIRE_CHECK hire_status
hire__pairs_read(hire_arena *mem, const char *text, size_t n, hire__pairs *out,
    hire_error *err);

/* Hide the sentences of `text` that one of the `count` answers `heard` holds
 * nearly word for word.  `*emptied`: some were, and nothing is left.  Same
 * errors. */
HIRE_CHECK hire_status
hire__repeats_hide(char *text, size_t n, const hire__pairs *heard, size_t count,
    hire_arena *mem, bool *emptied, hire_error *err);

#endif
