/* SPDX-License-Identifier: MIT
 * store.c - the queue over message records of any store.
 * A lease is nothing but a later run_at: when the worker dies, the message is
 * due again by itself.  Versions keep two workers from taking the same one.
 */
#include "store_claim.h"
#include "store_queue.h"

#include "model/record.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <time.h>

hire_time
hire__q_now(const hire__queue_store *q)
{
	return hire_ctx_now(q->ctx).wall;
}

hire_status
hire__q_begin(
    const hire__queue_store *q, bool write, hire_tx **tx, hire_error *err)
{
	return q->store->ops.begin(q->store->state, write, tx, err);
}

/* Commit, or roll back when `st` is a failure. */
hire_status
hire__q_end(
    const hire__queue_store *q, hire_tx *tx, hire_status st, hire_error *err)
{
	if (!st)
		return q->store->ops.commit(q->store->state, tx, err);
	q->store->ops.rollback(q->store->state, tx);
	return st;
}

/* Write `m`, which gets its next version. */
hire_status
hire__q_save(
    const hire__queue_store *q, hire_tx *tx, hire_message *m, hire_error *err)
{
	m->updated_at = hire__q_now(q);
	return q->store->ops.update(
	    q->store->state, tx, &hire_message_record, m, err);
}

hire_status
hire__q_select_by(const hire__queue_store *q, hire_tx *tx, hire_filter *filters,
    size_t count, const char *order, int32_t limit, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	hire_query query = {.size = sizeof query,
	    .record = &hire_message_record,
	    .filters = filters,
	    .filter_count = count,
	    .order = order,
	    .limit = limit};
	return q->store->ops.select(q->store->state, tx, &query, mem, out, err);
}

void
hire__q_bury(hire_message *m, const char *error)
{
	m->state = HIRE_MESSAGE_DEAD;
	m->leased_by = NULL;
	m->last_error = error;
}

hire_status
hire__q_wake(const hire__queue_store *q, hire_tx *tx, const hire_message *m,
    hire_error *err)
{
	const hire_store_ops *ops = &q->store->ops;
	if (!ops->wake || m->run_at > hire__q_now(q) + HIRE__Q_WAIT)
		return HIRE_OK;
	return ops->wake(q->store->state, tx, m->kind, err);
}

/* A dead letter gives its key away; one that waits or runs keeps it, and must
 * not be completed by somebody who does not see that it was wanted again. */
static hire_status
free_key(const hire__queue_store *q, hire_tx *tx, const char *key,
    hire_arena *mem, bool *waits, hire_error *err)
{
	const hire_store_ops *ops = &q->store->ops;
	hire_filter same = HIRE_IS("key", key);
	hire_rows rows;
	hire_status st =
	    hire__q_select_by(q, tx, &same, 1, NULL, 1, mem, &rows, err);
	hire_message *m = st || !rows.count ? NULL : rows.rows;
	*waits = m && m->state == HIRE_MESSAGE_READY;
	if (*waits && ops->hold)
		return ops->hold(q->store->state, tx, &hire_message_record,
		    m->id, m->version, err);
	if (!m || *waits)
		return st;
	m->key = NULL;
	return hire__q_save(q, tx, m, err);
}

/* A new message, with an id in `mem`. */
static hire_status
make(const hire__queue_store *q, const hire_message *message, hire_arena *mem,
    hire_message *out, hire_error *err)
{
	*out = *message;
	out->state = HIRE_MESSAGE_READY;
	out->leased_by = out->last_error = NULL;
	out->attempts = 0;
	hire_status st = hire__record_new(
	    &hire_message_record, out, mem, hire__q_now(q), err);
	return st ? st : hire_record_check(&hire_message_record, out, err);
}

static hire_status
put_keyed(const hire__queue_store *q, hire_tx *tx, const hire_message *m,
    hire_arena *mem, hire_error *err)
{
	bool waits = false;
	hire_status st = free_key(q, tx, m->key, mem, &waits, err);
	return st || waits ? st
	                   : q->store->ops.insert(q->store->state, tx,
	                         &hire_message_record, m, err);
}

/* Those with a key one by one, the others together. */
static hire_status
put_all(const hire__queue_store *q, hire_tx *tx, const hire_message *messages,
    size_t count, hire_arena *mem, hire_error *err)
{
	size_t n = 0;
	hire_status st = HIRE_OK;
	hire_message *plain = hire_arena_alloc(mem, count * sizeof *plain);
	if (!plain)
		return hire__nomem(err);
	for (size_t i = 0; !st && i < count; i++) {
		hire_message *m = &plain[n];
		st = make(q, &messages[i], mem, m, err);
		if (!st && m->key)
			st = put_keyed(q, tx, m, mem, err);
		else
			n++;
		if (!st)
			st = hire__q_wake(q, tx, m, err);
	}
	return st || !n ? st
	                : hire_store_insert_many(q->store, tx,
	                      &hire_message_record, plain, n, err);
}

static hire_status
put_many(void *state, hire_tx *tx, const hire_message *messages, size_t count,
    hire_error *err)
{
	const hire__queue_store *q = state;
	hire_arena *mem;
	if (!count)
		return HIRE_OK;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	st = put_all(q, tx, messages, count, mem, err);
	hire_arena_free(mem);
	return st;
}

static hire_status
put(void *state, hire_tx *tx, const hire_message *message, hire_error *err)
{
	return put_many(state, tx, message, 1, err);
}

static hire_status
complete(void *state, hire_tx *tx, const hire_message *message, hire_error *err)
{
	const hire__queue_store *q = state;
	return q->store->ops.remove(q->store->state, tx, &hire_message_record,
	    message->id, message->version, err);
}

/* Store `changed`, then let the caller's copy follow. */
static hire_status
settle(const hire__queue_store *q, hire_tx *tx, hire_message *message,
    hire_message *changed, hire_error *err)
{
	size_t longest =
	    (size_t)hire_record_field(&hire_message_record, "last_error")->max;
	hire_arena *mem;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	hire_message row = *changed;
	if (row.last_error)
		row.last_error = hire_arena_strndup(mem, row.last_error,
		    hire__utf8_cut(row.last_error, longest));
	if (changed->last_error && !row.last_error)
		st = hire__nomem(err);
	else
		st = hire__q_save(q, tx, &row, err);
	hire_arena_free(mem);
	if (st)
		return st;
	changed->version = row.version;
	changed->updated_at = row.updated_at;
	*message = *changed;
	return HIRE_OK;
}

static hire_status
again(void *state, hire_tx *tx, hire_message *message, hire_time run_at,
    const char *error, hire_error *err)
{
	hire_message m = *message;
	m.leased_by = NULL;
	m.run_at = run_at;
	if (error)
		m.last_error = error;
	else if (m.attempts > 0)
		m.attempts--;
	hire_status st = settle(state, tx, message, &m, err);
	return st ? st : hire__q_wake(state, tx, &m, err);
}

static hire_status
bury(void *state, hire_tx *tx, hire_message *message, const char *error,
    hire_error *err)
{
	hire_message m = *message;
	hire__q_bury(&m, error);
	return settle(state, tx, message, &m, err);
}

static hire_status
list(void *state, hire_message_state message_state, const char *after,
    int32_t limit, hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__queue_store *q = state;
	hire_filter in = HIRE_NUM("state", HIRE_EQ, message_state);
	hire_query query = {.size = sizeof query,
	    .record = &hire_message_record,
	    .filters = &in,
	    .filter_count = 1,
	    .descending = true,
	    .after = after,
	    .limit = limit};
	hire_tx *tx;
	hire_status st = hire__q_begin(q, false, &tx, err);
	if (st)
		return st;
	st = q->store->ops.select(q->store->state, tx, &query, mem, out, err);
	return hire__q_end(q, tx, st, err);
}

static hire_status
revive(const hire__queue_store *q, hire_tx *tx, const char *id, hire_arena *mem,
    hire_error *err)
{
	hire_filter which[] = {
	    HIRE_IS("id", id), HIRE_NUM("state", HIRE_EQ, HIRE_MESSAGE_DEAD)};
	hire_rows rows;
	hire_status st =
	    hire__q_select_by(q, tx, which, 2, NULL, 1, mem, &rows, err);
	if (st)
		return st;
	if (!rows.count)
		return hire_fail(
		    err, HIRE_ENOTFOUND, "id", "is not among the dead letters");
	hire_message *m = rows.rows;
	m->state = HIRE_MESSAGE_READY;
	m->attempts = 0;
	m->run_at = hire__q_now(q);
	st = hire__q_wake(q, tx, m, err);
	return st ? st : hire__q_save(q, tx, m, err);
}

static hire_status
replay(void *state, const char *id, hire_error *err)
{
	const hire__queue_store *q = state;
	hire_arena *mem;
	hire_tx *tx;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	st = hire__q_begin(q, true, &tx, err);
	if (!st)
		st = hire__q_end(q, tx, revive(q, tx, id, mem, err), err);
	hire_arena_free(mem);
	return st;
}

static hire_status
count_state(const hire__queue_store *q, hire_tx *tx, hire_message_state which,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire_filter in = HIRE_NUM("state", HIRE_EQ, which);
	hire_aggregate a = {.size = sizeof a,
	    .record = &hire_message_record,
	    .filters = &in,
	    .filter_count = 1,
	    .group = "kind"};
	return q->store->ops.aggregate(
	    q->store->state, tx, &a, mem, out, count, err);
}

static hire_status
count_all(const hire__queue_store *q, hire_tx *tx, hire_arena *mem,
    hire_queue_count **out, size_t *count, hire_error *err)
{
	hire_bucket *b[hire_message_state_count];
	size_t n[hire_message_state_count], total = 0;
	for (int s = 0; s < hire_message_state_count; s++) {
		hire_status st = count_state(
		    q, tx, (hire_message_state)s, mem, &b[s], &n[s], err);
		if (st)
			return st;
		total += n[s];
	}
	hire_queue_count *all = hire_arena_alloc(mem, total * sizeof *all);
	if (!all)
		return hire__nomem(err);
	hire_queue_count *at = all;
	for (int s = 0; s < hire_message_state_count; s++)
		for (size_t i = 0; i < n[s]; i++)
			*at++ = (hire_queue_count){
			    b[s][i].text, (hire_message_state)s, b[s][i].count};
	*out = all;
	*count = total;
	return HIRE_OK;
}

static hire_status
counts(void *state, hire_arena *mem, hire_queue_count **out, size_t *count,
    hire_error *err)
{
	const hire__queue_store *q = state;
	hire_tx *tx;
	hire_status st = hire__q_begin(q, false, &tx, err);
	if (st)
		return st;
	return hire__q_end(q, tx, count_all(q, tx, mem, out, count, err), err);
}

static hire_status
next_due(void *state, hire_time *out, hire_error *err)
{
	const hire__queue_store *q = state;
	hire_time first = 0;
	hire_arena *mem;
	hire_tx *tx;
	hire_status st = hire_arena_new(q->ctx, 0, &mem, err);
	if (st)
		return st;
	st = hire__q_begin(q, false, &tx, err);
	if (!st)
		st = hire__q_end(q, tx,
		    hire__q_first_due(q, tx, NULL, mem, &first, err), err);
	hire_arena_free(mem);
	if (!st)
		*out = first;
	return st;
}

static hire_status
renew_in(const hire__queue_store *q, hire_message *m, hire_error *err)
{
	hire_tx *tx;
	hire_status st = hire__q_begin(q, true, &tx, err);
	return st ? st : hire__q_end(q, tx, hire__q_save(q, tx, m, err), err);
}

static hire_status
renew(void *state, hire_message *message, hire_time lease, hire_error *err)
{
	const hire__queue_store *q = state;
	hire_message m = *message;
	m.run_at = hire__q_now(q) + lease;
	hire_status st = renew_in(q, &m, err);
	if (!st)
		*message = m;
	return st;
}

static hire_status
find(void *state, const char *id, hire_arena *mem, hire_message *out,
    hire_error *err)
{
	const hire__queue_store *q = state;
	hire_filter by_id = HIRE_IS("id", id);
	hire_rows rows;
	hire_tx *tx;
	hire_status st = hire__q_begin(q, false, &tx, err);
	if (st)
		return st;
	st = hire__q_end(q, tx,
	    hire__q_select_by(q, tx, &by_id, 1, NULL, 1, mem, &rows, err), err);
	if (st)
		return st;
	if (!rows.count)
		return hire_fail(
		    err, HIRE_ENOTFOUND, "id", "there is no such message");
	*out = *(hire_message *)rows.rows;
	return HIRE_OK;
}

static hire_status
wait(void *state, const char *const *kinds, hire_time most, int64_t *seen,
    hire_error *err)
{
	const hire__queue_store *q = state;
	const hire_store_ops *ops = &q->store->ops;
	most = most < 0 ? 0 : most > HIRE__Q_WAIT ? HIRE__Q_WAIT : most;
	if (ops->wait)
		return ops->wait(q->store->state, kinds, most, seen, err);
	most = most < HIRE_SECOND / 5 ? most : HIRE_SECOND / 5;
	nanosleep(&(struct timespec){0, (long)most * 1000}, NULL);
	return HIRE_OK;
}

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	const hire__queue_store *q = state;
	const char *line;
	hire_status st = q->store->ops.ping(q->store->state, mem, &line, err);
	if (st)
		return st;
	line = hire_arena_printf(mem, "messages in the store: %s", line);
	if (!line)
		return hire__nomem(err);
	*out = line;
	return HIRE_OK;
}

static void
close_queue(void *state)
{
	hire__queue_store *q = state;
	hire__free(q->ctx, q);
}

static const hire_queue_ops ops = {
    .size = sizeof ops,
    .name = "store",
    .put = put,
    .claim = hire__q_claim,
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
    .turn = hire__q_turn_of,
    .renew = renew,
    .find = find,
    .wait = wait,
};

hire_status
hire__queue_store_open(
    hire_ctx *ctx, hire_store *store, hire_queue *out, hire_error *err)
{
	hire__queue_store *q = hire__zalloc(ctx, sizeof *q);
	if (!q)
		return hire__nomem(err);
	q->ctx = ctx;
	q->store = store;
	*out = (hire_queue){ops, q};
	return HIRE_OK;
}
