/* SPDX-License-Identifier: MIT
 * redis.h - the cache that processes share: a Redis server.
 */
#ifndef HIRE_BACKENDS_CACHE_REDIS_H
#define HIRE_BACKENDS_CACHE_REDIS_H

#include <hire/sys/cache.h>

/* Open the server at `url` (its form: util/redis.h).  Connects at the first
 * call: a server that is not there, then or later, fails calls (EBACKEND)
 * until it is.  Borrows `ctx` until close().  Errors: EINVAL, ENOMEM. */
HIRE_CHECK hire_status
hire__cache_redis_open(
    hire_ctx *ctx, const char *url, hire_cache *out, hire_error *err);

#endif
