/* SPDX-License-Identifier: MIT
 * redis_rows.c - from the rows that are due to the lines in Redis.
 * It only reads the store: a row says nothing about its place in line, so
 * that a line which is lost is made again from the rows.
 */
#include "redis_lines.h"

#include "util/ctx.h"

#include <string.h>

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
	int64_t waiting; /* in this line, or all of this priority */
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
			    c, rows.rows, rows.count, &fresh, err);
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
	if (r->waiting >= HIRE__RL_LOW)
		return HIRE_OK;
	for (size_t i = 0; !st && i < n && r->waiting < HIRE__RL_WINDOW; i++)
		st = relay_range(r, &ranges[i], err);
	return st;
}

/* How many wait in the line of this priority and `kind`. */
static int64_t
waiting_in(const relay *r, const char *kind)
{
	const hire__rl_claim *c = r->c;
	for (size_t i = 0; i < c->line_count; i++)
		if (c->lines[i].name[0] - '0' == r->priority &&
		    !strcmp(c->lines[i].name + 2, kind))
			return c->lines[i].waiting;
	return 0;
}

/* Every kind asked for, or all together, of one priority. */
static hire_status
relay_kinds(relay *r, hire_error *err)
{
	const hire__rl_claim *c = r->c;
	hire_status st = HIRE_OK;
	r->waiting = c->waits[r->priority];
	if (!c->kinds)
		return relay_kind(r, NULL, err);
	for (size_t k = 0; !st && c->kinds[k]; k++) {
		r->waiting = waiting_in(r, c->kinds[k]);
		st = relay_kind(r, c->kinds[k], err);
	}
	return st;
}

/* The lines of one priority that were ever used: that is quicker. */
static hire_status
relay_lines(relay *r, hire_error *err)
{
	const hire__rl_claim *c = r->c;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < c->line_count; i++) {
		if (c->lines[i].name[0] - '0' != r->priority)
			continue;
		r->waiting = c->lines[i].waiting;
		st = relay_kind(r, c->lines[i].name + 2, err);
	}
	return st;
}

static hire_status
relay_all(relay *r, bool all, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (int64_t p = 0; !st && p < HIRE__RL_PRIORITIES; p++) {
		r->priority = p;
		st = all ? relay_kinds(r, err) : relay_lines(r, err);
	}
	return st;
}

static hire_status
relay_due(hire__rl_claim *c, bool all, size_t *fresh, hire_error *err)
{
	relay r = {.c = c};
	const hire_store *s = c->q->store;
	hire_status st = s->ops.begin(s->state, false, &r.tx, err);
	if (st)
		return st;
	st = relay_all(&r, all, err);
	/* Who has nothing else to do looks everywhere. */
	if (!st && !all && !r.fresh && !c->count)
		st = relay_all(&r, true, err);
	*fresh = r.fresh;
	if (!st)
		return s->ops.commit(s->state, r.tx, err);
	s->ops.rollback(s->state, r.tx);
	return st;
}

hire_status
hire__rl_relay(hire__rl_claim *claim, bool all, size_t *fresh, hire_error *err)
{
	size_t sent = 0;
	hire__rl_claim c = *claim;
	hire_status st = hire_arena_new(c.q->ctx, 0, &c.mem, err);
	if (st)
		return st;
	st = relay_due(&c, all, &sent, err);
	hire_arena_free(c.mem);
	claim->away = c.away;
	if (!st)
		*fresh = sent;
	return st;
}

/* Whether as many of `kind` are leased, in their rows, as may be. */
static hire_status
is_full(const hire__rl_claim *c, hire_tx *tx, const char *kind, bool *full,
    hire_error *err)
{
	const hire_store *s = c->q->store;
	size_t i = 0, count = 0;
	hire_bucket *all;
	while (i < c->limit_count && strcmp(c->limits[i].kind, kind) != 0)
		i++;
	*full = false;
	if (i == c->limit_count)
		return HIRE_OK;
	const hire_filter held[] = {
	    HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_READY),
	    HIRE_IS("kind", kind),
	    HIRE_NUM("run_at", HIRE_GT, c->now),
	    {"leased_by", HIRE_NE, 0, NULL},
	};
	const hire_aggregate q = {.size = sizeof q,
	    .record = &hire_message_record,
	    .filters = held,
	    .filter_count = sizeof held / sizeof *held};
	hire_status st =
	    s->ops.aggregate(s->state, tx, &q, c->mem, &all, &count, err);
	*full = !st && count && all[0].count >= c->limits[i].most;
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
	bool full = false;
	hire_status st =
	    kind && c->limit_count ? is_full(c, tx, kind, &full, err) : HIRE_OK;
	if (!st && !full && query.limit)
		st = select_rows(c->q, tx, priority, kind, &late, &query,
		    c->mem, &rows, err);
	for (size_t i = 0; !st && i < rows.count; i++)
		c->all[c->count++] = ((hire_message *)rows.rows)[i];
	return st;
}

/* What `each` makes of every priority and kind. */
typedef hire_status
look_into(hire__rl_claim *c, hire_tx *tx, int64_t priority, const char *kind,
    hire_error *err);

static hire_status
for_each(hire__rl_claim *c, look_into *each, hire_error *err)
{
	static const char *const any[] = {NULL};
	hire_tx *tx;
	const hire_store *s = c->q->store;
	hire_status st = s->ops.begin(s->state, false, &tx, err);
	if (st)
		return st;
	for (int64_t p = 0; !st && p < HIRE__RL_PRIORITIES; p++) {
		const char *const *kind = c->kinds ? c->kinds : any;
		do
			st = each(c, tx, p, *kind, err);
		while (!st && *kind && *++kind);
	}
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

hire_status
hire__rl_late(hire__rl_claim *c, hire_error *err)
{
	c->count = 0;
	return for_each(c, find_late, err);
}

/* One look into the index; the first is kept in c->first_row. */
static hire_status
find_next(hire__rl_claim *c, hire_tx *tx, int64_t priority, const char *kind,
    hire_error *err)
{
	const range later = {.after = c->now};
	hire_query query = {.limit = 1};
	hire_rows rows = {0};
	hire_status st = select_rows(
	    c->q, tx, priority, kind, &later, &query, c->mem, &rows, err);
	const hire_message *m = st || !rows.count ? NULL : rows.rows;
	if (m && (!c->first_row || m->run_at < c->first_row))
		c->first_row = m->run_at;
	return st;
}

hire_status
hire__rl_next_row(hire__rl_claim *c, hire_time *out, hire_error *err)
{
	c->first_row = 0;
	hire_status st = for_each(c, find_next, err);
	if (!st)
		*out = c->first_row;
	return st;
}
