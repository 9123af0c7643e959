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
	if (turn == HIRE__RL_OURS)
		st = hire__rl_relay(c, &fresh, err);
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
	if (st == HIRE_ENOMEM)
		give_back(c);
	if (st && c->away && !c->count)
		return hire__rl_claim_late(c, err);
	return c->count ? HIRE_OK : st;
}

hire_status
hire__rl_claim_any(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err)
{
	hire__queue_redis *q = state;
	if (max < 1 || max > CLAIM_MAX || lease < 1)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "claim 1 to %d messages for some time", CLAIM_MAX);
	hire__rl_claim c = {.q = q,
	    .kinds = kinds,
	    .now = hire__rl_now(q),
	    .lease = lease,
	    .mem = mem,
	    .max = (size_t)max};
	c.all = hire_arena_alloc(mem, c.max * sizeof *c.all);
	c.worker = hire_arena_strdup(mem, worker);
	if (!c.all || !c.worker)
		return hire__nomem(err);
	hire_status st = claim(&c, err);
	if (st)
		return st;
	hire__rl_handed_out(q, c.count);
	*out = c.all;
	*count = c.count;
	return HIRE_OK;
}
