/* SPDX-License-Identifier: MIT
 * memory.h - the cache inside this process.
 */
#ifndef HIRE_BACKENDS_CACHE_MEMORY_H
#define HIRE_BACKENDS_CACHE_MEMORY_H

#include <hire/sys/cache.h>

/* Open a cache of at most `max_entries` entries (0: 100,000) and `max_bytes`
 * bytes (0: 64 MiB, at least twice HIRE_CACHE_VALUE_MAX).  Borrows `ctx` until
 * hire_cache_fini().  Errors: EINVAL, ENOMEM. */
HIRE_CHECK hire_status
hire__cache_memory_open(hire_ctx *ctx, size_t max_entries, size_t max_bytes,
    hire_cache *out, hire_error *err);

#endif
