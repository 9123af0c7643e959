/* SPDX-License-Identifier: MIT
 * main.c - the queue over Redis beside the store's own, in turns, over one
 * store: claim and complete by many workers, and how soon an idle one starts.
 *
 * usage: bench_lines STORE REDIS [MESSAGES [WORKERS]]
 */
#include "../bench.h"

#include "backends/queue/redis_queue.h"
#include "backends/queue/store_queue.h"
#include "backends/store/postgres.h"
#include "backends/store/sqlite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 3, CHUNK = 100, SINGLE = 60, WORKERS_MAX = 64 };

static hire_ctx *ctx;
static hire_store store;
static hire_queue queues[2];
static const char *const kinds[] = {"bench", NULL};
static int workers = 16;
static atomic_long left;
static atomic_bool over;
static _Atomic double started;

static void
must(hire_status st, const hire_error *err)
{
	if (!st)
		return;
	fprintf(stderr, "bench_lines: %s\n", err->message);
	exit(1);
}

static void
put(hire_queue *q, int count)
{
	hire_tx *tx;
	hire_error err = {.code = HIRE_OK};
	const hire_message m = {.kind = "bench",
	    .body = "{\"id\":\"app_00000000000000000000000000\",\"note\":"
	            "\"about as long as what a handler needs to know\"}",
	    .priority = 5,
	    .run_at = 1,
	    .max_attempts = 5};
	must(store.ops.begin(store.state, true, &tx, &err), &err);
	for (int i = 0; i < count; i++)
		must(q->ops.put(q->state, tx, &m, &err), &err);
	must(store.ops.commit(store.state, tx, &err), &err);
}

static hire_status
complete(hire_queue *q, const hire_message *m)
{
	hire_tx *tx;
	hire_status st = store.ops.begin(store.state, true, &tx, NULL);
	if (st)
		return st;
	st = q->ops.complete(q->state, tx, m, NULL);
	if (!st)
		return store.ops.commit(store.state, tx, NULL);
	store.ops.rollback(store.state, tx);
	return st;
}

/* What a worker does with a message: with an effect it commits on its own,
 * without one the next turn ends it. */
static bool with_effect;

static hire_status
take_turn(hire_queue *q, const char *name, hire_message *had, hire_arena *mem,
    hire_queue_got *got, hire_error *err)
{
	const hire_message *done[] = {had};
	const hire_queue_turn t = {.size = sizeof t,
	    .worker = name,
	    .kinds = kinds,
	    .lease = 30 * HIRE_SECOND,
	    .max = 1,
	    .done = done,
	    .done_count = had != NULL};
	hire_status st = q->ops.turn(q->state, &t, mem, got, err);
	if (!st && had)
		atomic_fetch_sub(&left, 1);
	return st;
}

static void
wait_for_more(hire_queue *q, hire_time due, int64_t *seen)
{
	hire_time now = hire_ctx_now(ctx).wall, most = HIRE_SECOND / 5;
	if (due && due - now < most)
		most = due > now ? due - now : 1000;
	(void)!q->ops.wait(q->state, kinds, most, seen, NULL);
}

/* A worker that takes one message at a time, until `over`. */
static void *
work(void *args)
{
	hire_queue *q = args;
	hire_arena *mems[2];
	hire_message *had = NULL;
	int64_t seen = 0;
	hire_error err = {.code = HIRE_OK};
	static atomic_int number;
	char name[24];
	snprintf(name, sizeof name, "w%d", atomic_fetch_add(&number, 1));
	must(hire_arena_new(ctx, 0, &mems[0], &err), &err);
	must(hire_arena_new(ctx, 0, &mems[1], &err), &err);
	for (int i = 0; had || !atomic_load(&over); i ^= 1) {
		hire_queue_got got = {.count = 0};
		hire_arena_reset(mems[i]); /* what it had is in the other */
		must(take_turn(q, name, had, mems[i], &got, &err), &err);
		had = got.count ? got.messages : NULL;
		if (had)
			atomic_store(&started, bench_micros());
		else
			wait_for_more(q, got.next_due, &seen);
		if (had && with_effect) {
			if (!complete(q, had))
				atomic_fetch_sub(&left, 1);
			had = NULL;
		}
	}
	hire_arena_free(mems[0]);
	hire_arena_free(mems[1]);
	return NULL;
}

static void
start(hire_queue *q, int count, pthread_t *threads)
{
	atomic_store(&over, false);
	for (int i = 0; i < count; i++)
		if (pthread_create(&threads[i], NULL, work, q))
			exit(1);
}

static void
join(int count, const pthread_t *threads)
{
	atomic_store(&over, true);
	for (int i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
}

static void
wait_done(void)
{
	while (atomic_load(&left) > 0)
		nanosleep(&(struct timespec){0, 1000000}, NULL);
}

/* Messages a second that are claimed and completed. */
static double
rate(hire_queue *q, int messages)
{
	pthread_t threads[WORKERS_MAX];
	for (int i = 0; i < messages; i += CHUNK)
		put(q, CHUNK);
	atomic_store(&left, messages);
	double begun = bench_micros();
	start(q, workers, threads);
	wait_done();
	double took = bench_micros() - begun;
	join(workers, threads);
	return messages / took * 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Median and 99th percentile of the time from put to start, idle. */
static void
latency(hire_queue *q, double *p50, double *p99)
{
	pthread_t thread;
	double all[SINGLE];
	start(q, 1, &thread);
	for (int i = 0; i < SINGLE; i++) {
		nanosleep(&(struct timespec){0, 5000000}, NULL);
		atomic_store(&left, 1);
		double begun = bench_micros();
		put(q, 1);
		wait_done();
		all[i] = atomic_load(&started) - begun;
	}
	join(1, &thread);
	qsort(all, SINGLE, sizeof *all, by_size);
	*p50 = all[SINGLE / 2];
	*p99 = all[SINGLE - 1];
}

static void
open_all(const char *where, const char *redis)
{
	const char *plan;
	hire_arena *mem;
	hire_error err = {.code = HIRE_OK};
	const hire_record *const records[] = {&hire_message_record};
	must(hire_ctx_new(NULL, &ctx, &err), &err);
	must(hire_arena_new(ctx, 0, &mem, &err), &err);
	must(strncmp(where, "postgres", 8)
	         ? hire__store_sqlite_open(ctx, where, &store, &err)
	         : hire__store_postgres_open(ctx, where, &store, &err),
	    &err);
	must(
	    store.ops.migrate(store.state, records, 1, false, mem, &plan, &err),
	    &err);
	must(hire__queue_store_open(ctx, &store, &queues[0], &err), &err);
	must(
	    hire__queue_redis_open(ctx, redis, &store, &queues[1], &err), &err);
	hire_arena_free(mem);
}

/* What is measured of a queue, once a turn. */
enum { EFFECT, TURN, IDLE_P50, IDLE_MOST, FIGURES };
static const char *const figures[] = {
    "a second, completed with an effect, then claimed",
    "a second, one turn after the other", "ms from put to start, idle",
    "ms at most of 60"};

static void
measure(hire_queue *q, int messages, double out[FIGURES])
{
	with_effect = true;
	out[EFFECT] = rate(q, messages);
	with_effect = false;
	out[TURN] = rate(q, messages);
	latency(q, &out[IDLE_P50], &out[IDLE_MOST]);
	out[IDLE_P50] /= 1000;
	out[IDLE_MOST] /= 1000;
}

static void
print(double all[2][FIGURES][ROUNDS])
{
	for (int f = 0; f < FIGURES; f++) {
		for (int i = 0; i < 2; i++)
			qsort(all[i][f], ROUNDS, sizeof **all[i], by_size);
		printf("%9.2f %9.2f  %5.2fx  %s\n", all[0][f][ROUNDS / 2],
		    all[1][f][ROUNDS / 2],
		    all[1][f][ROUNDS / 2] / all[0][f][ROUNDS / 2], figures[f]);
	}
}

int
main(int argc, char **argv)
{
	int messages = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 2000;
	double all[2][FIGURES][ROUNDS], got[FIGURES];
	if (argc < 3) {
		fputs("usage: bench_lines STORE REDIS [MESSAGES [WORKERS]]\n",
		    stderr);
		return 2;
	}
	workers = argc > 4 ? (int)strtol(argv[4], NULL, 10) : workers;
	workers = workers > WORKERS_MAX ? WORKERS_MAX : workers;
	open_all(argv[1], argv[2]);
	for (int r = 0; r < ROUNDS; r++)
		for (int i = 0; i < 2; i++) {
			measure(&queues[i], messages, got);
			for (int f = 0; f < FIGURES; f++)
				all[i][f][r] = got[f];
		}
	printf("median of %d turns, %d messages, %d workers\n"
	       "   store:    redis:\n",
	    ROUNDS, messages, workers);
	print(all);
	hire_queue_fini(&queues[1]);
	hire_queue_fini(&queues[0]);
	hire_store_fini(&store);
	hire_ctx_free(ctx);
	return 0;
}
