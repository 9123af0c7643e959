/* SPDX-License-Identifier: MIT
 * rows.c - the cells of a table row as the lines a person would read: tables
 * hold labels beside values, dates beside jobs, or whole columns of a page.
 */
#include "rows.h"

#include <string.h>

/* Cells of equal height up to so many lines are read line by line. */
enum { EVEN_LINES = 3 };

typedef struct cell {
	const char *s, *end;
	size_t lines; /* that are not blank */
} cell;

/* The next line with something in it, or NULL. */
static const char *
next_line(const char **s, const char *end, size_t *n)
{
	while (*s < end) {
		const char *line = *s;
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		*s = stop < end ? stop + 1 : end;
		while (line < stop && strchr(" \t\r", *line))
			line++;
		while (stop > line && strchr(" \t\r", stop[-1]))
			stop--;
		*n = (size_t)(stop - line);
		if (*n)
			return line;
	}
	return NULL;
}

/* Cells that hold something. */
static size_t
cells_of(const row *r, const char *text, size_t len, cell out[ROW_CELLS])
{
	size_t n = 0, unused;
	for (size_t i = 0; i < r->n; i++) {
		size_t from = r->start[i] - r->start[0];
		size_t to = i + 1 < r->n ? r->start[i + 1] - r->start[0] : len;
		cell c = {text + from, text + to, 0};
		for (const char *s = c.s; next_line(&s, c.end, &unused);)
			c.lines++;
		if (c.lines)
			out[n++] = c;
	}
	return n;
}

static bool
side_by_side(const cell *cells, size_t n)
{
	size_t tall = 0;
	bool even = cells[0].lines <= EVEN_LINES;
	for (size_t i = 0; i < n; i++) {
		tall += cells[i].lines > 1;
		even = even && cells[i].lines == cells[0].lines;
	}
	return tall <= 1 || even;
}

/* Line by line through all cells at once. */
static void
put_lines(hire__buf *b, cell *cells, size_t n)
{
	for (bool any = true; any;) {
		any = false;
		for (size_t i = 0; i < n; i++) {
			size_t len;
			const char *line =
			    next_line(&cells[i].s, cells[i].end, &len);
			if (!line)
				continue;
			if (any)
				hire__buf_addc(b, '\t');
			hire__buf_add(b, line, len);
			any = true;
		}
		if (any)
			hire__buf_addc(b, '\n');
	}
}

static void
put_columns(hire__buf *b, const cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = (size_t)(cells[i].end - cells[i].s);
		hire__buf_add(b, cells[i].s, len);
		if (cells[i].end[-1] != '\n')
			hire__buf_addc(b, '\n');
		if (i + 1 < n)
			hire__buf_addc(b, '\n');
	}
}

void
row_arrange(hire__buf *b, const row *r)
{
	cell cells[ROW_CELLS];
	if (b->failed || !r->n || r->start[0] >= b->len)
		return;
	size_t start = r->start[0], len = b->len - start;
	hire__buf text = HIRE__BUF(b->ctx, len + 1);
	hire__buf_add(&text, b->s + start, len);
	if (text.failed) {
		b->failed = text.failed;
		return;
	}
	b->len = start;
	b->s[start] = '\0';
	size_t n = cells_of(r, text.s, len, cells);
	if (n && side_by_side(cells, n))
		put_lines(b, cells, n);
	else if (n)
		put_columns(b, cells, n);
	hire__buf_free(&text);
}
