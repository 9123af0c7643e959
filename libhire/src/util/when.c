/* SPDX-License-Identifier: MIT
 * when.c - civil dates and RFC 3339 text without time zones or locale.
 */
#include "when.h"

#include <string.h>

/* Eras of 400 years (146,097 days) with years that begin in March, so that
 * the leap day is the last of its year. */
int64_t
hire__days(hire__date d)
{
	int64_t y = d.month <= 2 ? (int64_t)d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t month = (d.month + 9) % 12;
	int64_t day = (153 * month + 2) / 5 + d.day - 1;
	day += of_era * 365 + of_era / 4 - of_era / 100;
	return era * 146097 + day - 719468;
}

hire__date
hire__date_of_days(int64_t days)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t doe = days - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;
	return (hire__date){(int32_t)(yoe + era * 400 + (month <= 2)),
	    (int32_t)month, (int32_t)(doy - (153 * mp + 2) / 5 + 1)};
}

static int64_t
floor_days(hire_time t)
{
	return t / HIRE_DAY - (t % HIRE_DAY < 0);
}

hire__date
hire__date_of(hire_time t)
{
	return hire__date_of_days(floor_days(t));
}

/* The last `n` digits of `v`, by hand: a page of rows holds many times. */
static void
put(char *out, int n, int64_t v)
{
	for (; n > 0; v /= 10)
		out[--n] = (char)('0' + v % 10);
}

void
hire__when_text(hire_time t, char out[HIRE__WHEN_LEN])
{
	/* Years 0000 to 9999, as RFC 3339 has them. */
	const hire_time last = 253402300799999999, first = -62167219200000000;
	t = t > last ? last : t < first ? first : t;
	int64_t days = floor_days(t), us = t - days * HIRE_DAY;
	hire__date d = hire__date_of_days(days);
	int64_t s = us / HIRE_SECOND;
	memcpy(out, "0000-00-00T00:00:00.000000Z", HIRE__WHEN_LEN - 1);
	put(out, 4, d.year);
	put(out + 5, 2, d.month);
	put(out + 8, 2, d.day);
	put(out + 11, 2, s / 3600);
	put(out + 14, 2, s / 60 % 60);
	put(out + 17, 2, s % 60);
	put(out + 20, 6, us % HIRE_SECOND);
	out[HIRE__WHEN_LEN - 1] = '\0';
}

/* Exactly `n` digits; -1 otherwise. */
static int32_t
digits(const char **s, int n)
{
	int32_t v = 0;
	for (int i = 0; i < n; i++, ++*s) {
		if (**s < '0' || **s > '9')
			return -1;
		v = v * 10 + (**s - '0');
	}
	return v;
}

static bool
literal(const char **s, char c)
{
	return **s == c && (++*s, true);
}

static bool
parse_date(const char **s, int64_t *days)
{
	hire__date d;
	if ((d.year = digits(s, 4)) < 0 || !literal(s, '-') ||
	    (d.month = digits(s, 2)) < 1 || d.month > 12 || !literal(s, '-') ||
	    (d.day = digits(s, 2)) < 1)
		return false;
	*days = hire__days(d);
	hire__date back = hire__date_of_days(*days);
	return back.month == d.month && back.day == d.day;
}

static bool
parse_clock(const char **s, bool seconds, hire_time *out)
{
	int32_t h = digits(s, 2), m, sec = 0;
	if (h < 0 || h > 23 || !literal(s, ':') || (m = digits(s, 2)) < 0 ||
	    m > 59)
		return false;
	if (seconds &&
	    (!literal(s, ':') || (sec = digits(s, 2)) < 0 || sec > 60))
		return false;
	*out = h * HIRE_HOUR + m * HIRE_MINUTE + sec * HIRE_SECOND;
	return true;
}

static void
parse_fraction(const char **s, hire_time *t)
{
	if (**s != '.')
		return;
	++*s;
	for (hire_time unit = HIRE_SECOND / 10; **s >= '0' && **s <= '9';
	     unit /= 10, ++*s)
		*t += (**s - '0') * unit;
}

static bool
parse_offset(const char **s, hire_time *t)
{
	if (literal(s, 'Z') || literal(s, 'z'))
		return true;
	bool east = **s == '+';
	hire_time off;
	if (!literal(s, '+') && !literal(s, '-'))
		return false;
	if (!parse_clock(s, false, &off))
		return false;
	*t += east ? -off : off;
	return true;
}

bool
hire__when_parse(const char *s, hire_time *out)
{
	int64_t days;
	hire_time t = 0;
	if (!parse_date(&s, &days))
		return false;
	if (*s) {
		if ((*s != 'T' && *s != 't' && *s != ' ') || !*++s ||
		    !parse_clock(&s, true, &t))
			return false;
		parse_fraction(&s, &t);
		if (!parse_offset(&s, &t))
			return false;
	}
	if (*s)
		return false;
	*out = days * HIRE_DAY + t;
	return true;
}
