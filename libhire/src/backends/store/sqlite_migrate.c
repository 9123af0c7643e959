/* SPDX-License-Identifier: MIT
 * sqlite_migrate.c - bringing a file's tables up to the field tables.
 * It only adds, so an older and a newer program can share one file.  Every
 * step taken is logged in the table schema_step.
 */
#include "sqlite_conn.h"

#include "migrate.h"

static hire_status
run(void *db, const char *sql, const hire__value *values, size_t n, bool *row,
    hire_error *err)
{
	hire__lite_conn *c = db;
	sqlite3_stmt *stmt = NULL;
	if (!n && !row) /* several statements in one text */
		return hire__lite_exec(c, sql, err);
	int rc = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);
	hire_status st = rc ? hire__lite_fail(c, rc, err) : HIRE_OK;
	for (size_t i = 0; !st && i < n; i++)
		st = hire__lite_bind(c, stmt, (int)i + 1, &values[i], err);
	rc = st ? SQLITE_DONE : sqlite3_step(stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		st = hire__lite_fail(c, rc, err);
	sqlite3_finalize(stmt);
	if (row)
		*row = rc == SQLITE_ROW;
	return st;
}

/* Whether the words of every searched field are kept.  A newer program may
 * keep more of them. */
static bool
search_complete(
    hire__migration *m, const hire_record *record, const char *table)
{
	bool all = hire__migration_has(m, HIRE__A_TABLE, table, NULL);
	for (size_t i = 0; all && i < record->count; i++)
		if (record->fields[i].flags & HIRE_SEARCHED)
			all = hire__migration_has(
			    m, HIRE__A_COLUMN, table, record->fields[i].name);
	return all;
}

static void
drop_search(hire__migration *m, const hire_record *record)
{
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "drop trigger if exists \"%s_search_added\"; "
	    "drop trigger if exists \"%s_search_removed\"; "
	    "drop trigger if exists \"%s_search_changed\"; "
	    "drop table \"%s_search\"",
	    record->name, record->name, record->name, record->name);
	hire__migration_step(m);
}

static void
add_search(hire__migration *m, const hire_record *record)
{
	hire__buf_clear(&m->name);
	hire__buf_addf(&m->name, "%s_search", record->name);
	m->st = hire__buf_check(&m->name, m->err);
	if (m->st || search_complete(m, record, m->name.s) || m->st)
		return;
	if (hire__migration_has(m, HIRE__A_TABLE, m->name.s, NULL))
		drop_search(m, record);
	for (size_t i = 0; !m->st; i++) {
		hire__buf_clear(&m->sql);
		if (!hire__lite_dialect.search_schema(&m->sql, record, i))
			break;
		hire__migration_step(m);
	}
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "insert into \"%s_search\" (\"%s_search\") values ('rebuild')",
	    record->name, record->name);
	hire__migration_step(m);
}

static const hire__migrator how = {
    .dialect = &hire__lite_dialect,
    .has = {"select 1 from sqlite_schema where type = 'table' and name = ?1",
        "select 1 from sqlite_schema where type = 'index' and name = ?1",
        "select 1 from pragma_table_info(?1) where name = ?2"},
    .run = run,
    .add_search = add_search,
};

/* A stamped file is left alone, so that opening one takes no lock; a dry run
 * always looks.  Whether another program did it meanwhile shows only under the
 * lock, so all looking and doing happens inside one exclusive transaction. */
static hire_status
migrate(hire__migration *m, hire__lite_conn *c,
    const hire_record *const *records, size_t count)
{
	uint32_t sum = 0;
	bool done = false;
	hire_status st = hire__tables_sum(
	    m->ctx, &hire__lite_dialect, records, count, &sum, m->err);
	if (!st && !m->dry)
		st = hire__lite_stamped(c, sum, &done, m->err);
	if (st || done)
		return st;
	st = hire__lite_exec(c, m->dry ? "begin" : "begin exclusive", m->err);
	if (st)
		return st;
	hire__migration_walk(m, records, count);
	st = m->st;
	if (!st && !m->dry)
		st = hire__lite_stamp(c, sum, m->err);
	if (!st)
		st = hire__lite_exec(c, "commit", m->err);
	if (st && !sqlite3_get_autocommit(c->db))
		sqlite3_exec(c->db, "rollback", NULL, NULL, NULL);
	return st;
}

hire_status
hire__lite_migrate(void *state, const hire_record *const *records, size_t count,
    bool dry, hire_arena *mem, const char **plan, hire_error *err)
{
	hire__lite *store = state;
	hire__lite_conn *c;
	hire_status st = hire__lite_take(store, &c, err);
	if (st)
		return st;
	hire__migration m = hire__migration_new(store->ctx, &how, c, dry, err);
	m.st = migrate(&m, c, records, count);
	hire__lite_give(c);
	return hire__migration_end(&m, mem, plan);
}
