/* SPDX-License-Identifier: MIT
 * glued.c - headings that a converter glued to the text around them:
 * "PostgreSQL.Education Details", "SummaryHighly motivated".
 */
#include "glued.h"

#include "tables.h"

#include <string.h>

enum { HEADING_MIN = 6, HEADING_MAX = 32, HEADING_WORDS = 3 };

static bool
upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Length of a heading of capitalised words at `s` that ends with the line or
 * runs into a capital letter; `*runs` says which. */
static size_t
heading_at(const char *s, const char *end, bool *runs)
{
	char key[HEADING_MAX];
	size_t n = 0, words = 0, found = 0;
	while (s + n < end && n < HEADING_MAX && words < HEADING_WORDS &&
	       upper(s[n])) {
		key[n] = (char)(s[n] + 32);
		for (n++; s + n < end && n < HEADING_MAX && lower(s[n]); n++)
			key[n] = s[n];
		words++;
		bool last = s + n == end;
		bool glued = !last && upper(s[n]);
		if ((last || glued) && n >= HEADING_MIN && n < HEADING_MAX &&
		    hire__lookup(&hire__sections,
		        hire__hash(HIRE__HASH, key, n), key, n)) {
			found = n;
			*runs = glued;
		}
		if (last || s[n] != ' ' || n + 1 >= HEADING_MAX)
			break;
		key[n++] = ' ';
	}
	return found;
}

/* Forms that were dumped as text end a paragraph with the next heading. */
static bool
of_a_form(const char *s, size_t n, const char *end)
{
	static const char tail[] = " Details";
	size_t len = sizeof tail - 1;
	return s + n == end && n > len && !memcmp(s + n - len, tail, len);
}

bool
hire__glued_heading(
    const char *s, const char *end, const char **from, const char **to)
{
	for (const char *p = s; p < end; p++) {
		bool runs = false;
		if (!upper(*p))
			continue;
		bool left = p > s && (lower(p[-1]) || p[-1] == '.');
		bool start = p == s || p[-1] == ' ';
		size_t n = left || start ? heading_at(p, end, &runs) : 0;
		bool form = n && p > s && of_a_form(p, n, end);
		if (n && (left || runs || form)) {
			*from = p;
			*to = p + n;
			return true;
		}
	}
	return false;
}
