/* SPDX-License-Identifier: MIT
 * own_name.h - where a line speaks of the person by name or address.
 * The skills and the redaction must agree on it: a name that is also a skill
 * ("Ruby", "Jenkins") is either counted or hidden, never both.
 */
#ifndef HIRE_RULES_OWN_NAME_H
#define HIRE_RULES_OWN_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the word at `s` (NUL-terminated UTF-8), 0 when none begins. */
size_t
hire__name_word(const char *s);

/* Whether the `n` bytes at `s` are a word of `name` (may be NULL), written as
 * a name is: "Mark" is, "mark" is not. */
bool
hire__name_has(const char *name, const char *s, size_t n);

/* Whether the word [at, at + len) of `line` (`n` bytes, NUL or more text
 * behind) stands for the person `name`.  A word that names a skill too is the
 * skill in lists ("Ruby, Go"), behind "in" or "using" and before a known skill
 * or words such as "developer"; it is the person beside another word of the
 * name, behind "Ms.", before a verb and anywhere else. */
bool
hire__own_name_at(
    const char *name, const char *line, size_t n, size_t at, size_t len);

/* Whether byte `at` of `line` is inside an e-mail or web address. */
bool
hire__in_address(const char *line, size_t n, size_t at);

#endif
