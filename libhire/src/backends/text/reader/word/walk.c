/* SPDX-License-Identifier: MIT
 * walk.c - what a Word document says where the reader stands: in reading
 * order, and only what a person can see.
 */
#include "walk.h"

#include <string.h>

#define BULLET "\xE2\x80\xA2 "

/* Of a letter's square. */
static const double letter_area = 0.6;

static hire__buf *
out_of(walk *w)
{
	return w->depth ? &w->boxes : &w->d->r->raw;
}

walk_table *
walk_table_here(walk *w)
{
	return w->table_count > walk_here(w)->tables
	           ? &w->tables[w->table_count - 1]
	           : NULL;
}

/* What is behind a paragraph; `*bare`: the page itself, or whatever shape was
 * put between. */
static uint32_t
background(walk *w, bool *bare)
{
	const walk_frame *f = walk_here(w);
	*bare = false;
	if (f->para_back != COLOUR_NONE)
		return f->para_back;
	for (int i = w->table_count - 1; i >= f->tables; i--) {
		if (w->tables[i].cell_back != COLOUR_NONE)
			return w->tables[i].cell_back;
		if (w->tables[i].back != COLOUR_NONE)
			return w->tables[i].back;
	}
	*bare = f->back == COLOUR_NONE;
	return *bare ? w->d->page : f->back;
}

/* Dark shapes without text lie behind text that stands elsewhere; where, only
 * a layout would tell.  So much of it may be seen as they have room for. */
static bool
fits_a_shape(walk *w, const look *l, const char *s)
{
	double points = l->set & LOOK_SIZE ? l->size / 100.0 : 10;
	double area = points * points * letter_area * (double)strlen(s);
	double *room = &w->d->painted[w->depth > 0];
	if (l->set & (LOOK_MARK | LOOK_SHADE) || area > *room)
		return false;
	*room -= area;
	return true;
}

/* Why nobody sees this place, whatever stands there. */
static const char *
reason_around(const walk *w)
{
	const walk_frame *f = &w->frames[w->depth];
	const char *why = f->reason;
	for (int i = f->tables; i < w->table_count && !why; i++)
		why = w->tables[i].row_reason;
	return why;
}

static look
look_here(const walk *w)
{
	const walk_frame *f = &w->frames[w->depth];
	look l = f->para;
	look_over(&l, &f->chars);
	look_over(&l, &f->direct);
	return l;
}

static const char *
reason_here(walk *w, const char *s)
{
	const char *around = reason_around(w);
	bool bare;
	if (around || walk_here(w)->para_reason)
		return around ? around : walk_here(w)->para_reason;
	look l = look_here(w);
	const char *why = look_reason(&l, background(w, &bare));
	if (why == look_alike && bare && fits_a_shape(w, &l, s))
		return NULL;
	return why;
}

void
walk_say(walk *w, const char *s)
{
	walk_frame *f = walk_here(w);
	hire__buf *out = out_of(w);
	size_t blanks = strspn(s, " \t\n\r");
	const char *why = reason_here(w, s);
	if (why) {
		reader_set_aside(w->d->r, why, s, strlen(s));
		w->gap = w->gap || why != look_hidden;
		return;
	}
	if (w->gap && f->started && !blanks)
		hire__buf_addc(out, ' ');
	w->gap = false;
	if (!f->started && s[blanks]) {
		f->started = true;
		if (f->in_list && !f->is_heading)
			hire__buf_adds(out, BULLET);
	}
	hire__buf_adds(out, s);
}

void
walk_paragraph_begin(walk *w)
{
	walk_frame *f = walk_here(w);
	f->in_para = true;
	f->started = f->in_list = f->is_heading = false;
	f->para_reason = NULL;
	f->para_back = COLOUR_NONE;
	f->chars = f->direct = (look){.set = 0};
	w->gap = false;
	walk_paragraph_style(w, w->d->styles.paragraph);
}

void
walk_paragraph_style(walk *w, const style *s)
{
	walk_frame *f = walk_here(w);
	const walk_table *t = walk_table_here(w);
	f->para = w->d->styles.base;
	if (t && t->style)
		look_over(&f->para, &t->style->run);
	if (!s)
		return;
	look_over(&f->para, &s->run);
	f->in_list = s->in_list > 0;
	f->is_heading = s->is_heading > 0;
	f->para_back = s->back;
}

/* Pieces of different paragraphs are shown apart. */
static void
part_aside(reading *r)
{
	for (size_t i = 0; i < r->aside_count; i++)
		reader_set_aside(r, r->aside[i].why, "\n", 1);
}

void
walk_paragraph_end(walk *w)
{
	hire__buf *out = out_of(w);
	hire__buf_addc(out, '\n');
	walk_here(w)->in_para = w->gap = false;
	part_aside(w->d->r);
	if (w->depth || !w->boxes.len)
		return;
	hire__buf_add(out, w->boxes.s, w->boxes.len);
	if (!w->boxes.failed)
		hire__buf_clear(&w->boxes);
}

void
walk_table_begin(walk *w)
{
	if (w->table_count == WALK_TABLES) {
		w->tables_past++;
		return;
	}
	const style *usual = w->d->styles.table;
	walk_table *t = &w->tables[w->table_count++];
	*t = (walk_table){.style = usual,
	    .back = usual ? usual->back : COLOUR_NONE,
	    .cell_back = COLOUR_NONE};
}

void
walk_table_end(walk *w)
{
	if (w->tables_past)
		w->tables_past--;
	else if (walk_table_here(w))
		w->table_count--;
}

void
walk_row_begin(walk *w)
{
	walk_table *t = walk_table_here(w);
	if (!t || w->tables_past)
		return;
	t->row.n = 0;
	t->row_reason = NULL;
	t->cell_back = COLOUR_NONE;
}

void
walk_cell_begin(walk *w)
{
	walk_table *t = walk_table_here(w);
	if (!t || w->tables_past)
		return;
	t->cell_back = COLOUR_NONE;
	if (t->row.n < ROW_CELLS)
		t->row.start[t->row.n++] = out_of(w)->len;
}

void
walk_row_end(walk *w)
{
	walk_table *t = walk_table_here(w);
	if (!t || w->tables_past)
		return;
	row_arrange(out_of(w), &t->row);
	t->row.n = 0;
	t->cell_back = COLOUR_NONE;
}

void
walk_box_begin(walk *w)
{
	walk_frame *f = walk_here(w);
	if (w->depth == WALK_FRAMES - 1) {
		w->too_deep++;
		return;
	}
	const char *own = shape_reason(&f->shape);
	const walk_frame box = {.reason = f->reason ? f->reason : own,
	    .back = f->shape.fill == COLOUR_NONE ? f->back : f->shape.fill,
	    .tables = w->table_count,
	    .para_back = COLOUR_NONE,
	    .shape = {.fill = COLOUR_NONE}};
	f->shape.fill = COLOUR_NONE; /* it is the box's now */
	w->frames[++w->depth] = box;
}

void
walk_box_end(walk *w)
{
	if (w->too_deep) {
		w->too_deep--;
		return;
	}
	if (!w->depth)
		return;
	w->table_count = walk_here(w)->tables;
	w->depth--;
}

hire_status
walk_check(const walk *w, hire_error *err)
{
	hire_status st = hire__buf_check(&w->d->r->raw, err);
	return st ? st : hire__buf_check(&w->boxes, err);
}
