/* SPDX-License-Identifier: MIT
 * holds.c - words of one line in another.
 */
#include "holds.h"

#include <string.h>

static char
lower(char a)
{
	return (char)(a >= 'A' && a <= 'Z' ? a + 32 : a);
}

static bool
in_word(char a)
{
	return (lower(a) >= 'a' && lower(a) <= 'z') || (a >= '0' && a <= '9') ||
	       a < 0;
}

bool
hire__line_holds(const char *line, const char *name)
{
	size_t n = strlen(name), i;
	for (const char *s = line; *s; s++) {
		if (s > line && in_word(s[-1]))
			continue;
		for (i = 0; i < n && lower(s[i]) == lower(name[i]); i++)
			continue;
		if (n && i == n && !in_word(s[n]))
			return true;
	}
	return false;
}

/* The next word at or behind `s`, its length in `*n`: 0 at the end. */
static const char *
next_word(const char *s, size_t *n)
{
	while (*s && !in_word(*s))
		s++;
	for (*n = 0; in_word(s[*n]);)
		++*n;
	return s;
}

size_t
hire__line_words(const char *text)
{
	size_t words = 0, n;
	for (text = next_word(text, &n); n; text = next_word(text + n, &n))
		words++;
	return words;
}

static bool
begins(const char *line, const char *text, size_t most)
{
	size_t a, b, i;
	for (; most; most--, line += a, text += b) {
		line = next_word(line, &a);
		text = next_word(text, &b);
		if (!b)
			return true;
		for (i = 0; a == b && i < a; i++)
			if (lower(line[i]) != lower(text[i]))
				return false;
		if (a != b)
			return false;
	}
	return true;
}

bool
hire__line_repeats(const char *line, const char *text, size_t most)
{
	do {
		if (begins(line, text, most))
			return true;
		line = strstr(line, ". ");
	} while (line++);
	return false;
}
