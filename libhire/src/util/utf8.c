/* SPDX-License-Identifier: MIT
 * utf8.c - checking and walking UTF-8; tables come from utf8proc.
 */
#include "utf8.h"

#include "ctx.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

int32_t
hire__utf8_at(const char *s, size_t n, size_t *len)
{
	utf8proc_int32_t code = -1;
	utf8proc_ssize_t got = n > 4 ? 4 : (utf8proc_ssize_t)n;
	got = utf8proc_iterate((const utf8proc_uint8_t *)s, got, &code);
	*len = got > 0 ? (size_t)got : 1;
	return got > 0 ? code : -1;
}

bool
hire__utf8_valid(const char *s, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		len = 1;
		if ((unsigned char)s[i] >= 0x80 &&
		    hire__utf8_at(s + i, n - i, &len) < 0)
			return false;
	}
	return true;
}

size_t
hire__utf8_count(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0, len; i < n; i += len, count++)
		hire__utf8_at(s + i, n - i, &len);
	return count;
}

size_t
hire__utf8_cut(const char *s, size_t max)
{
	size_t n = strnlen(s, max + 1);
	if (n <= max)
		return n;
	n = max;
	while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

bool
hire__utf8_is_word(int32_t code)
{
	if (code < 0)
		return false;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
		return true;
	default:
		return false;
	}
}

/* A letter by its category, though it has no shape. */
enum { BRAILLE_BLANK = 0x2800 };

static bool
is_unseen(int32_t code)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		return true;
	default:
		return code == BRAILLE_BLANK ||
		       utf8proc_get_property(code)->ignorable;
	}
}

bool
hire__utf8_is_blank(const char *s, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		int32_t code = hire__utf8_at(s + i, n - i, &len);
		if (code < 0 || !is_unseen(code))
			return false;
	}
	return true;
}

bool
hire__utf8_bends_line(int32_t code)
{
	return (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

size_t
hire__utf8_put(int32_t code, char *out)
{
	utf8proc_ssize_t n =
	    utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
	return n > 0 ? (size_t)n : 0;
}

/* utf8proc allocates with malloc; the result moves into the arena at once. */
static char *
map(hire_arena *mem, const char *s, size_t n, utf8proc_option_t options)
{
	utf8proc_uint8_t *raw = NULL;
	utf8proc_ssize_t len = utf8proc_map(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &raw, options);
	char *out = NULL;
	if (len >= 0)
		out = hire_arena_strndup(mem, (char *)raw, (size_t)len);
	free(raw);
	return out;
}

char *
hire__utf8_fold(hire_arena *mem, const char *s, size_t n)
{
	return map(mem, s, n,
	    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
	        UTF8PROC_IGNORE | UTF8PROC_CASEFOLD);
}

char *
hire__utf8_nfkc(hire_arena *mem, const char *s, size_t n)
{
	return map(
	    mem, s, n, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
}

void
hire__trim(const char **s, size_t *n)
{
	while (*n && strchr(" \t\r\n\f\v", (*s)[*n - 1]))
		--*n;
	while (*n && strchr(" \t\r\n\f\v", **s))
		++*s, --*n;
}
