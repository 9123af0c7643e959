/* SPDX-License-Identifier: MIT
 * out.c - records, lists and notes as text or as JSON.
 * The document is held back until the command has succeeded, so that standard
 * output never carries half of one.
 */
#include "out.h"
#include "term.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void
out_json_string(FILE *f, const char *text)
{
	fputc('"', f);
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else if (*s == '\n')
			fputs("\\n", f);
		else if (*s < 0x20)
			fprintf(f, "\\u%04x", *s);
		else
			fputc(*s, f);
	}
	fputc('"', f);
}

/* Bytes of the control character at `s`; 0: it is none, or a tab or line end.
 */
static size_t
control_at(const unsigned char *s)
{
	if (*s == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F)
		return 2;
	return (*s < 0x20 && *s != '\n' && *s != '\t') || *s == 0x7F;
}

const char *
out_safe(const char *text, hire_arena *mem)
{
	size_t extra = 0, n = 0;
	const unsigned char *s = (const unsigned char *)(text ? text : "");
	for (const unsigned char *at = s; *at; at++)
		extra += control_at(at) ? 3 : 0;
	if (!extra)
		return (const char *)s;
	char *out = hire_arena_alloc(mem, strlen(text) + extra + 1);
	for (; out && *s; s++) {
		size_t control = control_at(s);
		if (*s == '\r' && s[1] == '\n')
			continue;
		s += control == 2;
		if (control)
			n += (size_t)snprintf(out + n, 5, "\\x%02x", *s);
		else
			out[n++] = (char)*s;
	}
	return out ? out : "?";
}

const char *
out_on(const cli *c, out_style style)
{
	static const char *const codes[] = {"\033[0m", "\033[1m", "\033[2m",
	    "\033[32m", "\033[31m", "\033[33m"};
	return c->color && !c->json ? codes[style] : "";
}

void
out_text(cli *c, const char *fmt, ...)
{
	va_list ap;
	if (c->json)
		return;
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
}

void
out_note(cli *c, const char *fmt, ...)
{
	va_list ap;
	if (c->json || c->quiet)
		return;
	fputs(out_on(c, OUT_DIM), stdout);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("%s\n", out_on(c, OUT_PLAIN));
}

void
out_heading(cli *c, const char *text)
{
	out_text(
	    c, "\n%s%s%s\n", out_on(c, OUT_BOLD), text, out_on(c, OUT_PLAIN));
}

static hire_status
nomem(hire_error *err)
{
	return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

/* Begin a member of the document. */
static FILE *
member(cli *c, const cli_shape *shape, hire_error *err)
{
	if (!c->doc_file)
		c->doc_file = open_memstream(&c->doc, &c->doc_len);
	if (!c->doc_file) {
		(void)nomem(err);
		return NULL;
	}
	if (shape->member) {
		fputc(c->members ? ',' : '{', c->doc_file);
		out_json_string(c->doc_file, shape->member);
		fputc(':', c->doc_file);
		c->members++;
	}
	return c->doc_file;
}

hire_status
out_end(cli *c, hire_error *err)
{
	if (!c->doc_file)
		return HIRE_OK;
	if (c->members)
		fputc('}', c->doc_file);
	bool bad = ferror(c->doc_file) != 0;
	if (fclose(c->doc_file) || bad)
		c->doc_len = 0;
	c->doc_file = NULL;
	c->members = 0;
	hire_status st = c->doc_len ? HIRE_OK : nomem(err);
	/* Without a place for errors there was one before: print nothing. */
	if (!st && err && printf("%s\n", c->doc) < 0)
		st = hire_fail(
		    err, HIRE_EIO, NULL, "standard output cannot be written");
	free(c->doc);
	c->doc = NULL;
	c->doc_len = 0;
	return st;
}

hire_status
out_raw(cli *c, const cli_shape *shape, const char *json, hire_error *err)
{
	if (!c->json)
		return HIRE_OK;
	FILE *f = member(c, shape, err);
	if (!f)
		return HIRE_ENOMEM;
	fputs(json ? json : "null", f);
	return HIRE_OK;
}

/* The next field to show of `shape`: from its columns, or all of them. */
static const hire_field *
next_column(const cli_shape *shape, size_t *at, char *how)
{
	const hire_record *r = shape->record;
	*how = 0;
	if (!shape->columns) {
		while (*at < r->count &&
		       ((r->fields[*at].flags & HIRE_SECRET) ||
		           r->fields[*at].type == HIRE_TYPE_JSON))
			++*at;
		return *at < r->count ? &r->fields[(*at)++] : NULL;
	}
	const char *s = shape->columns + *at;
	size_t n = strcspn(s, " ");
	char name[64];
	if (!n)
		return NULL;
	*at += n + (s[n] == ' ');
	if (strchr("$.~", s[n - 1]))
		*how = s[--n];
	snprintf(name, sizeof name, "%.*s", (int)n, s);
	return hire_record_field(r, name);
}

/* The lines of `text` behind a label's column; those that are too wide for
 * the terminal are broken between words. */
static void
print_indented(cli *c, const char *text, int column)
{
	size_t width = term_width();
	for (bool first = true; text; first = false) {
		size_t n = strcspn(text, "\n");
		const char *line = hire_arena_strndup(c->mem, text, n);
		size_t left = (size_t)column, at = first ? left : 0;
		if (n && line && width && left + table_width(line) > width)
			out_wrap(stdout, at, left, width, line);
		else
			printf("%*s%.*s\n", n && !first ? column : 0, "",
			    (int)n, text);
		text = text[n] ? text + n + 1 : NULL;
	}
}

static void
print_label(cli *c, const char *name, int width)
{
	char label[64];
	snprintf(label, sizeof label, "%s", name);
	for (char *s = label; *s; s++)
		if (*s == '_')
			*s = ' ';
	printf("%s%-*s%s  ", out_on(c, OUT_DIM), width, label,
	    out_on(c, OUT_PLAIN));
}

static void
print_row(cli *c, const cli_shape *shape, const void *row)
{
	size_t at = 0, width = 0;
	char how;
	const hire_field *f;
	if (shape->title)
		out_heading(c, shape->title);
	while ((f = next_column(shape, &at, &how)) != NULL)
		if (strlen(f->name) > width)
			width = strlen(f->name);
	at = 0;
	while ((f = next_column(shape, &at, &how)) != NULL) {
		const char *text =
		    table_cell(shape->record, f, row, how, c->mem);
		if (!text || !*text)
			continue;
		print_label(c, f->name, (int)width);
		print_indented(c, text, (int)width + 2);
	}
}

hire_status
out_row(cli *c, const cli_shape *shape, const void *row, hire_error *err)
{
	const char *json;
	if (!c->json) {
		print_row(c, shape, row);
		return HIRE_OK;
	}
	hire_status st = hire_record_to_json(
	    shape->record, row, shape->hide, c->mem, &json, err);
	return st ? st : out_raw(c, shape, json, err);
}

static hire_status
print_rows(cli *c, const cli_shape *shape, const void *rows, size_t count,
    hire_error *err)
{
	enum { MOST = 16 };
	const char *heads[MOST];
	const hire_field *fields[MOST];
	char how[MOST];
	bool right[MOST];
	size_t n = 0, at = 0;
	while (n < MOST &&
	       (fields[n] = next_column(shape, &at, &how[n])) != NULL) {
		heads[n] = fields[n]->name;
		right[n] = fields[n]->type == HIRE_TYPE_INT;
		n++;
	}
	const char **cells =
	    hire_arena_alloc(c->mem, (count * n + 1) * sizeof *cells);
	if (!cells)
		return nomem(err);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < n; k++)
			cells[i * n + k] = table_cell(shape->record, fields[k],
			    (const char *)rows + i * shape->record->size,
			    how[k], c->mem);
	return table_print(c, heads, cells, n, count, right, err);
}

static hire_status
rows_json(cli *c, const cli_shape *shape, const void *rows, size_t count,
    const char *next, hire_error *err)
{
	static const cli_shape next_shape = {.member = "next"};
	FILE *f = member(c, shape, err);
	hire_status st = f ? HIRE_OK : HIRE_ENOMEM;
	if (!st)
		fputc('[', f);
	for (size_t i = 0; i < count && !st; i++) {
		const char *json;
		st = hire_record_to_json(shape->record,
		    (const char *)rows + i * shape->record->size, shape->hide,
		    c->mem, &json, err);
		if (!st)
			fprintf(f, "%s%s", i ? "," : "", json);
	}
	if (!st)
		fputc(']', f);
	if (st || !shape->empty)
		return st;
	/* Lists that can be empty are those that come in pages. */
	if (!member(c, &next_shape, err))
		return HIRE_ENOMEM;
	if (next)
		out_json_string(f, next);
	else
		fputs("null", f);
	return HIRE_OK;
}

hire_status
out_rows(cli *c, const cli_shape *shape, const void *rows, size_t count,
    const char *next, hire_error *err)
{
	if (c->json)
		return rows_json(c, shape, rows, count, next, err);
	if (shape->title)
		out_heading(c, shape->title);
	if (!count) {
		out_text(c, "%s\n", shape->empty ? shape->empty : "None.");
		return HIRE_OK;
	}
	hire_status st = print_rows(c, shape, rows, count, err);
	if (!st && next)
		out_note(c, "More: --after %s", next);
	return st;
}

void
out_error(const cli *c, hire_status st, const hire_error *err)
{
	const char *text =
	    err->message[0] ? err->message : hire_status_text(st);
	if (!c->json) {
		/* hire_fail() has made both safe for a terminal. */
		fprintf(stderr, "hire-cli: %s%s%s\n",
		    st != HIRE_EUSAGE ? err->field : "",
		    st != HIRE_EUSAGE && err->field[0] ? ": " : "", text);
		return;
	}
	fputs("{\"error\":{\"code\":", stderr);
	out_json_string(stderr, hire_status_name(st));
	fputs(",\"message\":", stderr);
	out_json_string(stderr, text);
	fputs(",\"field\":", stderr);
	if (err->field[0])
		out_json_string(stderr, err->field);
	else
		fputs("null", stderr);
	fputs("}}\n", stderr);
}
