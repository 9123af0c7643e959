/* SPDX-License-Identifier: MIT
 * out.h - the one way out: the same calls print text for people or JSON.
 * Commands say what they print (cli_shape), never how.
 */
#ifndef HIRE_CLI_OUT_H
#define HIRE_CLI_OUT_H

#include "cli.h"

/* Print one record. */
hire_status
out_row(cli *c, const cli_shape *shape, const void *row, hire_error *err);

/* Print records; `next` is the cursor of the following page, or NULL. */
hire_status
out_rows(cli *c, const cli_shape *shape, const void *rows, size_t count,
    const char *next, hire_error *err);

/* Put ready JSON into the document.  Nothing in text mode. */
hire_status
out_raw(cli *c, const cli_shape *shape, const char *json, hire_error *err);

/* End the document and start a line for the next one. */
hire_status
out_end(cli *c, hire_error *err);

/* A line for people: nothing with --json or --quiet. */
void
out_note(cli *c, const char *fmt, ...) HIRE_PRINTF(2, 3);

/* A heading and an empty line before it: nothing with --json. */
void
out_heading(cli *c, const char *text);

/* Text for people: nothing with --json. */
void
out_text(cli *c, const char *fmt, ...) HIRE_PRINTF(2, 3);

typedef enum out_style {
	OUT_PLAIN,
	OUT_BOLD,
	OUT_DIM,
	OUT_GOOD,
	OUT_BAD,
	OUT_WARN
} out_style;

/* `text` with control characters other than tabs and line ends as \xNN, in
 * `mem` or as it is: for what other people wrote.  NULL is "". */
const char *
out_safe(const char *text, hire_arena *mem);

/* What switches a style on; "" when there are no colours.  OUT_PLAIN ends. */
const char *
out_on(const cli *c, out_style style);

/* A JSON string literal. */
void
out_json_string(FILE *f, const char *text);

/* The error as the contract wants it, on standard error. */
void
out_error(const cli *c, hire_status st, const hire_error *err);

/* table.c */

/* A field's value as text, in `mem`; `how` is a suffix of cli_shape. */
const char *
table_cell(const hire_record *record, const hire_field *field, const void *row,
    char how, hire_arena *mem);

/* Print `count` rows of `columns` cells under `heads`, fitted to `width`
 * columns of a terminal (0: as wide as it takes). */
hire_status
table_print(cli *c, const char *const *heads, const char *const *cells,
    size_t columns, size_t count, const bool *right, hire_error *err);

/* wrap.c: print `text` and a line end, the lines broken between words.  The
 * first one begins at `column`, the others at `left`; none goes past `width`
 * columns when a word allows it (0: as wide as it takes). */
void
out_wrap(FILE *f, size_t column, size_t left, size_t width, const char *text);

/* Columns that `text` takes on a terminal. */
size_t
table_width(const char *text);

#endif
