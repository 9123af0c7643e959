/* SPDX-License-Identifier: MIT
 * redis_claim.c - which messages a worker gets: out of line, or without Redis
 * out of the store.
 */
#include "redis_lines.h"

#include "util/ctx.h"

#include <string.h>
#include <time.h>

enum { CLAIM_MAX = 1000, ROUNDS = 500 };

static void
wait_ms(long ms)
{
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

/* One conversation; `*more`: another one may give more. */
static hire_status
round_of_taking(hire__rl_claim *c, bool *more, hire_error *err)
{
	size_t count = 0, fresh = 0;
	hire__rl_taken *taken = NULL;
	hire__rl_turn turn;
	hire_status st =
	    hire__rl_take(c, c->max - c->count, &taken, &count, &turn, err);
	if (st)
		return st;
	c->count += count; /* who gets some looks no further */
	if (turn == HIRE__RL_OURS || turn == HIRE__RL_OURS_ALL)
		st = hire__rl_relay(c, turn == HIRE__RL_OURS_ALL, &fresh, err);
	c->count -= count;
	if (st && c->away && count) {
		st = HIRE_OK; /* what was taken can still be handed out */
		c->away = false;
	}
	if (!st && count)
		st = hire__rl_hand_out(c, taken, count, err);
	if (turn == HIRE__RL_THEIRS && !c->count)
		wait_ms(1);
	*more = c->count < c->max &&
	        (fresh || count || (turn == HIRE__RL_THEIRS && !c->count));
	return st;
}

/* What was handed out in vain goes back into line. */
static void
give_back(hire__rl_claim *c)
{
	for (size_t i = 0; i < c->count; i++)
		hire__rl_settle(c->q, c->all[i].id, INT64_MAX, c->worker);
	c->count = 0;
}

static hire_status
claim(hire__rl_claim *c, hire_error *err)
{
	bool more = true;
	hire_status st = hire__rl_reserve(c->q, c->max + 1, err);
	for (int i = 0; !st && more && i < ROUNDS; i++)
		st = round_of_taking(c, &more, err);
	hire__rl_end_turn(c);
	if (st == HIRE_ENOMEM)
		give_back(c);
	if (st && c->away && !c->count)
		return hire__rl_claim_late(c, err);
	return c->count ? HIRE_OK : st;
}

hire__rl_claim
hire__rl_looking(hire__queue_redis *q, hire_arena *mem)
{
	return (hire__rl_claim){.q = q,
	    .worker = "-",
	    .now = hire__rl_now(q),
	    .lease = HIRE_MINUTE,
	    .mem = mem};
}

hire_status
hire__rl_look(hire__rl_claim *c, int64_t *waiting, hire_error *err)
{
	size_t count, fresh = 0;
	hire__rl_taken *none;
	hire__rl_turn turn;
	hire_status st = hire__rl_take(c, 0, &none, &count, &turn, err);
	if (!st && (turn == HIRE__RL_OURS || turn == HIRE__RL_OURS_ALL))
		st = hire__rl_relay(c, true, &fresh, err);
	hire__rl_end_turn(c);
	*waiting = (int64_t)fresh;
	for (size_t p = 0; p < HIRE__RL_PRIORITIES; p++)
		*waiting += c->waits[p];
	return st;
}

/* Nothing waits in line: when will something?  Rows that are due and with a
 * worker count from the end of its lease. */
static hire_status
later(hire__rl_claim *c, hire_time *out, hire_error *err)
{
	hire_time due = 0;
	hire__queue_redis *q = c->q;
	if (c->away)
		return q->rows.ops.next_due(q->rows.state, out, err);
	hire_status st = hire__rl_next_row(c, &due, err);
	if (st)
		return st;
	*out =
	    c->lease_end && (!due || c->lease_end < due) ? c->lease_end : due;
	return HIRE_OK;
}

hire_status
hire__rl_find_due(hire__rl_claim *c, hire_time *out, hire_error *err)
{
	int64_t waiting;
	hire_status st = hire__rl_look(c, &waiting, err);
	if (st && !c->away)
		return st;
	if (!st && waiting)
		*out = c->now;
	return !st && waiting ? HIRE_OK : later(c, out, err);
}

static hire_status
check(const hire_queue_turn *t, hire_error *err)
{
	if (t->max < 0 || t->max > (t->limit_count ? 1 : CLAIM_MAX) ||
	    t->lease < 1)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "claim 1 to %d messages (1 with limits) for some time",
		    CLAIM_MAX);
	if ((t->kinds && !t->kinds[0]) || (t->limit_count && !t->kinds))
		return hire_fail(err, HIRE_EUSAGE, "kinds",
		    "name a kind, or all; with limits name them");
	return HIRE_OK;
}

/* Remove the rows of what is done, in one transaction. */
static hire_status
remove_all(hire__queue_redis *q, const hire_message *const *done, size_t count,
    hire_error *err)
{
	hire_tx *tx;
	const hire_store *s = q->store;
	hire_status st = s->ops.begin(s->state, true, &tx, err);
	if (st)
		return st;
	for (size_t i = 0; !st && i < count; i++)
		st = s->ops.remove(s->state, tx, &hire_message_record,
		    done[i]->id, done[i]->version, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

/* One lost lease among them must not keep the others. */
static hire_status
end_done(hire__queue_redis *q, const hire_queue_turn *t, size_t *lost,
    hire_error *err)
{
	hire_status st = remove_all(q, t->done, t->done_count, err);
	*lost = 0;
	for (size_t i = 0; st == HIRE_ECONFLICT && i < t->done_count; i++) {
		hire_status one = remove_all(q, &t->done[i], 1, err);
		*lost += one == HIRE_ECONFLICT;
		if (one && one != HIRE_ECONFLICT)
			st = one;
	}
	if (st && st != HIRE_ECONFLICT)
		return st;
	for (size_t i = 0; i < t->done_count; i++)
		hire__rl_settle(
		    q, t->done[i]->id, t->done[i]->version, t->worker);
	return HIRE_OK;
}

static hire_status
claim_next(hire__rl_claim *c, hire_queue_got *got, hire_error *err)
{
	c->all = hire_arena_alloc(c->mem, c->max * sizeof *c->all + 1);
	c->worker = hire_arena_strdup(c->mem, c->worker);
	if (!c->all || !c->worker)
		return hire__nomem(err);
	hire_status st = claim(c, err);
	if (st)
		return st;
	hire__rl_handed_out(c->q, c->count);
	got->messages = c->all;
	got->count = c->count;
	return HIRE_OK;
}

hire_status
hire__rl_turn_of(void *state, const hire_queue_turn *turn, hire_arena *mem,
    hire_queue_got *out, hire_error *err)
{
	hire__queue_redis *q = state;
	hire_queue_turn t;
	hire_queue_got got = {.count = 0};
	hire_status st = hire__extend(&t, sizeof t, turn, err);
	if (!st)
		st = check(&t, err);
	if (!st && t.done_count)
		st = end_done(q, &t, &got.lost, err);
	if (st)
		return st;
	hire__rl_claim c = hire__rl_looking(q, mem);
	c.worker = t.worker;
	c.kinds = t.kinds;
	c.limits = t.limits;
	c.limit_count = t.limit_count;
	c.lease = t.lease;
	c.max = (size_t)t.max;
	if (t.max)
		st = claim_next(&c, &got, err);
	if (!st && !got.count)
		st = later(&c, &got.next_due, err);
	/* What is done is done, whatever became of the rest. */
	if (st && !t.done_count)
		return st;
	*out = got;
	return HIRE_OK;
}

hire_status
hire__rl_claim_any(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err)
{
	hire_queue_got got = {.count = 0};
	const hire_queue_turn t = {
	    .worker = worker, .kinds = kinds, .lease = lease, .max = max};
	hire__rl_claim c = hire__rl_looking(state, mem);
	hire_status st = max < 1 ? hire_fail(err, HIRE_EUSAGE, "max",
	                               "claim 1 to %d messages", CLAIM_MAX)
	                         : check(&t, err);
	if (st)
		return st;
	c.worker = worker;
	c.kinds = kinds;
	c.lease = lease;
	c.max = (size_t)max;
	st = claim_next(&c, &got, err);
	if (st)
		return st;
	*out = got.messages;
	*count = got.count;
	return HIRE_OK;
}
