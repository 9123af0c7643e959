/* SPDX-License-Identifier: MIT
 * ready.c - a look at the backends, kept for a second; see ready.h.
 */
#include "ready.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FRESH    HIRE_SECOND
#define AGE_MOST (5 * HIRE_SECOND)

enum {
	PATIENCE = 2
}; /* seconds that a look may take before it counts as
      none */

struct ready {
	hire_ctx *ctx;
	hire_platform *platform;
	pthread_mutex_t lock;
	pthread_cond_t found; /* a look is over; by CLOCK_MONOTONIC */
	struct timespec patience;
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
	pthread_condattr_t by;
	pthread_condattr_init(&by);
	pthread_condattr_setclock(&by, CLOCK_MONOTONIC);
	pthread_cond_init(&r->found, &by);
	pthread_condattr_destroy(&by);
	return r;
}

void
ready_free(ready *r)
{
	if (!r)
		return;
	pthread_cond_destroy(&r->found);
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
		p->spared = !strcmp(p->port, "cache");
		out->ok = out->ok && (p->ok || p->spared);
	}
	hire_arena_free(mem);
}

/* What is known and not too old. */
static bool
is_known(const ready *r)
{
	int64_t now = hire_ctx_now(r->ctx).steady;
	return r->looked && now - r->looked < AGE_MOST;
}

/* Take the look upon us when it is due; else wait for whoever has it, when
 * nothing else is known.  One that hangs is not waited for twice. */
static bool
begin_look(ready *r)
{
	int late = 0;
	int64_t now = hire_ctx_now(r->ctx).steady;
	if (!r->looking && (!r->looked || now - r->looked >= FRESH)) {
		clock_gettime(CLOCK_MONOTONIC, &r->patience);
		r->patience.tv_sec += PATIENCE;
		return r->looking = true;
	}
	while (r->looking && !is_known(r) && !late)
		late =
		    pthread_cond_timedwait(&r->found, &r->lock, &r->patience);
	return false;
}

void
ready_check(ready *r, ready_report *out)
{
	pthread_mutex_lock(&r->lock);
	bool mine = begin_look(r);
	*out = is_known(r) ? r->last : (ready_report){0};
	pthread_mutex_unlock(&r->lock);
	if (!mine)
		return;
	look(r, out);
	pthread_mutex_lock(&r->lock);
	r->last = *out;
	/* From its end: a slow look is no reason to look without a rest. */
	r->looked = hire_ctx_now(r->ctx).steady;
	r->looking = false;
	pthread_cond_broadcast(&r->found);
	pthread_mutex_unlock(&r->lock);
}
