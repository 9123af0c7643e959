/* SPDX-License-Identifier: MIT
 * redis_rows.c - from the rows that are due to the lines in Redis.
 * It only reads the store: a row says nothing about its place in line, so
 * that a line which is lost is made again from the rows.
 */
#include "redis_lines.h"

#include "util/ctx.h"

enum { RANGES = 3, FILTERS = 7 };

/* Rows due after `after`, up to `until`, and changed so; 0: whenever. */
typedef struct range {
	hire_time after, until;
	hire_time changed_after, changed_until;
} range;

hire_time
hire__rl_now(const hire__queue_redis *q)
{
	return hire_ctx_now(q->ctx).wall;
}

static hire_status
select_rows(hire__queue_redis *q, hire_tx *tx, int64_t priority,
    const char *kind, const range *r, hire_query *query, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	size_t n = 0;
	hire_filter filters[FILTERS] = {{0}};
	const hire_filter may[FILTERS] = {
	    HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY),
	    HIRE_NUM("priority", HIRE_EQ, priority),
	    HIRE_NUM("run_at", HIRE_LE, r->until),
	    HIRE_NUM("run_at", HIRE_GT, r->after),
	    HIRE_NUM("updated_at", HIRE_GT, r->changed_after),
	    HIRE_NUM("updated_at", HIRE_LE, r->changed_until),
	    HIRE_IS("kind", kind),
	};
	const bool wanted[FILTERS] = {true, true, r->until, r->after,
	    r->changed_after, r->changed_until, kind};
	for (size_t i = 0; i < FILTERS; i++)
		if (wanted[i])
			filters[n++] = may[i];
	query->size = sizeof *query;
	query->record = &hire_message_record;
	query->filters = filters;
	query->filter_count = n;
	query->order = "run_at";
	return q->store->ops.select(q->store->state, tx, query, mem, out, err);
}

/* What may stand in line.  A Redis that knows of nothing from before `born`
 * may have been told of it: what became due or was taken over in the lease
 * before that may be with a worker, and waits until it cannot be. */
static size_t
sendable(const hire__rl_claim *c, range out[RANGES])
{
	hire_time late = c->now - c->lease;
	if (c->born <= late) {
		out[0] = (range){.until = c->now};
		return 1;
	}
	out[0] = (range){.until = late, .changed_until = late};
	out[1] = (range){.until = c->born, .changed_after = c->born};
	out[2] = (range){.after = c->born, .until = c->now};
	return RANGES;
}

/* A relay on its way; pages live in `page`. */
typedef struct relay {
	hire__rl_claim *c;
	hire_tx *tx;
	int64_t priority;
	const char *kind;
	int64_t waiting; /* in line up to this priority */
	size_t fresh;
} relay;

static hire_status
relay_range(relay *r, const range *which, hire_error *err)
{
	hire__rl_claim *c = r->c;
	hire_query query = {.limit = HIRE__RL_WINDOW};
	hire_status st = HIRE_OK;
	do {
		size_t fresh = 0;
		hire_rows rows = {0};
		st = select_rows(c->q, r->tx, r->priority, r->kind, which,
		    &query, c->mem, &rows, err);
		if (!st && rows.count)
			st = hire__rl_send(
			    c, rows.rows, rows.count, false, &fresh, err);
		r->waiting += (int64_t)fresh;
		r->fresh += fresh;
		query.after = rows.next;
	} while (!st && query.after && r->waiting < HIRE__RL_WINDOW);
	return st;
}

static hire_status
relay_kind(relay *r, const char *kind, hire_error *err)
{
	range ranges[RANGES];
	hire_status st = HIRE_OK;
	size_t n = sendable(r->c, ranges);
	r->kind = kind;
	for (size_t i = 0; !st && i < n && r->waiting < HIRE__RL_WINDOW; i++)
		st = relay_range(r, &ranges[i], err);
	return st;
}

static hire_status
relay_all(relay *r, hire_error *err)
{
	const hire__rl_claim *c = r->c;
	hire_status st = HIRE_OK;
	for (int64_t p = 0; !st && p < HIRE__RL_PRIORITIES; p++) {
		r->priority = p;
		r->waiting += c->waits[p];
		if (!c->kinds && r->waiting < HIRE__RL_WINDOW)
			st = relay_kind(r, NULL, err);
		for (size_t k = 0; !st && c->kinds && c->kinds[k]; k++)
			st = relay_kind(r, c->kinds[k], err);
	}
	return st;
}

static hire_status
relay_due(hire__rl_claim *c, size_t *fresh, hire_error *err)
{
	relay r = {.c = c};
	const hire_store *s = c->q->store;
	hire_status st = s->ops.begin(s->state, false, &r.tx, err);
	if (st)
		return st;
	st = relay_all(&r, err);
	*fresh = r.fresh;
	if (!st)
		return s->ops.commit(s->state, r.tx, err);
	s->ops.rollback(s->state, r.tx);
	return st;
}

hire_status
hire__rl_relay(hire__rl_claim *claim, size_t *fresh, hire_error *err)
{
	size_t sent = 0, none;
	hire__rl_claim c = *claim;
	hire_status st = hire_arena_new(c.q->ctx, 0, &c.mem, err);
	if (!st) {
		st = relay_due(&c, &sent, err);
		hire_arena_free(c.mem);
	}
	claim->away = c.away;
	/* Without this the turn ends by itself, later. */
	if (!c.away) {
		hire_status ended =
		    hire__rl_send(claim, NULL, 0, true, &none, st ? NULL : err);
		st = st ? st : ended;
	}
	if (!st)
		*fresh = sent;
	return st;
}

/* Append the rows of one priority and kind to c->all. */
static hire_status
find_late(hire__rl_claim *c, hire_tx *tx, int64_t priority, const char *kind,
    hire_error *err)
{
	const hire_time t = c->now - c->lease;
	const range late = {.until = t, .changed_until = t};
	hire_query query = {.limit = (int32_t)(c->max - c->count)};
	hire_rows rows = {0};
	hire_status st = select_rows(
	    c->q, tx, priority, kind, &late, &query, c->mem, &rows, err);
	for (size_t i = 0; !st && i < rows.count; i++)
		c->all[c->count++] = ((hire_message *)rows.rows)[i];
	return st;
}

static hire_status
find_all_late(hire__rl_claim *c, hire_tx *tx, hire_error *err)
{
	static const char *const any[] = {NULL};
	hire_status st = HIRE_OK;
	for (int64_t p = 0; !st && p < HIRE__RL_PRIORITIES; p++) {
		const char *const *kind = c->kinds ? c->kinds : any;
		do
			if (c->count < c->max)
				st = find_late(c, tx, p, *kind, err);
		while (!st && *kind && *++kind);
	}
	return st;
}

hire_status
hire__rl_late(hire__rl_claim *c, hire_error *err)
{
	hire_tx *tx;
	const hire_store *s = c->q->store;
	hire_status st = s->ops.begin(s->state, false, &tx, err);
	if (st)
		return st;
	c->count = 0;
	st = find_all_late(c, tx, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

/* One look into the index per priority. */
static hire_status
next_in(hire__queue_redis *q, hire_tx *tx, hire_arena *mem, hire_time now,
    hire_time *first, hire_error *err)
{
	hire_status st = HIRE_OK;
	const range later = {.after = now};
	for (int64_t p = 0; !st && p < HIRE__RL_PRIORITIES; p++) {
		hire_query query = {.limit = 1};
		hire_rows rows = {0};
		st = select_rows(
		    q, tx, p, NULL, &later, &query, mem, &rows, err);
		const hire_message *m = st || !rows.count ? NULL : rows.rows;
		if (m && (!*first || m->run_at < *first))
			*first = m->run_at;
	}
	return st;
}

hire_status
hire__rl_next_row(hire__queue_redis *q, hire_arena *mem, hire_time now,
    hire_time *out, hire_error *err)
{
	hire_tx *tx;
	const hire_store *s = q->store;
	hire_time first = 0;
	hire_status st = s->ops.begin(s->state, false, &tx, err);
	if (st)
		return st;
	st = next_in(q, tx, mem, now, &first, err);
	if (st)
		s->ops.rollback(s->state, tx);
	else
		st = s->ops.commit(s->state, tx, err);
	if (!st)
		*out = first;
	return st;
}
