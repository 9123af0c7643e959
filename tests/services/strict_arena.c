/* SPDX-License-Identifier: MIT
 * strict_arena.c - the arena for a sweep: every allocation is a block of its
 * own.  Linked before the library it takes the place of util/arena.c, so that
 * the n-th allocation of an arena can fail by itself, and a sanitizer sees
 * where one ends.
 */
#include "util/ctx.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct piece {
	struct piece *older;
	void (*fn)(void *ptr); /* a clean-up: called instead of freed */
	void *ptr;
	alignas(max_align_t) unsigned char data[];
} piece;

struct hire_arena {
	hire_ctx *ctx;
	size_t max, total;
	piece *newest;
};

hire_status
hire_arena_new(hire_ctx *ctx, size_t max, hire_arena **out, hire_error *err)
{
	hire_arena *mem = hire__zalloc(ctx, sizeof *mem);
	if (!mem)
		return hire__nomem(err);
	mem->ctx = ctx;
	mem->max = max ? max : (size_t)64 << 20;
	*out = mem;
	return HIRE_OK;
}

/* The real one runs all clean-ups before it frees anything. */
void
hire_arena_reset(hire_arena *mem)
{
	for (piece *p = mem->newest; p; p = p->older)
		if (p->fn)
			p->fn(p->ptr);
	while (mem->newest) {
		piece *p = mem->newest;
		mem->newest = p->older;
		hire__free(mem->ctx, p);
	}
	mem->total = 0;
}

void
hire_arena_free(hire_arena *mem)
{
	if (!mem)
		return;
	hire_arena_reset(mem);
	hire__free(mem->ctx, mem);
}

static piece *
add(hire_arena *mem, size_t n)
{
	if (n > mem->max - mem->total)
		return NULL;
	piece *p = hire__zalloc(mem->ctx, sizeof *p + n);
	if (!p)
		return NULL;
	p->older = mem->newest;
	mem->newest = p;
	mem->total += n;
	return p;
}

void *
hire_arena_alloc(hire_arena *mem, size_t n)
{
	piece *p = add(mem, n);
	return p ? p->data : NULL;
}

char *
hire_arena_strndup(hire_arena *mem, const char *s, size_t n)
{
	char *copy = n < SIZE_MAX ? hire_arena_alloc(mem, n + 1) : NULL;
	if (copy && n)
		memcpy(copy, s, n);
	return copy;
}

char *
hire_arena_strdup(hire_arena *mem, const char *s)
{
	return s ? hire_arena_strndup(mem, s, strlen(s)) : NULL;
}

char *
hire_arena_printf(hire_arena *mem, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	char *s = n < 0 ? NULL : hire_arena_alloc(mem, (size_t)n + 1);
	if (s)
		vsnprintf(s, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(args);
	return s;
}

bool
hire_arena_defer(hire_arena *mem, void (*fn)(void *ptr), void *ptr)
{
	piece *p = add(mem, 0);
	if (!p) {
		fn(ptr);
		return false;
	}
	p->fn = fn;
	p->ptr = ptr;
	return true;
}

hire_ctx *
hire_arena_ctx(const hire_arena *mem)
{
	return mem->ctx;
}
