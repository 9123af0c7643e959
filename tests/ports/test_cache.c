/* SPDX-License-Identifier: MIT
 * test_cache.c - the cache in memory: the port's promises, room, threads.
 */
#include "conform.h"
#include "stage.h"

#include "backends/cache/memory.h"

#include <stdio.h>
#include <string.h>

static hire_cache cache;

static void
setup(void)
{
	stage_open();
	ck_assert_ok(hire__cache_memory_open(
	    stage_host.ctx, 100, 2 * HIRE_CACHE_VALUE_MAX, &cache, NULL));
}

static void
teardown(void)
{
	hire_cache_fini(&cache);
	stage_close();
}

static void
rest(void *user, hire_time us)
{
	test_host_sleep(user, us);
}

START_TEST(memory_conforms)
{
	conform_cache(&cache, rest, &stage_host, stage_mem);
}
END_TEST

static void
put(int i, size_t len, hire_time ttl)
{
	static char bytes[HIRE_CACHE_VALUE_MAX];
	char key[16];
	snprintf(key, sizeof key, "k%d", i);
	ck_assert_ok(cache.ops.put(cache.state, key, bytes, len, ttl, NULL));
}

static bool
there(int i)
{
	char key[16];
	const void *got;
	size_t len;
	snprintf(key, sizeof key, "k%d", i);
	ck_assert_ok(
	    cache.ops.get(cache.state, key, stage_mem, &got, &len, NULL));
	return got;
}

START_TEST(the_oldest_make_room)
{
	for (int i = 0; i < 250; i++)
		put(i, 1, HIRE_HOUR);
	ck_assert(!there(149) && there(150) && there(249));
	put(1000, HIRE_CACHE_VALUE_MAX, HIRE_HOUR);
	put(1001, HIRE_CACHE_VALUE_MAX, HIRE_HOUR); /* both do not fit */
	ck_assert(!there(249) && !there(1000) && there(1001));
}
END_TEST

START_TEST(the_expired_go_before_the_oldest)
{
	put(0, 1, HIRE_HOUR);
	for (int i = 1; i < 100; i++)
		put(i, 1, HIRE_SECOND);
	test_host_sleep(&stage_host, 2 * HIRE_SECOND);
	put(100, 1, HIRE_HOUR);
	ck_assert(there(0) && there(100));
}
END_TEST

START_TEST(the_wall_clock_may_jump)
{
	put(1, 1, HIRE_MINUTE);
	stage_host.now.wall += HIRE_DAY;
	ck_assert(there(1));
	stage_host.now.wall -= 2 * HIRE_DAY;
	stage_host.now.steady += 2 * HIRE_MINUTE;
	ck_assert(!there(1));
}
END_TEST

START_TEST(threads_share_it)
{
	conform_cache_threads(&cache);
}
END_TEST

static void
ignore(void *user, const char *topic, const void *bytes, size_t len)
{
	(void)user;
	(void)topic;
	(void)bytes;
	(void)len;
}

/* Many keys, so that the growing of the table fails in its turn too. */
static hire_status
use_everything(hire_ctx *ctx)
{
	hire_cache c = {.state = NULL};
	hire_arena *a = NULL;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__cache_memory_open(ctx, 0, 0, &c, NULL);
	char key[16];
	int64_t n;
	uint64_t id;
	const void *got;
	size_t len;
	for (int i = 0; !st && i < 5; i++) {
		snprintf(key, sizeof key, "k%d", i);
		st = c.ops.put(c.state, key, "v", 1, HIRE_HOUR, NULL);
	}
	if (!st)
		st = c.ops.add(c.state, "n", 1, HIRE_HOUR, &n, NULL);
	if (!st)
		st = c.ops.subscribe(c.state, "t", ignore, NULL, &id, NULL);
	if (!st)
		st = c.ops.get(c.state, "k1", a, &got, &len, NULL);
	hire_cache_fini(&c);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("cache");
	TCase *c = tcase_create("memory");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, memory_conforms);
	tcase_add_test(c, the_oldest_make_room);
	tcase_add_test(c, the_expired_go_before_the_oldest);
	tcase_add_test(c, the_wall_clock_may_jump);
	tcase_add_test(c, threads_share_it);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
