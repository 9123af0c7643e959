/* SPDX-License-Identifier: MIT
 * test_store_outage.c - a PostgreSQL server that dies under eight writers:
 * what was acknowledged is there once, what was refused is not.
 */
#include "postgres.h"
#include "postgres_kit.h"

#include "backends/store/postgres.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WRITERS = 8, OUTAGES = 6, MOST = 20000 };

/* What became of thing number i. */
typedef enum fate { UNTRIED, STORED, REFUSED, UNKNOWN } fate;

static hire_ctx *ctx;
static hire_store store;
static atomic_int next, fates[MOST];
static atomic_bool over;

/* The suites' URL, but with commits that wait for the disk. */
static void
open_durable(void)
{
	static const char lazy[] = "%20-csynchronous_commit%3Doff";
	char where[400];
	const char *plan;
	const hire_record *const records[] = {&thing_record};
	snprintf(where, sizeof where, "%s", pg_url);
	char *at = strstr(where, lazy);
	ck_assert_ptr_nonnull(at);
	memmove(at, at + sizeof lazy - 1, strlen(at + sizeof lazy - 1) + 1);
	ck_assert_ok(hire_ctx_new(NULL, &ctx, NULL));
	ck_assert_ok(hire__store_postgres_open(ctx, where, &store, NULL));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 1, false, stage_mem, &plan, NULL));
}

static hire_status
store_one(int n, hire_arena *mem)
{
	hire_tx *tx;
	thing t = thing_new(mem, n);
	hire_status st = store.ops.begin(store.state, true, &tx, NULL);
	if (st)
		return st;
	st = store.ops.insert(store.state, tx, &thing_record, &t, NULL);
	if (!st)
		return store.ops.commit(store.state, tx, NULL);
	store.ops.rollback(store.state, tx);
	return st;
}

static void *
write_on(void *args)
{
	hire_arena *mem;
	(void)args;
	if (hire_arena_new(ctx, 0, &mem, NULL))
		return NULL;
	while (!atomic_load(&over)) {
		int n = atomic_fetch_add(&next, 1);
		if (n >= MOST)
			break;
		hire_status st = store_one(n, mem);
		bool sure = st == HIRE_ECONFLICT || st == HIRE_EEXISTS;
		atomic_store(&fates[n], !st    ? STORED
		                        : sure ? REFUSED
		                               : UNKNOWN);
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	return NULL;
}

static bool there[MOST];

/* Marks the things that are there; their number. */
static int
look(void)
{
	hire_tx *tx;
	hire_query q = {
	    .size = sizeof q, .record = &thing_record, .limit = 1000};
	hire_rows rows;
	int count = 0;
	ck_assert_ok(store.ops.begin(store.state, false, &tx, NULL));
	do {
		ck_assert_ok(store.ops.select(
		    store.state, tx, &q, stage_mem, &rows, NULL));
		const thing *t = rows.rows;
		for (size_t i = 0; i < rows.count; i++, count++)
			there[strtol(t[i].id + strlen("thg_"), NULL, 10)] =
			    true;
		q.after = rows.next;
	} while (q.after);
	store.ops.rollback(store.state, tx);
	return count;
}

static void
check(void)
{
	int stored = 0, of[UNKNOWN + 1] = {0};
	int count = look();
	for (int i = 0; i < MOST; i++) {
		int what = atomic_load(&fates[i]);
		of[what]++;
		stored += there[i];
		ck_assert_msg(what != STORED || there[i], "%d is lost", i);
		ck_assert_msg(what != REFUSED || !there[i], "%d is kept", i);
	}
	printf("%d stored, %d refused, %d unknown\n", of[STORED], of[REFUSED],
	    of[UNKNOWN]);
	ck_assert_int_eq(stored, count); /* none is there twice */
	ck_assert_int_gt(of[STORED], OUTAGES);
}

START_TEST(what_was_acknowledged_outlives_the_server)
{
	static const int signals[] = {SIGQUIT, SIGKILL, SIGINT};
	pthread_t writers[WRITERS];
	open_durable();
	for (int i = 0; i < WRITERS; i++)
		ck_assert_int_eq(
		    pthread_create(&writers[i], NULL, write_on, NULL), 0);
	for (int i = 0; i < OUTAGES; i++) {
		nanosleep(&(struct timespec){0, 400000000}, NULL);
		test_postgres_bounce(signals[i % 3]);
	}
	nanosleep(&(struct timespec){0, 400000000}, NULL);
	atomic_store(&over, true);
	for (int i = 0; i < WRITERS; i++)
		pthread_join(writers[i], NULL);
	check();
	store.ops.close(store.state);
	hire_ctx_free(ctx);
}
END_TEST

/* Of the one transaction that is open. */
static long
open_number(void)
{
	long n = strtol(test_postgres_admin("select backend_xid::text from "
	                                    "pg_stat_activity where "
	                                    "backend_xid is not null"),
	    NULL, 10);
	ck_assert_int_gt(n, 0);
	return n;
}

/* The server starts over, under the same parent. */
static void
crash(void)
{
	const char *pid =
	    test_postgres_admin("select pid::text from pg_stat_activity where "
	                        "backend_type = 'walwriter'");
	ck_assert_int_gt(strtol(pid, NULL, 10), 1);
	ck_assert_int_eq(kill((pid_t)strtol(pid, NULL, 10), SIGKILL), 0);
}

/* Use up some numbers; the first of them. */
static long
use_numbers(hire_store *s)
{
	hire_tx *tx;
	thing t = thing_new(stage_mem, 7);
	ck_assert_ok(s->ops.begin(s->state, true, &tx, NULL));
	ck_assert_ok(s->ops.insert(s->state, tx, &thing_record, &t, NULL));
	long first = open_number();
	ck_assert_ok(s->ops.commit(s->state, tx, NULL));
	for (int i = 8; i < 40; i++)
		ck_assert_ok(pg_add(s, i, NULL));
	return first;
}

/* A commit that a crash swallowed; whether its number went to another. */
static bool
loses_its_number(void)
{
	hire_error err = {0};
	hire_tx *tx;
	thing t = thing_new(stage_mem, 1);
	hire_store s = pg_open();
	test_postgres_admin("checkpoint"); /* the tables stay */
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_ok(s.ops.insert(s.state, tx, &thing_record, &t, NULL));
	long number = open_number();
	crash();
	bool again = use_numbers(&s) <= number;
	hire_status st = s.ops.commit(s.state, tx, &err);
	ck_assert_msg(st == (again ? HIRE_EBACKEND : HIRE_ECONFLICT), "%s: %s",
	    hire_status_name(st), err.message);
	pg_shut(&s);
	return again;
}

START_TEST(a_number_given_again_after_a_crash_proves_nothing)
{
	bool seen = false;
	for (int i = 0; i < 10 && !seen; i++) {
		seen = loses_its_number();
		pg_teardown();
		pg_setup();
	}
	ck_assert_msg(seen, "the server never gave a number again");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_outage");
	TCase *c = tcase_create("outage");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, pg_setup, pg_teardown);
	tcase_add_test(c, what_was_acknowledged_outlives_the_server);
	tcase_add_test(c, a_number_given_again_after_a_crash_proves_nothing);
	if (test_postgres_here())
		suite_add_tcase(suite, c);
	return test_run(suite);
}
