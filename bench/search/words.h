/* SPDX-License-Identifier: MIT
 * words.h - made-up words by how common they are, and rows of them.
 * Apart from what is measured: both sides ask for the same words.
 */
#ifndef HIRE_BENCH_WORDS_H
#define HIRE_BENCH_WORDS_H

#include <stdint.h>

enum { WORDS_LETTERS = 32, WORDS_RANKS = 30000 };

/* A repeatable random number below `n`. */
uint64_t
words_draw(uint64_t *seed, uint64_t n);

/* The word of that rank, 1 the most common one. */
void
words_write(char out[WORDS_LETTERS], unsigned rank);

/* Lines of id, title, details of `length` words, place, remote, state,
 * salary_top, currency and skills, between tabs. */
void
words_rows(long rows, int length);

#endif
