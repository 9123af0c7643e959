/* SPDX-License-Identifier: MIT
 * rows.h - the cells of a table row as the lines a person would read.
 */
#ifndef HIRE_READER_ROWS_H
#define HIRE_READER_ROWS_H

#include "util/buf.h"

enum { ROW_CELLS = 64 };

/* A row whose cells were written to a buffer one behind the other. */
typedef struct row {
	size_t start[ROW_CELLS]; /* of each cell in the buffer */
	size_t n;                /* cells; those past the table join the last */
} row;

/* Rewrite what stands in `b` from the row's first cell on: short cells beside
 * one another in one line with tabs between them, columns of many lines one
 * after the other. */
void
row_arrange(hire__buf *b, const row *r);

#endif
