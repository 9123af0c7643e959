/* SPDX-License-Identifier: MIT
 * sqlite_read.c - pages of rows and aggregates out of a SQLite store.
 */
#include "sqlite_conn.h"

#include "read.h"

/* Prepare a query and bind its values. */
static hire_status
ask(hire__lite_conn *c, const hire__plan *plan, sqlite3_stmt **out,
    hire_error *err)
{
	hire__value values[HIRE__PLAN_VALUES];
	size_t n = hire__plan_values(plan, values);
	sqlite3_stmt *stmt;
	hire_status st = hire__lite_prepare(c, plan, &stmt, err);
	for (size_t i = 0; !st && i < n; i++)
		st = hire__lite_bind(c, stmt, (int)i + 1, &values[i], err);
	if (!st)
		*out = stmt;
	return st;
}

/* A statement that gives rows. */
typedef struct asked {
	hire__lite_conn *c;
	sqlite3_stmt *stmt;
} asked;

static hire_status
next(void *from, bool *row, hire_error *err)
{
	asked *a = from;
	int rc = sqlite3_step(a->stmt);
	*row = rc == SQLITE_ROW;
	return *row || rc == SQLITE_DONE ? HIRE_OK
	                                 : hire__lite_fail(a->c, rc, err);
}

static hire__value
value(void *from, size_t column)
{
	return hire__lite_column(((asked *)from)->stmt, (int)column);
}

hire_status
hire__lite_page(hire__lite_conn *c, const hire__plan *plan, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	asked a = {c, NULL};
	hire_status st = ask(c, plan, &a.stmt, err);
	if (st)
		return hire__lite_spoil(c, st);
	st = hire__read_page(
	    plan, &(hire__source){&a, next, value}, mem, out, err);
	sqlite3_reset(a.stmt);
	return hire__lite_spoil(c, st);
}

hire_status
hire__lite_select(void *state, hire_tx *tx, const hire_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__plan plan;
	(void)state;
	hire_status st = hire__plan_query(&plan, HIRE__SELECT, query, mem, err);
	return st ? hire__lite_spoil(tx, st)
	          : hire__lite_page(tx, &plan, mem, out, err);
}

hire_status
hire__lite_aggregate(void *state, hire_tx *tx, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire__plan plan;
	asked a = {tx, NULL};
	(void)state;
	hire_status st = hire__plan_aggregate(&plan, query, err);
	if (!st)
		st = ask(tx, &plan, &a.stmt, err);
	if (st)
		return hire__lite_spoil(tx, st);
	st = hire__read_buckets(
	    &plan, &(hire__source){&a, next, value}, mem, out, count, err);
	sqlite3_reset(a.stmt);
	return hire__lite_spoil(tx, st);
}
