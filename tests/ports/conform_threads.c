/* SPDX-License-Identifier: MIT
 * conform_threads.c - stores and queues under several threads at once.
 */
#include "conform_queue.h"
#include "conform_record.h"
#include "conform_store.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 4, ROUNDS = 50, MESSAGES = 60 };

static const conform_store *chosen;
static hire_ctx *ctx;
static hire_store store;
static hire_queue queue;

void
conform_threads_use(const conform_store *which)
{
	chosen = which;
}

static void
setup(void)
{
	const hire_record *const records[] = {
	    &thing_record, &hire_message_record};
	const char *plan;
	hire_arena *mem;
	/* the system's allocator and clock: a test_host counts for one thread
	 */
	ck_assert_ok(hire_ctx_new(NULL, &ctx, NULL));
	ck_assert_ok(hire_arena_new(ctx, 0, &mem, NULL));
	ck_assert_ok(chosen->open(ctx, &store));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 2, false, mem, &plan, NULL));
	ck_assert_ok(conform_queue_open(ctx, &store, &queue));
	hire_arena_free(mem);
}

static void
teardown(void)
{
	queue.ops.close(queue.state);
	store.ops.close(store.state);
	if (chosen->clean)
		chosen->clean();
	hire_ctx_free(ctx);
}

/* Run `work` in THREADS threads; none may return non-NULL. */
static void
in_threads(void *(*work)(void *))
{
	static const int numbers[THREADS] = {1, 2, 3, 4};
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, work,
		                     (void *)(uintptr_t)&numbers[i]),
		    0);
	for (int i = 0; i < THREADS; i++) {
		void *wrong = "lost";
		pthread_join(threads[i], &wrong);
		ck_assert_msg(!wrong, "%s", (const char *)wrong);
	}
}

static hire_status
count_up(hire_tx *tx, hire_arena *mem)
{
	hire_filter one = HIRE_IS("name", "name1");
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = &one,
	    .filter_count = 1};
	hire_rows rows;
	hire_status st =
	    store.ops.select(store.state, tx, &q, mem, &rows, NULL);
	if (st)
		return st;
	thing *t = rows.rows;
	t->count++;
	return store.ops.update(store.state, tx, &thing_record, t, NULL);
}

/* One increment; conflicts are tried again, as the port says. */
static hire_status
increment(hire_arena *mem)
{
	hire_status st;
	do {
		hire_tx *tx;
		st = store.ops.begin(store.state, true, &tx, NULL);
		if (st)
			return st;
		st = count_up(tx, mem);
		if (!st)
			st = store.ops.commit(store.state, tx, NULL);
		else
			store.ops.rollback(store.state, tx);
		hire_arena_reset(mem);
	} while (st == HIRE_ECONFLICT);
	return st;
}

static void *
increments(void *number)
{
	hire_arena *mem;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	(void)number;
	if (st)
		return "no arena";
	for (int i = 0; !st && i < ROUNDS; i++)
		st = increment(mem);
	hire_arena_free(mem);
	return st ? (void *)(uintptr_t)hire_status_name(st) : NULL;
}

START_TEST(no_update_of_a_concurrent_writer_is_lost)
{
	hire_arena *mem;
	hire_tx *tx;
	hire_rows rows;
	hire_query q = {.size = sizeof q, .record = &thing_record};
	ck_assert_ok(hire_arena_new(ctx, 0, &mem, NULL));
	thing t = thing_new(mem, 1);
	ck_assert_ok(store.ops.begin(store.state, true, &tx, NULL));
	ck_assert_ok(
	    store.ops.insert(store.state, tx, &thing_record, &t, NULL));
	ck_assert_ok(store.ops.commit(store.state, tx, NULL));
	in_threads(increments);
	ck_assert_ok(store.ops.begin(store.state, false, &tx, NULL));
	ck_assert_ok(store.ops.select(store.state, tx, &q, mem, &rows, NULL));
	store.ops.rollback(store.state, tx);
	ck_assert_int_eq(((thing *)rows.rows)->count, THREADS * ROUNDS);
	ck_assert_int_eq(((thing *)rows.rows)->version, THREADS * ROUNDS + 1);
	hire_arena_free(mem);
}
END_TEST

static atomic_int taken[MESSAGES];

static hire_status
work_off(const hire_message *m)
{
	int n = -1;
	hire_tx *tx;
	sscanf(m->body, "%d", &n);
	if (n < 0 || n >= MESSAGES)
		return HIRE_ECORRUPT;
	atomic_fetch_add(&taken[n], 1);
	hire_status st = store.ops.begin(store.state, true, &tx, NULL);
	if (st)
		return st;
	st = queue.ops.complete(queue.state, tx, m, NULL);
	if (!st)
		return store.ops.commit(store.state, tx, NULL);
	store.ops.rollback(store.state, tx);
	return st;
}

static void *
works(void *number)
{
	hire_arena *mem;
	size_t count = 1;
	const char *wrong = NULL;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	char worker[16];
	snprintf(worker, sizeof worker, "w%d", *(const int *)number);
	while (!st && count) {
		hire_message *all;
		hire_arena_reset(mem);
		st = queue.ops.claim(queue.state, worker, NULL, HIRE_HOUR, 3,
		    mem, &all, &count, NULL);
		for (size_t i = 0; !st && i < count; i++)
			st = work_off(&all[i]);
	}
	if (st)
		wrong = hire_status_name(st);
	hire_arena_free(mem);
	return (void *)(uintptr_t)wrong;
}

START_TEST(a_message_goes_to_one_worker)
{
	hire_tx *tx;
	char body[16];
	ck_assert_ok(store.ops.begin(store.state, true, &tx, NULL));
	for (int i = 0; i < MESSAGES; i++) {
		snprintf(body, sizeof body, "%d", i);
		hire_message m = {.kind = "test",
		    .body = body,
		    .priority = i % 3,
		    .max_attempts = 3,
		    .run_at = 1};
		ck_assert_ok(queue.ops.put(queue.state, tx, &m, NULL));
	}
	ck_assert_ok(store.ops.commit(store.state, tx, NULL));
	in_threads(works);
	for (int i = 0; i < MESSAGES; i++)
		ck_assert_int_eq(atomic_load(&taken[i]), 1);
}
END_TEST

TCase *
conform_threads_case(void (*choose)(void))
{
	TCase *c = tcase_create("threads");
	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, choose, NULL);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, no_update_of_a_concurrent_writer_is_lost);
	tcase_add_test(c, a_message_goes_to_one_worker);
	return c;
}
