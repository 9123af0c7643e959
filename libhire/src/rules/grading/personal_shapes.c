/* SPDX-License-Identifier: MIT
 * personal_shapes.c - personal data known by its shape alone.
 */
#include "personal_shapes.h"

#include "scan.h"
#include "terms.h"

#include <string.h>

static const char MONTHS[] =
    " january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec ";
static const char STREETS[] =
    " street st road rd avenue ave lane ln drive dr boulevard blvd court ct "
    "square place terrace close way crescent strasse platz rue ";
static const char SCHOOLS[] =
    " university college school institute academy polytechnic universit* ";
static const char JOINERS[] = " of the for and de la del in at on ";

static const char SPEAKER[] = " i i'm i've i'd i'll ";

static bool
digits(const char *s, hire__word w)
{
	return w.at < w.end && s[w.at] >= '0' && s[w.at] <= '9';
}

/* Whether only blanks, commas and the like part the two words. */
static bool
joined(const char *s, size_t end, hire__word next)
{
	for (size_t i = end; i < next.at; i++)
		if (!memchr(" ,-/\t", s[i], 5))
			return false;
	return next.at < next.end;
}

/* The blank-free run around a mark of links and mail addresses. */
static void
hide_links(char *s, size_t n)
{
	for (size_t i = 0, end; i < n; i = end + 1) {
		for (end = i; end < n && !memchr(" \t\r\n", s[end], 4);)
			end++;
		const char *at = memchr(s + i, '@', end - i);
		bool mail = at && at > s + i && at + 1 < s + end;
		bool link = end - i > 7 && (!memcmp(s + i, "http://", 7) ||
		                               !memcmp(s + i, "https:/", 7) ||
		                               !memcmp(s + i, "www.", 4));
		if (mail || link)
			hire__hide(s, i, end);
	}
}

/* Nine or more digits in groups: "+44 20 7946 0000", "(555) 010-0199". */
static void
hide_phones(char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!memchr("+(0123456789", s[i], 12))
			continue;
		size_t count = 0, end = i;
		bool grouped = s[i] == '+' || s[i] == '(';
		for (size_t k = i; k < n && memchr("+()- 0123456789", s[k], 15);
		     k++) {
			if (s[k] >= '0' && s[k] <= '9')
				count++, end = k + 1;
			else
				grouped = grouped || count;
		}
		if (count >= 9 && count <= 15 && grouped)
			hire__hide(s, i, end);
		i = end > i ? end : i;
	}
}

/* Day, month and year next to each other in any order. */
static size_t
date_end(const char *s, size_t n, hire__word w)
{
	int numbers = 0, months = 0, years = 0;
	for (int i = 0; i < 4; i++) {
		size_t len = w.end - w.at;
		if (hire__word_in(s, w, MONTHS))
			months++;
		else if (digits(s, w) && len == 4)
			years++;
		else if (digits(s, w) && len <= 4)
			numbers++;
		else if (!hire__word_in(s, w, " of the "))
			break;
		if (years == 1 && numbers + months == 2)
			return w.end;
		hire__word next = hire__word_next(s, n, w.end);
		if (!joined(s, w.end, next))
			break;
		w = next;
	}
	return 0;
}

/* "34 years old", "34-year-old", "aged 34", "age of 34", "age is 34". */
static size_t
age_end(const char *s, size_t n, hire__word w)
{
	hire__word b = hire__word_next(s, n, w.end);
	hire__word c = hire__word_next(s, n, b.end);
	if (digits(s, w) && hire__word_in(s, b, "year years") &&
	    hire__word_in(s, c, "old"))
		return c.end;
	if (!hire__word_in(s, w, "age aged"))
		return 0;
	if (digits(s, b))
		return b.end;
	return hire__word_in(s, b, "of is") && digits(s, c) ? c.end : 0;
}

static bool
proper(const char *s, hire__word w)
{
	return digits(s, w) ||
	       (hire__word_is_capital(s, w) && !hire__word_in(s, w, SPEAKER));
}

/* End of the capital words and numbers from `w` on, with what joins them;
 * `end` when there is none. */
static size_t
proper_end(const char *s, size_t n, hire__word w, size_t end)
{
	while (proper(s, w) || hire__word_in(s, w, JOINERS)) {
		if (proper(s, w))
			end = w.end;
		hire__word next = hire__word_next(s, n, w.end);
		if (!joined(s, w.end, next))
			break;
		w = next;
	}
	return end;
}

/* "12 Long Street, Town AB1 2CD" */
static size_t
street_end(const char *s, size_t n, hire__word w)
{
	if (!digits(s, w))
		return 0;
	hire__word next = hire__word_next(s, n, w.end);
	for (int i = 0; i < 4 && hire__word_is_capital(s, next); i++) {
		if (i && hire__word_in(s, next, STREETS)) {
			size_t end = next.end;
			end +=
			    end + 1 < n && s[end] == '.' && s[end + 1] != '\n';
			hire__word on = hire__word_next(s, n, end);
			return joined(s, end, on) ? proper_end(s, n, on, end)
			                          : end;
		}
		next = hire__word_next(s, n, next.end);
	}
	return 0;
}

/* "I live in Town", "born in 1990 in Town", "my name is ...". */
static size_t
told_end(const char *s, size_t n, hire__word w)
{
	hire__word b = hire__word_next(s, n, w.end);
	hire__word c = hire__word_next(s, n, b.end);
	if (hire__word_in(s, w, "born"))
		return proper_end(s, n, b, w.end);
	if (hire__word_in(s, w, "live lived living reside resident grew") &&
	    hire__word_in(s, b, "in at on near up"))
		return proper_end(
		    s, n, hire__word_in(s, b, "up") ? c : b, b.end);
	if (hire__word_in(s, w, "address name") && hire__word_in(s, b, "is"))
		return proper_end(s, n, c, b.end);
	if (hire__word_in(s, w, "i'm am come") && hire__word_in(s, b, "from"))
		return proper_end(s, n, c, b.end);
	return 0;
}

static size_t
school_end(const char *s, size_t n, hire__word w)
{
	if (!hire__word_is_capital(s, w))
		return 0;
	size_t end = proper_end(s, n, w, w.end);
	for (hire__word x = w; x.at < x.end && x.end <= end;
	     x = hire__word_next(s, n, x.end))
		if (hire__word_in(s, x, SCHOOLS) && hire__word_is_capital(s, x))
			return end;
	return 0;
}

void
hire__hide_shapes(char *s, size_t n)
{
	static size_t (*const ENDS[])(const char *, size_t, hire__word) = {
	    date_end, age_end, street_end, told_end, school_end};
	hide_links(s, n);
	hide_phones(s, n);
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
			size_t end = ENDS[i](s, n, w);
			if (end > w.at) {
				hire__hide(s, w.at, end);
				w.end = end;
				break;
			}
		}
}

/* "'s" behind a hole, straight or curled: its length, else 0. */
static size_t
possessive(const char *s, size_t n, size_t i)
{
	static const char *const MARKS[] = {"'s", "\xE2\x80\x99s"};
	for (size_t k = 0; k < 2; k++) {
		size_t len = strlen(MARKS[k]);
		if (i + len <= n && !memcmp(s + i, MARKS[k], len) &&
		    hire__word_next(s, n, i + len).at != i + len)
			return len;
	}
	return 0;
}

/* Whether [from, to) holds only marks, blanks and initials. */
static bool
is_scrap(const char *s, size_t from, size_t to)
{
	enum { LONGEST_SCRAP = 4 };
	if (to - from > LONGEST_SCRAP)
		return false;
	for (size_t i = from; i < to; i++)
		if (!memchr(" ,.-'/\t", s[i], 7) &&
		    !(s[i] >= 'A' && s[i] <= 'Z'))
			return false;
	return true;
}

void
hire__close_holes(char *s, size_t n)
{
	size_t last = n; /* end of the newest hole */
	for (size_t i = 0; i < n; i++) {
		if (s[i] != HIRE__HOLE)
			continue;
		if (last < i && is_scrap(s, last, i))
			hire__hide(s, last, i);
		while (i < n && s[i] == HIRE__HOLE)
			i++;
		size_t owner = possessive(s, n, i);
		hire__hide(s, i, i + owner);
		last = i += owner;
	}
}
