/* SPDX-License-Identifier: MIT
 * ctx.c - the host's services, with the system's own as defaults.
 */
#define _GNU_SOURCE
#include "ctx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

struct hire_ctx {
	hire_ctx_options o;
	int64_t boot;
};

static void *
system_alloc(void *user, void *ptr, size_t size)
{
	(void)user;
	if (size)
		return realloc(ptr, size);
	free(ptr);
	return NULL;
}

static bool
system_random(void *user, void *out, size_t n)
{
	(void)user;
	unsigned char *p = out;
	while (n) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

/* The kernel names each boot; the steady clock means nothing across two. */
static int64_t
system_boot(void)
{
	char text[37] = "";
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
	if (!f)
		return 0;
	size_t n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
	return n ? (int64_t)(hash >> 1 | 1) : 0;
}

static int64_t
read_clock(clockid_t which)
{
	struct timespec t = {0};
	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
}

hire_status
hire_ctx_new(const hire_ctx_options *options, hire_ctx **out, hire_error *err)
{
	hire_ctx_options o = {0};
	if (options) {
		hire_status st = hire__extend(&o, sizeof o, options, err);
		if (st)
			return st;
	}
	if (!o.alloc)
		o.alloc = system_alloc;
	if (!o.random)
		o.random = system_random;
	hire_ctx *ctx = o.alloc(o.alloc_user, NULL, sizeof *ctx);
	if (!ctx)
		return hire__nomem(err);
	*ctx = (hire_ctx){o, o.now ? 0 : system_boot()};
	*out = ctx;
	return HIRE_OK;
}

void
hire_ctx_free(hire_ctx *ctx)
{
	if (ctx)
		ctx->o.alloc(ctx->o.alloc_user, ctx, 0);
}

hire_instant
hire_ctx_now(const hire_ctx *ctx)
{
	if (ctx->o.now)
		return ctx->o.now(ctx->o.now_user);
	return (hire_instant){
	    read_clock(CLOCK_REALTIME), read_clock(CLOCK_BOOTTIME), ctx->boot};
}

void
hire_ctx_log(const hire_ctx *ctx, hire_log_level level, const char *event,
    const char *json)
{
	if (ctx->o.log)
		ctx->o.log(ctx->o.log_user, level, event, json ? json : "{}");
}

void *
hire__zalloc(hire_ctx *ctx, size_t n)
{
	void *p = ctx->o.alloc(ctx->o.alloc_user, NULL, n ? n : 1);
	if (p)
		memset(p, 0, n);
	return p;
}

void *
hire__realloc(hire_ctx *ctx, void *ptr, size_t n)
{
	return ctx->o.alloc(ctx->o.alloc_user, ptr, n);
}

void
hire__free(hire_ctx *ctx, void *ptr)
{
	if (ptr)
		ctx->o.alloc(ctx->o.alloc_user, ptr, 0);
}

char *
hire__strdup(hire_ctx *ctx, const char *s)
{
	if (!s)
		return NULL;
	size_t n = strlen(s) + 1;
	char *copy = hire__zalloc(ctx, n);
	if (copy)
		memcpy(copy, s, n);
	return copy;
}

hire_status
hire__random(hire_ctx *ctx, void *out, size_t n, hire_error *err)
{
	if (ctx->o.random(ctx->o.random_user, out, n))
		return HIRE_OK;
	return hire_fail(
	    err, HIRE_EBACKEND, NULL, "the system gives no random numbers");
}

hire_status
hire__extend(void *ours, size_t size, const void *theirs, hire_error *err)
{
	size_t given;
	memcpy(&given, theirs, sizeof given);
	if (given < sizeof given)
		return hire_fail(err, HIRE_EUSAGE, "size",
		    "set size to sizeof the structure");
	const unsigned char *bytes = theirs;
	for (size_t i = size; i < given; i++)
		if (bytes[i])
			return hire_fail(err, HIRE_EUSAGE, "size",
			    "made for a newer libhire: %zu bytes, known are "
			    "%zu",
			    given, size);
	memset(ours, 0, size);
	memcpy(ours, theirs, given < size ? given : size);
	memcpy(ours, &size, sizeof size);
	return HIRE_OK;
}

#undef hire__nomem /* for analyzers it is a macro: tools/known.h */
hire_status
hire__nomem(hire_error *err)
{
	return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}
