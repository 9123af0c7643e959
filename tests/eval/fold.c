/* SPDX-License-Identifier: MIT
 * fold.c - texts made comparable.  Letters outside ASCII stay as they are.
 */
#include "labels.h"

#include <string.h>

static const char *const forms[] = {"inc", "ltd", "llc", "llp", "corp", "co",
    "gmbh", "ag", "sa", "plc", "pvt", "private", "limited", "company",
    "corporation", "incorporated", "the"};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* `c` as it is compared, 0 for a gap between words. */
static char
folded(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (is_digit(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 ||
	    c == '+' || c == '#')
		return c;
	return 0;
}

static bool
is_form(const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i]) == n && !memcmp(forms[i], word, n))
			return true;
	return false;
}

/* Drop the word that ends at `n` when it is a company's form. */
static size_t
drop_form(const char *out, size_t start, size_t n)
{
	return is_form(out + start, n - start) ? start : n;
}

static void
write_words(bool company, const char *s, size_t len, char out[FOLDED])
{
	size_t n = 0, start = 0;
	for (size_t i = 0; i <= len && n < FOLDED - 2; i++) {
		char c = i < len ? folded(s[i]) : 0;
		if (c) {
			out[n++] = c;
			continue;
		}
		if (company)
			n = drop_form(out, start, n);
		if (n > start)
			out[n++] = ' ';
		start = n;
	}
	out[n] = '\0';
}

void
label_write(label_fold how, const char *s, size_t len, char out[FOLDED])
{
	size_t n = 0;
	if (how != LABEL_DIGITS) {
		write_words(how == LABEL_COMPANY, s, len, out);
		return;
	}
	for (size_t i = 0; i < len && n < FOLDED - 1; i++)
		if (is_digit(s[i]))
			out[n++] = s[i];
	out[n] = '\0';
}

/* Whether one alternative of `n` bytes is `got`, which is folded; NULL: "-". */
static bool
is_one(label_fold how, const char *s, size_t n, const char *got)
{
	char text[FOLDED];
	if (n == 1 && *s == '-')
		return !got;
	label_write(how, s, n, text);
	return got && !strcmp(text, got);
}

bool
label_is(label_fold how, const char *want, const char *got)
{
	char text[FOLDED];
	if (got)
		label_write(how, got, strlen(got), text);
	for (const char *s = want; s;) {
		size_t n = strcspn(s, "|");
		if (is_one(how, s, n, got ? text : NULL))
			return true;
		s = s[n] ? s + n + 1 : NULL;
	}
	return false;
}
