/* SPDX-License-Identifier: MIT
 * sqlite_conn.c - connections to a SQLite store: opening, statements, errors.
 */
#include "sqlite_conn.h"

#include "util/ctx.h"

#include <errno.h>
#include <string.h>

/* secure_delete: what was erased is not left in free pages.  FULL: a commit
 * is on the disk before it is acknowledged.  cache_size: KiB, negative; a
 * search of a board of some 10,000 jobs finds its pages there. */
static const char settings[] = "pragma journal_mode = wal;"
                               "pragma synchronous = full;"
                               "pragma secure_delete = on;"
                               "pragma cache_size = -4000;"
                               "pragma temp_store = memory;";

static const struct meaning {
	int rc;
	hire_status status;
	const char *advice;
} meanings[] = {
    {SQLITE_NOMEM, HIRE_ENOMEM, "out of memory"},
    {SQLITE_FULL, HIRE_ENOSPC, "the disk is full: free some space"},
    {SQLITE_BUSY, HIRE_EBUSY, "another process is writing: try again"},
    {SQLITE_LOCKED, HIRE_EBUSY, "another process is writing: try again"},
    {SQLITE_READONLY, HIRE_EIO,
        "it cannot be written: make the file and its folder writable"},
    {SQLITE_CANTOPEN, HIRE_EIO,
        "it cannot be opened: the folder must exist and be writable"},
    {SQLITE_PERM, HIRE_EIO, "access is denied: check its owner and mode"},
    {SQLITE_IOERR, HIRE_EIO, "the disk failed to read or write"},
    {SQLITE_CORRUPT, HIRE_ECORRUPT, "it is damaged: restore a backup"},
    {SQLITE_NOTADB, HIRE_ECORRUPT, "it is no SQLite database"},
};

/* Name the last column of "UNIQUE constraint failed: t.a, t.b". */
static hire_status
taken(hire__lite_conn *c, hire_error *err)
{
	const char *text = sqlite3_errmsg(c->db);
	const char *dot = strrchr(text, '.');
	return hire_fail(
	    err, HIRE_EEXISTS, dot ? dot + 1 : NULL, "is taken by another row");
}

/* SQLite knows ENOSPC; quotas and limits it takes for a broken disk, and of a
 * failed commit it keeps no error number: errno is still the write's. */
static bool
out_of_space(int rc)
{
	return rc == SQLITE_IOERR_WRITE && (errno == EFBIG || errno == EDQUOT);
}

/* That somebody else writes is no fault of the file: whoever waits for it need
 * not know where it lies. */
static hire_status
meant(const struct meaning *m, const char *path, hire_error *err)
{
	if (m->status == HIRE_EBUSY)
		return hire_fail(err, m->status, NULL, "%s", m->advice);
	return hire_fail(err, m->status, NULL, "%s: %s", path, m->advice);
}

hire_status
hire__lite_fail(hire__lite_conn *c, int rc, hire_error *err)
{
	const char *path = c->store->path;
	c->failed = true;
	if (rc == SQLITE_CONSTRAINT_UNIQUE ||
	    rc == SQLITE_CONSTRAINT_PRIMARYKEY)
		return taken(c, err);
	rc = out_of_space(rc) ? SQLITE_FULL : rc & 0xFF;
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (meanings[i].rc == rc)
			return meant(&meanings[i], path, err);
	return hire_fail(err, HIRE_EBACKEND, NULL, "%s: SQLite says: %s", path,
	    sqlite3_errmsg(c->db));
}

hire_status
hire__lite_spoil(hire__lite_conn *c, hire_status st)
{
	if (st)
		c->failed = true;
	return st;
}

void
hire__lite_conn_free(hire__lite_conn *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->kept_count; i++)
		sqlite3_finalize(c->kept[i].stmt);
	sqlite3_finalize(c->begin[0]);
	sqlite3_finalize(c->begin[1]);
	sqlite3_finalize(c->commit);
	sqlite3_finalize(c->rollback);
	sqlite3_finalize(c->look);
	sqlite3_close(c->db);
	hire__free(c->store->ctx, c);
}

hire_status
hire__lite_exec(hire__lite_conn *c, const char *sql, hire_error *err)
{
	int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
	return rc ? hire__lite_fail(c, rc, err) : HIRE_OK;
}

static hire_status
set_up(hire__lite_conn *c, hire_error *err)
{
	const struct {
		const char *sql;
		sqlite3_stmt **stmt;
	} own[] = {
	    {"begin", &c->begin[false]},
	    {"begin immediate", &c->begin[true]},
	    {"commit", &c->commit},
	    {"rollback", &c->rollback},
	    {"select 1 from sqlite_schema limit 1", &c->look},
	};
	sqlite3_extended_result_codes(c->db, 1);
	sqlite3_busy_timeout(c->db, HIRE__LITE_WAIT_S * 1000);
	hire_status st = hire__lite_exec(c, settings, err);
	/* SQLite would open it for reading and fail at the first change. */
	if (!st && sqlite3_db_readonly(c->db, "main"))
		st = hire__lite_fail(c, SQLITE_READONLY, err);
	for (size_t i = 0; !st && i < sizeof own / sizeof *own; i++) {
		int rc = sqlite3_prepare_v3(c->db, own[i].sql, -1,
		    SQLITE_PREPARE_PERSISTENT, own[i].stmt, NULL);
		st = rc ? hire__lite_fail(c, rc, err) : HIRE_OK;
	}
	return st;
}

static hire_status
connect(hire__lite *store, hire__lite_conn **out, hire_error *err)
{
	hire__lite_conn *c = hire__zalloc(store->ctx, sizeof *c);
	if (!c)
		return hire__nomem(err);
	c->store = store;
	int rc = sqlite3_open_v2(store->path, &c->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	hire_status st = rc ? hire__lite_fail(c, rc, err) : set_up(c, err);
	if (st) {
		hire__lite_conn_free(c);
		return st;
	}
	*out = c;
	return HIRE_OK;
}

hire_status
hire__lite_take(hire__lite *store, hire__lite_conn **out, hire_error *err)
{
	pthread_mutex_lock(&store->lock);
	hire__lite_conn *c = store->idle;
	if (c)
		store->idle = c->next;
	pthread_mutex_unlock(&store->lock);
	if (!c)
		return connect(store, out, err);
	c->next = NULL;
	c->failed = false;
	c->woken = 0;
	*out = c;
	return HIRE_OK;
}

void
hire__lite_give(hire__lite_conn *c)
{
	hire__lite *store = c->store;
	pthread_mutex_lock(&store->lock);
	c->next = store->idle;
	store->idle = c;
	pthread_mutex_unlock(&store->lock);
}

static hire_status
compile(hire__lite_conn *c, const hire__plan *plan, sqlite3_stmt **out,
    hire_error *err)
{
	hire__buf sql = HIRE__BUF(c->store->ctx, HIRE__SQL_MAX);
	hire__sql(&sql, &hire__lite_dialect, plan);
	hire_status st = hire__buf_check(&sql, err);
	int rc = st ? SQLITE_OK
	            : sqlite3_prepare_v3(c->db, sql.s, (int)sql.len,
	                  SQLITE_PREPARE_PERSISTENT, out, NULL);
	hire__buf_free(&sql);
	return rc ? hire__lite_fail(c, rc, err) : st;
}

/* The place of a new statement: a free one, or that of the oldest. */
static hire__lite_kept *
place(hire__lite_conn *c)
{
	if (c->kept_count < HIRE__LITE_STATEMENTS)
		return &c->kept[c->kept_count++];
	hire__lite_kept *k = &c->kept[c->oldest];
	c->oldest = (c->oldest + 1) % HIRE__LITE_STATEMENTS;
	sqlite3_finalize(k->stmt);
	return k;
}

hire_status
hire__lite_prepare(hire__lite_conn *c, const hire__plan *plan,
    sqlite3_stmt **out, hire_error *err)
{
	hire__lite_kept want = {.record = plan->record};
	want.shape_len = hire__plan_shape(plan, want.shape);
	for (size_t i = 0; i < c->kept_count; i++) {
		const hire__lite_kept *k = &c->kept[i];
		if (k->record == want.record &&
		    k->shape_len == want.shape_len &&
		    !memcmp(k->shape, want.shape, want.shape_len)) {
			*out = k->stmt;
			return HIRE_OK;
		}
	}
	hire_status st = compile(c, plan, &want.stmt, err);
	if (st)
		return st;
	*place(c) = want;
	*out = want.stmt;
	return HIRE_OK;
}

hire_status
hire__lite_bind(hire__lite_conn *c, sqlite3_stmt *stmt, int at,
    const hire__value *v, hire_error *err)
{
	int rc;
	if (v->null)
		rc = sqlite3_bind_null(stmt, at);
	else if (v->is_text)
		rc = sqlite3_bind_text64(
		    stmt, at, v->text, v->n, SQLITE_STATIC, SQLITE_UTF8);
	else
		rc = sqlite3_bind_int64(stmt, at, v->number);
	return rc ? hire__lite_fail(c, rc, err) : HIRE_OK;
}

hire__value
hire__lite_column(sqlite3_stmt *stmt, int column)
{
	int type = sqlite3_column_type(stmt, column);
	if (type == SQLITE_INTEGER)
		return hire__number_value(sqlite3_column_int64(stmt, column));
	hire__value v = {.null = type == SQLITE_NULL};
	if (type == SQLITE_TEXT) {
		v.is_text = true;
		v.text = (const char *)sqlite3_column_text(stmt, column);
		v.n = (size_t)sqlite3_column_bytes(stmt, column);
	}
	return v;
}
