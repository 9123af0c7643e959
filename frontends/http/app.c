/* SPDX-License-Identifier: MIT
 * app.c - opening and closing what requests share; see app.h.
 */
#include "app.h"

#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

enum { LIVE_THREADS = 4 };

hire_status
app_open(app *a, hire_error *err)
{
	hire_status st = HIRE_OK;
	if (getrandom(&a->run, sizeof a->run, 0) != sizeof a->run)
		st = hire_fail(err, HIRE_EIO, NULL, "no random numbers");
	if (!st)
		st = hire_ctx_new(a->host, &a->ctx, err);
	if (!st)
		st = hire_platform_open(a->ctx, &a->settings.config,
		    HIRE_NEED_ALL, &a->platform, err);
	live_options options = {
	    a->platform, a->ctx, (size_t)a->settings.live, LIVE_THREADS};
	return st ? st : live_new(&options, &a->live, err);
}

void
app_close(app *a)
{
	live_free(a->live, 0);
	a->live = NULL;
	hire_platform_close(a->platform);
	hire_ctx_free(a->ctx);
	a->platform = NULL;
	a->ctx = NULL;
}

const char *
app_request_id(app *a, const http_request *r, hire_arena *mem)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	const char *theirs = http_header_get(r, "X-Request-Id");
	size_t n = theirs ? strlen(theirs) : 0;
	if (n && n <= 64 && strspn(theirs, plain) == n)
		return hire_arena_strdup(mem, theirs);
	return hire_arena_printf(mem, "%08" PRIx64 "-%" PRIx64,
	    a->run & UINT32_MAX, (uint64_t)++a->requests);
}
