/* SPDX-License-Identifier: MIT
 * test_queue_outage.c - workers in processes of their own over one store and
 * one Redis, while workers are killed, Redis is flushed, killed and cut off:
 * every message has its effect once, and none is left over.
 *
 * As `test_queue_outage worker STORE URL NAME` it is such a worker.
 */
#include "backends/queue/redis_queue.h"
#include "backends/store/postgres.h"
#include "backends/store/sqlite.h"

#include "conform_record.h"
#include "postgres.h"
#include "redis.h"
#include "relay.h"
#include "stores.h"

#include <hire/sys/queue.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LEASE HIRE_SECOND

enum {
	WORKERS = 4,
	CHAOS_MS = 8000,
	DRAIN_MS = 8000, /* a lease after the last fault, and a busy machine */
	BATCH = 3
};

static hire_ctx *ctx;
static hire_arena *mem;
static hire_store store;
static hire_queue queue;

static hire_status
open_all(const char *where, const char *url)
{
	hire_status st = hire_ctx_new(NULL, &ctx, NULL);
	if (!st)
		st = hire_arena_new(ctx, 0, &mem, NULL);
	if (!st)
		st = *where == '/'
		         ? hire__store_sqlite_open(ctx, where, &store, NULL)
		         : hire__store_postgres_open(ctx, where, &store, NULL);
	return st ? st : hire__queue_redis_open(ctx, url, &store, &queue, NULL);
}

static void
close_all(void)
{
	hire_queue_fini(&queue);
	hire_store_fini(&store);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
}

/* The worker's side. */

/* What a handler does: its effect and the end of the message are one. */
static hire_status
work_off(const hire_message *m, uint64_t *dice)
{
	hire_tx *tx;
	thing effect = thing_new(mem, (int)test_random(dice, 1 << 30));
	effect.at = strtoll(m->body, NULL, 10) + 1;
	poll(NULL, 0, (int)test_random(dice, 4));
	hire_status st = store.ops.begin(store.state, true, &tx, NULL);
	if (st)
		return st;
	st = store.ops.insert(store.state, tx, &thing_record, &effect, NULL);
	if (!st)
		st = queue.ops.complete(queue.state, tx, m, NULL);
	if (!st)
		return store.ops.commit(store.state, tx, NULL);
	store.ops.rollback(store.state, tx);
	return st;
}

static int
be_worker(const char *where, const char *url, const char *name)
{
	uint64_t dice = (uint64_t)getpid();
	if (open_all(where, url))
		return 1;
	for (;;) {
		size_t count = 0;
		hire_message *all;
		hire_arena_reset(mem);
		hire_status st = queue.ops.claim(queue.state, name, NULL, LEASE,
		    BATCH, mem, &all, &count, NULL);
		for (size_t i = 0; !st && i < count; i++)
			(void)!work_off(&all[i], &dice);
		if (st || !count)
			poll(NULL, 0, 5);
	}
}

/* The test's side. */

static char where[400], url[100];
static redis_server server;
static relay wire;
static pid_t workers[WORKERS];
static int64_t put_count;
static int struck[5];

static int64_t
ms_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
start_worker(int i)
{
	char name[16];
	snprintf(name, sizeof name, "worker-%d", i);
	workers[i] = fork();
	if (workers[i])
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int fd = 3; fd < 256; fd++)
		close(fd); /* the relay's */
	execl("/proc/self/exe", "test_queue_outage", "worker", where, url, name,
	    (char *)NULL);
	_exit(127);
}

static void
end_worker(int i)
{
	kill(workers[i], SIGKILL);
	waitpid(workers[i], NULL, 0);
}

static void
put_one(void)
{
	hire_tx *tx;
	char body[24];
	snprintf(body, sizeof body, "%lld", (long long)put_count++);
	hire_message m = {.kind = put_count % 3 ? "odd" : "even",
	    .body = body,
	    .priority = put_count % 4,
	    .run_at = hire_ctx_now(ctx).wall + put_count % 5 * 50000,
	    .max_attempts = 1000};
	hire_status st;
	do {
		ck_assert_ok(store.ops.begin(store.state, true, &tx, NULL));
		st = queue.ops.put(queue.state, tx, &m, NULL);
		if (!st)
			st = store.ops.commit(store.state, tx, NULL);
		else
			store.ops.rollback(store.state, tx);
	} while (st == HIRE_ECONFLICT);
	ck_assert_ok(st);
}

static void
strike(uint64_t *dice)
{
	int which = (int)test_random(dice, 5);
	int i = (int)test_random(dice, WORKERS);
	struck[which]++;
	switch (which) {
	case 0:
	case 1:
		end_worker(i);
		start_worker(i);
		break;
	case 2:
		redis_say(server.port, "FLUSHALL");
		break;
	case 3:
		redis_server_kill(&server, SIGKILL);
		poll(NULL, 0, (int)test_random(dice, 400));
		redis_server_again(&server);
		break;
	default:
		relay_leave(&wire);
		poll(NULL, 0, (int)test_random(dice, 300));
		relay_back(&wire);
	}
}

static int64_t
still_there(void)
{
	hire_queue_count *all;
	size_t count;
	int64_t n = 0;
	ck_assert_ok(queue.ops.counts(queue.state, mem, &all, &count, NULL));
	for (size_t i = 0; i < count; i++)
		n += all[i].count;
	hire_arena_reset(mem);
	return n;
}

static void
check_effects(void)
{
	hire_tx *tx;
	hire_bucket *all;
	size_t count;
	const hire_aggregate a = {
	    .size = sizeof a, .record = &thing_record, .group = "at"};
	ck_assert_ok(store.ops.begin(store.state, false, &tx, NULL));
	ck_assert_ok(
	    store.ops.aggregate(store.state, tx, &a, mem, &all, &count, NULL));
	store.ops.rollback(store.state, tx);
	ck_assert_int_eq((int64_t)count, put_count);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(all[i].count, 1);
}

static void
rage(void)
{
	uint64_t dice = 7;
	int64_t until = ms_now() + CHAOS_MS, next = ms_now();
	while (ms_now() < until) {
		put_one();
		poll(NULL, 0, 2);
		if (ms_now() >= next) {
			strike(&dice);
			next = ms_now() + (int64_t)test_random(&dice, 400);
		}
	}
}

/* Through Redis: without it a message would wait for a lease. */
static void
check_lines(void)
{
	int64_t begun;
	do {
		begun = ms_now();
		put_one();
		while (still_there() && ms_now() < begun + LEASE / 1000)
			poll(NULL, 0, 2);
	} while (put_count < 5 && still_there());
	ck_assert_int_eq(still_there(), 0);
	ck_assert_int_lt(ms_now() - begun, LEASE / 1000);
}

static void
run_over(const char *at, bool keeps)
{
	const hire_record *const records[] = {
	    &thing_record, &hire_message_record};
	static const char *const kept[] = {"--appendonly", "yes", NULL};
	const char *plan;
	snprintf(where, sizeof where, "%s", at);
	redis_server_start(&server, keeps ? kept : NULL);
	relay_open(&wire, server.port, "nothing");
	snprintf(url, sizeof url, "redis://127.0.0.1:%d?timeout=300&pool=2",
	    wire.port);
	ck_assert_ok(open_all(where, url));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 2, false, mem, &plan, NULL));
	for (int i = 0; i < WORKERS; i++)
		start_worker(i);
	check_lines();
	rage();
	int64_t begun = ms_now(), left;
	while ((left = still_there()) > 0 && ms_now() < begun + DRAIN_MS)
		poll(NULL, 0, 20);
	for (int i = 0; i < WORKERS; i++)
		end_worker(i);
	printf("%lld messages; %d workers killed, %d flushes, %d servers "
	       "killed, %d cuts; the last was done %lld ms after\n",
	    (long long)put_count, struck[0] + struck[1], struck[2], struck[3],
	    struck[4], (long long)(ms_now() - begun));
	ck_assert_int_eq(left, 0);
	check_effects();
	for (int i = 0; i < 5; i++)
		ck_assert_int_gt(struck[i], 0);
	close_all();
	relay_close(&wire);
	redis_server_end(&server);
}

START_TEST(every_message_has_its_effect_once_over_sqlite)
{
	char folder[TEST_FOLDER_MAX], path[TEST_FOLDER_MAX + 16];
	test_folder_make(folder);
	snprintf(path, sizeof path, "%s/hire.db", folder);
	run_over(path, _i);
	test_folder_remove(folder);
}
END_TEST

START_TEST(every_message_has_its_effect_once_over_postgres)
{
	run_over(test_postgres_new(), _i);
	test_postgres_drop();
}
END_TEST

int
main(int argc, char **argv)
{
	if (argc == 5)
		return be_worker(argv[2], argv[3], argv[4]);
	if (!test_redis_here())
		return 0;
	Suite *suite = suite_create("queue_outage");
	TCase *c = tcase_create("outage");
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(
	    c, every_message_has_its_effect_once_over_sqlite, 0, 2);
	if (test_postgres_here())
		tcase_add_loop_test(
		    c, every_message_has_its_effect_once_over_postgres, 0, 2);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
