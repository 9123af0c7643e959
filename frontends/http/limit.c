/* SPDX-License-Identifier: MIT
 * limit.c - how often one address and one log-in may ask; see limit.h.
 */
#include "limit.h"
#include "client.h"

#include <inttypes.h>
#include <string.h>

/* What operators and their machines ask is not counted. */
static bool
is_counted(const route *r)
{
	return !strncmp(r->path, "/api/", 5);
}

static int64_t
seconds_up(hire_time t)
{
	return (t + HIRE_SECOND - 1) / HIRE_SECOND;
}

/* draft-ietf-httpapi-ratelimit-headers: the policy and what is left of it. */
static void
tell(call *c, const char *policy, int64_t per_minute,
    const hire_cache_verdict *v)
{
	buf_addf(&c->head,
	    "RateLimit-Policy: \"%s\";q=%" PRId64 ";w=60\r\n"
	    "RateLimit: \"%s\";r=%d;t=%" PRId64 "\r\n",
	    policy, per_minute, policy, (int)v->left,
	    v->left ? 60 : seconds_up(v->retry_after));
	if (!v->allowed)
		buf_addf(&c->head, "Retry-After: %" PRId64 "\r\n",
		    seconds_up(v->retry_after));
}

static hire_status
count(call *c, const char *policy, const char *who, int64_t per_minute,
    hire_error *err)
{
	hire_cache_verdict v = {true, 0, 0};
	const char *key = hire_arena_printf(c->mem, "http:%s:%s", policy, who);
	if (!key)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_status st = hire_platform_allow(
	    c->app->platform, key, per_minute, (int32_t)per_minute, &v, err);
	if (st)
		return st;
	tell(c, policy, per_minute, &v);
	return v.allowed ? HIRE_OK
	                 : hire_fail(err, HIRE_ELIMIT, NULL,
	                       "too many requests, wait %" PRId64 " seconds",
	                       seconds_up(v.retry_after));
}

hire_status
limit_address(call *c, hire_error *err)
{
	const settings *s = &c->app->settings;
	char address[CLIENT_MAX];
	if (!is_counted(c->route))
		return HIRE_OK;
	client_address(c->http, s->proxies, address);
	hire_status st = count(c, "address", address, s->rate, err);
	if (!st && c->route->marks & COSTLY)
		st = count(c, "costly", address, s->costly_rate, err);
	return st;
}

hire_status
limit_login(call *c, hire_error *err)
{
	if (!c->known || !is_counted(c->route))
		return HIRE_OK;
	return count(c, "login", c->who.account_id, c->app->settings.rate, err);
}
