/* SPDX-License-Identifier: MIT
 * test_cache_outage.c - the cache on a Redis server that is emptied, killed
 * and started again under those who use it.
 */
#include "redis_kit.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { USERS = 4 };

static redis_server server;

static void
setup(void)
{
	redis_server_start(&server, NULL);
	kit_open(server.url);
	ck_assert(kit_works());
}

static void
teardown(void)
{
	kit_close();
	redis_server_end(&server);
}

START_TEST(emptied_it_begins_again)
{
	const hire_cache_rate rate = {HIRE_HOUR, 1};
	hire_cache_verdict v;
	const void *got;
	size_t len;
	int64_t n;
	for (int i = 0; i < 3; i++) {
		ck_assert_ok(KIT(add, "n", 1, HIRE_HOUR, &n, NULL));
		ck_assert_int_eq(n, 1);
		ck_assert_ok(KIT(put, "k", "x", 1, HIRE_HOUR, NULL));
		ck_assert_ok(KIT(take, "r", &rate, &v, NULL));
		ck_assert(v.allowed);
		ck_assert_ok(KIT(take, "r", &rate, &v, NULL));
		ck_assert(!v.allowed);
		redis_say(server.port, "FLUSHALL");
		ck_assert_ok(KIT(get, "k", stage_mem, &got, &len, NULL));
		ck_assert_ptr_null(got);
	}
}
END_TEST

static atomic_bool over;
static atomic_int worst, fine;

/* Use it all the time; note how long a call took at worst. */
static void *
use(void *unused)
{
	int64_t n;
	(void)unused;
	while (!atomic_load(&over)) {
		int64_t begun = kit_ms();
		bool ok = !KIT(add, "n", 1, HIRE_HOUR, &n, NULL);
		int took = (int)(kit_ms() - begun);
		atomic_fetch_add(&fine, ok);
		if (took > atomic_load(&worst))
			atomic_store(&worst, took);
		poll(NULL, 0, 1);
	}
	return NULL;
}

START_TEST(killed_it_comes_back)
{
	pthread_t users[USERS];
	atomic_int n = 0;
	uint64_t id;
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	for (int i = 0; i < USERS; i++)
		pthread_create(&users[i], NULL, use, NULL);
	for (int i = 0; i < 3; i++) {
		redis_server_kill(&server, i ? SIGKILL : SIGTERM);
		poll(NULL, 0, 300);
		redis_server_again(&server);
		int heard = kit_until_heard("t", &n, 1000);
		ck_assert_int_ge(heard, 0);
		int had = atomic_load(&fine);
		kit_wait();
		poll(NULL, 0, 50);
		ck_assert_int_gt(atomic_load(&fine), had);
	}
	atomic_store(&over, true);
	for (int i = 0; i < USERS; i++)
		pthread_join(users[i], NULL);
	printf("slowest call while it was away and back: %d ms\n",
	    atomic_load(&worst));
	ck_assert_int_lt(atomic_load(&worst), 600);
	kit.ops.unsubscribe(kit.state, id);
}
END_TEST

START_TEST(one_that_is_not_there_yet_is_found)
{
	atomic_int n = 0;
	uint64_t id;
	redis_server_kill(&server, SIGKILL);
	kit_close();
	kit_open(server.url);
	ck_assert(!kit_works());
	int64_t begun = kit_ms();
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	ck_assert_int_lt(kit_ms() - begun, 300);
	/* Nobody else can hear it, but this process can. */
	ck_assert_status(KIT(publish, "t", "x", 1, NULL), HIRE_EBACKEND);
	ck_assert_int_eq(atomic_load(&n), 1);
	redis_server_again(&server);
	ck_assert_int_le(kit_wait(), 1000);
	ck_assert_int_ge(kit_until_heard("t", &n, 1000), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("outages of the cache on Redis");
	TCase *c = tcase_create("outages");
	if (access("/usr/bin/redis-server", X_OK)) {
		puts("skipped: Redis is not installed");
		return 0;
	}
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, emptied_it_begins_again);
	tcase_add_test(c, killed_it_comes_back);
	tcase_add_test(c, one_that_is_not_there_yet_is_found);
	suite_add_tcase(s, c);
	return test_run(s);
}
