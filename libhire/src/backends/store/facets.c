/* SPDX-License-Identifier: MIT
 * facets.c - tokens by which filters of a search find rows.
 * Apart from words.c: they come from values, not from texts.  A number has one
 * token for each of the nested ranges that hold it, so that "at least" is a
 * few ranges side by side.
 */
#include "words.h"

#include "model/record.h"

#include <stdio.h>
#include <string.h>

enum {
	VALUE_MAX = 340, /* bytes of a text that has tokens */
	TOKEN_MAX = 2 * VALUE_MAX + 96,
	LEVELS = 8 /* of ranges: 256 steps, each at most a quarter more */
};

typedef struct telling {
	const hire_field *field;
	hire__taker take;
	void *to;
} telling;

/* "_FIELD_e6162": the field is, or ("h") its lines have, that text. */
static void
tell_text(const telling *t, char kind, const char *text, size_t n)
{
	char token[TOKEN_MAX];
	if (!n || n > VALUE_MAX)
		return;
	int at = snprintf(
	    token, sizeof token - 2 * n, "_%s_%c", t->field->name, kind);
	for (size_t i = 0; i < n; i++)
		at += snprintf(token + at, 3, "%02x", (unsigned char)text[i]);
	t->take(t->to, token, (size_t)at);
}

static void
tell_number(const telling *t, const char *kind, int64_t number)
{
	char token[TOKEN_MAX];
	int n = snprintf(token, sizeof token, "_%s_%s%llx", t->field->name,
	    kind, (unsigned long long)number);
	t->take(t->to, token, (size_t)n);
}

static void
tell_lines(const telling *t, const char *text)
{
	for (size_t n; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		tell_text(t, 'h', text, n);
	}
}

/* Four steps between two powers of two. */
static unsigned
step_of(int64_t v)
{
	unsigned power = 0;
	for (int64_t rest = v; rest > 1; rest >>= 1)
		power++;
	if (power < 2)
		return (unsigned)v;
	return power * 4 + (unsigned)(v >> (power - 2) & 3) - 4;
}

/* The range `at` of those that are 2^level steps wide. */
static void
tell_range(const telling *t, unsigned level, unsigned at)
{
	char kind[16];
	snprintf(kind, sizeof kind, "r%u_", level);
	tell_number(t, kind, at);
}

static bool
is_number(const hire_field *f)
{
	return f->type == HIRE_TYPE_INT || f->type == HIRE_TYPE_TIME;
}

static void
tell_field(const telling *t, const void *row)
{
	const hire_field *f = t->field;
	if (hire__field_is_text(f)) {
		const char *text = hire__field_text(f, row);
		if (!text)
			return;
		tell_text(t, 'e', text, strlen(text));
		tell_lines(t, text);
		return;
	}
	int64_t v = hire__field_number(f, row);
	if (!is_number(f))
		tell_number(t, "e", v);
	for (unsigned level = 0; is_number(f) && v >= 0 && level < LEVELS;
	     level++)
		tell_range(t, level, step_of(v) >> level);
}

void
hire__facets(
    const hire_record *record, const void *row, hire__taker take, void *to)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & HIRE_FACET)
			tell_field(
			    &(telling){&record->fields[i], take, to}, row);
}

/* From the step of `v` to the last one. */
static void
ask_from(const telling *t, int64_t v)
{
	unsigned step = step_of(v);
	tell_range(t, 0, step);
	for (unsigned level = 0; level < LEVELS; level++)
		if (!(step >> level & 1))
			tell_range(t, level, (step >> level) + 1);
}

static bool
ask_text(const telling *t, const hire_filter *filter)
{
	size_t n = filter->text ? strlen(filter->text) : 0;
	if (!n || n > VALUE_MAX || strchr(filter->text, '\n') ||
	    (filter->op != HIRE_EQ && filter->op != HIRE_HAS))
		return false;
	tell_text(t, filter->op == HIRE_EQ ? 'e' : 'h', filter->text, n);
	return true;
}

bool
hire__facets_asked(
    const hire_field *f, const hire_filter *filter, hire__taker take, void *to)
{
	const telling t = {f, take, to};
	if (!(f->flags & HIRE_FACET))
		return false;
	if (hire__field_is_text(f))
		return ask_text(&t, filter);
	if (!is_number(f)) {
		if (filter->op == HIRE_EQ)
			tell_number(&t, "e", filter->number);
		return filter->op == HIRE_EQ;
	}
	if (filter->number >= 0 && filter->op == HIRE_EQ)
		tell_range(&t, 0, step_of(filter->number));
	else if (filter->number >= 0 &&
	         (filter->op == HIRE_GE || filter->op == HIRE_GT))
		ask_from(&t, filter->number);
	return false;
}
