/* SPDX-License-Identifier: MIT
 * redis_kit.c - a cache on a Redis server, and asking it.
 */
#include "redis_kit.h"

#include "backends/cache/redis.h"

#include <poll.h>
#include <time.h>

enum { PATIENCE_MS = 10000 };

hire_cache kit;

void
kit_open(const char *url)
{
	stage_open();
	hire_error err = {.code = HIRE_OK};
	hire_status st =
	    hire__cache_redis_open(stage_host.ctx, url, &kit, &err);
	ck_assert_msg(!st, "%s", err.message);
}

void
kit_close(void)
{
	hire_cache_fini(&kit);
	stage_close();
}

bool
kit_works(void)
{
	const hire_cache_rate rate = {1, 1000000};
	const void *got;
	size_t len;
	int64_t n;
	hire_cache_verdict v;
	return !KIT(put, "kit", "x", 1, HIRE_MINUTE, NULL) &&
	       !KIT(get, "kit", stage_mem, &got, &len, NULL) &&
	       !KIT(add, "kit", 1, HIRE_MINUTE, &n, NULL) &&
	       !KIT(take, "kit", &rate, &v, NULL);
}

int64_t
kit_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int
kit_wait(void)
{
	int64_t begun = kit_ms();
	while (!kit_works()) {
		ck_assert_msg(kit_ms() - begun < PATIENCE_MS,
		    "the cache does not come back");
		poll(NULL, 0, 5);
	}
	return (int)(kit_ms() - begun);
}

void
kit_heard(void *user, const char *topic, const void *bytes, size_t len)
{
	(void)topic, (void)bytes, (void)len;
	atomic_fetch_add((atomic_int *)user, 1);
}

int
kit_until_heard(const char *topic, atomic_int *n, int limit)
{
	int64_t begun = kit_ms();
	int had = atomic_load(n);
	while (atomic_load(n) == had) {
		if (kit_ms() - begun > limit)
			return -1;
		if (KIT(publish, topic, "x", 1, NULL))
			had = atomic_load(n); /* it went no further than here */
		poll(NULL, 0, 10);
	}
	return (int)(kit_ms() - begun);
}
