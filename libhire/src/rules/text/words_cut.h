/* SPDX-License-Identifier: MIT
 * words_cut.h - the words of a line.
 */
#ifndef HIRE_RULES_WORDS_CUT_H
#define HIRE_RULES_WORDS_CUT_H

#include "doc.h"

/* Whether `c` is an ASCII letter or digit. */
static inline bool
hire__ascii_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Add the words of `line` to those of `doc` and set its range of them.  Their
 * folded text goes to `doc->pool` from `*pool_len` on, which moves behind it;
 * both have room.  False: out of memory. */
bool
hire__words_cut(hire__doc *doc, size_t *pool_len, hire__line *line);

#endif
