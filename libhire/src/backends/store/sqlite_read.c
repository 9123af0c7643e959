/* SPDX-License-Identifier: MIT
 * sqlite_read.c - pages of rows and aggregates out of a SQLite store.
 */
#include "sqlite_conn.h"

#include "util/ctx.h"

#include <string.h>

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

/* `*seq` is what comes behind the fields, in a search. */
static hire_status
take_row(const hire__plan *plan, sqlite3_stmt *stmt, hire__page *page,
    int64_t *seq, hire_error *err)
{
	const hire_record *r = plan->record;
	hire_status st = HIRE_OK;
	int column = 0;
	void *row = hire__page_add(page);
	if (!row)
		return hire__nomem(err);
	if (plan->without)
		hire_record_init(r, row);
	for (size_t i = 0; !st && i < r->count; i++) {
		if (!hire__plan_reads(plan, &r->fields[i]))
			continue;
		hire__value v = hire__lite_column(stmt, column++);
		st = hire__row_take(r, &r->fields[i], row, &v, page->mem, err);
	}
	if (plan->kind == HIRE__SEARCH)
		*seq = sqlite3_column_int64(stmt, column);
	return st;
}

/* The cursor behind the last row that fits the limit. */
static hire_status
take_next(const hire__plan *plan, const hire__page *page, int64_t seq,
    const char **next, hire_error *err)
{
	const char *row = page->rows + (page->count - 1) * plan->record->size;
	hire__value v = {.null = true};
	if (plan->kind == HIRE__SEARCH)
		v = hire__number_value(seq);
	else if (plan->order)
		v = hire__row_value(plan->order, row);
	*next =
	    hire__cursor(page->mem, &v, ((const hire_record_head *)row)->id);
	return *next ? HIRE_OK : hire__nomem(err);
}

static hire_status
read_page(hire__lite_conn *c, const hire__plan *plan, sqlite3_stmt *stmt,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__page page = {.record = plan->record, .mem = mem};
	const char *next = NULL;
	int64_t seq = 0;
	int rc;
	hire_status st = HIRE_OK;
	while (!st && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (page.count && page.count >= (size_t)plan->limit) {
			st = take_next(plan, &page, seq, &next, err);
			rc = SQLITE_DONE;
			break;
		}
		st = take_row(plan, stmt, &page, &seq, err);
	}
	if (!st && rc != SQLITE_DONE)
		st = hire__lite_fail(c, rc, err);
	if (!st)
		*out = (hire_rows){page.rows, page.count, next};
	return st;
}

hire_status
hire__lite_page(hire__lite_conn *c, const hire__plan *plan, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	sqlite3_stmt *stmt;
	hire_status st = ask(c, plan, &stmt, err);
	if (st)
		return hire__lite_spoil(c, st);
	st = read_page(c, plan, stmt, mem, out, err);
	sqlite3_reset(stmt);
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

static hire_status
take_bucket(const hire__plan *plan, sqlite3_stmt *stmt, hire_bucket *b,
    hire_arena *mem, hire_error *err)
{
	int at = 0;
	*b = (hire_bucket){0};
	if (plan->group) {
		hire__value v = hire__lite_column(stmt, at++);
		b->number = v.number;
		if (v.is_text &&
		    !(b->text = hire_arena_strndup(mem, v.text, v.n)))
			return hire__nomem(err);
	}
	b->count = sqlite3_column_int64(stmt, at);
	b->sum = sqlite3_column_int64(stmt, at + 1);
	return HIRE_OK;
}

static hire_status
read_buckets(hire__lite_conn *c, const hire__plan *plan, sqlite3_stmt *stmt,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire_bucket *all = NULL;
	size_t n = 0, cap = 0;
	int rc;
	hire_status st = HIRE_OK;
	while (!st && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (n == cap) {
			cap = cap ? cap * 2 : 8;
			hire_bucket *more =
			    hire_arena_alloc(mem, cap * sizeof *more);
			if (!more)
				return hire__nomem(err);
			if (n)
				memcpy(more, all, n * sizeof *more);
			all = more;
		}
		st = take_bucket(plan, stmt, &all[n++], mem, err);
	}
	if (!st && rc != SQLITE_DONE)
		st = hire__lite_fail(c, rc, err);
	if (!st) {
		*out = all;
		*count = n;
	}
	return st;
}

hire_status
hire__lite_aggregate(void *state, hire_tx *tx, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire__plan plan;
	sqlite3_stmt *stmt;
	(void)state;
	hire_status st = hire__plan_aggregate(&plan, query, err);
	if (!st)
		st = ask(tx, &plan, &stmt, err);
	if (st)
		return hire__lite_spoil(tx, st);
	st = read_buckets(tx, &plan, stmt, mem, out, count, err);
	sqlite3_reset(stmt);
	return hire__lite_spoil(tx, st);
}
