/* SPDX-License-Identifier: MIT
 * postgres_read.c - pages of rows and aggregates out of a PostgreSQL store.
 */
#include "postgres_conn.h"

#include "read.h"

#include "util/ctx.h"

/* An answer being read. */
typedef struct reading {
	const hire__pg *store;
	PGresult *r;
	int row;
} reading;

static hire_status
next(void *from, bool *row, hire_error *err)
{
	reading *a = from;
	(void)err;
	*row = ++a->row < a->store->pq.ntuples(a->r);
	return HIRE_OK;
}

static hire__value
value(void *from, size_t column)
{
	const reading *a = from;
	return hire__pg_value(a->store, a->r, a->row, (int)column);
}

/* The answer to a query; clear it also after a failure. */
static hire_status
ask(hire__pg_conn *c, const hire__plan *plan, PGresult **out, hire_error *err)
{
	hire__value values[HIRE__PLAN_VALUES];
	size_t n = hire__plan_values(plan, values);
	hire__buf sql = HIRE__BUF(c->store->ctx, HIRE__SQL_MAX);
	hire__sql(&sql, &hire__pg_dialect, plan);
	hire_status st = hire__buf_check(&sql, err);
	*out = NULL;
	if (!st)
		st = hire__pg_ask(
		    c, &(hire__pg_said){sql.s, values, n}, out, err);
	hire__buf_free(&sql);
	return st;
}

hire_status
hire__pg_page(hire__pg_conn *c, const hire__plan *plan, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	reading a = {c->store, NULL, -1};
	hire_status st = ask(c, plan, &a.r, err);
	if (!st)
		st = hire__read_page(
		    plan, &(hire__source){&a, next, value}, mem, out, err);
	c->store->pq.clear(a.r);
	return hire__pg_spoil(c, st);
}

hire_status
hire__pg_select(void *state, hire_tx *tx, const hire_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__plan plan;
	(void)state;
	hire_status st = hire__plan_query(&plan, HIRE__SELECT, query, mem, err);
	return st ? hire__pg_spoil(tx, st)
	          : hire__pg_page(tx, &plan, mem, out, err);
}

hire_status
hire__pg_aggregate(void *state, hire_tx *tx, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire__pg_conn *c = tx;
	hire__plan plan;
	reading a = {c->store, NULL, -1};
	(void)state;
	hire_status st = hire__plan_aggregate(&plan, query, err);
	if (!st)
		st = ask(c, &plan, &a.r, err);
	if (!st)
		st = hire__read_buckets(&plan, &(hire__source){&a, next, value},
		    mem, out, count, err);
	c->store->pq.clear(a.r);
	return hire__pg_spoil(c, st);
}
