/* SPDX-License-Identifier: MIT
 * lines.c - pieces that stand side by side to lines of text.
 * A gap wider than a blank is a tab: whoever reads facts from a line tells its
 * parts by that.
 */
#include "order.h"

#include "util/ctx.h"
#include "util/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_BACK = 6, DATE_LENGTH = 24, END_LENGTH = 14 };

#define BLANK_GAP  0.12f /* of the height of a piece */
#define TAB_GAP    1.4f  /* likewise */
#define BLANK_LINE 0.65f /* likewise, between lines */
#define WIDER      1.25f /* than the usual gap between lines */
#define OVERLAP    0.5f  /* of the narrower piece */

/* A row of pieces, a list by `next`. */
typedef struct row {
	size_t first, count; /* in the sorted cells */
	float top, bottom;
} row;

typedef struct rows {
	row *at;
	size_t count;
	size_t *row_of; /* of each cell */
	float usual;    /* gap between two rows */
} rows;

static bool
over_each_other(const pdf_piece *a, const pdf_piece *b)
{
	float shared = fminf(a->right, b->right) - fmaxf(a->left, b->left);
	return shared > OVERLAP * fminf(a->right - a->left, b->right - b->left);
}

/* Whether `p` stands in row `k` without lying on another piece of it. */
static bool
fits(const pdf_cells *c, const rows *r, size_t i, size_t k)
{
	const pdf_piece *p = c->at[i];
	bool near = false;
	for (size_t j = i, seen = 0; j-- > 0 && seen < 64; seen++) {
		if (r->row_of[j] != k)
			continue;
		if (over_each_other(p, c->at[j]))
			return false;
		near = near || pdf_same_line(p, c->at[j]);
	}
	return near;
}

static void
add_to_row(const pdf_cells *c, rows *r, size_t i)
{
	const pdf_piece *p = c->at[i];
	size_t back = r->count < LOOK_BACK ? r->count : LOOK_BACK;
	size_t k = r->count;
	for (size_t n = 1; n <= back && k == r->count; n++)
		if (fits(c, r, i, r->count - n))
			k = r->count - n;
	if (k == r->count)
		r->at[r->count++] = (row){0, 0, p->top, p->bottom};
	row *in = &r->at[k];
	in->top = fminf(in->top, p->top);
	in->bottom = fmaxf(in->bottom, p->bottom);
	in->count++;
	r->row_of[i] = k;
}

static int
by_left(const void *a, const void *b)
{
	const pdf_piece *x = *(const pdf_piece *const *)a;
	const pdf_piece *y = *(const pdf_piece *const *)b;
	return (x->left > y->left) - (x->left < y->left);
}

/* Cells in the order of their rows, each from left to right. */
static hire_status
find_rows(pdf_cells *c, hire_arena *mem, rows *r, hire_error *err)
{
	const pdf_piece **sorted =
	    hire_arena_alloc(mem, (c->count + 1) * sizeof *sorted);
	r->at = hire_arena_alloc(mem, (c->count + 1) * sizeof *r->at);
	r->row_of = hire_arena_alloc(mem, (c->count + 1) * sizeof *r->row_of);
	if (!sorted || !r->at || !r->row_of)
		return hire__nomem(err);
	for (size_t i = 0; i < c->count; i++)
		add_to_row(c, r, i);
	for (size_t k = 0, at = 0; k < r->count; k++) {
		r->at[k].first = at;
		at += r->at[k].count;
		r->at[k].count = 0;
	}
	for (size_t i = 0; i < c->count; i++) {
		row *in = &r->at[r->row_of[i]];
		sorted[in->first + in->count++] = c->at[i];
	}
	c->at = sorted;
	for (size_t k = 0; k < r->count; k++)
		qsort(sorted + r->at[k].first, r->at[k].count, sizeof *sorted,
		    by_left);
	return HIRE_OK;
}

static int
by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* The median, so that a text with wide lines has paragraphs too. */
static hire_status
find_usual_gap(rows *r, hire_arena *mem, hire_error *err)
{
	float *gaps = hire_arena_alloc(mem, (r->count + 1) * sizeof *gaps);
	if (!gaps)
		return hire__nomem(err);
	for (size_t k = 1; k < r->count; k++)
		gaps[k - 1] = r->at[k].top - r->at[k - 1].bottom;
	if (r->count < 2)
		return HIRE_OK;
	qsort(gaps, r->count - 1, sizeof *gaps, by_size);
	r->usual = gaps[(r->count - 1) / 2];
	return HIRE_OK;
}

static bool
ends_with(const hire__buf *b, const char *what)
{
	size_t n = strlen(what);
	return b->len >= n && !memcmp(b->s + b->len - n, what, n);
}

static bool
ends_in_dash(const pdf_piece *p)
{
	const char *s = p->text;
	size_t n = p->len;
	hire__trim(&s, &n);
	return (n && s[n - 1] == '-') ||
	       (n > 3 && !memcmp(s + n - 3, "\xE2\x80\x93", 3)) ||
	       (n > 3 && !memcmp(s + n - 3, "\xE2\x80\x94", 3));
}

/* "June 2022 -" with "Present" in a margin's next line: the second half. */
static const pdf_piece *
second_half(const pdf_cells *c, const rows *r, size_t k, const pdf_piece *p)
{
	if (p->len > DATE_LENGTH || !ends_in_dash(p) || !pdf_has_digit(p) ||
	    k + 1 >= r->count)
		return NULL;
	const row *next = &r->at[k + 1];
	for (size_t i = next->first; i < next->first + next->count; i++) {
		const pdf_piece *q = c->at[i];
		float shared =
		    fminf(p->right, q->right) - fmaxf(p->left, q->left);
		if (shared > 0 && q->len && q->len <= END_LENGTH &&
		    q->top - p->bottom < pdf_height(p))
			return q;
	}
	return NULL;
}

/* On a page a soft hyphen is a mark that is seen; some writers print one glyph
 * as two or three kinds of hyphen in a row.  Bytes of it; 0: something else. */
static size_t
hyphen_at(const char *s, size_t n)
{
	static const char *const forms[] = {
	    "-\xC2\xAD\xE2\x80\x90", "\xC2\xAD", "\xE2\x80\x90"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t len = strlen(forms[i]);
		if (n >= len && !memcmp(s, forms[i], len))
			return len;
	}
	return 0;
}

/* Blanks of any number are one; of many, a column's gap. */
static void
say_words(const pdf_piece *p, hire__buf *out)
{
	enum { MANY = 5 };
	const char *s = p->text;
	size_t n = p->len, blanks = 0;
	hire__trim(&s, &n);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == ' ' || s[i] == '\t') {
			blanks++;
			continue;
		}
		if (blanks)
			hire__buf_addc(out, blanks < MANY ? ' ' : '\t');
		blanks = 0;
		size_t hyphen = hyphen_at(s + i, n - i);
		hire__buf_addc(out, hyphen ? '-' : s[i]);
		i += hyphen ? hyphen - 1 : 0;
	}
}

static bool
blank_at(const pdf_piece *p, bool end)
{
	return p->len && p->text[end ? p->len - 1 : 0] == ' ';
}

static void
say_gap(const pdf_piece *a, const pdf_piece *b, hire__buf *out)
{
	float gap = b->left - a->right;
	float high = fmaxf(pdf_height(a), pdf_height(b));
	if (gap > TAB_GAP * high)
		hire__buf_addc(out, '\t');
	else if (gap > BLANK_GAP * fminf(pdf_height(a), pdf_height(b)) ||
	         blank_at(a, true) || blank_at(b, false))
		hire__buf_addc(out, ' ');
}

/* `used` holds pieces already said with the line above. */
static void
say_row(const pdf_cells *c, const rows *r, size_t k, const pdf_piece **used,
    hire__buf *out)
{
	const row *in = &r->at[k];
	const pdf_piece *last = NULL, *said = *used;
	*used = NULL;
	for (size_t i = in->first; i < in->first + in->count; i++) {
		const pdf_piece *p = c->at[i];
		if (p == said)
			continue;
		if (last)
			say_gap(last, p, out);
		say_words(p, out);
		last = p;
		const pdf_piece *rest = *used ? NULL : second_half(c, r, k, p);
		if (rest) {
			hire__buf_addc(out, ' ');
			say_words(rest, out);
			*used = rest;
		}
	}
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A word cut by a hyphen at the end of its line goes on. */
static bool
goes_on(const hire__buf *b, const pdf_piece *next)
{
	const char *s = next->text;
	size_t n = next->len;
	hire__trim(&s, &n);
	return ends_with(b, "-") && b->len > 2 && is_lower(b->s[b->len - 2]) &&
	       is_lower(b->s[b->len - 3]) && n && is_lower(*s);
}

static void
end_row(const pdf_cells *c, const rows *r, size_t k, hire__buf *out)
{
	const row *in = &r->at[k];
	const row *next = k + 1 < r->count ? in + 1 : NULL;
	float high = in->bottom - in->top;
	float gap = next ? next->top - in->bottom : 0;
	if (next && gap > BLANK_LINE * high && gap > WIDER * r->usual) {
		hire__buf_adds(out, "\n\n");
	} else if (next && goes_on(out, c->at[next->first])) {
		out->s[--out->len] = '\0';
	} else {
		hire__buf_addc(out, '\n');
	}
}

hire_status
pdf_lines(pdf_cells *cells, hire_arena *mem, hire__buf *out, hire_error *err)
{
	rows r = {.count = 0};
	const pdf_piece *used = NULL;
	hire_status st = find_rows(cells, mem, &r, err);
	if (!st)
		st = find_usual_gap(&r, mem, err);
	for (size_t k = 0; !st && k < r.count; k++) {
		const row *in = &r.at[k];
		bool all_used = in->count == 1 && cells->at[in->first] == used;
		if (all_used) {
			used = NULL;
			continue;
		}
		say_row(cells, &r, k, &used, out);
		end_row(cells, &r, k, out);
	}
	return st ? st : hire__buf_check(out, err);
}
