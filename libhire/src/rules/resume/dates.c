/* SPDX-License-Identifier: MIT
 * dates.c - reading spans of time: "Jan 2020 - Present", "01/2020-03/2021".
 */
#include "dates.h"

#include "points.h"

#include <string.h>

enum { SHORT_SPAN = 50 };

static bool
is_dash_text(const char *s, size_t n)
{
	static const char *const dashes[] = {
	    "-", "–", "—", "−", "~", "‐", "‑", "‒", "―", ">", "→", "〜", "～"};
	const char *end = s + n;
	bool dash = false;
	while (s < end) {
		size_t len = strchr(" \t.,()|'", *s) ? 1 : 0;
		for (size_t i = 0; i < sizeof dashes / sizeof *dashes && !len;
		     i++)
			if (!strncmp(s, dashes[i], strlen(dashes[i]))) {
				len = strlen(dashes[i]);
				dash = true;
			}
		if (!len)
			return false;
		s += len;
	}
	return dash;
}

static bool
dash_before(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	return is_dash_text(gap, n);
}

static bool
word_between(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"to", "until", "till", "through",
	    "thru", "bis", "a", "à", "al", "hasta", "au", "até", "tot", "fino",
	    "do", "по", "から", "至", "到", "부터", "upto", "up", NULL};
	return hire__word_among(doc, i, words);
}

static hire_month
last_month(const hire__point *p)
{
	hire_month m = p->m;
	if (p->months == 3) {
		m.month += 2;
		if (m.month > 12)
			m = (hire_month){m.year + 1, m.month - 12};
	}
	return m;
}

/* "Sep. 2023  Mar. 2024": some files lose the dash on the way, and tables have
 * a column for each end. */
static bool
lost_dash(
    const hire__doc *doc, const hire__point *a, size_t end, hire__point *b)
{
	size_t n;
	const char *gap = hire__word_gap(doc, a->stop, &n);
	bool columns = memchr(gap, '\t', n);
	if (!(a->m.month || columns) || !hire__point_gap(doc, a->stop, ".|"))
		return false;
	if (hire__point_open(doc, a->stop, end, b))
		return b->stop == end;
	if (!a->m.month)
		return hire__point_at(doc, a->stop, end, b) && !b->m.month &&
		       b->stop == end && b->m.year >= a->m.year;
	return hire__point_at(doc, a->stop, end, b) && b->m.month &&
	       b->m.year * 12 + b->m.month >= a->m.year * 12 + a->m.month;
}

/* "between 2015 and 2019" */
static bool
between_and(const hire__doc *doc, size_t from, size_t at)
{
	return from > doc->lines[doc->words[from].line].word &&
	       hire__word_is(doc, from - 1, "between") &&
	       hire__word_is(doc, at, "and");
}

/* The second end behind `a`, which begins at word `from`, if one is there. */
static bool
second_end(const hire__doc *doc, size_t from, const hire__point *a, size_t end,
    hire__point *b)
{
	size_t at = a->stop;
	if (at >= end)
		return false;
	bool dash = dash_before(doc, at);
	if (!dash && at + 1 < end &&
	    (word_between(doc, at) || between_and(doc, from, at)))
		dash = true, at++;
	if (!dash)
		return lost_dash(doc, a, end, b);
	return hire__point_open(doc, at, end, b) ||
	       hire__point_at(doc, at, end, b);
}

/* "2019-21": two digits that go on from a bare year. */
static bool
short_year(
    const hire__doc *doc, const hire__point *a, size_t end, hire__point *b)
{
	if (a->m.month || a->stop >= end || !dash_before(doc, a->stop))
		return false;
	int32_t two = hire__point_number(doc, a->stop, 2);
	if (two <= a->m.year % 100 || two > a->m.year % 100 + SHORT_SPAN)
		return false;
	*b = (hire__point){{a->m.year / 100 * 100 + two, 0}, 12, false, false,
	    a->stop + 1, false};
	return true;
}

/* "May - Aug 2020": the first month borrows the second's year. */
static bool
months_then_year(const hire__doc *doc, size_t i, size_t end, hire__span *out)
{
	int32_t first = hire__point_word(doc, &hire__months, i);
	hire__point b;
	if (!first || i + 2 >= end ||
	    !(dash_before(doc, i + 1) || word_between(doc, i + 1)))
		return false;
	size_t at = i + 1 + (word_between(doc, i + 1) ? 1 : 0);
	if (at >= end || !hire__point_word(doc, &hire__months, at) ||
	    !hire__point_at(doc, at, end, &b) || !b.m.year)
		return false;
	*out = (hire__span){{b.m.year - (first > b.m.month), first}, b.m, false,
	    true, false, false, i, b.stop};
	return true;
}

static bool
ends_in_dash(const hire__doc *doc, const hire__point *a, size_t end)
{
	const hire__line *line = &doc->lines[doc->words[a->stop - 1].line];
	size_t from = doc->words[a->stop - 1].end;
	if (a->stop < end) {
		size_t n;
		const char *gap = hire__word_gap(doc, a->stop, &n);
		return is_dash_text(gap, n) &&
		       (memchr(gap, ' ', n) || memchr(gap, '\t', n));
	}
	return is_dash_text(line->s + from, line->n - from);
}

static bool
since(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {
	    "since", "seit", "desde", "depuis", "dal", "sinds", "с", NULL};
	return hire__word_among(doc, i, words);
}

static bool
span_at(const hire__doc *doc, size_t i, size_t end, hire__span *out)
{
	hire__point a, b;
	bool from = since(doc, i) && i + 1 < end;
	if (months_then_year(doc, i, end, out))
		return true;
	if (!hire__point_at(doc, i + from, end, &a))
		return false;
	*out = (hire__span){.start = a.m,
	    .end = last_month(&a),
	    .present = from,
	    .range = from,
	    .placeholder = a.placeholder,
	    .word = i,
	    .stop = a.stop};
	if (second_end(doc, i, &a, end, &b) || short_year(doc, &a, end, &b)) {
		out->range = true;
		out->present = b.open;
		out->end = b.open ? (hire_month){0, 0} : last_month(&b);
		out->placeholder |= b.placeholder;
		out->stop = b.stop;
	} else {
		out->dangling = !from && !a.weak && ends_in_dash(doc, &a, end);
		if (from)
			out->end = (hire_month){0, 0};
	}
	return out->range || !a.weak;
}

/* Whether a date may begin with word `i`: nearly none does, and each line is
 * asked several times. */
static bool
may_begin(const hire__doc *doc, size_t i)
{
	char c = doc->pool[doc->words[i].from];
	/* "october2011" ends in its year. */
	char last = doc->pool[doc->words[i].to - 1];
	bool digit = (c >= '0' && c <= '9') || (last >= '0' && last <= '9');
	return digit || c == 'x' || c == 'y' ||
	       hire__point_word(doc, &hire__months, i) ||
	       hire__point_word(doc, &hire__seasons, i) ||
	       hire__word_is(doc, i, "month") || since(doc, i);
}

bool
hire__span_find(const hire__doc *doc, size_t i, size_t end, hire__span *out)
{
	for (; i < end; i++)
		if (may_begin(doc, i) && span_at(doc, i, end, out))
			return true;
	return false;
}

bool
hire__span_end(const hire__doc *doc, size_t i, size_t end, hire__span *span)
{
	hire__point b;
	if (i >= end || (!hire__point_open(doc, i, end, &b) &&
	                    !hire__point_at(doc, i, end, &b)))
		return false;
	span->present = b.open;
	span->end = b.open ? (hire_month){0, 0} : last_month(&b);
	span->placeholder |= b.placeholder;
	span->range = true;
	span->dangling = false;
	span->stop = b.stop;
	return true;
}
