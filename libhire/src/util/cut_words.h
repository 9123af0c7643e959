/* SPDX-License-Identifier: MIT
 * cut_words.h - the words of a text, as a search compares them.
 * Apart from the stores: what ranks the hits must see the same words.
 */
#ifndef HIRE_UTIL_CUT_WORDS_H
#define HIRE_UTIL_CUT_WORDS_H

#include <hire/base.h>

/* Receives `n` bytes that begin at `s`. */
typedef void (*hire__taker)(void *to, const char *s, size_t n);

/* The words of `text`, folded.  Letters and digits of any script make words;
 * case, accents and the way a character is composed do not count; of a very
 * long word only the beginning does.  NULL has none. */
void
hire__words(const char *text, hire__taker take, void *to);

#endif
