/* SPDX-License-Identifier: MIT
 * reply_sentences.h - the recruiter's sentences as replies quote them.
 * Apart from the search: what a sentence is, and not which of them answers.
 */
#ifndef HIRE_AI_REPLY_SENTENCES_H
#define HIRE_AI_REPLY_SENTENCES_H

#include "reply_matters.h"
#include "util/buf.h"

typedef struct hire__quote {
	size_t at, end; /* bytes of the text */
} hire__quote;

/* Whether one of the `n` bytes' words is in `list`, as hire__word_in() reads
 * it; "" holds of every text. */
bool
hire__text_has(const char *s, size_t n, const char *list);

/* Whether the `n` bytes have a number, an amount of money. */
bool
hire__text_shaped(const char *s, size_t n, hire__shape shape);

/* Where the sentence or line ends that byte `i` stands in; a line that was
 * wrapped goes on in the next one. */
size_t
hire__sentence_stop(const char *s, size_t n, size_t i);

/* The sentence or line around byte `i`, without its bullet and blanks. */
hire__quote
hire__sentence_around(const char *s, size_t n, size_t i);

/* Append the `n` bytes on one line. */
void
hire__quote_put(hire__buf *b, const char *s, size_t n);

#endif
