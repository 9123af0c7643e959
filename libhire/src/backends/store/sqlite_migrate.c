/* SPDX-License-Identifier: MIT
 * sqlite_migrate.c - bringing a file's tables up to the field tables.
 * It only adds, so an older and a newer program can share one file.  Every
 * step taken is logged in the table schema_step.
 */
#include "sqlite_conn.h"

#include "util/ctx.h"

#include <string.h>

enum { STEPS_MAX = 1 << 20 };

/* One run: the steps so far, as a list and as SQL already executed. */
typedef struct run {
	hire__lite_conn *c;
	bool dry;
	hire__buf plan, name, sql;
	hire_error *err;
	hire_status st;
} run;

static const char log_table[] =
    "create table if not exists schema_step (step integer primary key,"
    " at integer not null, version text not null, done text not null) strict";

/* Whether a one-value query with up to two texts gives a row. */
static bool
exists(run *r, const char *sql, const char *a, const char *b)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(r->c->db, sql, -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, a, -1, SQLITE_STATIC);
		if (b)
			sqlite3_bind_text(stmt, 2, b, -1, SQLITE_STATIC);
		rc = sqlite3_step(stmt);
		sqlite3_finalize(stmt);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE && !r->st)
		r->st = hire__lite_fail(r->c, rc, r->err);
	return rc == SQLITE_ROW;
}

static bool
has(run *r, const char *type, const char *name)
{
	return exists(r,
	    "select 1 from sqlite_schema where type = ?1 and name = ?2", type,
	    name);
}

static bool
has_column(run *r, const char *table, const char *name)
{
	return exists(r, "select 1 from pragma_table_info(?1) where name = ?2",
	    table, name);
}

static void
log_step(run *r)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(r->c->db,
	    "insert into schema_step (at, version, done) values (?1, ?2, ?3)",
	    -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_int64(
		    stmt, 1, hire_ctx_now(r->c->store->ctx).wall);
		sqlite3_bind_text(stmt, 2, HIRE_VERSION, -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    stmt, 3, r->sql.s, (int)r->sql.len, SQLITE_STATIC);
		rc = sqlite3_step(stmt);
		sqlite3_finalize(stmt);
	}
	if (rc != SQLITE_DONE)
		r->st = hire__lite_fail(r->c, rc, r->err);
}

/* Take the step written in r->sql: list it and, unless dry, do it. */
static void
step(run *r)
{
	if (!r->st)
		r->st = hire__buf_check(&r->sql, r->err);
	if (r->st)
		return;
	hire__buf_addf(&r->plan, "%s%s", r->plan.len ? "\n" : "", r->sql.s);
	if (r->dry)
		return;
	r->st = hire__lite_exec(r->c, r->sql.s, r->err);
	if (!r->st)
		log_step(r);
}

static void
add_columns(run *r, const hire_record *record)
{
	for (size_t i = 0; !r->st && i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (has_column(r, record->name, f->name))
			continue;
		hire__buf_clear(&r->sql);
		hire__buf_addf(
		    &r->sql, "alter table \"%s\" add column ", record->name);
		hire__sql_column(&r->sql, &hire__lite_dialect, f);
		step(r);
	}
}

static void
add_table(run *r, const hire_record *record)
{
	if (has(r, "table", record->name)) {
		add_columns(r, record);
		return;
	}
	hire__buf_clear(&r->sql);
	hire__sql_create_table(&r->sql, &hire__lite_dialect, record);
	step(r);
}

static void
add_indexes(run *r, const hire_record *record)
{
	for (size_t i = 0; !r->st; i++) {
		hire__buf_clear(&r->name);
		hire__buf_clear(&r->sql);
		if (!hire__sql_index(&r->name, &r->sql, record, i))
			return;
		r->st = hire__buf_check(&r->name, r->err);
		if (!r->st)
			r->st = hire__buf_check(&r->sql, r->err);
		if (!r->st && !has(r, "index", r->name.s))
			step(r);
	}
}

/* Whether the words of every searched field are kept.  A newer program may
 * keep more of them. */
static bool
search_complete(run *r, const hire_record *record, const char *table)
{
	bool all = has(r, "table", table);
	for (size_t i = 0; all && i < record->count; i++)
		if (record->fields[i].flags & HIRE_SEARCHED)
			all = has_column(r, table, record->fields[i].name);
	return all;
}

static void
drop_search(run *r, const hire_record *record)
{
	hire__buf_clear(&r->sql);
	hire__buf_addf(&r->sql,
	    "drop trigger if exists \"%s_search_added\"; "
	    "drop trigger if exists \"%s_search_removed\"; "
	    "drop trigger if exists \"%s_search_changed\"; "
	    "drop table \"%s_search\"",
	    record->name, record->name, record->name, record->name);
	step(r);
}

static void
add_search(run *r, const hire_record *record)
{
	hire__buf_clear(&r->name);
	hire__buf_addf(&r->name, "%s_search", record->name);
	r->st = hire__buf_check(&r->name, r->err);
	if (r->st || search_complete(r, record, r->name.s) || r->st)
		return;
	if (has(r, "table", r->name.s))
		drop_search(r, record);
	for (size_t i = 0; !r->st; i++) {
		hire__buf_clear(&r->sql);
		if (!hire__lite_search_schema(&r->sql, record, i))
			break;
		step(r);
	}
	hire__buf_clear(&r->sql);
	hire__buf_addf(&r->sql,
	    "insert into \"%s_search\" (\"%s_search\") values ('rebuild')",
	    record->name, record->name);
	step(r);
}

static void
walk(run *r, const hire_record *const *records, size_t count)
{
	if (!r->dry)
		r->st = hire__lite_exec(r->c, log_table, r->err);
	for (size_t i = 0; !r->st && i < count; i++) {
		add_table(r, records[i]);
		if (!r->st)
			add_indexes(r, records[i]);
		if (!r->st && hire__sql_searched(records[i]))
			add_search(r, records[i]);
	}
	if (!r->st)
		r->st = hire__buf_check(&r->plan, r->err);
}

/* A stamped file is left alone, so that opening one takes no lock; a dry run
 * always looks.  Whether another program did it meanwhile shows only under the
 * lock, so all looking and doing happens inside one exclusive transaction. */
static hire_status
migrate(run *r, const hire_record *const *records, size_t count)
{
	uint32_t sum = 0;
	bool done = false;
	r->st = hire__lite_tables_sum(r->c, records, count, &sum, r->err);
	if (!r->st && !r->dry)
		r->st = hire__lite_stamped(r->c, sum, &done, r->err);
	if (r->st || done)
		return r->st;
	r->st =
	    hire__lite_exec(r->c, r->dry ? "begin" : "begin exclusive", r->err);
	if (r->st)
		return r->st;
	walk(r, records, count);
	if (!r->st && !r->dry)
		r->st = hire__lite_stamp(r->c, sum, r->err);
	if (!r->st)
		r->st = hire__lite_exec(r->c, "commit", r->err);
	if (r->st && !sqlite3_get_autocommit(r->c->db))
		sqlite3_exec(r->c->db, "rollback", NULL, NULL, NULL);
	return r->st;
}

hire_status
hire__lite_migrate(void *state, const hire_record *const *records, size_t count,
    bool dry, hire_arena *mem, const char **plan, hire_error *err)
{
	hire__lite *store = state;
	run r = {.dry = dry,
	    .plan = HIRE__BUF(store->ctx, STEPS_MAX),
	    .name = HIRE__BUF(store->ctx, HIRE__SQL_MAX),
	    .sql = HIRE__BUF(store->ctx, HIRE__SQL_MAX),
	    .err = err};
	hire_status st = hire__lite_take(store, &r.c, err);
	if (st)
		return st;
	st = migrate(&r, records, count);
	hire__lite_give(r.c);
	hire__buf_free(&r.name);
	hire__buf_free(&r.sql);
	hire__buf_adds(&r.plan, "");
	if (!st)
		return hire__buf_take(&r.plan, mem, plan, err);
	hire__buf_free(&r.plan);
	return st;
}
