/* SPDX-License-Identifier: MIT
 * generate.h - what the parts of the table generator share.
 * Apart, so that skills, which have rows of their own, stand in their file.
 */
#ifndef HIRE_DATA_GENERATE_H
#define HIRE_DATA_GENERATE_H

#include <stdio.h>

enum { LINE = 1 << 14, FIELDS = 5 };

/* Say what is wrong and end the program: a table with a mistake must not
 * reach the library. */
_Noreturn void
die(const char *what, const char *detail);

/* A copy of `s` that lives as long as the program. */
char *
copy(const char *s);

/* Write into `out` the form that the words of rules/text/doc.c have: lower
 * case, one blank between words, "+" and "#" kept behind a word, "." kept
 * before "net".  `out` has room for twice the length of `s`. */
void
normalise(const char *s, char *out);

/* "sql-database" as a C name: SQL_DATABASE. */
void
upper(char *s);

/* Add `value`, a C expression, to `key`: several values of a key are bits. */
void
add(const char *key, const char *value);

/* The value of `key`, NULL when it has none. */
const char *
value_of(const char *key);

FILE *
must_open(const char *path, const char *mode);

/* Split a line at tabs into `want` fields; false for comments and blank
 * lines. */
int
split(char *line, char *field[FIELDS], size_t want);

/* Write all keys as the const table hire__<name>. */
void
write_table(FILE *out, const char *name);

/* Read skills.tsv and taxonomy.tsv, write the rows and names of skills. */
void
generate_skills(char **arg);

#endif
