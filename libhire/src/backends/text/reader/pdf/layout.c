/* SPDX-License-Identifier: MIT
 * layout.c - a page to text in reading order: blocks, columns, lines.
 */
#include "order.h"

#include "util/ctx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8, WORTH_SPLITTING = 8 };

#define ICON_WIDTH    1.7f  /* of the height: one glyph, whatever its name */
#define DOUBLE_STRIKE 0.15f /* of the height */
#define BLANK_WIDTH   0.2f  /* of the height, at least */

typedef struct layout {
	hire_arena *mem;
	hire__buf *out;
	hire_error *err;
} layout;

static int
by_middle(const void *a, const void *b)
{
	const pdf_piece *x = *(const pdf_piece *const *)a;
	const pdf_piece *y = *(const pdf_piece *const *)b;
	float mx = pdf_middle(x), my = pdf_middle(y);
	if (mx != my)
		return mx > my ? 1 : -1;
	if (x->left != y->left)
		return x->left > y->left ? 1 : -1;
	return (x > y) - (x < y);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Blanks at the ends take no part in finding gaps. */
static void
draw_in(pdf_piece *p)
{
	size_t before = 0, after = 0;
	while (before < p->len && is_blank(p->text[before]))
		before++;
	while (after < p->len - before && is_blank(p->text[p->len - 1 - after]))
		after++;
	float each = fminf((p->right - p->left) / (float)(p->len + 1),
	    BLANK_WIDTH * pdf_height(p));
	p->left += each * (float)before;
	p->right -= each * (float)after;
}

static bool
says_nothing(const pdf_piece *p)
{
	size_t i = 0;
	while (i < p->len && is_blank(p->text[i]))
		i++;
	bool one_icon =
	    p->font->icons && p->right - p->left <= ICON_WIDTH * pdf_height(p);
	return i == p->len || one_icon || pdf_height(p) <= 0;
}

/* Printed twice, a little apart, to look bold. */
static bool
said_before(const pdf_cells *c, const pdf_piece *p)
{
	float near = DOUBLE_STRIKE * pdf_height(p) + 0.1f;
	for (size_t i = c->count; i-- > 0;) {
		const pdf_piece *q = c->at[i];
		if (pdf_middle(p) - pdf_middle(q) > near)
			return false;
		if (p->len == q->len && fabsf(p->left - q->left) <= near &&
		    !memcmp(p->text, q->text, p->len))
			return true;
	}
	return false;
}

static hire_status
gather(pdf_page *page, hire_arena *mem, pdf_cells *out, hire_error *err)
{
	const pdf_piece **all =
	    hire_arena_alloc(mem, (page->count + 1) * sizeof *all);
	if (!all)
		return hire__nomem(err);
	size_t n = 0;
	for (size_t i = 0; i < page->count; i++) {
		pdf_piece *p = &page->pieces[i];
		if (p->fate != PDF_SEEN || says_nothing(p))
			continue;
		draw_in(p);
		all[n++] = p;
	}
	qsort(all, n, sizeof *all, by_middle);
	*out = (pdf_cells){all, 0};
	for (size_t i = 0; i < n; i++)
		if (!said_before(out, all[i]))
			out->at[out->count++] = all[i];
	return HIRE_OK;
}

static hire_status
split(const layout *l, pdf_cells cells, int depth);

static hire_status
column(const layout *l, const pdf_cells *cells, const pdf_columns *at,
    bool left, int depth)
{
	pdf_cells side = {
	    hire_arena_alloc(l->mem, (cells->count + 1) * sizeof *side.at), 0};
	if (!side.at)
		return hire__nomem(l->err);
	for (size_t i = at->first; i < at->end; i++)
		if ((cells->at[i]->left < at->edge - 1) == left)
			side.at[side.count++] = cells->at[i];
	return split(l, side, depth + 1);
}

static hire_status
split(const layout *l, pdf_cells cells, int depth)
{
	pdf_columns at = {0, 0, 0};
	if (!cells.count)
		return HIRE_OK;
	if (cells.count < WORTH_SPLITTING || depth >= DEPTH_MAX ||
	    !pdf_columns_find(&cells, &at)) {
		hire_status st = pdf_lines(&cells, l->mem, l->out, l->err);
		hire__buf_addc(l->out, '\n');
		return st;
	}
	pdf_cells above = {cells.at, at.first};
	pdf_cells below = {cells.at + at.end, cells.count - at.end};
	hire_status st = split(l, above, depth + 1);
	if (!st)
		st = column(l, &cells, &at, true, depth);
	if (!st)
		st = column(l, &cells, &at, false, depth);
	return st ? st : split(l, below, depth + 1);
}

hire_status
pdf_layout(pdf_page *page, hire_arena *mem, hire__buf *out, hire_error *err)
{
	layout l = {mem, out, err};
	pdf_cells cells;
	hire_status st = gather(page, mem, &cells, err);
	if (!st)
		st = split(&l, cells, 0);
	hire__buf_addc(out, '\f');
	return st ? st : hire__buf_check(out, err);
}
