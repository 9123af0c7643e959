/* SPDX-License-Identifier: MIT
 * points.c - reading one end of a span: "Jan 2020", "01/2020", "2019", "now".
 * Apart from the spans, because a date is written in many more ways than two
 * dates are joined.
 */
#include "points.h"

#include <string.h>

enum { YEAR_MIN = 1950, YEAR_MAX = 2099 };

int32_t
hire__point_number(const hire__doc *doc, size_t i, size_t digits)
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
	int32_t y = i < end ? hire__point_number(doc, i, 4) : -1;
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

int32_t
hire__point_word(const hire__doc *doc, const hire__table *t, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const hire__entry *e =
	    hire__lookup(t, w->hash, doc->pool + w->from, w->to - w->from);
	return e ? e->value : 0;
}

bool
hire__point_gap(const hire__doc *doc, size_t i, const char *only)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	for (size_t k = 0; k < n; k++)
		if (gap[k] != ' ' && gap[k] != '\t' && !strchr(only, gap[k]))
			return false;
	return true;
}

/* "October2011": the blank between month and year was lost. */
static bool
glued(const hire__doc *doc, size_t i, hire__point *out)
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
	*out = (hire__point){{y, e->value}, 1, false, false, i + 1, false};
	return true;
}

/* "1st", "31st", "1er": how many letters stand behind the day's figures. */
static bool
ordinal(const hire__doc *doc, size_t i)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", "er", "o"};
	size_t n, digits = 0;
	const char *s = hire__word_text(doc, i, &n);
	while (digits < n && s[digits] >= '0' && s[digits] <= '9')
		digits++;
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (digits && digits <= 2 && n - digits == strlen(ends[k]) &&
		    !memcmp(s + digits, ends[k], n - digits))
			return true;
	return false;
}

/* A month's or season's name with its year: "Sept. 2019", "Summer '15". */
static bool
named(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	int32_t month = hire__point_word(doc, &hire__months, i);
	int32_t season = month ? 0 : hire__point_word(doc, &hire__seasons, i);
	bool any = hire__word_is(doc, i, "month");
	if ((!month && !season && !any) || i + 1 >= end)
		return false;
	size_t at = i + 1;
	/* "March 3, 2019", "Jan of 2019"; the day before a month is skipped. */
	bool day = at + 1 < end &&
	           (ordinal(doc, at) || hire__point_number(doc, at, 1) > 0 ||
	               (hire__point_number(doc, at, 2) > 0 &&
	                   year_at(doc, at + 1, end)));
	if (day || hire__word_is(doc, at, "of") || hire__word_is(doc, at, "de"))
		at++;
	if (at >= end || !hire__point_gap(doc, at, ".,/-'’"))
		return false;
	int32_t y = year_at(doc, at, end);
	if (!y && hire__point_number(doc, at, 2) >= 0) {
		size_t n;
		const char *gap = hire__word_gap(doc, at, &n);
		bool tick = n && (gap[n - 1] == '\'' ||
		                     (n >= 3 && !memcmp(gap + n - 3, "’", 3)));
		int32_t two = hire__point_number(doc, at, 2);
		y = tick || hire__point_gap(doc, at, "-/")
		        ? two + (two < 60 ? 2000 : 1900)
		        : 0;
	}
	bool blank = placeholder_year(doc, at);
	if (!y && !blank)
		return false;
	*out = (hire__point){{y, blank   ? 0
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
	if (i == doc->lines[w->line].word ||
	    hire__point_number(doc, i - 1, 2) <= 12)
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
	int32_t v = i < end ? hire__point_number(doc, i, 2) : 0;
	v = v < 0 ? hire__point_number(doc, i, 1) : v;
	return v > 0 && v <= max ? v : 0;
}

/* "2019年4月1日", "2019년 4월", "2019年". */
static bool
signed_date(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	int32_t y = year_at(doc, i, end);
	if ((!y && !placeholder_year(doc, i)) ||
	    !sign_at(doc, i + 1, end, "年", "년"))
		return false;
	int32_t m = small(doc, i + 2, end, 12);
	bool month = m && sign_at(doc, i + 3, end, "月", "월");
	bool day = month && small(doc, i + 4, end, 31) &&
	           sign_at(doc, i + 5, end, "日", "일");
	*out = (hire__point){{y, y && month ? m : 0}, month ? 1 : 12, false, !y,
	    i + 2 + (month ? 2 : 0) + (day ? 2 : 0), false};
	return true;
}

/* "3/19": month and year of two digits. */
static bool
brief(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	int32_t m = small(doc, i, end, 12);
	int32_t y = i + 1 < end ? hire__point_number(doc, i + 1, 2) : -1;
	size_t n;
	if (!m || y < 0 || i + 1 >= end)
		return false;
	const char *gap = hire__word_gap(doc, i + 1, &n);
	const hire__word_at *w = &doc->words[i + 1];
	char behind = doc->lines[w->line].s[w->end];
	if (n != 1 || *gap != '/' || behind == '/')
		return false;
	*out = (hire__point){
	    {y + (y < 60 ? 2000 : 1900), m}, 1, false, false, i + 2, true};
	return true;
}

/* "2020", "2020-01", "2020-01-31": the year `y` stands at word `i`. */
static hire__point
year_first(const hire__doc *doc, size_t i, size_t end, int32_t y, bool joined)
{
	int32_t m = joined ? hire__point_number(doc, i + 1, 2) : -1;
	if (m < 0 && joined && !hire__point_gap(doc, i + 1, "-"))
		m = hire__point_number(doc, i + 1, 1);
	bool iso = m >= 1 && m <= 12;
	bool day = iso && i + 2 < end &&
	           hire__point_number(doc, i + 2, 2) > 0 &&
	           doc->words[i + 2].at == doc->words[i + 1].end + 1;
	return (hire__point){{y, iso ? m : 0}, iso ? 1 : 12, false, false,
	    i + 1 + iso + day, false};
}

/* "01.02.2020": `first` stands at word `i`; the day, unless that cannot be. */
static bool
year_last(
    const hire__doc *doc, size_t i, size_t end, int32_t first, hire__point *out)
{
	int32_t second = hire__point_number(doc, i + 1, 2);
	int32_t y = i + 2 < end && hire__point_gap(doc, i + 2, "/.-")
	                ? year_at(doc, i + 2, end)
	                : 0;
	if (!y || second < 1)
		return false;
	int32_t month = second <= 12 ? second : first;
	*out = (hire__point){{y, month}, 1, false, false, i + 3, false};
	return month <= 12;
}

/* "01/2020", "2020-01", "01.02.2020", "2020". */
static bool
numeric(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	int32_t y = year_at(doc, i, end);
	int32_t two = hire__point_number(doc, i, 2);
	two = two < 0 ? hire__point_number(doc, i, 1) : two;
	bool joined = i + 1 < end && hire__point_gap(doc, i + 1, "/.-") &&
	              doc->words[i + 1].at == doc->words[i].end + 1;
	if (y && spoiled(doc, i))
		return false;
	if (y) {
		*out = year_first(doc, i, end, y, joined);
		return true;
	}
	if (placeholder_year(doc, i)) {
		*out = (hire__point){{0, 0}, 0, false, true, i + 1, false};
		return true;
	}
	if (two < 1 || two > 31 || !joined)
		return false;
	y = two <= 12 ? year_at(doc, i + 1, end) : 0;
	if (!y)
		return year_last(doc, i, end, two, out);
	*out = (hire__point){{y, two}, 1, false, false, i + 2, false};
	return true;
}

/* "30 Jun, 2021", "1st of June 2014", "1. Juni 2014": how many words before
 * the month's name tell the day. */
static size_t
day_first(const hire__doc *doc, size_t i, size_t end)
{
	bool day = i < end && (ordinal(doc, i) || small(doc, i, end, 31));
	size_t at = i + 1;
	if (day && at < end &&
	    (hire__word_is(doc, at, "of") || hire__word_is(doc, at, "de")))
		at++;
	return day && at < end && hire__point_word(doc, &hire__months, at) &&
	               hire__point_gap(doc, at, ".")
	           ? at - i
	           : 0;
}

bool
hire__point_at(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	i += day_first(doc, i, end);
	return named(doc, i, end, out) || glued(doc, i, out) ||
	       signed_date(doc, i, end, out) || numeric(doc, i, end, out) ||
	       brief(doc, i, end, out);
}

bool
hire__point_open(const hire__doc *doc, size_t i, size_t end, hire__point *out)
{
	size_t n = 0;
	if (!hire__phrase_at(doc, &hire__open_ends, i, end, &n))
		return false;
	*out = (hire__point){{0, 0}, 0, true, false, i + n, false};
	return true;
}
