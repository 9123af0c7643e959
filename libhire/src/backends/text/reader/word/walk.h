/* SPDX-License-Identifier: MIT
 * walk.h - where the reader of a Word document stands, and what it says there.
 * Apart from docx.c, which knows the elements' names.
 */
#ifndef HIRE_READER_WALK_H
#define HIRE_READER_WALK_H

#include "docx.h"
#include "rows.h"
#include "shape.h"

enum { WALK_FRAMES = 6, WALK_TABLES = 16 };

typedef struct walk_table {
	row row;
	const style *style;
	uint32_t back, cell_back;
	const char *row_reason; /* why nobody sees this row */
} walk_table;

/* The page or a text box. */
typedef struct walk_frame {
	const char *reason; /* why nobody sees it */
	uint32_t back;
	int tables; /* that are outside of it */
	bool in_para, started;
	bool in_list, is_heading;
	const char *para_reason;
	uint32_t para_back;
	look para;          /* of its text, from all styles */
	look chars, direct; /* of the run: its style, its own */
	shape shape;
} walk_frame;

typedef struct walk {
	docx *d;
	hire__buf boxes; /* text boxes of the paragraph at hand */
	walk_frame frames[WALK_FRAMES];
	int depth;    /* of frames */
	int too_deep; /* frames past the last */
	walk_table tables[WALK_TABLES];
	int table_count, tables_past;
	int props; /* whose properties stream by: see props.h */
	bool in_text, gap;
	int chosen; /* forms taken of the mc:AlternateContent at hand */
} walk;

static inline walk_frame *
walk_here(walk *w)
{
	return &w->frames[w->depth];
}

/* The innermost table of this frame, or NULL. */
walk_table *
walk_table_here(walk *w);

/* Say some text of the run at hand, or set it aside. */
void
walk_say(walk *w, const char *s);

void
walk_paragraph_begin(walk *w);
void
walk_paragraph_style(walk *w, const style *s);
void
walk_paragraph_end(walk *w);

void
walk_table_begin(walk *w);
void
walk_table_end(walk *w);
void
walk_row_begin(walk *w);
void
walk_row_end(walk *w);
void
walk_cell_begin(walk *w);

/* A text box in the shape at hand. */
void
walk_box_begin(walk *w);
void
walk_box_end(walk *w);

/* The first failure of what was written. */
HIRE_CHECK hire_status
walk_check(const walk *w, hire_error *err);

#endif
