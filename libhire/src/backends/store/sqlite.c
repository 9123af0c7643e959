/* SPDX-License-Identifier: MIT
 * sqlite.c - the embedded store: transactions and changes.
 */
#include "sqlite.h"

#include "sqlite_conn.h"
#include "util/ctx.h"
#include "words.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static hire_status
run(hire__lite_conn *c, sqlite3_stmt *stmt, hire_error *err)
{
	int rc = sqlite3_step(stmt);
	hire_status st = HIRE_OK;
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		st = hire__lite_fail(c, rc, err);
	sqlite3_reset(stmt);
	return st;
}

static hire_status
start(hire__lite *store, bool write, hire_tx **out, hire_error *err)
{
	hire__lite_conn *c;
	hire_status st = hire__lite_take(store, &c, err);
	if (st)
		return st;
	c->write = write;
	st = run(c, c->begin[write], err);
	/* A plain BEGIN fixes what is seen at the first look only. */
	if (!st && !write && (st = run(c, c->look, err)))
		(void)run(c, c->rollback, NULL);
	if (st)
		hire__lite_give(c);
	else
		*out = c;
	return st;
}

static hire_status
begin(void *state, bool write, hire_tx **out, hire_error *err)
{
	hire__lite *store = state;
	if (!hire__lite_turn_take(&store->turns, write))
		return hire_fail(err, HIRE_EBUSY, NULL,
		    "%s: other threads keep %s: try again", store->path,
		    write ? "writing" : "reading");
	hire_status st = start(store, write, out, err);
	if (st)
		hire__lite_turn_end(&store->turns, write);
	return st;
}

static void
rollback(void *state, hire_tx *tx)
{
	hire__lite *store = state;
	hire__lite_conn *c = tx;
	bool write = c->write;
	/* A full disk, for one, has ended the transaction already. */
	hire_status st =
	    sqlite3_get_autocommit(c->db) ? HIRE_OK : run(c, c->rollback, NULL);
	if (st)
		hire__lite_conn_free(c);
	else
		hire__lite_give(c);
	hire__lite_turn_end(&store->turns, write);
}

static hire_status
commit(void *state, hire_tx *tx, hire_error *err)
{
	hire__lite *store = state;
	hire__lite_conn *c = tx;
	hire_status st;
	if (c->failed)
		st = hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed: nothing was stored");
	else
		st = run(c, c->commit, err);
	if (st) {
		rollback(state, tx);
		return st;
	}
	bool write = c->write;
	hire__lite_give(c);
	hire__lite_turn_end(&store->turns, write);
	return HIRE_OK;
}

/* The fields in order, then the words unless the statement leaves them. */
static hire_status
bind_row(hire__lite_conn *c, sqlite3_stmt *stmt, const hire_record *record,
    const void *row, const hire__value *words, hire_error *err)
{
	hire_status st = HIRE_OK;
	size_t n = record->count;
	for (size_t i = 0; !st && i < n; i++) {
		hire__value v = hire__row_value(&record->fields[i], row);
		st = hire__lite_bind(c, stmt, (int)i + 1, &v, err);
	}
	return st || words->null
	           ? st
	           : hire__lite_bind(c, stmt, (int)n + 1, words, err);
}

static hire_status
run_change(hire__lite_conn *c, const hire__plan *plan, const void *row,
    const hire__value *words, int *hits, hire_error *err)
{
	sqlite3_stmt *stmt;
	hire_status st = hire__lite_prepare(c, plan, &stmt, err);
	if (st)
		return st;
	st = bind_row(c, stmt, plan->record, row, words, err);
	if (!st)
		st = run(c, stmt, err);
	if (!st)
		*hits = sqlite3_changes(c->db);
	return st;
}

/* Run a change with the fields of `row` bound; how many rows it hit. */
static hire_status
change(hire__lite_conn *c, hire__plan_kind kind, const hire_record *record,
    const void *row, int *hits, hire_error *err)
{
	hire__plan plan = {.kind = kind, .record = record};
	hire__value words = {.null = true};
	hire__buf b = HIRE__BUF(c->store->ctx, HIRE__WORDS_MAX);
	hire_status st = hire__row_complete(record, row, err);
	if (!st && !c->write)
		st = hire_fail(err, HIRE_EUSAGE, NULL,
		    "the transaction was begun for reading");
	if (!st && kind != HIRE__UPDATE_LEAN && hire__sql_searched(record)) {
		st = hire__words_of_row(
		    &b, record, row, &hire__lite_dialect, err);
		words = hire__text_value(b.s);
	}
	if (!st)
		st = run_change(c, &plan, row, &words, hits, err);
	hire__buf_free(&b);
	return hire__lite_spoil(c, st);
}

static hire_status
insert(void *state, hire_tx *tx, const hire_record *record, const void *row,
    hire_error *err)
{
	int hits = 0;
	(void)state;
	return change(tx, HIRE__INSERT, record, row, &hits, err);
}

static hire_status
gone(hire__lite_conn *c, const hire_record *record, hire_error *err)
{
	return hire__lite_spoil(
	    c, hire_fail(err, HIRE_ECONFLICT, NULL,
	           "the %s was changed or removed meanwhile", record->name));
}

static hire_status
update(void *state, hire_tx *tx, const hire_record *record, void *row,
    hire_error *err)
{
	int hits = 0;
	(void)state;
	hire_status st = change(tx, HIRE__UPDATE_LEAN, record, row, &hits, err);
	if (!st && !hits)
		st = change(tx, HIRE__UPDATE, record, row, &hits, err);
	if (st)
		return st;
	if (!hits)
		return gone(tx, record, err);
	((hire_record_head *)row)->version++;
	return HIRE_OK;
}

static hire_status
remove_row(void *state, hire_tx *tx, const hire_record *record, const char *id,
    int64_t version, hire_error *err)
{
	hire__lite_conn *c = tx;
	hire__plan plan = {.kind = HIRE__REMOVE, .record = record};
	hire__value key = hire__text_value(id);
	hire__value stamp = hire__number_value(version);
	sqlite3_stmt *stmt;
	(void)state;
	hire_status st = hire__lite_prepare(c, &plan, &stmt, err);
	if (st)
		return hire__lite_spoil(c, st);
	st = hire__lite_bind(c, stmt, 1, &key, err);
	if (!st)
		st = hire__lite_bind(c, stmt, 2, &stamp, err);
	if (!st)
		st = run(c, stmt, err);
	if (!st && !sqlite3_changes(c->db))
		return gone(c, record, err);
	return hire__lite_spoil(c, st);
}

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	hire__lite *store = state;
	hire_tx *tx;
	hire_status st = begin(store, false, &tx, err);
	if (st)
		return st;
	rollback(store, tx);
	const char *line = hire_arena_printf(
	    mem, "SQLite %s, %s", sqlite3_libversion(), store->path);
	if (!line)
		return hire__nomem(err);
	*out = line;
	return HIRE_OK;
}

static void
close_store(void *state)
{
	hire__lite *store = state;
	while (store->idle) {
		hire__lite_conn *c = store->idle;
		store->idle = c->next;
		hire__lite_conn_free(c);
	}
	hire__lite_turns_fini(&store->turns);
	pthread_mutex_destroy(&store->lock);
	hire__free(store->ctx, store->path);
	hire__free(store->ctx, store);
}

static const hire_store_ops ops = {
    .size = sizeof ops,
    .name = "sqlite",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .insert = insert,
    .update = update,
    .remove = remove_row,
    .select = hire__lite_select,
    .search = hire__lite_search,
    .aggregate = hire__lite_aggregate,
    .migrate = hire__lite_migrate,
    .ping = ping,
    .close = close_store,
};

/* SQLite would make it readable to all; its -wal and -shm files follow the
 * mode of this one.  A failure shows again, with words, when it connects. */
static void
make_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

/* "./" keeps ":memory:" and "file:" from meaning something else. */
static char *
plain_path(hire_ctx *ctx, const char *path)
{
	size_t n = strlen(path) + 3;
	char *s = hire__zalloc(ctx, n);
	if (s && *path != '/')
		memcpy(s, "./", 2);
	if (s)
		memcpy(s + strlen(s), path, n - 3);
	return s;
}

static hire__lite *
new_store(hire_ctx *ctx, const char *path)
{
	hire__lite *store = hire__zalloc(ctx, sizeof *store);
	char *own = store ? plain_path(ctx, path) : NULL;
	if (!own) {
		hire__free(ctx, store);
		return NULL;
	}
	store->ctx = ctx;
	store->path = own;
	pthread_mutex_init(&store->lock, NULL);
	hire__lite_turns_init(&store->turns);
	return store;
}

/* Nobody reads SQLite's memory statistics, and keeping them is a lock that all
 * connections of the process share.  A host that uses SQLite already has
 * decided otherwise: then this is refused, and nothing is lost but speed. */
static void
leave_statistics(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

hire_status
hire__store_sqlite_open(
    hire_ctx *ctx, const char *path, hire_store *out, hire_error *err)
{
	hire__lite_conn *c;
	if (!path || !*path)
		return hire_fail(err, HIRE_EINVAL, "path",
		    "names no file: write sqlite:PATH");
	leave_statistics();
	hire__lite *store = new_store(ctx, path);
	if (!store)
		return hire__nomem(err);
	make_file(store->path);
	hire_status st = hire__lite_take(store, &c, err);
	if (st) {
		close_store(store);
		return st;
	}
	hire__lite_give(c);
	*out = (hire_store){ops, store};
	return HIRE_OK;
}
