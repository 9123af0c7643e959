/* SPDX-License-Identifier: MIT
 * ours.c - the store queue over PostgreSQL.
 */
#include "common.h"

#include "backends/queue/store_queue.h"
#include "backends/store/postgres.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static const task *t;
static hire_ctx *ctx;
static hire_store store, other; /* as two processes would have them */
static hire_queue queue, others;
static atomic_size_t left;

static void
good(hire_status st, const char *what, const hire_error *err)
{
	must(!st, what, err->message);
}

static void
open_one(hire_store *s, hire_queue *q)
{
	hire_error err = {0};
	char url[512];
	snprintf(url, sizeof url, "%s?pool=%d", t->url, THREADS + 2);
	good(hire__store_postgres_open(ctx, url, s, &err), "open", &err);
	good(hire__queue_store_open(ctx, s, q, &err), "open", &err);
}

static void
prepare(const task *of)
{
	static const hire_record *const records[] = {&hire_message_record};
	hire_error err = {0};
	hire_arena *mem;
	const char *plan;
	t = of;
	good(hire_ctx_new(NULL, &ctx, &err), "context", &err);
	good(hire_arena_new(ctx, 0, &mem, &err), "memory", &err);
	open_one(&store, &queue);
	open_one(&other, &others);
	good(
	    store.ops.migrate(store.state, records, 1, false, mem, &plan, &err),
	    "migrate", &err);
	hire_arena_free(mem);
}

static void
put_some(hire_queue *q, hire_store *s, size_t count)
{
	enum { MOST = 1000 };
	static const hire_message one = {.kind = "bench",
	    .body = body,
	    .priority = 5,
	    .run_at = 1,
	    .max_attempts = 5};
	hire_message all[MOST];
	hire_error err = {0};
	hire_tx *tx;
	for (size_t i = 0; i < count; i++)
		all[i] = one;
	good(s->ops.begin(s->state, true, &tx, &err), "begin", &err);
	hire_status st = count == 1
	                     ? q->ops.put(q->state, tx, all, &err)
	                     : q->ops.put_many(q->state, tx, all, count, &err);
	good(st, "put", &err);
	good(s->ops.commit(s->state, tx, &err), "commit", &err);
}

static void
fill(size_t jobs)
{
	for (size_t n = 0; n < jobs; n += 1000)
		put_some(&queue, &store, jobs - n < 1000 ? jobs - n : 1000);
	atomic_store(&left, t->jobs);
}

static void
put(size_t n, size_t jobs)
{
	(void)n;
	for (size_t i = 0; i < jobs; i += t->batch)
		put_some(&queue, &store, t->batch);
}

/* Whether there is still one to take. */
static bool
one_less(size_t count)
{
	size_t was = atomic_load(&left);
	while (was && !atomic_compare_exchange_weak(
	                  &left, &was, was > count ? was - count : 0))
		;
	return was > count;
}

static void
work(size_t n)
{
	static const char *const kinds[] = {"bench", NULL};
	const hire_message *done[1000];
	hire_arena *mem[2]; /* of the messages in hand, and of the next */
	hire_error err = {0};
	hire_queue_got got = {.count = 0};
	char name[16];
	snprintf(name, sizeof name, "w%zu", n);
	hire_queue_turn turn = {.size = sizeof turn,
	    .worker = name,
	    .kinds = kinds,
	    .lease = 30 * HIRE_SECOND,
	    .max = (int32_t)t->batch,
	    .done = done};
	for (int i = 0; i < 2; i++)
		good(hire_arena_new(ctx, 0, &mem[i], &err), "memory", &err);
	for (int at = 0; turn.max; at = !at) {
		for (size_t i = 0; i < got.count; i++)
			done[i] = &got.messages[i];
		turn.done_count = got.count;
		if (!one_less(got.count))
			turn.max = 0;
		hire_arena_reset(mem[at]);
		good(queue.ops.turn(queue.state, &turn, mem[at], &got, &err),
		    "turn", &err);
		must(!got.lost, "turn", "a lease was lost");
	}
	hire_arena_free(mem[0]);
	hire_arena_free(mem[1]);
}

static atomic_bool over;
static atomic_size_t started;
static _Atomic double started_at;

static void *
listen(void *arg)
{
	static const char *const kinds[] = {"bench", NULL};
	hire_arena *mem;
	hire_error err = {0};
	int64_t seen = 0;
	(void)arg;
	good(hire_arena_new(ctx, 0, &mem, &err), "memory", &err);
	while (!over) {
		const hire_message *done;
		hire_queue_got got;
		hire_queue_turn turn = {.size = sizeof turn,
		    .worker = "w",
		    .kinds = kinds,
		    .lease = 30 * HIRE_SECOND,
		    .max = 1};
		good(queue.ops.turn(queue.state, &turn, mem, &got, &err),
		    "turn", &err);
		if (got.count) {
			atomic_store(&started_at, micros());
			atomic_fetch_add(&started, 1);
			done = got.messages;
			turn.done = &done;
			turn.done_count = 1;
			turn.max = 0;
			good(
			    queue.ops.turn(queue.state, &turn, mem, &got, &err),
			    "turn", &err);
		} else {
			good(queue.ops.wait(
			         queue.state, kinds, HIRE_SECOND, &seen, &err),
			    "wait", &err);
		}
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	return NULL;
}

static void
idle(double out[ADDS])
{
	pthread_t thread;
	must(!pthread_create(&thread, NULL, listen, NULL), "thread", NULL);
	pause_ms(500);
	for (size_t i = 0; i < ADDS; i++) {
		double begun = micros();
		put_some(&others, &other, 1);
		while (atomic_load(&started) <= i)
			pause_ms(1);
		out[i] = atomic_load(&started_at) - begun;
		pause_ms(ADD_PAUSE_MS);
	}
	over = true;
	pthread_join(thread, NULL);
}

const side ours = {prepare, fill, put, work, idle};
