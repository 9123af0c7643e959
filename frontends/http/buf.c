/* SPDX-License-Identifier: MIT
 * buf.c - growing text; see buf.h.
 */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
make_room(buf *b, size_t n)
{
	size_t room = b->room ? b->room : 256;
	if (b->bad || n > (SIZE_MAX / 2) - b->len)
		return false;
	while (room < b->len + n + 1)
		room *= 2;
	if (room == b->room)
		return true;
	char *s = realloc(b->s, room);
	b->bad = !s;
	if (s) {
		b->s = s;
		b->room = room;
	}
	return s != NULL;
}

void
buf_add(buf *b, const void *bytes, size_t n)
{
	if (!n || !make_room(b, n))
		return;
	memcpy(b->s + b->len, bytes, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void
buf_adds(buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_addf(buf *b, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		b->bad = true;
	else if (make_room(b, (size_t)n)) {
		vsnprintf(b->s + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

static void
add_escaped(buf *b, unsigned char c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
	const char *at = c ? strchr(plain, c) : NULL;
	if (at)
		buf_addf(b, "\\%c", letter[at - plain]);
	else
		buf_addf(b, "\\u%04x", c);
}

void
buf_json(buf *b, const char *text)
{
	if (!text) {
		buf_adds(b, "null");
		return;
	}
	buf_adds(b, "\"");
	while (*text) {
		size_t n = 0;
		while ((unsigned char)text[n] >= 0x20 && text[n] != '"' &&
		       text[n] != '\\')
			n++;
		buf_add(b, text, n);
		text += n;
		if (*text)
			add_escaped(b, (unsigned char)*text++);
	}
	buf_adds(b, "\"");
}

void
buf_free(buf *b)
{
	free(b->s);
	*b = (buf){0};
}
