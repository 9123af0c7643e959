/* SPDX-License-Identifier: MIT
 * redis_lease.c - from an id that Redis gave out to a message for a worker.
 * The row decides: whether the message is still what it was, and how often
 * it was tried.  A first delivery only reads it; one that takes a lost lease
 * over changes its version, so that the first worker can no longer settle it.
 */
#include "redis_lines.h"

#include "util/ctx.h"

#define SILENT "its workers stopped without a word"

/* Each change of a row is a transaction of its own: they are rare. */
static hire_status
save(hire__rl_claim *c, hire_message *m, hire_error *err)
{
	hire_tx *tx;
	const hire_store *s = c->q->store;
	hire_status st = s->ops.begin(s->state, true, &tx, err);
	if (st)
		return st;
	m->updated_at = c->now;
	st = s->ops.update(s->state, tx, &hire_message_record, m, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

static hire_status
read_row(const hire__rl_claim *c, hire_tx *tx, const char *id,
    hire_message **out, hire_error *err)
{
	hire_filter which = HIRE_IS("id", id);
	hire_query query = {.size = sizeof query,
	    .record = &hire_message_record,
	    .filters = &which,
	    .filter_count = 1,
	    .limit = 1};
	hire_rows rows = {0};
	const hire_store *s = c->q->store;
	hire_status st =
	    s->ops.select(s->state, tx, &query, c->mem, &rows, err);
	if (!st)
		*out = rows.count ? rows.rows : NULL;
	return st;
}

static hire_status
read_rows(const hire__rl_claim *c, const hire__rl_taken *taken, size_t count,
    hire_message **rows, hire_error *err)
{
	hire_tx *tx;
	const hire_store *s = c->q->store;
	/* Where writers are not alone they begin with their first statement,
	 * which saves a round trip. */
	bool write = s->ops.hold != NULL;
	hire_status st = s->ops.begin(s->state, write, &tx, err);
	if (st)
		return st;
	for (size_t i = 0; !st && i < count; i++)
		st = read_row(c, tx, taken[i].id, &rows[i], err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

/* Whether the row is what stood in line.  A lease that is taken over may
 * have been so before, by somebody who did not live to change the row. */
static bool
holds(const hire__rl_claim *c, const hire__rl_taken *t, const hire_message *m)
{
	return m && m->state == HIRE_MESSAGE_READY && m->run_at <= c->now &&
	       (t->deliveries > 1 ? m->version <= t->version
	                          : m->version == t->version);
}

/* Count the attempt of a worker that fell silent, unless its row was leased,
 * which counted it; `*ready` false: it was the last one. */
static hire_status
count_silence(hire__rl_claim *c, const hire__rl_taken *t, hire_message *m,
    bool *ready, hire_error *err)
{
	bool again = t->deliveries > 1, counted = m->leased_by != NULL;
	*ready = true;
	if (!again && !counted)
		return HIRE_OK;
	m->attempts += !counted;
	*ready = m->attempts < m->max_attempts;
	if (*ready && !again)
		return HIRE_OK;
	if (!*ready) {
		m->state = HIRE_MESSAGE_DEAD;
		m->last_error = SILENT;
	}
	m->leased_by = NULL;
	return save(c, m, err);
}

static hire_status
hand_out_one(hire__rl_claim *c, const hire__rl_taken *t, hire_message *m,
    hire_error *err)
{
	bool ready = holds(c, t, m);
	hire_status st = ready ? count_silence(c, t, m, &ready, err) : HIRE_OK;
	if (st == HIRE_ECONFLICT)
		ready = false;
	else if (st)
		return st;
	if (!ready) {
		hire__rl_settle(c->q, t->id, INT64_MAX, c->worker);
		return HIRE_OK;
	}
	m->attempts++;
	m->leased_by = c->worker;
	m->run_at = c->now + c->lease;
	c->all[c->count++] = *m;
	return HIRE_OK;
}

hire_status
hire__rl_hand_out(hire__rl_claim *c, const hire__rl_taken *taken, size_t count,
    hire_error *err)
{
	size_t done = 0;
	hire_message **rows = hire_arena_alloc(c->mem, count * sizeof *rows);
	hire_status st =
	    rows ? read_rows(c, taken, count, rows, err) : hire__nomem(err);
	while (!st && done < count) {
		st = hand_out_one(c, &taken[done], rows[done], err);
		done += !st;
	}
	/* Those that nobody gets now go back into line. */
	for (; done < count; done++)
		hire__rl_settle(c->q, taken[done].id, INT64_MAX, c->worker);
	return st;
}

/* Lease in its row what another worker may look at without Redis too. */
static hire_status
lease_row(hire__rl_claim *c, hire_message *m, bool *ours, hire_error *err)
{
	bool spent = m->leased_by && m->attempts >= m->max_attempts;
	if (spent) {
		m->state = HIRE_MESSAGE_DEAD;
		m->leased_by = NULL;
		m->last_error = SILENT;
	} else {
		m->leased_by = c->worker;
		m->run_at = c->now + c->lease;
		m->attempts++;
	}
	hire_status st = save(c, m, err);
	*ours = !st && !spent;
	return st == HIRE_ECONFLICT ? HIRE_OK : st;
}

hire_status
hire__rl_claim_late(hire__rl_claim *c, hire_error *err)
{
	size_t kept = 0;
	hire_status st = hire__rl_late(c, err);
	for (size_t i = 0; !st && i < c->count; i++) {
		bool ours = false;
		hire_message m = c->all[i];
		st = lease_row(c, &m, &ours, err);
		if (ours)
			c->all[kept++] = m;
	}
	c->count = kept;
	return kept ? HIRE_OK : st;
}
