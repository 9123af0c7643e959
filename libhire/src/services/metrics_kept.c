/* SPDX-License-Identifier: MIT
 * metrics_kept.c - a large platform's metrics are not counted for everybody
 * who looks at them: whoever finds them old counts, the others see the old
 * ones meanwhile, with their age.
 */
#include "metrics.h"

#include "util/ctx.h"

#include <stdio.h>
#include <string.h>

enum {
	TIMES = 30,       /* counting takes 1/30 of one core at most */
	CHEAP_US = 20000, /* counted each time */
	LONGEST_S = 600,  /* that numbers are shown as they are */
	TURN_S = 60       /* to count in, before another one tries */
};

/* What is kept: this, then the days. */
typedef struct kept {
	size_t size; /* of this: another version may have another one */
	hire_time fresh_until;
	hire_metrics m;
} kept;

void
hire__metrics_key(hire_time from, hire_time to, char out[HIRE__METRICS_KEY])
{
	snprintf(out, HIRE__METRICS_KEY, "metrics:%lld:%lld", (long long)from,
	    (long long)to);
}

/* Counts who would count under `key`. */
static void
turn_key(const char *key, char out[HIRE__METRICS_KEY + 8])
{
	snprintf(out, HIRE__METRICS_KEY + 8, "%s:turn", key);
}

/* Whether the caller is the one to count anew. */
static bool
takes_turn(hire_platform *p, const char *key)
{
	int64_t n = 0;
	char turn[HIRE__METRICS_KEY + 8];
	const hire_cache *c = &p->cache;
	turn_key(key, turn);
	return !c->ops.add(c->state, turn, 1, TURN_S * HIRE_SECOND, &n, NULL) &&
	       n == 1;
}

bool
hire__metrics_kept(
    hire_platform *p, const char *key, hire_arena *mem, hire_metrics *out)
{
	kept k;
	size_t len = 0;
	const void *bytes = NULL;
	const hire_cache *c = &p->cache;
	if (c->ops.get(c->state, key, mem, &bytes, &len, NULL) || !bytes ||
	    len < sizeof k)
		return false;
	memcpy(&k, bytes, sizeof k);
	size_t days = k.size == sizeof k ? k.m.day_count * sizeof(hire_day) : 0;
	if (k.size != sizeof k || len - sizeof k != days)
		return false;
	if (hire_ctx_now(p->ctx).wall >= k.fresh_until && takes_turn(p, key))
		return false;
	k.m.days = hire_arena_alloc(mem, days + 1);
	if (!k.m.days)
		return false; /* counting says so */
	memcpy(k.m.days, (const char *)bytes + sizeof k, days);
	*out = k.m;
	return true;
}

static void
put(hire_platform *p, const char *key, const hire_metrics *m, hire_time length,
    hire_arena *mem)
{
	const hire_cache *c = &p->cache;
	size_t days = m->day_count * sizeof *m->days;
	char *bytes = hire_arena_alloc(mem, sizeof(kept) + days);
	kept k = {sizeof k, hire_ctx_now(p->ctx).wall + length, *m};
	if (!bytes)
		return; /* it is counted again, no more */
	memcpy(bytes, &k, sizeof k);
	memcpy(bytes + sizeof k, m->days, days);
	if (c->ops.put(c->state, key, bytes, sizeof k + days,
	        length + TURN_S * HIRE_SECOND, NULL))
		hire_ctx_log(p->ctx, HIRE_LOG_DEBUG, "metrics.not_kept", NULL);
}

/* What cannot be removed ends by itself. */
static void
forget(hire_platform *p, const char *key)
{
	if (p->cache.ops.remove(p->cache.state, key, NULL))
		hire_ctx_log(p->ctx, HIRE_LOG_DEBUG, "metrics.forget", NULL);
}

void
hire__metrics_keep(hire_platform *p, const char *key, const hire_metrics *m,
    int64_t cost, hire_arena *mem)
{
	hire_time length = cost * TIMES;
	char turn[HIRE__METRICS_KEY + 8];
	if (length > LONGEST_S * HIRE_SECOND)
		length = LONGEST_S * HIRE_SECOND;
	if (cost < CHEAP_US)
		forget(p, key);
	else
		put(p, key, m, length, mem);
	turn_key(key, turn);
	forget(p, turn);
}
