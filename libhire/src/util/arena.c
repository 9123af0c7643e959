/* SPDX-License-Identifier: MIT
 * arena.c - memory with one end: blocks that grow, and deferred clean-up.
 * One arena per request or result replaces a free() per string.
 */
#include "ctx.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

typedef struct block {
	struct block *older;
	size_t used, size;
	alignas(max_align_t) unsigned char data[];
} block;

typedef struct cleanup {
	struct cleanup *older;
	void (*fn)(void *);
	void *ptr;
} cleanup;

struct hire_arena {
	hire_ctx *ctx; /* borrowed */
	size_t max, total;
	block *newest;
	cleanup *cleanups;
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

void
hire_arena_reset(hire_arena *mem)
{
	while (mem->cleanups) {
		cleanup *c = mem->cleanups;
		mem->cleanups = c->older;
		c->fn(c->ptr);
	}
	while (mem->newest) {
		block *b = mem->newest;
		mem->newest = b->older;
		hire__free(mem->ctx, b);
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

static size_t
next_size(const hire_arena *mem, size_t n)
{
	size_t size = mem->newest ? mem->newest->size * 2 : FIRST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	return size < n ? n : size;
}

static bool
add_block(hire_arena *mem, size_t n)
{
	size_t size = next_size(mem, n);
	if (size > mem->max - mem->total)
		size = n;
	block *b = hire__realloc(mem->ctx, NULL, sizeof *b + size);
	if (!b)
		return false;
	b->older = mem->newest;
	b->used = 0;
	b->size = size;
	mem->newest = b;
	mem->total += size;
	return true;
}

void *
hire_arena_alloc(hire_arena *mem, size_t n)
{
	const size_t align = alignof(max_align_t);
	if (n > mem->max)
		return NULL;
	n = (n + align - 1) / align * align;
	block *b = mem->newest;
	if (!b || n > b->size - b->used) {
		if (n > mem->max - mem->total || !add_block(mem, n))
			return NULL;
		b = mem->newest;
	}
	void *p = b->data + b->used;
	b->used += n;
	return memset(p, 0, n);
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
	cleanup *c = hire_arena_alloc(mem, sizeof *c);
	if (!c) {
		fn(ptr);
		return false;
	}
	*c = (cleanup){mem->cleanups, fn, ptr};
	mem->cleanups = c;
	return true;
}

hire_ctx *
hire_arena_ctx(const hire_arena *mem)
{
	return mem->ctx;
}
