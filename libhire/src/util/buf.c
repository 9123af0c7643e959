/* SPDX-License-Identifier: MIT
 * buf.c - a growing text with a limit that remembers its first failure.
 */
#include "buf.h"

#include "ctx.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for `n` more bytes and a NUL. */
static bool
reserve(hire__buf *b, size_t n)
{
	if (b->failed)
		return false;
	if (n > b->max || b->len > b->max - n) {
		b->failed = HIRE_ETOOBIG;
		return false;
	}
	size_t need = b->len + n + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap * 2 : 256;
	cap = cap < need ? need : cap;
	char *s = hire__realloc(b->ctx, b->s, cap);
	if (!s) {
		b->failed = HIRE_ENOMEM;
		return false;
	}
	b->s = s;
	b->cap = cap;
	return true;
}

void
hire__buf_add(hire__buf *b, const void *bytes, size_t n)
{
	if (!reserve(b, n))
		return;
	if (n)
		memcpy(b->s + b->len, bytes, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void
hire__buf_adds(hire__buf *b, const char *s)
{
	if (s)
		hire__buf_add(b, s, strlen(s));
}

void
hire__buf_addc(hire__buf *b, char c)
{
	if (!reserve(b, 1))
		return;
	b->s[b->len++] = c;
	b->s[b->len] = '\0';
}

void
hire__buf_addf(hire__buf *b, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	if (n >= 0 && reserve(b, (size_t)n)) {
		vsnprintf(b->s + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
	va_end(args);
}

hire_status
hire__buf_check(const hire__buf *b, hire_error *err)
{
	if (b->failed == HIRE_ETOOBIG)
		return hire_fail(err, HIRE_ETOOBIG, NULL,
		    "the text is longer than %zu bytes", b->max);
	return b->failed ? hire__nomem(err) : HIRE_OK;
}

hire_status
hire__buf_take(hire__buf *b, hire_arena *mem, const char **out, hire_error *err)
{
	hire_status st = hire__buf_check(b, err);
	const char *s = NULL;
	if (!st && !(s = hire_arena_strndup(mem, b->s, b->len)))
		st = hire__nomem(err);
	hire__buf_free(b);
	if (!st)
		*out = s;
	return st;
}

void
hire__buf_clear(hire__buf *b)
{
	b->len = 0;
	b->failed = HIRE_OK;
	if (b->s)
		b->s[0] = '\0';
}

void
hire__buf_free(hire__buf *b)
{
	hire__free(b->ctx, b->s);
	*b = HIRE__BUF(b->ctx, b->max);
}
