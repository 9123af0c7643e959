/* SPDX-License-Identifier: MIT
 * store_turn.c - a worker's turn: what is done goes, what is next comes; by
 * one take where the store knows how.
 */
#include "store_claim.h"

#include "util/ctx.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TRIES = 10, PAUSE_US = 500, KINDS_MAX = 64 };

/* Leases are not counted that end later: none is that long. */
#define LEASES_END HIRE_HOUR

/* What a take is made of. */
typedef struct taking {
	hire_filter ready[1];
	hire_set sets[4];
	int64_t most[KINDS_MAX];
	const hire_record_head **done;
	hire_time now;
	hire_take take;
} taking;

static int
by_turn(const void *a, const void *b)
{
	const hire_message *x = a, *y = b;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	if (x->run_at != y->run_at)
		return x->run_at < y->run_at ? -1 : 1;
	return strcmp(x->id, y->id);
}

static hire_status
give_up(hire__q_turn *k, hire_message *m, hire_error *err)
{
	hire_tx *tx;
	hire_status st = hire__q_begin(k->q, true, &tx, err);
	if (st)
		return st;
	hire__q_bury(m, hire__q_silent);
	st = hire__q_end(k->q, tx, hire__q_save(k->q, tx, m, err), err);
	return st == HIRE_ECONFLICT ? HIRE_OK : st; /* somebody else did */
}

/* Make the rows what they are now; who has used up its workers goes to the
 * dead instead.  Should that fail, its lease runs out and it comes again. */
static hire_status
take_over(hire__q_turn *k, const taking *t, hire_rows *rows, hire_error *err)
{
	hire_message *all = rows->rows;
	size_t kept = 0;
	hire_status st = HIRE_OK;
	if (rows->count)
		qsort(all, rows->count, sizeof *all, by_turn);
	for (size_t i = 0; i < rows->count; i++) {
		hire_message m = all[i];
		bool spent = hire__q_spent(&m);
		m.leased_by = k->worker;
		m.run_at = t->now + k->t.lease;
		m.updated_at = t->now;
		m.attempts++;
		if (!spent) {
			all[kept++] = m;
			continue;
		}
		m.attempts--;
		st = give_up(k, &m, st ? NULL : err);
	}
	k->got.messages = all;
	k->got.count = kept;
	return kept ? HIRE_OK : st;
}

static void
fill_limits(const hire__q_turn *k, taking *t)
{
	for (size_t i = 0; i < t->take.group_count; i++)
		for (size_t l = 0; l < k->t.limit_count; l++)
			if (!strcmp(k->t.kinds[i], k->t.limits[l].kind))
				t->most[i] = k->t.limits[l].most;
	t->take.most = t->most;
}

static void
fill(const hire__q_turn *k, taking *t)
{
	t->now = hire__q_now(k->q);
	t->ready[0] =
	    (hire_filter)HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY);
	t->sets[0] = (hire_set){.field = "leased_by", .text = k->worker};
	t->sets[1] =
	    (hire_set){.field = "run_at", .number = t->now + k->t.lease};
	t->sets[2] = (hire_set){.field = "updated_at", .number = t->now};
	t->sets[3] = (hire_set){.field = "attempts", .add = true, .number = 1};
	t->take = (hire_take){.size = sizeof t->take,
	    .record = &hire_message_record,
	    .filters = t->ready,
	    .filter_count = 1,
	    .group = "kind",
	    .groups = k->t.kinds,
	    .rank = "priority",
	    .ranks = HIRE__Q_PRIORITIES,
	    .order = "run_at",
	    .upto = t->now,
	    .limit = k->t.max,
	    .sets = t->sets,
	    .set_count = sizeof t->sets / sizeof *t->sets,
	    .holder = "leased_by",
	    .within = LEASES_END,
	    .done = t->done,
	    .done_count = k->t.done_count};
	while (k->t.kinds && k->t.kinds[t->take.group_count])
		t->take.group_count++;
	if (k->t.limit_count)
		fill_limits(k, t);
}

/* Losers of a race wait a little, each a different time. */
static void
pause_before(hire_ctx *ctx, int attempt)
{
	unsigned char dice = 128;
	(void)!hire__random(ctx, &dice, 1, NULL);
	long us = attempt * PAUSE_US + dice * 10L;
	nanosleep(&(struct timespec){0, us * 1000}, NULL);
}

hire_status
hire__q_turn_take(hire__q_turn *k, hire_error *err)
{
	hire_store *s = k->q->store;
	hire_taken taken = {.missed = 0};
	taking t = {.done = NULL};
	hire_status st = HIRE_OK;
	if (k->t.done_count) {
		t.done =
		    hire_arena_alloc(k->mem, k->t.done_count * sizeof *t.done);
		if (!t.done)
			return hire__nomem(err);
	}
	for (size_t i = 0; i < k->t.done_count; i++)
		t.done[i] =
		    (const hire_record_head *)(const void *)k->t.done[i];
	for (int i = 0; i < TRIES; i++) {
		if (i)
			pause_before(k->q->ctx, i);
		fill(k, &t);
		st = s->ops.take(s->state, &t.take, k->mem, &taken, err);
		if (st != HIRE_ECONFLICT)
			break;
	}
	if (st)
		return st;
	k->got.lost = taken.missed;
	k->got.next_due = taken.next;
	return take_over(k, &t, &taken.rows, err);
}

static hire_status
check(const hire_queue_turn *t, hire_error *err)
{
	size_t kinds = 0;
	while (t->kinds && t->kinds[kinds])
		kinds++;
	if (t->max < 0 || t->max > (t->limit_count ? 1 : HIRE__Q_MAX) ||
	    t->lease < 1 || t->lease > LEASES_END)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "claim up to %d messages (1 with limits) for at most an "
		    "hour",
		    HIRE__Q_MAX);
	if (kinds > KINDS_MAX || (t->kinds && !kinds) ||
	    t->limit_count > HIRE__Q_LIMITS || (t->limit_count && !kinds))
		return hire_fail(err, HIRE_EUSAGE, "kinds",
		    "name 1 to %d kinds, or all; with limits name them",
		    KINDS_MAX);
	if (t->done_count > HIRE__Q_MAX)
		return hire_fail(err, HIRE_EUSAGE, "done",
		    "%zu messages are done, at most %d at once", t->done_count,
		    HIRE__Q_MAX);
	return HIRE_OK;
}

hire_status
hire__q_turn_of(void *state, const hire_queue_turn *turn, hire_arena *mem,
    hire_queue_got *out, hire_error *err)
{
	hire__q_turn k = {.q = state, .mem = mem};
	hire_status st = hire__extend(&k.t, sizeof k.t, turn, err);
	if (!st)
		st = check(&k.t, err);
	if (!st && !(k.worker = hire_arena_strdup(mem, k.t.worker)))
		st = hire__nomem(err);
	if (st)
		return st;
	st = k.q->store->ops.take ? hire__q_turn_take(&k, err)
	                          : hire__q_turn_plain(&k, err);
	if (st)
		return st;
	atomic_store(&k.q->idle, !k.got.count);
	*out = k.got;
	return HIRE_OK;
}

hire_status
hire__q_claim(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err)
{
	hire_queue_got got;
	hire_queue_turn t = {.size = sizeof t,
	    .worker = worker,
	    .kinds = kinds,
	    .lease = lease,
	    .max = max};
	if (max < 1)
		return hire_fail(err, HIRE_EUSAGE, "max",
		    "claim 1 to %d messages", HIRE__Q_MAX);
	hire_status st = hire__q_turn_of(state, &t, mem, &got, err);
	if (st)
		return st;
	*out = got.messages;
	*count = got.count;
	return HIRE_OK;
}
