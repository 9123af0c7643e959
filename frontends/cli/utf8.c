/* SPDX-License-Identifier: MIT
 * utf8.c - texts that claim to be UTF-8 and are not quite.
 */
#include "documents.h"

#include <string.h>

/* Bytes of the character at `s` (RFC 3629); 0: none begins here. */
static size_t
length_at(const unsigned char *s)
{
	if (*s < 0x80)
		return 1;
	size_t n = *s < 0xC2 ? 0 : *s < 0xE0 ? 2 : *s < 0xF0 ? 3 : 4;
	if (!n || *s > 0xF4)
		return 0;
	unsigned char least = *s == 0xE0 ? 0xA0 : *s == 0xF0 ? 0x90 : 0x80;
	unsigned char most = *s == 0xED ? 0x9F : *s == 0xF4 ? 0x8F : 0xBF;
	if (s[1] < least || s[1] > most)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

size_t
document_mend(const char *text, hire_arena *mem, const char **out)
{
	static const char mark[] = "\xEF\xBF\xBD"; /* U+FFFD */
	const unsigned char *s = (const unsigned char *)text;
	size_t wrong = 0, len;
	for (size_t i = 0; s[i]; i += len ? len : 1) {
		len = length_at(s + i);
		wrong += !len;
	}
	*out = text;
	if (!wrong)
		return 0;
	char *to = hire_arena_alloc(mem, strlen(text) + 2 * wrong + 1);
	*out = to;
	for (; to && *s; s += len ? len : 1) {
		len = length_at(s);
		memcpy(to, len ? (const char *)s : mark, len ? len : 3);
		to += len ? len : 3;
	}
	if (to)
		*to = '\0';
	return wrong;
}
