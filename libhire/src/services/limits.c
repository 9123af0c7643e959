/* SPDX-License-Identifier: MIT
 * limits.c - how often somebody may call, through the cache port.
 * Apart from accounts: what `key` stands for is the caller's affair.
 */
#include "work.h"

#include "util/ctx.h"

hire_status
hire_platform_allow(hire_platform *p, const char *key, int64_t per_minute,
    int32_t burst, hire_cache_verdict *out, hire_error *err)
{
	const hire_cache *c = &p->cache;
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	if (per_minute < 1 || per_minute > HIRE_MINUTE)
		return hire_fail(err, HIRE_EINVAL, "per_minute",
		    "1 to %lld calls", (long long)HIRE_MINUTE);
	const hire_cache_rate rate = {HIRE_MINUTE / per_minute, burst};
	st = c->ops.take(c->state, key ? key : "", &rate, out, err);
	if (!st || st == HIRE_EINVAL || st == HIRE_ENOMEM)
		return st;
	hire_ctx_log(p->ctx, HIRE_LOG_WARN, "limits.cache", NULL);
	*out = (hire_cache_verdict){true, 0, burst};
	return HIRE_OK;
}
