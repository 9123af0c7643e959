/* SPDX-License-Identifier: MIT
 * limits.c - how often somebody may call, through the cache port.
 * Apart from accounts: what `key` stands for is the caller's affair.
 */
#include "work.h"

#include "util/ctx.h"

/* Said once when it begins and once when it is over, not for each call. */
static void
note(hire_platform *p, bool alone)
{
	if (atomic_exchange(&p->alone, alone) != alone)
		hire_ctx_log(p->ctx, alone ? HIRE_LOG_WARN : HIRE_LOG_INFO,
		    alone ? "limits.alone" : "limits.shared", NULL);
}

hire_status
hire__take(hire_platform *p, const char *key, const hire_cache_rate *rate,
    hire_cache_verdict *out, hire_error *err)
{
	hire_error why = {.code = HIRE_OK};
	const hire_cache *c = &p->cache, *spare = &p->spare;
	hire_status st = c->ops.take(c->state, key, rate, out, &why);
	if (st == HIRE_EINVAL || st == HIRE_ENOMEM) {
		if (err)
			*err = why;
		return st;
	}
	note(p, st != HIRE_OK);
	if (!st)
		return HIRE_OK;
	if (spare->ops.take)
		return spare->ops.take(spare->state, key, rate, out, err);
	*out = (hire_cache_verdict){true, 0, rate->burst};
	return HIRE_OK;
}

hire_status
hire_platform_allow(hire_platform *p, const char *key, int64_t per_minute,
    int32_t burst, hire_cache_verdict *out, hire_error *err)
{
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	if (per_minute < 1 || per_minute > HIRE_MINUTE)
		return hire_fail(err, HIRE_EINVAL, "per_minute",
		    "1 to %lld calls", (long long)HIRE_MINUTE);
	const hire_cache_rate rate = {HIRE_MINUTE / per_minute, burst};
	return hire__take(p, key ? key : "", &rate, out, err);
}
