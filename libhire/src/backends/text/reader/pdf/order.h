/* SPDX-License-Identifier: MIT
 * order.h - between the columns of a page and the lines in them.
 */
#ifndef HIRE_READER_PDF_ORDER_H
#define HIRE_READER_PDF_ORDER_H

#include "page.h"

/* Pieces that are read together, sorted by their middle, from the top. */
typedef struct pdf_cells {
	const pdf_piece **at;
	size_t count;
} pdf_cells;

/* Two columns side by side; what lies above and below is full width. */
typedef struct pdf_columns {
	size_t first, end; /* the cells that stand in one of the two */
	float edge;        /* where the right one starts */
} pdf_columns;

static inline float
pdf_middle(const pdf_piece *p)
{
	return (p->top + p->bottom) / 2;
}

static inline float
pdf_height(const pdf_piece *p)
{
	return p->bottom - p->top;
}

static inline bool
pdf_has_digit(const pdf_piece *p)
{
	for (size_t i = 0; i < p->len; i++)
		if (p->text[i] >= '0' && p->text[i] <= '9')
			return true;
	return false;
}

/* Whether two pieces stand on one line. */
bool
pdf_same_line(const pdf_piece *a, const pdf_piece *b);

/* The longest pair of columns in `cells` that is to be read one after the
 * other, not row by row.  False: there is none. */
bool
pdf_columns_find(const pdf_cells *cells, pdf_columns *out);

/* Append `cells` as lines.  The pieces may be sorted anew.  ENOMEM, ETOOBIG. */
HIRE_CHECK hire_status
pdf_lines(pdf_cells *cells, hire_arena *mem, hire__buf *out, hire_error *err);

#endif
