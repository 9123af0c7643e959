/* SPDX-License-Identifier: MIT
 * watch.c - pings, silence, idleness and the time that closing may take.
 * Apart so that every limit in milliseconds is met in one place.  Times are
 * looked at lazily: messages move no timer, a look finds out what is due.
 */
#include "loop.h"

#include <time.h>

int64_t
ws_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

static int64_t
after(int64_t from, int64_t limit)
{
	return limit < 0 ? INT64_MAX : from + limit;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t
ws_watch_due(const ws_hub_options *o, const ws_conn *c)
{
	if (c->state != WS_IS_OPEN)
		return c->ends;
	if (c->paused)
		return INT64_MAX; /* it is we who keep it waiting */
	return sooner(after(c->active, o->idle_ms),
	    c->pinged ? after(c->pinged, o->pong_ms)
	              : after(c->heard, o->ping_ms));
}

static void
ping(ws_loop *l, ws_conn *c)
{
	c->pinged = l->now;
	ws_count_add(l->hub, WS_N_PINGS_OUT, 1);
	if (ws_out_control(l, c, WS_PING, NULL, 0))
		ws_loop_later(l, c, false);
	else
		ws_end_begin(l, c, WS_CODE_INTERNAL, NULL, WS_END_MEMORY);
}

static void
watch_open(ws_loop *l, ws_conn *c)
{
	const ws_hub_options *o = &l->hub->options;
	if (c->pinged && c->heard >= c->pinged)
		c->pinged = 0; /* any byte shows that it lives */
	if (l->now >= after(c->active, o->idle_ms)) {
		ws_end_begin(l, c, WS_CODE_AWAY, "idle", WS_END_IDLE);
		ws_loop_later(l, c, false);
	} else if (c->pinged && l->now >= after(c->pinged, o->pong_ms)) {
		c->code = WS_CODE_LOST;
		c->why = WS_END_SILENT;
		ws_end_drop(l, c);
	} else if (!c->pinged && l->now >= after(c->heard, o->ping_ms)) {
		ping(l, c);
	}
}

static void
look_again(ws_loop *l, const ws_conn *c)
{
	pthread_mutex_lock(&l->lock);
	ws_slot_due(l, c, ws_watch_due(&l->hub->options, c));
	pthread_mutex_unlock(&l->lock);
}

void
ws_watch_pong(ws_loop *l, ws_conn *c)
{
	if (!c->pinged)
		return;
	c->pinged = 0;
	look_again(l, c);
}

void
ws_watch(ws_loop *l, ws_conn *c)
{
	if (c->state == WS_IS_OPEN && !c->paused)
		watch_open(l, c);
	else if (l->now >= ws_watch_due(&l->hub->options, c))
		ws_end_drop(l, c);
	if (c->state != WS_IS_GONE)
		look_again(l, c);
}
