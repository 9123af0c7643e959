/* SPDX-License-Identifier: MIT
 * test_cache_redis.c - the cache on a Redis server: the port's promises, what
 * processes share, what stands on the server.
 */
#include "conform.h"
#include "redis_kit.h"

#include "backends/cache/redis.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char url[200];

static void
setup(void)
{
	snprintf(url, sizeof url, "%s",
	    test_redis_here() ? test_redis_new() : "redis://127.0.0.1:1");
	kit_open(url);
}

static void
rest(void *user, hire_time us)
{
	(void)user;
	poll(NULL, 0, (int)(us / 1000) + 1);
}

/* What the server says to a command on one of our keys; a number of it. */
static const char *
look(const char *verb, const char *key, const char *more)
{
	char line[300];
	const char *prefix = strchr(url, '=') + 1;
	snprintf(line, sizeof line, "%s %.*s:%s %s", verb,
	    (int)strcspn(prefix, "%"), prefix, key, more);
	return redis_say(test_redis_port(), line);
}

static long
number_of(const char *answer)
{
	ck_assert_int_eq(*answer, ':');
	return strtol(answer + 1, NULL, 10);
}

START_TEST(redis_conforms)
{
	if (test_redis_here())
		conform_cache(&kit, rest, NULL, stage_mem);
}
END_TEST

START_TEST(threads_share_it)
{
	if (test_redis_here())
		conform_cache_threads(&kit);
}
END_TEST

START_TEST(nothing_stays_for_ever)
{
	const hire_cache_rate rate = {HIRE_SECOND, 5};
	hire_cache_verdict v;
	int64_t n;
	if (!test_redis_here())
		return;
	ck_assert_ok(KIT(put, "k", "x", 1, INT64_MAX, NULL));
	ck_assert_ok(KIT(add, "k", 1, 2500, &n, NULL));
	ck_assert_int_le(number_of(look("PTTL", "n:k", "")), 3);
	ck_assert_ok(KIT(add, "l", 1, HIRE_HOUR, &n, NULL));
	ck_assert_ok(KIT(take, "k", &rate, &v, NULL));
	ck_assert_int_gt(number_of(look("PTTL", "v:k", "")), 0);
	ck_assert_int_gt(number_of(look("PTTL", "n:l", "")), 3590000);
	ck_assert_int_le(number_of(look("PTTL", "r:k", "")), 1000);
	ck_assert_int_gt(number_of(look("PTTL", "r:k", "")), 0);
	/* A counter that lost its end gets one with the next call. */
	number_of(look("PERSIST", "n:l", ""));
	ck_assert_int_eq(number_of(look("PTTL", "n:l", "")), -1);
	ck_assert_ok(KIT(add, "l", 1, HIRE_HOUR, &n, NULL));
	ck_assert_int_eq(n, 2);
	ck_assert_int_gt(number_of(look("PTTL", "n:l", "")), 0);
	ck_assert_ok(KIT(remove, "l", NULL));
	ck_assert_int_eq(number_of(look("EXISTS", "n:l", "")), 0);
}
END_TEST

START_TEST(a_clock_set_back_locks_nobody_out)
{
	const hire_cache_rate rate = {20 * HIRE_SECOND / 1000, 2};
	hire_cache_verdict v;
	if (!test_redis_here())
		return;
	look("SET", "r:k", "9999999999999999");
	ck_assert_ok(KIT(take, "k", &rate, &v, NULL));
	ck_assert(!v.allowed);
	ck_assert_int_le(v.retry_after, rate.period);
	rest(NULL, v.retry_after + 1000);
	ck_assert_ok(KIT(take, "k", &rate, &v, NULL));
	ck_assert(v.allowed);
}
END_TEST

START_TEST(prefixes_keep_apart)
{
	hire_cache other = {.state = NULL};
	const void *got = "unset";
	size_t len;
	atomic_int n = 0;
	uint64_t id;
	if (!test_redis_here())
		return;
	ck_assert_ok(hire__cache_redis_open(
	    stage_host.ctx, test_redis_new(), &other, NULL));
	ck_assert_ok(KIT(put, "k", "x", 1, HIRE_MINUTE, NULL));
	ck_assert_ok(
	    other.ops.get(other.state, "k", stage_mem, &got, &len, NULL));
	ck_assert_ptr_null(got);
	ck_assert_ok(
	    other.ops.subscribe(other.state, "t", kit_heard, &n, &id, NULL));
	ck_assert_ok(KIT(publish, "t", "x", 1, NULL));
	rest(NULL, HIRE_SECOND / 20);
	ck_assert_int_eq(atomic_load(&n), 0);
	hire_cache_fini(&other);
}
END_TEST

START_TEST(forgotten_scripts_are_told_again)
{
	if (!test_redis_here())
		return;
	ck_assert(kit_works());
	redis_say(test_redis_port(), "SCRIPT FLUSH");
	ck_assert(kit_works());
}
END_TEST

START_TEST(a_reply_has_a_limit)
{
	const void *got = "unset";
	size_t len = 99;
	hire_error err = {.code = HIRE_OK};
	if (!test_redis_here())
		return;
	number_of(look("SETRANGE", "v:big", "3000000 x"));
	ck_assert_status(
	    KIT(get, "big", stage_mem, &got, &len, &err), HIRE_ETOOBIG);
	ck_assert_str_eq((const char *)got, "unset");
	ck_assert_uint_eq(len, 99);
	ck_assert(kit_works());
	look("DEL", "v:big", "");
}
END_TEST

START_TEST(the_largest_value_fits)
{
	static char bytes[HIRE_CACHE_VALUE_MAX];
	const void *got;
	size_t len;
	if (!test_redis_here())
		return;
	memset(bytes, '\r', sizeof bytes);
	ck_assert_ok(KIT(put, "k", bytes, sizeof bytes, HIRE_MINUTE, NULL));
	ck_assert_ok(KIT(get, "k", stage_mem, &got, &len, NULL));
	ck_assert_uint_eq(len, sizeof bytes);
	ck_assert_int_eq(memcmp(got, bytes, len), 0);
}
END_TEST

START_TEST(a_socket_in_the_file_system_will_do)
{
	char line[200] = "";
	char where[300];
	hire_cache other = {.state = NULL};
	if (!test_redis_here())
		return;
	FILE *f = fopen(HIRE_BINARY_DIR "/redis.url", "r");
	ck_assert(f && fgets(line, sizeof line, f));
	ck_assert_ptr_nonnull(fgets(line, sizeof line, f));
	fclose(f);
	snprintf(where, sizeof where, "redis+unix://%.*s/socket?db=1",
	    (int)strcspn(line, "\n"), line);
	ck_assert_ok(
	    hire__cache_redis_open(stage_host.ctx, where, &other, NULL));
	ck_assert_ok(other.ops.ping(other.state, NULL));
	hire_cache_fini(&other);
}
END_TEST

START_TEST(a_healthy_server_is_described)
{
	const char *line = NULL;
	if (!test_redis_here())
		return;
	ck_assert_ok(kit.ops.describe(kit.state, stage_mem, &line, NULL));
	ck_assert_ptr_nonnull(strstr(line, "Redis "));
	ck_assert_ptr_null(strstr(line, "warning"));
}
END_TEST

/* Ask as fast as it goes for `ms`; how often it was allowed. */
static int
hurry(const hire_cache_rate *rate, int ms)
{
	hire_cache_verdict v;
	int allowed = 0;
	int64_t end = kit_ms() + ms;
	while (kit_ms() < end && !KIT(take, "shared", rate, &v, NULL))
		allowed += v.allowed;
	return kit_ms() < end ? -1 : allowed;
}

/* The same in `count` processes, of which this is none. */
static int
hurry_in(int count, const hire_cache_rate *rate, int ms)
{
	int tell[2], sum = 0, one;
	ck_assert_int_eq(pipe(tell), 0);
	for (int i = 0; i < count; i++) {
		if (fork())
			continue;
		kit_open(url); /* this process's own */
		one = hurry(rate, ms);
		_exit(write(tell[1], &one, sizeof one) != sizeof one);
	}
	for (int i = 0; i < count; i++) {
		ck_assert_int_eq(read(tell[0], &one, sizeof one), sizeof one);
		ck_assert_int_ge(one, 0);
		sum += one;
		wait(NULL);
	}
	close(tell[0]);
	close(tell[1]);
	return sum;
}

START_TEST(processes_share_a_rate)
{
	const hire_cache_rate seldom = {HIRE_HOUR, 25};
	const hire_cache_rate often = {20000, 10};
	if (!test_redis_here())
		return;
	ck_assert_int_eq(hurry_in(2, &seldom, 200), 25);
	ck_assert_ok(KIT(remove, "shared", NULL));
	int64_t begun = kit_ms();
	int allowed = hurry_in(2, &often, 1000);
	int64_t most = kit_ms() - begun;
	/* Who is kept waiting for less than the burst loses nothing. */
	ck_assert_int_le(allowed, 10 + most / 20 + 1);
	ck_assert_int_ge(allowed, 10 + 1000 / 20 - 2);
}
END_TEST

START_TEST(a_message_reaches_another_process)
{
	char byte = 0;
	int ready[2], status = 1;
	if (!test_redis_here())
		return;
	ck_assert_int_eq(pipe(ready), 0);
	if (!fork()) {
		atomic_int n = 0;
		uint64_t id;
		kit_open(url);
		bool ok = !KIT(subscribe, "t", kit_heard, &n, &id, NULL) &&
		          write(ready[1], "", 1) == 1;
		for (int i = 0; ok && !atomic_load(&n) && i < 500; i++)
			poll(NULL, 0, 10);
		_exit(!ok || atomic_load(&n) != 1);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_ok(KIT(publish, "t", "x", 1, NULL));
	wait(&status);
	ck_assert_int_eq(status, 0);
}
END_TEST

/* Listening is not among them: it has a thread, whose allocations come when
 * they come. */
static hire_status
use_everything(hire_ctx *ctx)
{
	hire_cache c = {.state = NULL};
	hire_arena *a = NULL;
	hire_cache_rate rate = {HIRE_SECOND, 2};
	hire_cache_verdict v;
	const void *got;
	const char *line;
	size_t len;
	int64_t n;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__cache_redis_open(ctx, test_redis_new(), &c, NULL);
	if (!st)
		st = c.ops.put(c.state, "k", "v", 1, HIRE_MINUTE, NULL);
	if (!st)
		st = c.ops.get(c.state, "k", a, &got, &len, NULL);
	if (!st)
		st = c.ops.add(c.state, "k", 1, HIRE_MINUTE, &n, NULL);
	if (!st)
		st = c.ops.take(c.state, "k", &rate, &v, NULL);
	if (!st)
		st = c.ops.publish(c.state, "t", "x", 1, NULL);
	if (!st)
		st = c.ops.describe(c.state, a, &line, NULL);
	if (!st)
		st = c.ops.remove(c.state, "k", NULL);
	hire_cache_fini(&c);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	if (test_redis_here())
		test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("cache on Redis");
	TCase *c = tcase_create("redis");
	tcase_add_checked_fixture(c, setup, kit_close);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, redis_conforms);
	tcase_add_test(c, threads_share_it);
	tcase_add_test(c, nothing_stays_for_ever);
	tcase_add_test(c, a_clock_set_back_locks_nobody_out);
	tcase_add_test(c, prefixes_keep_apart);
	tcase_add_test(c, forgotten_scripts_are_told_again);
	tcase_add_test(c, a_reply_has_a_limit);
	tcase_add_test(c, the_largest_value_fits);
	tcase_add_test(c, a_socket_in_the_file_system_will_do);
	tcase_add_test(c, a_healthy_server_is_described);
	tcase_add_test(c, processes_share_a_rate);
	tcase_add_test(c, a_message_reaches_another_process);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
