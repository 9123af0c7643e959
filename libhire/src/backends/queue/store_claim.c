/* SPDX-License-Identifier: MIT
 * store_claim.c - which messages a worker gets, and leasing them to it.
 * Looks before it writes: idle workers ask often.
 */
#include "store_claim.h"

#include "util/ctx.h"

#include <string.h>

enum { CLAIM_MAX = 1000, TRIES = 5 };

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

/* Whether anything is due: idle workers ask often and must not write. */
static hire_status
any_due(const hire__queue_store *q, const char *const *kinds, hire_arena *mem,
    bool *out, hire_error *err)
{
	hire_message one;
	picks p = {.all = &one, .max = 1};
	hire_tx *tx;
	hire_status st = hire__q_begin(q, false, &tx, err);
	if (st)
		return st;
	st = hire__q_end(q, tx, pick(q, tx, kinds, mem, &p, err), err);
	*out = p.count > 0;
	return st;
}

/* Lease all of `p`.  A message that was leased for the last time and never
 * reported back has taken its workers down with it: it goes to the dead. */
static hire_status
lease_all(const hire__queue_store *q, hire_tx *tx, const char *worker,
    hire_time lease, picks *p, hire_error *err)
{
	size_t kept = 0;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < p->count; i++) {
		hire_message m = p->all[i];
		bool spent = m.leased_by && m.attempts >= m.max_attempts;
		if (spent) {
			hire__q_bury(&m, "its workers stopped without a word");
		} else {
			m.leased_by = worker;
			m.run_at = hire__q_now(q) + lease;
			m.attempts++;
		}
		st = hire__q_save(q, tx, &m, err);
		if (!st && !spent)
			p->all[kept++] = m;
	}
	p->count = kept;
	return st;
}

static hire_status
claim_once(const hire__queue_store *q, const char *worker,
    const char *const *kinds, hire_time lease, hire_arena *mem, picks *p,
    hire_error *err)
{
	hire_tx *tx;
	hire_status st = hire__q_begin(q, true, &tx, err);
	if (st)
		return st;
	p->count = 0;
	st = pick(q, tx, kinds, mem, p, err);
	if (!st)
		st = lease_all(q, tx, worker, lease, p, err);
	return hire__q_end(q, tx, st, err);
}

hire_status
hire__q_claim(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err)
{
	const hire__queue_store *q = state;
	bool due = false;
	if (max < 1 || max > CLAIM_MAX || lease < 1)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "claim 1 to %d messages for some time", CLAIM_MAX);
	picks p = {.max = (size_t)max};
	p.all = hire_arena_alloc(mem, p.max * sizeof *p.all);
	worker = hire_arena_strdup(mem, worker);
	if (!p.all || !worker)
		return hire__nomem(err);
	hire_status st = any_due(q, kinds, mem, &due, err);
	for (int i = 0; !st && due && i < TRIES; i++) {
		st = claim_once(q, worker, kinds, lease, mem, &p, err);
		if (st != HIRE_ECONFLICT)
			break;
		p.count = 0; /* others are quicker: nothing for us, yet */
		st = HIRE_OK;
	}
	if (st)
		return st;
	*out = p.all;
	*count = p.count;
	return HIRE_OK;
}
