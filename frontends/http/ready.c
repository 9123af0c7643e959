/* SPDX-License-Identifier: MIT
 * ready.c - a look at the backends, kept for a second; see ready.h.
 */
#include "ready.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct ready {
	hire_ctx *ctx;
	hire_platform *platform;
	pthread_mutex_t lock;
	bool looking;
	int64_t looked; /* steady clock; 0: never */
	ready_report last;
};

ready *
ready_new(hire_ctx *ctx, hire_platform *platform)
{
	ready *r = calloc(1, sizeof *r);
	if (!r)
		return NULL;
	r->ctx = ctx;
	r->platform = platform;
	pthread_mutex_init(&r->lock, NULL);
	return r;
}

void
ready_free(ready *r)
{
	if (!r)
		return;
	pthread_mutex_destroy(&r->lock);
	free(r);
}

static void
look(ready *r, ready_report *out)
{
	hire_arena *mem = NULL;
	hire_check *checks = NULL;
	hire_error err;
	size_t count = 0;
	hire_status st = hire_arena_new(r->ctx, 0, &mem, &err);
	if (!st)
		st = hire_platform_check(
		    r->platform, mem, &checks, &count, &err);
	*out = (ready_report){.ok = !st};
	for (size_t i = 0; !st && i < count && i < READY_PORTS_MAX; i++) {
		ready_port *p = &out->ports[out->count++];
		snprintf(p->port, sizeof p->port, "%s", checks[i].port);
		snprintf(
		    p->backend, sizeof p->backend, "%s", checks[i].backend);
		p->ok = checks[i].ok;
		out->ok = out->ok && p->ok;
	}
	hire_arena_free(mem);
}

void
ready_check(ready *r, ready_report *out)
{
	int64_t now = hire_ctx_now(r->ctx).steady;
	pthread_mutex_lock(&r->lock);
	bool mine =
	    !r->looking && (!r->looked || now - r->looked >= HIRE_SECOND);
	r->looking = r->looking || mine;
	*out = r->last;
	pthread_mutex_unlock(&r->lock);
	if (!mine)
		return;
	look(r, out);
	pthread_mutex_lock(&r->lock);
	r->last = *out;
	/* From its end: a slow look is no reason to look without a rest. */
	r->looked = hire_ctx_now(r->ctx).steady;
	r->looking = false;
	pthread_mutex_unlock(&r->lock);
}
