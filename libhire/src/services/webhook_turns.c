/* SPDX-License-Identifier: MIT
 * webhook_turns.c - whose server is called next: one call of an organisation at
 * a time, and a rest after slow ones.
 * Apart from the sending: what is kept here may be forgotten at any moment.
 */
#include "webhooks.h"

#include <string.h>

#include "util/ctx.h"

#define SLOW      HIRE_SECOND
#define LOOK_SOON (HIRE_SECOND / 4)
#define LOOK_MOST (10 * HIRE_SECOND)

/* Longer than any call: only a worker that died leaves its place to this. */
#define PLACE_LIFE (HIRE__WEBHOOK_CALL_LIMIT + 5 * HIRE_SECOND)

static hire_status
key_of(hire_arena *mem, const char *what, const hire_webhook_delivery *d,
    const char **out, hire_error *err)
{
	*out =
	    hire_arena_printf(mem, "webhook-%s:%s", what, d->organisation_id);
	return *out ? HIRE_OK : hire__nomem(err);
}

/* Until when the organisation rests; 0: it does not. */
static hire_time
rests_until(hire_platform *p, const char *key, hire_arena *mem)
{
	const hire_cache *c = &p->cache;
	const void *kept = NULL;
	size_t n = 0;
	hire_time until = 0;
	if (!c->ops.get(c->state, key, mem, &kept, &n, NULL) &&
	    n == sizeof until)
		memcpy(&until, kept, n);
	return until;
}

/* The longer it waits the rarer it looks: a long queue of one organisation must
 * not keep workers busy with looking. */
static hire_time
next_look(const hire_webhook_delivery *d, hire_time now, unsigned dice)
{
	hire_time wait = LOOK_SOON + (now - d->created_at) / 8;
	wait = wait < LOOK_MOST ? wait : LOOK_MOST;
	return now + wait + wait / 256 * (hire_time)dice;
}

hire_status
hire__webhook_enter(hire_platform *p, const hire_webhook_delivery *delivery,
    unsigned dice, hire_arena *mem, hire_time *busy_until, hire_error *err)
{
	const hire_cache *c = &p->cache;
	const char *place = NULL, *rest = NULL;
	int64_t count = 1;
	hire_time now = hire_ctx_now(p->ctx).wall;
	hire_status st = key_of(mem, "place", delivery, &place, err);
	if (!st)
		st = key_of(mem, "rest", delivery, &rest, err);
	if (st)
		return st;
	hire_time until = rests_until(p, rest, mem);
	if (until > now) {
		*busy_until = until + (hire_time)dice * (HIRE_SECOND / 256);
		return HIRE_OK;
	}
	st = c->ops.add(c->state, place, 1, PLACE_LIFE, &count, err);
	if (st == HIRE_ENOMEM)
		return st;
	*busy_until = !st && count > 1 ? next_look(delivery, now, dice) : 0;
	return HIRE_OK;
}

hire_status
hire__webhook_leave(hire_platform *p, const hire_webhook_delivery *delivery,
    hire_time took, hire_arena *mem, hire_error *err)
{
	const hire_cache *c = &p->cache;
	const char *place = NULL, *rest = NULL;
	hire_time until = hire_ctx_now(p->ctx).wall + took;
	hire_status st = key_of(mem, "place", delivery, &place, err);
	if (!st)
		st = key_of(mem, "rest", delivery, &rest, err);
	if (!st && took > SLOW)
		st =
		    c->ops.put(c->state, rest, &until, sizeof until, took, err);
	if (place && c->ops.remove(c->state, place, NULL))
		hire_ctx_log(
		    p->ctx, HIRE_LOG_DEBUG, "webhook.place_kept", NULL);
	return st == HIRE_ENOMEM ? st : HIRE_OK;
}
