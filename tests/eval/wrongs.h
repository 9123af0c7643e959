/* SPDX-License-Identifier: MIT
 * wrongs.h - answers that are wrong by the way they are made, and a shorter
 * form of a right one.
 */
#ifndef HIRE_EVAL_WRONGS_H
#define HIRE_EVAL_WRONGS_H

#include <stddef.h>

enum { TEXT = 4096, QUESTIONS = 128, WRONGS = 6 };

typedef struct question {
	const char *id, *group, *text, *ideal;
} question;

typedef struct questions {
	question q[QUESTIONS];
	size_t n;
} questions;

/* The `k`-th wrong answer (below WRONGS) to the question `i`, as a rule twice
 * as long as its reference; the name of its kind. */
const char *
wrong_answer(const questions *all, size_t i, size_t k, char out[TEXT]);

/* References of questions about other things behind what is in `out`, until
 * that is twice as long as the reference of the question `i`. */
void
wrong_others(const questions *all, size_t i, char out[TEXT]);

/* The first sentence, without what stands in brackets and without articles. */
void
right_shortened(const char *ideal, char out[TEXT]);

#endif
