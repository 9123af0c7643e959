/* SPDX-License-Identifier: MIT
 * columns.c - which parts of a page stand in columns of their own.
 * A gap that runs down the page is not enough: dates in a margin and the two
 * sides of a table leave one too, and they are read row by row.
 */
#include "order.h"

#include <math.h>
#include <string.h>

enum { LINES_MIN = 4, HEADER_MIN = 3, EDGES_MAX = 256 };

#define GAP_MIN      8.0f  /* between columns, points */
#define SLACK        1.0f  /* points */
#define INDENT       30.0f /* of lists and what stands below a heading */
#define SAME_LINE    0.35f /* of the lower of two pieces */
#define SMALL        0.8f  /* beside a larger piece */
#define SAME_ROW     0.15f /* rows share a base line, columns only may */
#define MATCHED_ROWS 0.7f  /* of one side's lines in a table */
#define SPARSE_ROWS  0.65f /* of the lines on the other side */
#define LABEL_LENGTH 22.0f /* characters */
#define AT_EDGE      0.5f  /* of the right column's lines */
#define LARGER       1.25f /* letters of a name */

bool
pdf_same_line(const pdf_piece *a, const pdf_piece *b)
{
	float low = fminf(pdf_height(a), pdf_height(b));
	float high = fmaxf(pdf_height(a), pdf_height(b));
	if (low < SMALL * high) /* raised or lowered */
		return fminf(a->bottom, b->bottom) - fmaxf(a->top, b->top) >
		       low / 2;
	return fabsf(pdf_middle(a) - pdf_middle(b)) <= SAME_LINE * low;
}

static bool
same_row(const pdf_piece *a, const pdf_piece *b)
{
	float apart = fminf(
	    fabsf(pdf_middle(a) - pdf_middle(b)), fabsf(a->bottom - b->bottom));
	return apart <=
	       SAME_ROW * fminf(pdf_height(a), pdf_height(b)) + SLACK / 2;
}

static bool
left_of(const pdf_piece *p, float edge)
{
	return p->right <= edge - GAP_MIN;
}

static bool
right_of(const pdf_piece *p, float edge)
{
	return p->left >= edge - SLACK;
}

/* One of two columns. */
typedef struct side {
	size_t lines, characters, matched, dated;
	size_t at_edge, at_end; /* lines that start, or end, with the side */
	float top, bottom, right, height;
} side;

/* Whether a cell near `i` on the other side of `edge` is in its row. */
static bool
has_partner(const pdf_cells *c, const pdf_columns *at, size_t i, bool left)
{
	const pdf_piece *p = c->at[i];
	float reach = pdf_height(p);
	for (size_t k = i;
	     k-- > at->first && pdf_middle(p) - pdf_middle(c->at[k]) < reach;)
		if (left_of(c->at[k], at->edge) != left &&
		    same_row(p, c->at[k]))
			return true;
	for (size_t k = i + 1;
	     k < at->end && pdf_middle(c->at[k]) - pdf_middle(p) < reach; k++)
		if (left_of(c->at[k], at->edge) != left &&
		    same_row(p, c->at[k]))
			return true;
	return false;
}

static side
survey(const pdf_cells *c, const pdf_columns *at, bool left)
{
	side s = {.lines = 0};
	const pdf_piece *last = NULL; /* the first of its line */
	bool matched = false, dated = false;
	for (size_t i = at->first; i < at->end; i++)
		if (left_of(c->at[i], at->edge) == left)
			s.right = fmaxf(s.right, c->at[i]->right);
	for (size_t i = at->first; i < at->end; i++) {
		const pdf_piece *p = c->at[i];
		if (left_of(p, at->edge) != left)
			continue;
		s.at_end += s.right - p->right < 3 * SLACK;
		s.at_edge += p->left - at->edge < INDENT;
		s.characters += p->len;
		s.bottom = fmaxf(s.bottom, p->bottom);
		s.top = last ? s.top : p->top;
		if (!last || !pdf_same_line(last, p)) {
			last = p;
			s.lines++;
			s.height += pdf_height(p);
			matched = dated = false;
		}
		if (!matched && has_partner(c, at, i, left))
			s.matched += matched = true;
		if (!dated && pdf_has_digit(p))
			s.dated += dated = true;
	}
	return s;
}

/* Lines of one side within the height of the other. */
static size_t
beside(const pdf_cells *c, const pdf_columns *at, bool left, const side *other)
{
	size_t n = 0;
	const pdf_piece *last = NULL;
	for (size_t i = at->first; i < at->end; i++) {
		const pdf_piece *p = c->at[i];
		if (left_of(p, at->edge) != left ||
		    pdf_middle(p) < other->top || pdf_middle(p) > other->bottom)
			continue;
		n += !(last && pdf_same_line(last, p));
		last = p;
	}
	return n;
}

/* Labels beside what they label. */
static bool
is_table(
    const pdf_cells *c, const pdf_columns *at, const side *l, const side *r)
{
	bool left = l->characters <= r->characters;
	const side *label = left ? l : r;
	float lines = (float)label->lines;
	if ((float)label->matched < MATCHED_ROWS * lines)
		return false;
	return (float)label->dated >= lines / 2 ||
	       (float)label->characters <= LABEL_LENGTH * lines ||
	       lines <= SPARSE_ROWS * (float)beside(c, at, !left, label);
}

/* A name beside an address: few lines, and not the other's rows. */
static bool
is_header(const side *l, const side *r)
{
	const side *few = l->lines <= r->lines ? l : r;
	const side *many = few == l ? r : l;
	bool larger = few->height * (float)many->lines >
	              LARGER * many->height * (float)few->lines;
	return many->lines >= HEADER_MIN &&
	       (larger || (few->lines > 1 && few->matched * 3 <= few->lines));
}

static bool
aligned(const side *s)
{
	size_t best = s->at_edge > s->at_end ? s->at_edge : s->at_end;
	return (float)best >= AT_EDGE * (float)s->lines;
}

/* A header's columns end where the shorter does: what follows is no part of
 * them. */
static void
cut_short(const pdf_cells *c, pdf_columns *at, const side *l, const side *r)
{
	float top = fmaxf(l->top, r->top), bottom = fminf(l->bottom, r->bottom);
	while (at->first < at->end && c->at[at->first]->bottom < top)
		at->first++;
	while (at->end > at->first && c->at[at->end - 1]->top > bottom)
		at->end--;
}

/* How much speaks for columns in this run of cells; 0: nothing. */
static float
weigh(const pdf_cells *c, pdf_columns *at)
{
	if (at->end - at->first <= HEADER_MIN)
		return 0;
	side l = survey(c, at, true), r = survey(c, at, false);
	if (!l.lines || !r.lines || !aligned(&r) ||
	    fminf(l.bottom, r.bottom) <= fmaxf(l.top, r.top))
		return 0;
	size_t by_left = beside(c, at, true, &r);
	size_t by_right = beside(c, at, false, &l);
	size_t fewer = by_left < by_right ? by_left : by_right;
	if (fewer >= LINES_MIN)
		return is_table(c, at, &l, &r)
		           ? 0
		           : (float)fewer * (float)(at->end - at->first);
	cut_short(c, at, &l, &r);
	l = survey(c, at, true);
	r = survey(c, at, false);
	return l.lines && r.lines && is_header(&l, &r) ? (float)fewer + 1 : 0;
}

/* Try all runs of cells that leave the gap before `edge` free. */
static void
try_edge(const pdf_cells *c, float edge, float *best, pdf_columns *out)
{
	pdf_columns run = {0, 0, edge};
	for (size_t i = 0; i <= c->count; i++) {
		bool wall = i == c->count || (!left_of(c->at[i], edge) &&
		                                 !right_of(c->at[i], edge));
		if (!wall)
			continue;
		run.end = i;
		float weight = weigh(c, &run);
		if (weight > *best) {
			*best = weight;
			*out = run;
		}
		run.first = i + 1;
	}
}

bool
pdf_columns_find(const pdf_cells *cells, pdf_columns *out)
{
	float tried[EDGES_MAX], best = 0;
	size_t n = 0;
	for (size_t i = 0; i < cells->count && n < EDGES_MAX; i++) {
		float edge = cells->at[i]->left;
		size_t k = 0;
		while (k < n && fabsf(tried[k] - edge) > SLACK)
			k++;
		if (k < n)
			continue;
		tried[n++] = edge;
		try_edge(cells, edge, &best, out);
	}
	return best > 0;
}
