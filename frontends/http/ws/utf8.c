/* SPDX-License-Identifier: MIT
 * utf8.c - UTF-8 checked byte by byte, plain ASCII eight bytes at a time.
 */
#include "utf8.h"

#include <string.h>

/* RFC 3629 section 4: what a first byte asks of the second.  This leaves out
 * overlong forms, surrogates and all above U+10FFFF. */
static const struct lead {
	uint8_t first, last, need, low, high;
} leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF},
    {0xE0, 0xE0, 2, 0xA0, 0xBF},
    {0xE1, 0xEC, 2, 0x80, 0xBF},
    {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF},
    {0xF0, 0xF0, 3, 0x90, 0xBF},
    {0xF1, 0xF3, 3, 0x80, 0xBF},
    {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static bool
begin(ws_utf8 *u, uint8_t c)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		const struct lead *l = &leads[i];
		if (c >= l->first && c <= l->last) {
			*u = (ws_utf8){l->need, l->low, l->high};
			return true;
		}
	}
	return false;
}

static bool
add(ws_utf8 *u, uint8_t c)
{
	if (!u->need)
		return c < 0x80 || begin(u, c);
	if (c < u->low || c > u->high)
		return false;
	*u = (ws_utf8){(uint8_t)(u->need - 1), 0x80, 0xBF};
	return true;
}

static bool
eight_ascii(const unsigned char *s)
{
	uint64_t word = 0;
	memcpy(&word, s, sizeof word);
	return !(word & UINT64_C(0x8080808080808080));
}

bool
ws_utf8_add(ws_utf8 *u, const unsigned char *s, size_t n)
{
	size_t i = 0;
	while (i < n) {
		if (!u->need && n - i >= 8 && eight_ascii(s + i))
			i += 8;
		else if (!add(u, s[i++]))
			return false;
	}
	return true;
}

bool
ws_utf8_whole(const ws_utf8 *u)
{
	return !u->need;
}
