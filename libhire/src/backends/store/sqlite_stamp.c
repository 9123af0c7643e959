/* SPDX-License-Identifier: MIT
 * sqlite_stamp.c - a mark in the file that says its tables are as we want
 * them, so that opening a store need not look at each column again.
 * It is a sum over the SQL that would make the tables plus SQLite's own count
 * of schema changes: other tables or a change from outside make it void.
 */
#include "sqlite_conn.h"

/* The stamp as it is, and the count of schema changes. */
static hire_status
read_stamp(
    hire__lite_conn *c, uint32_t *stamp, uint32_t *changes, hire_error *err)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(c->db,
	    "select user_version, schema_version from pragma_user_version,"
	    " pragma_schema_version",
	    -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(stmt);
		*stamp = (uint32_t)sqlite3_column_int64(stmt, 0);
		*changes = (uint32_t)sqlite3_column_int64(stmt, 1);
		sqlite3_finalize(stmt);
	}
	return rc == SQLITE_ROW ? HIRE_OK : hire__lite_fail(c, rc, err);
}

hire_status
hire__lite_stamped(
    hire__lite_conn *c, uint32_t sum, bool *stamped, hire_error *err)
{
	uint32_t stamp = 0, changes = 0;
	hire_status st = read_stamp(c, &stamp, &changes, err);
	if (!st)
		*stamped = stamp == sum + changes;
	return st;
}

hire_status
hire__lite_stamp(hire__lite_conn *c, uint32_t sum, hire_error *err)
{
	uint32_t stamp = 0, changes = 0;
	hire_status st = read_stamp(c, &stamp, &changes, err);
	if (st || stamp == sum + changes)
		return st;
	hire__buf sql = HIRE__BUF(c->store->ctx, HIRE__SQL_MAX);
	hire__buf_addf(
	    &sql, "pragma user_version = %ld", (long)(int32_t)(sum + changes));
	st = hire__buf_check(&sql, err);
	if (!st)
		st = hire__lite_exec(c, sql.s, err);
	hire__buf_free(&sql);
	return st;
}
