/* SPDX-License-Identifier: MIT
 * sqlite_migrate.c - bringing a file's tables up to the field tables.
 * It only adds, so an older and a newer program can share one file.  Every
 * step taken is logged in the table schema_step.
 */
#include "sqlite_conn.h"

#include "migrate.h"

/* Prepare `sql`, bind its values and take the first step. */
static hire_status
first_step(hire__lite_conn *c, const char *sql, const hire__value *values,
    size_t n, sqlite3_stmt **out, int *rc, hire_error *err)
{
	hire_status st = HIRE_OK;
	*rc = sqlite3_prepare_v2(c->db, sql, -1, out, NULL);
	if (*rc)
		return hire__lite_fail(c, *rc, err);
	for (size_t i = 0; !st && i < n; i++)
		st = hire__lite_bind(c, *out, (int)i + 1, &values[i], err);
	if (!st)
		*rc = sqlite3_step(*out);
	if (!st && *rc != SQLITE_ROW && *rc != SQLITE_DONE)
		st = hire__lite_fail(c, *rc, err);
	return st;
}

static hire_status
run(void *db, const char *sql, const hire__value *values, size_t n,
    hire_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc;
	if (!n) /* it may be several statements */
		return hire__lite_exec(db, sql, err);
	hire_status st = first_step(db, sql, values, n, &stmt, &rc, err);
	sqlite3_finalize(stmt);
	return st;
}

static hire_status
take_row(sqlite3_stmt *stmt, hire_arena *mem, hire__value *out, size_t columns,
    hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < columns; i++) {
		out[i] = hire__lite_column(stmt, (int)i);
		st = hire__migration_keep(&out[i], mem, err);
	}
	return st;
}

static hire_status
look(void *db, const char *sql, const hire__value *values, size_t n,
    hire_arena *mem, hire__value *out, size_t columns, size_t max, size_t *rows,
    hire_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = SQLITE_DONE;
	size_t count = 0;
	hire_status st = first_step(db, sql, values, n, &stmt, &rc, err);
	while (!st && rc == SQLITE_ROW && count < max) {
		st = take_row(stmt, mem, out + count++ * columns, columns, err);
		if (!st && count < max)
			rc = sqlite3_step(stmt);
		if (!st && rc != SQLITE_ROW && rc != SQLITE_DONE)
			st = hire__lite_fail(db, rc, err);
	}
	sqlite3_finalize(stmt);
	*rows = count;
	return st;
}

static const hire__migrator how = {
    .dialect = &hire__lite_dialect,
    .has = {"select 1 from sqlite_schema where type = 'table' and name = ?1",
        "select 1 from sqlite_schema where type = 'index' and name = ?1",
        "select 1 from pragma_table_info(?1) where name = ?2"},
    .index = HIRE__A_TABLE,
    .remark = "select sql from sqlite_schema where type = 'trigger'"
              " and name = ?1 || '_search_added'",
    .run = run,
    .look = look,
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
