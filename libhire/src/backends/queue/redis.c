/* SPDX-License-Identifier: MIT
 * redis.c - the queue over lines in Redis: its table, opening, what it says.
 * All that concerns rows alone is the store queue's.
 */
#include "redis_lines.h"
#include "redis_queue.h"
#include "store_queue.h"

#include "util/buf.h"
#include "util/ctx.h"

static hire_status
put(void *state, hire_tx *tx, const hire_message *message, hire_error *err)
{
	hire__queue_redis *q = state;
	hire_status st = q->rows.ops.put(q->rows.state, tx, message, err);
	if (!st)
		hire__rl_announce(q, message);
	return st;
}

/* `was` is the message as it was taken. */
static void
settle(hire__queue_redis *q, const hire_message *was, hire_status st)
{
	if ((!st || st == HIRE_ECONFLICT) && was->leased_by)
		hire__rl_settle(q, was->id, was->version, was->leased_by);
}

static hire_status
complete(void *state, hire_tx *tx, const hire_message *message, hire_error *err)
{
	hire__queue_redis *q = state;
	hire_status st = q->rows.ops.complete(q->rows.state, tx, message, err);
	settle(q, message, st);
	return st;
}

static hire_status
again(void *state, hire_tx *tx, hire_message *message, hire_time run_at,
    const char *error, hire_error *err)
{
	hire__queue_redis *q = state;
	const hire_message was = *message;
	hire_status st =
	    q->rows.ops.again(q->rows.state, tx, message, run_at, error, err);
	settle(q, &was, st);
	return st;
}

static hire_status
bury(void *state, hire_tx *tx, hire_message *message, const char *error,
    hire_error *err)
{
	hire__queue_redis *q = state;
	const hire_message was = *message;
	hire_status st =
	    q->rows.ops.bury(q->rows.state, tx, message, error, err);
	settle(q, &was, st);
	return st;
}

static hire_status
list(void *state, hire_message_state message_state, const char *after,
    int32_t limit, hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__queue_redis *q = state;
	return q->rows.ops.list(
	    q->rows.state, message_state, after, limit, mem, out, err);
}

static hire_status
replay(void *state, const char *id, hire_error *err)
{
	const hire__queue_redis *q = state;
	return q->rows.ops.replay(q->rows.state, id, err);
}

static hire_status
counts(void *state, hire_arena *mem, hire_queue_count **out, size_t *count,
    hire_error *err)
{
	const hire__queue_redis *q = state;
	return q->rows.ops.counts(q->rows.state, mem, out, count, err);
}

static hire_status
next_due(void *state, hire_time *out, hire_error *err)
{
	hire_arena *mem;
	hire__queue_redis *q = state;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	hire__rl_claim c = hire__rl_looking(q, mem);
	st = hire__rl_find_due(&c, out, err);
	hire_arena_free(mem);
	return st;
}

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	const char *server, *rows;
	int64_t waiting;
	hire__queue_redis *q = state;
	hire__rl_claim c = hire__rl_looking(q, mem);
	hire_status st = hire__redis_ping(q->redis, mem, &server, err);
	if (!st)
		st = hire__rl_look(&c, &waiting, err);
	if (!st)
		st = q->rows.ops.ping(q->rows.state, mem, &rows, err);
	if (st)
		return st;
	const char *line = hire_arena_printf(
	    mem, "%lld in line, %s; %s", (long long)waiting, server, rows);
	if (!line)
		return hire__nomem(err);
	*out = line;
	return HIRE_OK;
}

static hire_status
put_many(void *state, hire_tx *tx, const hire_message *messages, size_t count,
    hire_error *err)
{
	hire__queue_redis *q = state;
	hire_status st =
	    q->rows.ops.put_many(q->rows.state, tx, messages, count, err);
	for (size_t i = 0; !st && i < count; i++)
		hire__rl_announce(q, &messages[i]);
	return st;
}

/* From then on the lease is in the row too, so that Redis may fail. */
static hire_status
renew(void *state, hire_message *message, hire_time lease, hire_error *err)
{
	hire__queue_redis *q = state;
	const hire_message was = *message;
	hire_status st = q->rows.ops.renew(q->rows.state, message, lease, err);
	if (st)
		settle(q, &was, st);
	else
		hire__rl_extend(q, message);
	return st;
}

static hire_status
find(void *state, const char *id, hire_arena *mem, hire_message *out,
    hire_error *err)
{
	const hire__queue_redis *q = state;
	return q->rows.ops.find(q->rows.state, id, mem, out, err);
}

static hire_status
wait(void *state, const char *const *kinds, hire_time most, int64_t *seen,
    hire_error *err)
{
	const hire__queue_redis *q = state;
	return q->rows.ops.wait(q->rows.state, kinds, most, seen, err);
}

static void
close_queue(void *state)
{
	hire__queue_redis *q = state;
	hire_queue_fini(&q->rows);
	hire__redis_close(q->redis);
	hire__free(q->ctx, q->key);
	hire__free(q->ctx, q->take_text);
	hire__free(q->ctx, q->settled);
	pthread_mutex_destroy(&q->lock);
	hire__free(q->ctx, q);
}

static const hire_queue_ops ops = {
    .size = sizeof ops,
    .name = "redis",
    .put = put,
    .claim = hire__rl_claim_any,
    .complete = complete,
    .again = again,
    .bury = bury,
    .list = list,
    .replay = replay,
    .counts = counts,
    .next_due = next_due,
    .ping = ping,
    .close = close_queue,
    .put_many = put_many,
    .turn = hire__rl_turn_of,
    .renew = renew,
    .find = find,
    .wait = wait,
};

static hire_status
open_all(hire__queue_redis *q, const char *url, hire_error *err)
{
	const hire__redis_options options = {.field = "HIRE_QUEUE"};
	hire_status st =
	    hire__redis_open(q->ctx, url, &options, &q->redis, err);
	if (!st)
		st = hire__queue_store_open(q->ctx, q->store, &q->rows, err);
	if (!st)
		st = hire__random(q->ctx, &q->opened, sizeof q->opened, err);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(q->ctx, 1024);
	hire__buf_addf(&b, "%sq", hire__redis_prefix(q->redis));
	q->key = b.s;
	st = hire__buf_check(&b, err);
	return st ? st : hire__rl_init(q, err);
}

/* From here on the server knows what is given out.  It may come later. */
static hire_status
say_hello(hire__queue_redis *q, hire_error *err)
{
	hire_arena *mem;
	int64_t waiting;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	hire__rl_claim c = hire__rl_looking(q, mem);
	st = hire__rl_look(&c, &waiting, NULL);
	hire_arena_free(mem);
	return st == HIRE_ENOMEM ? hire__nomem(err) : HIRE_OK;
}

hire_status
hire__queue_redis_open(hire_ctx *ctx, const char *url, hire_store *store,
    hire_queue *out, hire_error *err)
{
	hire__queue_redis *q = hire__zalloc(ctx, sizeof *q);
	if (!q)
		return hire__nomem(err);
	q->ctx = ctx;
	q->store = store;
	pthread_mutex_init(&q->lock, NULL);
	hire_status st = open_all(q, url, err);
	if (!st)
		st = say_hello(q, err);
	if (st) {
		close_queue(q);
		return st;
	}
	*out = (hire_queue){ops, q};
	return HIRE_OK;
}
