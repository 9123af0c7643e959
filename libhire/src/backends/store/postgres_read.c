/* SPDX-License-Identifier: MIT
 * postgres_read.c - pages of rows and aggregates out of a PostgreSQL store,
 * its dialect, and full text by a GIN index over words cut by us.
 */
#include "postgres_conn.h"

#include "read.h"
#include "words.h"

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
		    c, &(hire__pg_said){sql.s, values, n, NULL}, out, err);
	hire__buf_free(&sql);
	return st;
}

static hire_status
page(void *conn, const hire__plan *plan, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	hire__pg_conn *c = conn;
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
	return st ? hire__pg_spoil(tx, st) : page(tx, &plan, mem, out, err);
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

hire_status
hire__pg_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err)
{
	(void)state;
	return hire__pg_spoil(tx, hire__search(&hire__pg_dialect, page, tx,
	                              query, text, mem, out, err));
}

static void
search_from(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "\"%s\" t", record->name);
}

static void
search_match(hire__buf *b, const hire_record *record, int n)
{
	(void)record;
	hire__buf_addf(b, "t.\"" HIRE__WORDS "\" @@ $%d::tsquery", n);
}

static void
search_key(hire__buf *b, const hire_record *record)
{
	(void)record;
	hire__buf_adds(b, "t.\"" HIRE__SEQ "\"");
}

/* fastupdate off: a search never walks a list of what is not indexed yet. */
static bool
search_schema(hire__buf *b, const hire_record *record, size_t i)
{
	const char *name = record->name;
	if (i == 0) {
		hire__buf_addf(b,
		    "create index \"%s_search\" on \"%s\""
		    " using gin (\"" HIRE__WORDS "\") with (fastupdate = off)",
		    name, name);
	} else if (i == 1) {
		hire__buf_addf(b, "comment on index \"%s_search\" is '", name);
		hire__sql_remark(b, record);
		hire__buf_addc(b, '\'');
	}
	return i < 2;
}

static void
search_drop(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "drop index \"%s_search\"", record->name);
}

const hire__dialect hire__pg_dialect = {
    .mark = '$',
    .seq = "bigint generated always as identity primary key",
    .types = {"text collate \"C\"", "text collate \"C\"", "text collate \"C\"",
        "bigint", "bigint", "bigint", "bigint"},
    .tail = "",
    .nulls_first = " nulls first",
    .nulls_last = " nulls last",
    .same = "is not distinct from",
    .sum = "coalesce(sum",
    .sum_tail = ", 0)::bigint",
    .words = "tsvector",
    .words_cast = "::tsvector",
    /* Words are letters and digits: there is nothing to escape. */
    .kept = {.before = "'", .behind = "'", .between = " "},
    .asked = {.before = "'", .behind = "':*", .between = " & "},
    .search_from = search_from,
    .search_match = search_match,
    .search_key = search_key,
    .search_schema = search_schema,
    .search_drop = search_drop,
};
