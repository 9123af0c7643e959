/* SPDX-License-Identifier: MIT
 * postgres.c - the store for many servers: transactions and changes.
 * Every transaction sees one snapshot (repeatable read), so that two changes
 * of one row never both succeed; writers begin with their first statement,
 * for nothing waits for them before.
 */
#include "postgres.h"

#include "postgres_conn.h"
#include "words.h"

#include "util/ctx.h"

#include <string.h>

static hire_status
begin(void *state, bool write, hire_tx **out, hire_error *err)
{
	hire__pg_conn *c;
	hire_status st = hire__pg_take(
	    state, write ? HIRE__PG_WRITE : HIRE__PG_READ, &c, err);
	if (!st && !write && (st = hire__pg_begin(c, err)))
		hire__pg_give(c);
	if (!st)
		*out = c;
	return st;
}

static void
rollback(void *state, hire_tx *tx)
{
	hire__pg_conn *c = tx;
	(void)state;
	hire__pg_part(c, "rollback");
	hire__pg_give(c);
}

static hire_status
commit(void *state, hire_tx *tx, hire_error *err)
{
	hire__pg_conn *c = tx;
	if (c->failed) {
		rollback(state, tx);
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed: nothing was stored");
	}
	hire_status st = hire__pg_commit(c, err);
	hire__pg_give(c);
	return st;
}

/* Run a change; whether it hit a row. */
static hire_status
change(hire__pg_conn *c, const hire__plan *plan, const hire__value *values,
    size_t n, bool *hit, hire_error *err)
{
	PGresult *r = NULL;
	hire__buf sql = HIRE__BUF(c->store->ctx, HIRE__SQL_MAX);
	hire__sql(&sql, &hire__pg_dialect, plan);
	hire_status st = hire__buf_check(&sql, err);
	if (!st)
		st = hire__pg_ask(
		    c, &(hire__pg_said){sql.s, values, n}, &r, err);
	const hire__pq *pq = &c->store->pq;
	const char *state =
	    r ? pq->resultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	if (st && state && !strcmp(state, "23505"))
		st = hire__pg_taken(c, plan->record, r, err);
	if (!st) {
		const char *count = pq->cmdTuples(r);
		*hit = strcmp(count, "0") != 0;
		c->changed = true;
	}
	pq->clear(r);
	hire__buf_free(&sql);
	return st;
}

/* Add a row.  What it clashes with is either in our snapshot: it is taken;
 * or it is not, and whoever looked before saw it free: "on conflict" then
 * fails as a lost race, which is to be run again.  Only the plain statement
 * says which index it was. */
static hire_status
add_row(hire__pg_conn *c, const hire__plan *plan, const hire__value *values,
    size_t n, hire_error *err)
{
	bool hit = false;
	hire__plan lenient = *plan;
	lenient.lenient = true;
	hire_status st = change(c, &lenient, values, n, &hit, err);
	return st || hit ? st : change(c, plan, values, n, &hit, err);
}

/* The fields of `row` in order, then its words unless the statement leaves
 * them. */
static hire_status
change_row(hire__pg_conn *c, hire__plan_kind kind, const hire_record *record,
    const void *row, bool *hit, hire_error *err)
{
	hire__plan plan = {.kind = kind, .record = record};
	size_t n = record->count;
	hire__buf words = HIRE__BUF(c->store->ctx, HIRE__WORDS_MAX);
	hire__value *values =
	    hire__zalloc(c->store->ctx, (n + 1) * sizeof *values);
	hire_status st = values ? HIRE_OK : hire__nomem(err);
	for (size_t i = 0; !st && i < n; i++)
		values[i] = hire__row_value(&record->fields[i], row);
	if (!st && kind != HIRE__UPDATE_LEAN && hire__sql_searched(record)) {
		st = hire__words_of_row(
		    &words, record, row, &hire__pg_dialect, err);
		values[n++] = hire__text_value(words.s);
	}
	if (!st && kind == HIRE__INSERT)
		st = add_row(c, &plan, values, n, err);
	else if (!st)
		st = change(c, &plan, values, n, hit, err);
	hire__buf_free(&words);
	hire__free(c->store->ctx, values);
	return st;
}

static hire_status
may_write(const hire__pg_conn *c, hire_error *err)
{
	return c->mode == HIRE__PG_WRITE
	           ? HIRE_OK
	           : hire_fail(err, HIRE_EUSAGE, NULL,
	                 "the transaction was begun for reading");
}

static hire_status
insert(void *state, hire_tx *tx, const hire_record *record, const void *row,
    hire_error *err)
{
	bool hit;
	(void)state;
	hire_status st = hire__row_complete(record, row, err);
	if (!st)
		st = may_write(tx, err);
	if (!st)
		st = change_row(tx, HIRE__INSERT, record, row, &hit, err);
	if (!st)
		hire__pg_prove(tx, record, ((const hire_record_head *)row)->id,
		    HIRE__INSERT);
	return hire__pg_spoil(tx, st);
}

static hire_status
gone(const hire_record *record, hire_error *err)
{
	return hire_fail(err, HIRE_ECONFLICT, NULL,
	    "the %s was changed or removed meanwhile", record->name);
}

static hire_status
update(void *state, hire_tx *tx, const hire_record *record, void *row,
    hire_error *err)
{
	bool hit = false;
	(void)state;
	hire_status st = hire__row_complete(record, row, err);
	if (!st)
		st = may_write(tx, err);
	/* Most changes leave the words as they are. */
	if (!st && hire__sql_searched(record))
		st = change_row(tx, HIRE__UPDATE_LEAN, record, row, &hit, err);
	if (!st && !hit)
		st = change_row(tx, HIRE__UPDATE, record, row, &hit, err);
	if (!st && !hit)
		st = gone(record, err);
	hire_record_head *head = row;
	if (!st) {
		hire__pg_prove(tx, record, head->id, HIRE__UPDATE);
		head->version++;
	}
	return hire__pg_spoil(tx, st);
}

static hire_status
remove_row(void *state, hire_tx *tx, const hire_record *record, const char *id,
    int64_t version, hire_error *err)
{
	hire__plan plan = {.kind = HIRE__REMOVE, .record = record};
	hire__value key[] = {hire__text_value(id), hire__number_value(version)};
	bool hit = false;
	(void)state;
	hire_status st = may_write(tx, err);
	if (!st)
		st = change(tx, &plan, key, 2, &hit, err);
	if (!st && !hit)
		st = gone(record, err);
	if (!st)
		hire__pg_prove(tx, record, id, HIRE__REMOVE);
	return hire__pg_spoil(tx, st);
}

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	hire__pg *store = state;
	hire__pg_conn *c;
	hire_tx *tx;
	hire_status st = begin(state, false, &tx, err);
	if (st)
		return st;
	c = tx;
	const char *version =
	    store->pq.parameterStatus(c->pq, "server_version");
	const char *line = hire_arena_printf(
	    mem, "PostgreSQL %s, %s", version ? version : "", store->url.place);
	rollback(state, tx);
	if (!line)
		return hire__nomem(err);
	*out = line;
	return HIRE_OK;
}

static void
close_store(void *state)
{
	hire__pg *store = state;
	hire__pg_drain(store);
	hire__pg_url_free(store);
	pthread_cond_destroy(&store->freed);
	pthread_mutex_destroy(&store->lock);
	hire__free(store->ctx, store);
}

static const hire_store_ops ops = {
    .size = sizeof ops,
    .name = "postgres",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .insert = insert,
    .update = update,
    .remove = remove_row,
    .select = hire__pg_select,
    .search = hire__pg_search,
    .aggregate = hire__pg_aggregate,
    .migrate = hire__pg_migrate,
    .ping = ping,
    .close = close_store,
};

hire_status
hire__store_postgres_open(
    hire_ctx *ctx, const char *url, hire_store *out, hire_error *err)
{
	hire_tx *tx;
	hire__pg *store = hire__zalloc(ctx, sizeof *store);
	if (!store)
		return hire__nomem(err);
	pthread_condattr_t how;
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	store->ctx = ctx;
	pthread_mutex_init(&store->lock, NULL);
	pthread_cond_init(&store->freed, &how);
	pthread_condattr_destroy(&how);
	hire_status st = hire__pq_load(&store->pq, err);
	if (!st)
		st = hire__pg_url_parse(store, url, err);
	if (!st)
		st = begin(store, false, &tx, err);
	if (st) {
		close_store(store);
		return st;
	}
	rollback(store, tx);
	*out = (hire_store){ops, store};
	return HIRE_OK;
}
