/* SPDX-License-Identifier: MIT
 * holds.h - words of one line in another.
 * Apart from the tables: for names that no table knows, and copied lines.
 */
#ifndef HIRE_RULES_HOLDS_H
#define HIRE_RULES_HOLDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether `line` has `name` as whole words, in any case of ASCII letters. */
bool
hire__line_holds(const char *line, const char *name);

/* Words of a text. */
size_t
hire__line_words(const char *text);

/* Whether a sentence of `line` begins with the words of `text`, all of them or
 * the first `most`, whatever marks stand between. */
bool
hire__line_repeats(const char *line, const char *text, size_t most);

#endif
