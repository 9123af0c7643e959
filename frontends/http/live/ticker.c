/* SPDX-License-Identifier: MIT
 * ticker.c - what time brings to all talks: signs of life for their clocks, a
 * word on the time left, an end for those that say or read nothing.
 * The library is asked about all at once, so that thousands cost few reads.
 */
#include "steady.h"
#include "talk.h"

#include <string.h>

/* A sign of life for each connected candidate, at least once a second. */
enum {
	TICK_MS = 500,
	CLOCK_TICKS = 10, /* between two words on the time left */
	HELLO_TICKS = 20,
	FULL_TICKS = 30,
	SPREAD = 64 /* talks looked after under one hold of the lock */
};

/* Those whose clock runs; kept from one tick to the next. */
typedef struct running {
	block block;
	const char **ids; /* in the block, as the others */
	hire_tick *found;
	char (*names)[IDS_MAX];
	size_t n;
	int64_t from, to; /* ticks of the clock that this round stands for */
} running;

static bool
make_room(running *r, size_t n)
{
	if (!block_room(&r->block, n,
	        sizeof *r->ids + sizeof *r->found + sizeof *r->names))
		return false;
	r->ids = r->block.bytes;
	r->found = (hire_tick *)(r->ids + r->block.room);
	r->names = (char(*)[IDS_MAX])(r->found + r->block.room);
	return true;
}

/* Those who do not keep to the protocol's times. */
static void
look_after(live *all, talk *t)
{
	bool room = t->full && ws_queued(all->hub, t->socket) < OUTBOX_FULL;
	if (room)
		pool_due(all, t, TALK_WAKE);
	/* What it said and we have not come to is no silence. */
	bool ours = t->in_queue || t->working;
	bool fine = room || ours || (t->greeted && !t->full);
	t->ticks = fine ? 0 : t->ticks + 1;
	if (!t->greeted && t->ticks == HELLO_TICKS)
		talk_end(all, t->socket, CLOSE_SILENT, "no hello");
	else if (t->greeted && t->ticks == FULL_TICKS)
		talk_end(all, t->socket, CLOSE_SLOW, "reading too slowly");
}

static void
collect(live *all, running *r)
{
	r->n = 0;
	pthread_mutex_lock(&all->lock);
	bool room = make_room(r, all->talks);
	for (size_t i = 0; i < TABLE_SIZE; i++)
		for (talk *t = all->table[i]; t; t = t->next_same) {
			if (t->gone || t->replaced)
				continue;
			look_after(all, t);
			if (!room || t->left < 0)
				continue;
			memcpy(r->names[r->n], t->interview_id, IDS_MAX);
			r->ids[r->n] = r->names[r->n];
			r->n++;
		}
	pthread_mutex_unlock(&all->lock);
}

/* Whether the talk's turn to hear of its time is among this round's ticks: by
 * the clock, since a store under load makes rounds long. */
static bool
is_due(const talk *t, const running *r)
{
	int64_t mine = (int64_t)(t->socket % CLOCK_TICKS);
	int64_t first = (mine - r->from - 1) % CLOCK_TICKS;
	return (first + CLOCK_TICKS) % CLOCK_TICKS < r->to - r->from;
}

/* A clock that has come to its end, or a word on the time left; whatever failed
 * before is tried again with it, and whatever was announced in vain found. */
static void
tell(live *all, const running *r, size_t i)
{
	const hire_tick *now = &r->found[i];
	talk *t = table_find(all, r->ids[i]);
	if (!t || t->gone || t->left < 0)
		return;
	line_replace(all, r->ids[i], now->line);
	line_wake(all, r->ids[i], now->last_seq);
	if (t->replaced)
		return;
	t->left = now->left;
	bool due = is_due(t, r);
	bool behind = !t->working && t->heard_seq > t->sent_seq;
	if (now->left <= 0 ||
	    (due && (behind || t->turn == (int)HIRE_TURN_OURS)))
		pool_due(all, t, TALK_WAKE);
	else if (due && !t->full)
		say_clock(t, now->left, t->turn);
}

static void
tell_all(live *all, const running *r)
{
	for (size_t i = 0; i < r->n;) {
		pthread_mutex_lock(&all->lock);
		for (size_t end = i + SPREAD; i < end && i < r->n; i++)
			tell(all, r, i);
		pthread_mutex_unlock(&all->lock);
	}
}

static void
tick_all(live *all, running *r)
{
	hire_error err;
	collect(all, r);
	r->to = hire_ctx_now(all->options.ctx).steady / 1000 / TICK_MS;
	/* Whose turn came while the store was away hears of it afterwards. */
	if (r->n && hire_interviews_tick_many(
	                all->options.platform, r->ids, r->n, r->found, &err))
		return;
	tell_all(all, r);
	r->from = r->to;
}

static void
rest(live *all)
{
	struct timespec t = steady_in(TICK_MS);
	pthread_cond_timedwait(&all->rest, &all->lock, &t);
}

void *
tick(void *arg)
{
	live *all = arg;
	running r = {0};
	logins l = {0};
	unsigned round = 0;
	pthread_mutex_lock(&all->lock);
	while (!all->stop) {
		rest(all);
		pthread_mutex_unlock(&all->lock);
		tick_all(all, &r);
		logins_check(all, &l, round++);
		pthread_mutex_lock(&all->lock);
	}
	pthread_mutex_unlock(&all->lock);
	block_drop(&r.block);
	logins_drop(&l);
	return NULL;
}
