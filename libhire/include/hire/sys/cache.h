/* SPDX-License-Identifier: MIT
 * hire/sys/cache.h - the cache port: keys that expire, counters, rate limits,
 * messages between processes.
 * Apart because nothing in it may be needed for correctness: a cache may
 * forget everything at any moment, and the platform still tells the truth.
 */
#ifndef HIRE_SYS_CACHE_H
#define HIRE_SYS_CACHE_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Longest key or topic in bytes; UTF-8 without control characters. */
#define HIRE_CACHE_KEY_MAX 250
/** Largest value or message in bytes. */
#define HIRE_CACHE_VALUE_MAX ((size_t)1 << 20)

/** A rate: one call per `period` on average, `burst` of them at once.
 * Frozen layout. */
typedef struct hire_cache_rate {
	hire_time period; /**< microseconds per call, 1 .. one day */
	int32_t burst;    /**< 1 .. 1,000,000 */
} hire_cache_rate;

/** What take() decided.  Frozen layout. */
typedef struct hire_cache_verdict {
	bool allowed;
	hire_time retry_after; /**< microseconds; 0 when allowed */
	int32_t left;          /**< calls that would be allowed right now */
} hire_cache_verdict;

/** Hears one message; `bytes` is borrowed for the call.  Runs on the
 * publisher's thread or on one of the backend's own: it must be quick, must
 * not block, and must not call the cache. */
typedef void (*hire_cache_heard)(
    void *user, const char *topic, const void *bytes, size_t len);

/** A cache backend.  Methods are only appended; past `size` they read as NULL.
 * Every method may be called from any thread and from several at once.
 * Values (get, put), counters (add) and rates (take) are three sets of keys:
 * the same name in two of them means two things. Outputs are written only on
 * HIRE_OK.  Common errors: EINVAL (key, ttl or rate out of range), ETOOBIG
 * (value), EBACKEND (out of reach), ENOMEM. */
typedef struct hire_cache_ops {
	size_t size;      /**< sizeof(hire_cache_ops) at the backend's build */
	const char *name; /**< static; shown in errors and by doctor */

	/** The value of `key` in `mem`; a miss is HIRE_OK with `*out` NULL and
	 * `*len` 0.  Called while serving requests: may block for one round
	 * trip.  On failure callers go on as after a miss. */
	hire_status (*get)(void *state, const char *key, hire_arena *mem,
	    const void **out, size_t *len, hire_error *err);

	/** Keep a copy of `bytes` for `ttl` microseconds (> 0), in place of
	 * what was there.  May block for one round trip.  HIRE_OK does not
	 * promise that the next get() finds it: entries are dropped when room
	 * is short. */
	hire_status (*put)(void *state, const char *key, const void *bytes,
	    size_t len, hire_time ttl, hire_error *err);

	/** Forget `key` in all three sets; HIRE_OK also when it was not there.
	 * May block for one round trip. */
	hire_status (*remove)(void *state, const char *key, hire_error *err);

	/** Add `delta` to the counter `key` and give its new value.  A counter
	 * that is absent starts at 0 and lives `ttl` microseconds (> 0) from
	 * then; later calls do not prolong it.  Atomic across processes that
	 * share the backend.  ELIMIT when the sum leaves int64.  May block
	 * for one round trip. */
	hire_status (*add)(void *state, const char *key, int64_t delta,
	    hire_time ttl, int64_t *out, hire_error *err);

	/** Take one call from the rate limit `key`, by the generic cell rate
	 * algorithm (ITU-T I.371): refused calls cost nothing.  Being refused
	 * is HIRE_OK with `allowed` false.  Atomic across processes that share
	 * the backend.  May block for one round trip; on failure the caller
	 * decides whether to let the call pass. */
	hire_status (*take)(void *state, const char *key,
	    const hire_cache_rate *rate, hire_cache_verdict *out,
	    hire_error *err);

	/** Send `bytes` to everyone subscribed to `topic` now, in every
	 * process that shares the backend; at most once each, kept for nobody.
	 * May block for one round trip. */
	hire_status (*publish)(void *state, const char *topic,
	    const void *bytes, size_t len, hire_error *err);

	/** Call `heard(user, ...)` for each message on `topic` until
	 * unsubscribe(); `*id` names the subscription.  May block for one
	 * round trip. */
	hire_status (*subscribe)(void *state, const char *topic,
	    hire_cache_heard heard, void *user, uint64_t *id, hire_error *err);

	/** End a subscription; an unknown `id` is a no-op.  Waits until a
	 * running `heard` is done: afterwards `user` may be freed. */
	void (*unsubscribe)(void *state, uint64_t id);

	/** Whether the backend answers, for doctor and readiness.  May be NULL:
	 * always reachable.  May block for one round trip. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);

	/** For doctor, in place of ping(): the same with a longer look at what
	 * the backend needs, such as its rights, and a line on it in `mem`,
	 * which may hold a warning.  May be NULL.  May block for several round
	 * trips. */
	hire_status (*describe)(
	    void *state, hire_arena *mem, const char **line, hire_error *err);
} hire_cache_ops;

/** An open cache: call `cache->ops.get(cache->state, ...)`. */
typedef struct hire_cache {
	hire_cache_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;        /**< owned from hire_cache_init() on */
} hire_cache;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_cache_init(
    hire_cache *out, const hire_cache_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `cache`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_cache_fini(hire_cache *cache);

HIRE_END_DECLS
#endif
