/* SPDX-License-Identifier: MIT
 * redis_kit.h - a cache on a Redis server, and asking it.
 */
#ifndef HIRE_TEST_REDIS_KIT_H
#define HIRE_TEST_REDIS_KIT_H

#include "redis.h"
#include "stage.h"

#include <hire/sys/cache.h>
#include <stdatomic.h>

#define KIT(method, ...) kit.ops.method(kit.state, __VA_ARGS__)

extern hire_cache kit;

/* Open it; fails the test when that does. */
void
kit_open(const char *url);
void
kit_close(void);

/* Whether the port's calls work now: a value, a counter, a rate. */
bool
kit_works(void);
/* Wait until they do; the milliseconds that took, or a failed test. */
int
kit_wait(void);

int64_t
kit_ms(void);

/* Counts what it hears in the atomic_int `user`. */
void
kit_heard(void *user, const char *topic, const void *bytes, size_t len);
/* Publish until the counter grows; the milliseconds that took, or -1 after
 * `limit`. */
int
kit_until_heard(const char *topic, atomic_int *n, int limit);

#endif
