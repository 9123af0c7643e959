/* SPDX-License-Identifier: MIT
 * scan.h - walking the words of a text in place, without memory.
 * For the passes that hide words before a text is judged.
 */
#ifndef HIRE_RULES_SCAN_H
#define HIRE_RULES_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hire__word {
	size_t at, end; /* bytes of the text; at == end: no more words */
} hire__word;

/* The first word at or after `i`: ASCII letters and digits, apostrophes
 * between them, and everything above ASCII. */
hire__word
hire__word_next(const char *s, size_t n, size_t i);

/* Whether the word is one of `list` (lower case, a blank before, between and
 * after; "abc*" stands for words that begin so), ASCII case apart. */
bool
hire__word_in(const char *s, hire__word w, const char *list);

/* A list as above with a bit for each beginning of its words, so that most
 * other words are told from it at a glance.  "a*" is not for it. */
typedef struct hire__list {
	const char *words;
	uint64_t begin[4];
} hire__list;

hire__list
hire__list_of(const char *words);

/* As hire__word_in(). */
bool
hire__word_on(const char *s, hire__word w, const hire__list *list);

/* Whether the word begins with a capital ASCII letter or above ASCII. */
bool
hire__word_is_capital(const char *s, hire__word w);

/* End of the sentence that byte `i` stands in: its mark, or `n`. */
size_t
hire__sentence_end(const char *s, size_t n, size_t i);

/* Overwrite [at, end) with HIRE__HOLE. */
void
hire__hide(char *s, size_t at, size_t end);

#endif
