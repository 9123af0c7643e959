/* SPDX-License-Identifier: MIT
 * postgres_ear.c - telling other processes that something was stored, and
 * hearing of it: NOTIFY and LISTEN over one connection of their own.
 * A commit that notifies holds a lock of the whole server until it is on the
 * disk.  So only the first one after a silence does; who comes right behind it
 * leaves that to the thread here, which tells of all of them at once.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANNEL "hire_wake"

enum { SILENCE_MS = 1, CONNECT_S = 2, AGAIN_MS = 500, SHAPE = 64 };

/* "SELF BITS" */
static hire_status
notify(hire__pg_conn *c, const char *self, uint64_t bits, hire_error *err)
{
	hire_ctx *ctx = c->store->ctx;
	hire__pg_held *h = hire__zalloc(ctx, sizeof *h);
	hire__value *value = hire__zalloc(ctx, sizeof *value);
	char *text = hire__zalloc(ctx, SHAPE);
	if (!h || !value || !text) {
		hire__free(ctx, h);
		hire__free(ctx, value);
		hire__free(ctx, text);
		return hire__nomem(err);
	}
	snprintf(text, SHAPE, "%s %" PRIx64, self, bits);
	*value = hire__text_value(text);
	*h = (hire__pg_held){
	    .said = {.sql = "select pg_notify('" CHANNEL "', $1)",
	        .values = value,
	        .n = 1,
	        .keep = true},
	    .own = {value, text}};
	return hire__pg_hold(c, h, err);
}

static void
nudge(hire__pg_ear *e)
{
	ssize_t n;
	do {
		n = write(e->nudge[1], "", 1);
	} while (n < 0 && errno == EINTR);
}

static void
set_hears(hire__pg_ear *e, bool hears)
{
	pthread_mutex_lock(&e->lock);
	bool changed = e->hears != hears;
	e->hears = hears;
	pthread_mutex_unlock(&e->lock);
	if (changed) /* what was told in between is lost: look */
		hire__wakes_end(&e->c.store->wakes, UINT64_MAX);
}

/* Listen, where what is said arrives at this very connection. */
static void
listen_up(hire__pg_ear *e)
{
	hire__pg_conn *c = &e->c;
	hire__pg_said ask = {.sql = "select 1", .keep = true};
	hire__pg_said said = {.sql = "listen " CHANNEL};
	c->mode = HIRE__PG_ALONE;
	c->once = true;
	c->failed = c->nomem = false;
	c->until = hire__pg_clock() + CONNECT_S * HIRE_SECOND;
	if (hire__pg_connect(c, NULL) || hire__pg_do(c, &ask, NULL) ||
	    (c->path == HIRE__PG_DIRECT && hire__pg_do(c, &said, NULL))) {
		hire__pg_disconnect(c);
		return;
	}
	set_hears(e, c->path == HIRE__PG_DIRECT);
}

static void
hear(hire__pg_ear *e)
{
	const hire__pq *pq = &e->c.store->pq;
	PGnotify *n;
	if (!pq->consumeInput(e->c.pq) || pq->status(e->c.pq) == CONNECTION_BAD)
		e->c.lost = true;
	while ((n = pq->notifies(e->c.pq))) {
		const char *blank = strchr(n->extra, ' ');
		size_t self = strlen(e->self);
		if (blank && ((size_t)(blank - n->extra) != self ||
		                 memcmp(n->extra, e->self, self) != 0))
			hire__wakes_end(
			    &e->c.store->wakes, strtoull(blank + 1, NULL, 16));
		pq->freemem(n);
	}
}

/* Tell of what others stored a moment ago and nobody knows of yet. */
static void
tell_rest(hire__pg_ear *e, uint64_t bits)
{
	hire__pg_conn *c = &e->c;
	char text[SHAPE];
	snprintf(text, sizeof text, "%s %" PRIx64, e->self, bits);
	hire__value v = hire__text_value(text);
	hire__pg_said said = {
	    .sql = "select pg_notify('" CHANNEL "', $1)", .values = &v, .n = 1};
	c->failed = false;
	if (hire__pg_do(c, &said, NULL))
		c->lost = true;
}

/* What is to be told now; `*ms` becomes how long there is time else. */
static uint64_t
due(hire__pg_ear *e, int *ms, bool *over)
{
	uint64_t bits = 0;
	int64_t now = hire__pg_clock();
	pthread_mutex_lock(&e->lock);
	*over = e->over;
	int64_t left = e->last + SILENCE_MS * 1000 - now;
	*ms = e->c.pq ? -1 : AGAIN_MS;
	if (e->untold && left > 0) {
		*ms = (int)(left / 1000) + 1;
	} else if (e->untold && e->c.pq) {
		bits = e->untold;
		e->untold = 0;
		e->last = now;
	}
	pthread_mutex_unlock(&e->lock);
	return bits;
}

static void
look(hire__pg_ear *e, int ms)
{
	char bytes[64];
	struct pollfd p[] = {{.fd = e->nudge[0], .events = POLLIN},
	    {.fd = e->c.pq ? e->c.store->pq.socket(e->c.pq) : -1,
	        .events = POLLIN}};
	if (poll(p, 2, ms) < 0)
		return;
	if (p[0].revents)
		(void)!read(e->nudge[0], bytes, sizeof bytes);
	if (p[1].revents)
		hear(e);
}

static void *
run(void *arg)
{
	hire__pg_ear *e = arg;
	bool over = false;
	while (!over) {
		int ms = 0;
		if (!e->c.pq)
			listen_up(e);
		uint64_t bits = due(e, &ms, &over);
		if (bits)
			tell_rest(e, bits);
		else if (!over)
			look(e, ms);
		if (e->c.lost) {
			set_hears(e, false);
			hire__pg_disconnect(&e->c);
		}
	}
	hire__pg_disconnect(&e->c);
	return NULL;
}

hire_status
hire__pg_ear_init(hire__pg *s, hire_error *err)
{
	uint32_t dice[2] = {0};
	hire__pg_ear *e = &s->ear;
	pthread_mutex_init(&e->lock, NULL);
	e->c.store = s;
	hire_status st = hire__random(s->ctx, dice, sizeof dice, err);
	snprintf(e->self, sizeof e->self, "%08" PRIx32 "%08" PRIx32, dice[0],
	    dice[1]);
	return st;
}

static bool
start(hire__pg_ear *e)
{
	if (pipe(e->nudge))
		return false;
	for (int i = 0; i < 2; i++) {
		(void)fcntl(e->nudge[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(e->nudge[i], F_SETFL, O_NONBLOCK);
	}
	if (!pthread_create(&e->thread, NULL, run, e))
		return true;
	close(e->nudge[0]);
	close(e->nudge[1]);
	return false;
}

/* Whether it is open now; it is opened when it is needed first, and under the
 * lock. */
static bool
open_up(hire__pg_ear *e)
{
	e->open = e->open || start(e);
	return e->open;
}

void
hire__pg_ear_fini(hire__pg *s)
{
	hire__pg_ear *e = &s->ear;
	pthread_mutex_lock(&e->lock);
	e->over = true;
	pthread_mutex_unlock(&e->lock);
	if (e->open) {
		nudge(e);
		pthread_join(e->thread, NULL);
		close(e->nudge[0]);
		close(e->nudge[1]);
	}
	pthread_mutex_destroy(&e->lock);
}

hire_status
hire__pg_wake(void *state, hire_tx *tx, const char *topic, hire_error *err)
{
	hire__pg_conn *c = tx;
	(void)state, (void)err;
	c->woken |= hire__wakes_bit(topic);
	return HIRE_OK;
}

hire_status
hire__pg_await(void *state, const char *const *topics, hire_time most,
    int64_t *seen, hire_error *err)
{
	hire__pg *s = state;
	hire__pg_ear *e = &s->ear;
	(void)err;
	pthread_mutex_lock(&e->lock);
	bool hears = open_up(e) && e->hears;
	pthread_mutex_unlock(&e->lock);
	hire__wakes_wait(&s->wakes, topics,
	    hears || most < HIRE__WAKES_LOOK ? most : HIRE__WAKES_LOOK, seen);
	return HIRE_OK;
}

hire_status
hire__pg_tell(hire__pg_conn *c, hire_error *err)
{
	hire__pg_ear *e = &c->store->ear;
	int64_t now = hire__pg_clock();
	if (!c->woken)
		return HIRE_OK;
	pthread_mutex_lock(&e->lock);
	c->told = now - e->last > SILENCE_MS * 1000;
	if (c->told)
		e->last = now;
	pthread_mutex_unlock(&e->lock);
	return c->told ? notify(c, e->self, c->woken, err) : HIRE_OK;
}

void
hire__pg_told(hire__pg_conn *c)
{
	hire__pg_ear *e = &c->store->ear;
	hire__wakes_end(&c->store->wakes, c->woken);
	if (!c->woken || c->told)
		return;
	pthread_mutex_lock(&e->lock);
	bool first = !e->untold && open_up(e);
	e->untold |= c->woken;
	pthread_mutex_unlock(&e->lock);
	if (first)
		nudge(e);
}
