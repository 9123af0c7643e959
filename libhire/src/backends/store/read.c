/* SPDX-License-Identifier: MIT
 * read.c - a database's answer as a page of rows or as buckets.
 */
#include "read.h"

#include "util/ctx.h"

#include <string.h>

/* Which row it is that cannot be read: its id came first. */
static hire_status
name_row(const void *row, hire_status st, hire_error *err)
{
	const char *id = ((const hire_record_head *)row)->id;
	if (st != HIRE_ECORRUPT || !id || !err)
		return st;
	const hire_error was = *err;
	return hire_fail(
	    err, st, was.field, "%.300s, in %.60s", was.message, id);
}

/* `*seq` is what comes behind the fields, in a search. */
static hire_status
take_row(const hire__plan *plan, const hire__source *s, hire__page *page,
    int64_t *seq, hire_error *err)
{
	const hire_record *r = plan->record;
	hire_status st = HIRE_OK;
	size_t column = 0;
	void *row = hire__page_add(page);
	if (!row)
		return hire__nomem(err);
	if (plan->without)
		hire_record_init(r, row);
	for (size_t i = 0; !st && i < r->count; i++) {
		if (!hire__plan_reads(plan, &r->fields[i]))
			continue;
		hire__value v = s->value(s->from, column++);
		st = hire__row_take(r, &r->fields[i], row, &v, page->mem, err);
	}
	if (!st && plan->kind == HIRE__SEARCH)
		*seq = s->value(s->from, column).number;
	return name_row(row, st, err);
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

hire_status
hire__read_page(const hire__plan *plan, const hire__source *source,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__page page = {.record = plan->record, .mem = mem};
	const char *next = NULL;
	int64_t seq = 0;
	bool row = false;
	hire_status st = source->next(source->from, &row, err);
	while (!st && row && !next) {
		if (page.count && page.count >= (size_t)plan->limit) {
			st = take_next(plan, &page, seq, &next, err);
			continue;
		}
		st = take_row(plan, source, &page, &seq, err);
		if (!st)
			st = source->next(source->from, &row, err);
	}
	if (!st)
		*out = (hire_rows){page.rows, page.count, next};
	return st;
}

static hire_status
take_bucket(const hire__plan *plan, const hire__source *s, hire_bucket *b,
    hire_arena *mem, hire_error *err)
{
	size_t at = 0;
	*b = (hire_bucket){0};
	if (plan->group) {
		hire__value v = s->value(s->from, at++);
		b->number = v.number;
		if (v.is_text && !v.null &&
		    !(b->text = hire_arena_strndup(mem, v.text, v.n)))
			return hire__nomem(err);
	}
	b->count = s->value(s->from, at).number;
	b->sum = s->value(s->from, at + 1).number;
	return HIRE_OK;
}

hire_status
hire__read_buckets(const hire__plan *plan, const hire__source *source,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err)
{
	hire_bucket *all = NULL;
	size_t n = 0, cap = 0;
	bool row = false;
	hire_status st = source->next(source->from, &row, err);
	while (!st && row) {
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
		st = take_bucket(plan, source, &all[n++], mem, err);
		if (!st)
			st = source->next(source->from, &row, err);
	}
	if (!st) {
		*out = all;
		*count = n;
	}
	return st;
}
