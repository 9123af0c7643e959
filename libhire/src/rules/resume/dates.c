/* SPDX-License-Identifier: MIT
 * dates.c - reading dates: "Jan 2020 - Present", "01/2020-03/2021", "2019".
 */
#include "dates.h"

#include <string.h>

enum { YEAR_MIN = 1950, YEAR_MAX = 2099, SHORT_SPAN = 50 };

/* One end of a span. */
typedef struct point {
	hire_month m;
	int32_t months; /* covered: 1, 3 for a season, 12 for a year */
	bool open, placeholder;
	size_t stop;
	bool weak; /* "3/19": a date only as one end of two */
} point;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number that word `i` spells with `digits` digits, or -1. */
static int32_t
number(const hire__doc *doc, size_t i, size_t digits)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	int32_t v = 0;
	if (n != digits)
		return -1;
	for (size_t k = 0; k < n; k++) {
		if (s[k] < '0' || s[k] > '9')
			return -1;
		v = v * 10 + (s[k] - '0');
	}
	return v;
}

static int32_t
year_at(const hire__doc *doc, size_t i, size_t end)
{
	int32_t y = i < end ? number(doc, i, 4) : -1;
	return y >= YEAR_MIN && y <= YEAR_MAX ? y : 0;
}

static bool
placeholder_year(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	return n == 4 &&
	       (!memcmp(s, "20", 2) || !memcmp(s, "19", 2) ||
	           !memcmp(s, "yy", 2) || !memcmp(s, "xx", 2)) &&
	       (!memcmp(s + 2, "xx", 2) || !memcmp(s + 2, "yy", 2));
}

static int32_t
word_value(const hire__doc *doc, const hire__table *t, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const hire__entry *e =
	    hire__lookup(t, w->hash, doc->pool + w->from, w->to - w->from);
	return e ? e->value : 0;
}

/* What stands between word `i` - 1 and word `i`, blanks apart. */
static bool
gap_is(const hire__doc *doc, size_t i, const char *only)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	for (size_t k = 0; k < n; k++)
		if (gap[k] != ' ' && gap[k] != '\t' && !strchr(only, gap[k]))
			return false;
	return true;
}

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

/* "October2011": the blank between month and year was lost. */
static bool
glued(const hire__doc *doc, size_t i, point *out)
{
	size_t n;
	const char *w = hire__word_text(doc, i, &n);
	if (n < 7 || n > 13)
		return false;
	int32_t y = 0;
	for (size_t k = n - 4; k < n; k++) {
		if (w[k] < '0' || w[k] > '9')
			return false;
		y = y * 10 + (w[k] - '0');
	}
	const hire__entry *e = hire__lookup(
	    &hire__months, hire__hash(HIRE__HASH, w, n - 4), w, n - 4);
	if (!e || y < YEAR_MIN || y > YEAR_MAX)
		return false;
	*out = (point){{y, e->value}, 1, false, false, i + 1, false};
	return true;
}

/* A month's or season's name with its year: "Sept. 2019", "Summer '15". */
static bool
named(const hire__doc *doc, size_t i, size_t end, point *out)
{
	int32_t month = word_value(doc, &hire__months, i);
	int32_t season = month ? 0 : word_value(doc, &hire__seasons, i);
	bool any = hire__word_is(doc, i, "month");
	if ((!month && !season && !any) || i + 1 >= end)
		return false;
	size_t at = i + 1;
	/* "March 3, 2019", "Jan of 2019"; the day before a month is skipped. */
	bool day = at + 1 < end &&
	           (number(doc, at, 1) > 0 ||
	               (number(doc, at, 2) > 0 && year_at(doc, at + 1, end)));
	if (day || hire__word_is(doc, at, "of") || hire__word_is(doc, at, "de"))
		at++;
	if (at >= end || !gap_is(doc, at, ".,/-'’"))
		return false;
	int32_t y = year_at(doc, at, end);
	if (!y && number(doc, at, 2) >= 0) {
		size_t n;
		const char *gap = hire__word_gap(doc, at, &n);
		bool tick = n && (gap[n - 1] == '\'' ||
		                     (n >= 3 && !memcmp(gap + n - 3, "’", 3)));
		int32_t two = number(doc, at, 2);
		y = tick || gap_is(doc, at, "-/")
		        ? two + (two < 60 ? 2000 : 1900)
		        : 0;
	}
	bool blank = placeholder_year(doc, at);
	if (!y && !blank)
		return false;
	*out = (point){{y, blank   ? 0
	                   : month ? month
	                           : season},
	    season ? 3 : 1, false, blank, at + 1, false};
	return true;
}

/* "99/2020": a month that is none spoils its year. */
static bool
spoiled(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	size_t n;
	if (i == doc->lines[w->line].word || number(doc, i - 1, 2) <= 12)
		return false;
	const char *gap = hire__word_gap(doc, i, &n);
	return n == 1 && (*gap == '/' || *gap == '.');
}

static bool
sign_at(
    const hire__doc *doc, size_t i, size_t end, const char *a, const char *b)
{
	return i < end &&
	       (hire__word_is(doc, i, a) || hire__word_is(doc, i, b));
}

/* A month or a day: one or two digits, at most `max`; 0 for none. */
static int32_t
small(const hire__doc *doc, size_t i, size_t end, int32_t max)
{
	int32_t v = i < end ? number(doc, i, 2) : 0;
	v = v < 0 ? number(doc, i, 1) : v;
	return v > 0 && v <= max ? v : 0;
}

/* "2019年4月1日", "2019년 4월", "2019年". */
static bool
signed_date(const hire__doc *doc, size_t i, size_t end, point *out)
{
	int32_t y = year_at(doc, i, end);
	if ((!y && !placeholder_year(doc, i)) ||
	    !sign_at(doc, i + 1, end, "年", "년"))
		return false;
	int32_t m = small(doc, i + 2, end, 12);
	bool month = m && sign_at(doc, i + 3, end, "月", "월");
	bool day = month && small(doc, i + 4, end, 31) &&
	           sign_at(doc, i + 5, end, "日", "일");
	*out = (point){{y, y && month ? m : 0}, month ? 1 : 12, false, !y,
	    i + 2 + (month ? 2 : 0) + (day ? 2 : 0), false};
	return true;
}

/* "3/19": month and year of two digits. */
static bool
brief(const hire__doc *doc, size_t i, size_t end, point *out)
{
	int32_t m = small(doc, i, end, 12);
	int32_t y = i + 1 < end ? number(doc, i + 1, 2) : -1;
	size_t n;
	if (!m || y < 0 || i + 1 >= end)
		return false;
	const char *gap = hire__word_gap(doc, i + 1, &n);
	const hire__word_at *w = &doc->words[i + 1];
	char behind = doc->lines[w->line].s[w->end];
	if (n != 1 || *gap != '/' || behind == '/')
		return false;
	*out = (point){
	    {y + (y < 60 ? 2000 : 1900), m}, 1, false, false, i + 2, true};
	return true;
}

/* "01/2020", "2020-01", "01.02.2020", "2020". */
static bool
numeric(const hire__doc *doc, size_t i, size_t end, point *out)
{
	int32_t y = year_at(doc, i, end);
	int32_t two = number(doc, i, 2);
	two = two < 0 ? number(doc, i, 1) : two;
	bool joined = i + 1 < end && gap_is(doc, i + 1, "/.-") &&
	              doc->words[i + 1].at == doc->words[i].end + 1;
	if (y && spoiled(doc, i))
		return false;
	if (y) {
		int32_t m = joined ? number(doc, i + 1, 2) : -1;
		if (m < 0 && joined && !gap_is(doc, i + 1, "-"))
			m = number(doc, i + 1, 1);
		bool iso = m >= 1 && m <= 12;
		bool day = iso && i + 2 < end && number(doc, i + 2, 2) > 0 &&
		           doc->words[i + 2].at == doc->words[i + 1].end + 1;
		*out = (point){{y, iso ? m : 0}, iso ? 1 : 12, false, false,
		    i + 1 + iso + day, false};
		return true;
	}
	if (placeholder_year(doc, i)) {
		*out = (point){{0, 0}, 0, false, true, i + 1, false};
		return true;
	}
	if (two < 1 || two > 31 || !joined)
		return false;
	if (two <= 12 && year_at(doc, i + 1, end)) {
		*out = (point){{year_at(doc, i + 1, end), two}, 1, false, false,
		    i + 2, false};
		return true;
	}
	int32_t second = number(doc, i + 1, 2);
	int32_t third = i + 2 < end && gap_is(doc, i + 2, "/.-")
	                    ? year_at(doc, i + 2, end)
	                    : 0;
	if (!third || second < 1)
		return false;
	/* Day first unless that cannot be. */
	int32_t month = second <= 12 ? second : two;
	*out = (point){{third, month}, 1, false, false, i + 3, false};
	return month <= 12;
}

/* "30 Jun, 2021": the day stands before its month's name. */
static size_t
day_first(const hire__doc *doc, size_t i, size_t end)
{
	int32_t day = number(doc, i, 2);
	day = day < 0 ? number(doc, i, 1) : day;
	return day > 0 && day <= 31 && i + 1 < end &&
	       word_value(doc, &hire__months, i + 1) && gap_is(doc, i + 1, "");
}

static bool
point_at(const hire__doc *doc, size_t i, size_t end, point *out)
{
	i += day_first(doc, i, end);
	return named(doc, i, end, out) || glued(doc, i, out) ||
	       signed_date(doc, i, end, out) || numeric(doc, i, end, out) ||
	       brief(doc, i, end, out);
}

static bool
open_at(const hire__doc *doc, size_t i, size_t end, point *out)
{
	size_t n = 0;
	if (!hire__phrase_at(doc, &hire__open_ends, i, end, &n))
		return false;
	*out = (point){{0, 0}, 0, true, false, i + n, false};
	return true;
}

static bool
word_between(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"to", "until", "till", "through",
	    "thru", "bis", "a", "à", "al", "hasta", "au", "até", "tot", "fino",
	    "do", "по", "から", "至", "到", "부터", "upto", "up"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

static hire_month
last_month(const point *p)
{
	hire_month m = p->m;
	if (p->months == 3) {
		m.month += 2;
		if (m.month > 12)
			m = (hire_month){m.year + 1, m.month - 12};
	}
	return m;
}

/* "Sep. 2023  Mar. 2024": some files lose the dash on the way. */
static bool
lost_dash(const hire__doc *doc, const point *a, size_t end, point *b)
{
	if (!a->m.month || !gap_is(doc, a->stop, ".|"))
		return false;
	if (open_at(doc, a->stop, end, b))
		return b->stop == end;
	return point_at(doc, a->stop, end, b) && b->m.month &&
	       b->m.year * 12 + b->m.month >= a->m.year * 12 + a->m.month;
}

/* The second end behind `a`, if one is there. */
static bool
second_end(const hire__doc *doc, const point *a, size_t end, point *b)
{
	size_t at = a->stop;
	if (at >= end)
		return false;
	bool dash = dash_before(doc, at);
	if (!dash && word_between(doc, at) && at + 1 < end)
		dash = true, at++;
	if (!dash)
		return lost_dash(doc, a, end, b);
	return open_at(doc, at, end, b) || point_at(doc, at, end, b);
}

/* "2019-21": two digits that go on from a bare year. */
static bool
short_year(const hire__doc *doc, const point *a, size_t end, point *b)
{
	if (a->m.month || a->stop >= end || !dash_before(doc, a->stop))
		return false;
	int32_t two = number(doc, a->stop, 2);
	if (two <= a->m.year % 100 || two > a->m.year % 100 + SHORT_SPAN)
		return false;
	*b = (point){{a->m.year / 100 * 100 + two, 0}, 12, false, false,
	    a->stop + 1, false};
	return true;
}

/* "May - Aug 2020": the first month borrows the second's year. */
static bool
months_then_year(const hire__doc *doc, size_t i, size_t end, hire__span *out)
{
	int32_t first = word_value(doc, &hire__months, i);
	point b;
	if (!first || i + 2 >= end ||
	    !(dash_before(doc, i + 1) || word_between(doc, i + 1)))
		return false;
	size_t at = i + 1 + (word_between(doc, i + 1) ? 1 : 0);
	if (!named(doc, at, end, &b) || !b.m.year)
		return false;
	*out = (hire__span){{b.m.year - (first > b.m.month), first}, b.m, false,
	    true, false, false, i, b.stop};
	return true;
}

static bool
ends_in_dash(const hire__doc *doc, const point *a, size_t end)
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
	    "since", "seit", "desde", "depuis", "dal", "sinds", "с"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

static bool
span_at(const hire__doc *doc, size_t i, size_t end, hire__span *out)
{
	point a, b;
	bool from = since(doc, i) && i + 1 < end;
	if (months_then_year(doc, i, end, out))
		return true;
	if (!point_at(doc, i + from, end, &a))
		return false;
	*out = (hire__span){.start = a.m,
	    .end = last_month(&a),
	    .present = from,
	    .range = from,
	    .placeholder = a.placeholder,
	    .word = i,
	    .stop = a.stop};
	if (second_end(doc, &a, end, &b) || short_year(doc, &a, end, &b)) {
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
	return is_digit(c) || is_digit(last) || c == 'x' || c == 'y' ||
	       word_value(doc, &hire__months, i) ||
	       word_value(doc, &hire__seasons, i) ||
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
	point b;
	if (i >= end ||
	    (!open_at(doc, i, end, &b) && !point_at(doc, i, end, &b)))
		return false;
	span->present = b.open;
	span->end = b.open ? (hire_month){0, 0} : last_month(&b);
	span->placeholder |= b.placeholder;
	span->range = true;
	span->dangling = false;
	span->stop = b.stop;
	return true;
}
