/* SPDX-License-Identifier: MIT
 * store_claim.c - a worker's turn over a store that can only select and
 * update, where one writer at a time is quick.
 * Looks before it writes: idle workers ask often.
 */
#include "store_claim.h"

#include "util/ctx.h"

#include <string.h>

enum { TRIES = 5 };

/* What a claim takes: at most `max` messages, by priority, then run_at. */
typedef struct picks {
	hire_message *all;
	size_t count, max;
} picks;

static void
keep_sorted(picks *p, size_t first, const hire_message *m)
{
	size_t at = p->count;
	while (at > first && p->all[at - 1].run_at > m->run_at)
		at--;
	if (at == p->max)
		return;
	if (p->count == p->max)
		p->count--;
	memmove(&p->all[at + 1], &p->all[at], (p->count - at) * sizeof *m);
	p->all[at] = *m;
	p->count++;
}

static hire_status
pick_some(const hire__queue_store *q, hire_tx *tx, int64_t priority,
    const char *kind, hire_time due, hire_arena *mem, size_t first, picks *p,
    hire_error *err)
{
	hire_filter filters[] = {
	    HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY),
	    HIRE_NUM("priority", HIRE_EQ, priority),
	    HIRE_NUM("run_at", HIRE_LE, due),
	    HIRE_IS("kind", kind),
	};
	hire_rows rows;
	hire_status st = hire__q_select_by(q, tx, filters, kind ? 4 : 3,
	    "run_at", (int32_t)(p->max - first), mem, &rows, err);
	for (size_t i = 0; !st && i < rows.count; i++)
		keep_sorted(p, first, (hire_message *)rows.rows + i);
	return st;
}

static hire_status
pick(const hire__queue_store *q, hire_tx *tx, const char *const *kinds,
    hire_arena *mem, picks *p, hire_error *err)
{
	hire_time due = hire__q_now(q);
	hire_status st = HIRE_OK;
	for (int64_t n = 0; !st && n < HIRE__Q_PRIORITIES && p->count < p->max;
	     n++) {
		size_t first = p->count;
		if (!kinds)
			st = pick_some(q, tx, n, NULL, due, mem, first, p, err);
		for (size_t k = 0; !st && kinds && kinds[k]; k++)
			st = pick_some(
			    q, tx, n, kinds[k], due, mem, first, p, err);
	}
	return st;
}

/* One look into the index for each instead of a walk over all. */
static hire_status
first_of(const hire__queue_store *q, hire_tx *tx, const char *kind,
    hire_arena *mem, hire_time *out, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (int64_t n = 0; !st && n < HIRE__Q_PRIORITIES; n++) {
		hire_filter filters[] = {
		    HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY),
		    HIRE_NUM("priority", HIRE_EQ, n),
		    HIRE_IS("kind", kind),
		};
		hire_rows rows;
		st = hire__q_select_by(
		    q, tx, filters, kind ? 3 : 2, "run_at", 1, mem, &rows, err);
		const hire_message *m = st || !rows.count ? NULL : rows.rows;
		if (m && (!*out || m->run_at < *out))
			*out = m->run_at;
	}
	return st;
}

hire_status
hire__q_first_due(const hire__queue_store *q, hire_tx *tx,
    const char *const *kinds, hire_arena *mem, hire_time *out, hire_error *err)
{
	hire_time first = 0;
	hire_status st = HIRE_OK;
	if (!kinds)
		st = first_of(q, tx, NULL, mem, &first, err);
	for (size_t i = 0; !st && kinds && kinds[i]; i++)
		st = first_of(q, tx, kinds[i], mem, &first, err);
	if (!st)
		*out = first;
	return st;
}

/* When the first message is due: idle workers ask often and must not write. */
static hire_status
look(hire__q_turn *k, hire_time *due, hire_error *err)
{
	hire_tx *tx;
	hire_status st = hire__q_begin(k->q, false, &tx, err);
	if (st)
		return st;
	st = hire__q_first_due(k->q, tx, k->t.kinds, k->mem, due, err);
	return hire__q_end(k->q, tx, st, err);
}

bool
hire__q_spent(const hire_message *m)
{
	return m->leased_by && m->attempts >= m->max_attempts;
}

const char hire__q_silent[] = "its workers stopped without a word";

/* Lease all of `p`.  A message that was leased for the last time and never
 * reported back has taken its workers down with it: it goes to the dead. */
static hire_status
lease_all(hire__q_turn *k, hire_tx *tx, picks *p, hire_error *err)
{
	size_t kept = 0;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < p->count; i++) {
		hire_message m = p->all[i];
		bool spent = hire__q_spent(&m);
		if (spent) {
			hire__q_bury(&m, hire__q_silent);
		} else {
			m.leased_by = k->worker;
			m.run_at = hire__q_now(k->q) + k->t.lease;
			m.attempts++;
		}
		st = hire__q_save(k->q, tx, &m, err);
		if (!st && !spent)
			p->all[kept++] = m;
	}
	p->count = kept;
	return st;
}

static hire_status
remove_done(hire__q_turn *k, hire_tx *tx, hire_error *err)
{
	hire_status st = HIRE_OK;
	k->got.lost = 0;
	for (size_t i = 0; !st && i < k->t.done_count; i++) {
		const hire_message *m = k->t.done[i];
		hire_filter same[] = {HIRE_IS("id", m->id),
		    HIRE_NUM("version", HIRE_EQ, m->version)};
		hire_rows rows;
		st = hire__q_select_by(
		    k->q, tx, same, 2, NULL, 1, k->mem, &rows, err);
		if (!st && !rows.count)
			k->got.lost++;
		else if (!st)
			st = k->q->store->ops.remove(k->q->store->state, tx,
			    &hire_message_record, m->id, m->version, err);
	}
	return st;
}

static hire_status
is_full(const hire__q_turn *k, hire_tx *tx, const hire_queue_limit *limit,
    bool *full, hire_error *err)
{
	hire_filter held[] = {
	    HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY),
	    HIRE_IS("kind", limit->kind),
	    HIRE_NUM("run_at", HIRE_GT, hire__q_now(k->q)),
	    {"leased_by", HIRE_NE, 0, NULL},
	};
	hire_aggregate q = {.size = sizeof q,
	    .record = &hire_message_record,
	    .filters = held,
	    .filter_count = sizeof held / sizeof *held};
	hire_bucket *buckets;
	size_t n = 0;
	hire_status st = k->q->store->ops.aggregate(
	    k->q->store->state, tx, &q, k->mem, &buckets, &n, err);
	if (!st)
		*full = n && buckets[0].count >= limit->most;
	return st;
}

/* Of the kinds that are asked for those of which more may be leased. */
static hire_status
open_kinds(
    hire__q_turn *k, hire_tx *tx, const char *const **out, hire_error *err)
{
	size_t n = 0, kept = 0;
	hire_status st = HIRE_OK;
	*out = k->t.kinds;
	if (!k->t.limit_count)
		return HIRE_OK;
	while (k->t.kinds[n])
		n++;
	const char **some = hire_arena_alloc(k->mem, (n + 1) * sizeof *some);
	if (!some)
		return hire__nomem(err);
	for (size_t i = 0; !st && i < n; i++) {
		bool full = false;
		for (size_t l = 0; !st && l < k->t.limit_count; l++)
			if (!strcmp(k->t.limits[l].kind, k->t.kinds[i]))
				st =
				    is_full(k, tx, &k->t.limits[l], &full, err);
		if (!full)
			some[kept++] = k->t.kinds[i];
	}
	some[kept] = NULL;
	*out = some;
	return st;
}

static hire_status
turn_in(hire__q_turn *k, hire_tx *tx, picks *p, hire_error *err)
{
	const char *const *kinds = NULL;
	p->count = 0;
	hire_status st = remove_done(k, tx, err);
	if (!st && p->max)
		st = open_kinds(k, tx, &kinds, err);
	if (!st && p->max)
		st = pick(k->q, tx, kinds, k->mem, p, err);
	return st ? st : lease_all(k, tx, p, err);
}

static hire_status
turn_once(hire__q_turn *k, picks *p, hire_error *err)
{
	hire_tx *tx;
	hire_status st = hire__q_begin(k->q, true, &tx, err);
	return st ? st : hire__q_end(k->q, tx, turn_in(k, tx, p, err), err);
}

hire_status
hire__q_turn_plain(hire__q_turn *k, hire_error *err)
{
	picks p = {.max = (size_t)k->t.max};
	hire_time due = 0;
	hire_status st = HIRE_OK;
	p.all = hire_arena_alloc(k->mem, (p.max + 1) * sizeof *p.all);
	if (!p.all)
		return hire__nomem(err);
	if (!k->t.done_count && atomic_load(&k->q->idle)) {
		st = look(k, &due, err);
		if (st || !due || due > hire__q_now(k->q)) {
			k->got.next_due = due;
			return st;
		}
	}
	for (int i = 0; i < TRIES; i++) {
		st = turn_once(k, &p, err);
		if (st != HIRE_ECONFLICT)
			break;
		p.count = 0; /* others are quicker: nothing for us, yet */
	}
	if (st == HIRE_ECONFLICT && !k->t.done_count)
		st = HIRE_OK;
	if (!st && !p.count && p.max)
		st = look(k, &k->got.next_due, err);
	k->got.messages = p.all;
	k->got.count = p.count;
	return st;
}
