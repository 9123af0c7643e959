/* SPDX-License-Identifier: MIT
 * port.c - turn a cache backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/cache.h>

#include "util/ctx.h"

static bool
complete(const hire_cache_ops *o)
{
	return o->name && o->get && o->put && o->remove && o->add && o->take &&
	       o->publish && o->subscribe && o->unsubscribe && o->close;
}

hire_status
hire_cache_init(
    hire_cache *out, const hire_cache_ops *ops, void *state, hire_error *err)
{
	hire_cache_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a cache backend needs name, get(), put(), remove(), "
		    "add(), take(), publish(), subscribe(), unsubscribe(), "
		    "close()");
	*out = (hire_cache){full, state};
	return HIRE_OK;
}

void
hire_cache_fini(hire_cache *cache)
{
	if (!cache)
		return;
	if (cache->ops.close)
		cache->ops.close(cache->state);
	*cache = (hire_cache){0};
}
