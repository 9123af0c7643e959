/* SPDX-License-Identifier: MIT
 * postgres_many.c - many rows in one statement: each column travels as one
 * array, so that the statement is as short for a thousand rows as for two; or
 * as one value, where it is the same in all rows.
 */
#include "postgres_conn.h"
#include "words.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

enum {
	ROWS_MAX = 1000,
	BYTES_MAX = 1 << 20, /* more than that is sent at once */
	COLUMNS_MAX = 127,
	COLUMN_MAX = 1 << 30,
	OID_TEXT = 25, /* PostgreSQL's numbers of types, fixed for good */
	OID_INT8 = 20
};

/* The rows of one statement. */
typedef struct batch {
	hire__pg_conn *c;
	const hire_record *record;
	const char *rows;
	size_t count;
	bool words;
	hire__buf columns; /* one array or text behind the other */
	size_t ends[COLUMNS_MAX + 1];
	hire__value same[COLUMNS_MAX]; /* of columns that are no array */
	bool array[COLUMNS_MAX];
} batch;

static void
add_number(hire__buf *b, uint64_t v, size_t bytes)
{
	unsigned char out[8];
	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)(v >> 8 * (bytes - 1 - i));
	hire__buf_add(b, out, bytes);
}

/* One dimension, which may hold NULL, counted from 1. */
void
hire__pg_array_head(hire__buf *b, bool text, size_t count)
{
	const uint64_t head[] = {1, 1, text ? OID_TEXT : OID_INT8, count, 1};
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		add_number(b, head[i], 4);
}

void
hire__pg_array_add(hire__buf *b, const hire__value *v)
{
	if (v->null) {
		add_number(b, UINT32_MAX, 4);
	} else if (v->is_text) {
		add_number(b, v->n, 4);
		hire__buf_add(b, v->text, v->n);
	} else {
		add_number(b, 8, 4);
		add_number(b, (uint64_t)v->number, 8);
	}
}

static hire__value
value_of(const batch *t, const hire_field *f, size_t row)
{
	return hire__row_value(f, t->rows + row * t->record->size);
}

static bool
is_same(const hire__value *a, const hire__value *b)
{
	if (a->null || b->null || !a->is_text)
		return a->null == b->null && a->number == b->number;
	return a->n == b->n &&
	       (a->text == b->text || !memcmp(a->text, b->text, a->n));
}

static void
add_column(batch *t, size_t column)
{
	const hire_field *f = &t->record->fields[column];
	hire__value first = value_of(t, f, 0);
	bool same = true;
	for (size_t i = 1; same && i < t->count; i++) {
		hire__value v = value_of(t, f, i);
		same = is_same(&first, &v);
	}
	t->array[column] = !same;
	t->same[column] = first;
	if (same && first.is_text && !first.null)
		hire__buf_add(&t->columns, first.text, first.n);
	if (same)
		return;
	hire__pg_array_head(&t->columns, hire__field_is_text(f), t->count);
	for (size_t i = 0; i < t->count; i++) {
		hire__value v = value_of(t, f, i);
		hire__pg_array_add(&t->columns, &v);
	}
}

static hire_status
add_words(batch *t, hire_error *err)
{
	hire_status st = HIRE_OK;
	t->array[t->record->count] = true;
	hire__pg_array_head(&t->columns, true, t->count);
	for (size_t i = 0; !st && i < t->count; i++) {
		hire__buf words = HIRE__BUF(t->c->store->ctx, HIRE__WORDS_MAX);
		st = hire__words_of_row(&words, t->record,
		    t->rows + i * t->record->size, &hire__pg_dialect, err);
		hire__value v = hire__text_value(words.s);
		if (!st)
			hire__pg_array_add(&t->columns, &v);
		hire__buf_free(&words);
	}
	return st;
}

static void
name_column(hire__buf *b, const batch *t, size_t i)
{
	hire__buf_addf(b, t->array[i] ? "unnest($%zu)" : "$%zu", i + 1);
}

/* The words have a table of their own; a row's number is given by its own. */
static void
write_words(hire__buf *b, const batch *t)
{
	const hire__dialect *d = &hire__pg_dialect;
	hire__buf_addf(b,
	    " returning \"" HIRE__SEQ
	    "\", \"id\") insert into \"%s%s\" (\"" HIRE__SEQ
	    "\", \"" HIRE__WORDS "\") select r.\"" HIRE__SEQ
	    "\", w.words%s from r join (select ",
	    t->record->name, d->words_table, d->words_cast);
	name_column(b, t, 0);
	hire__buf_adds(b, " as id, ");
	name_column(b, t, t->record->count);
	hire__buf_adds(b, " as words) w on w.id = r.\"id\"");
}

static void
write_sql(hire__buf *b, const batch *t)
{
	hire__buf_addf(b, "%sinsert into \"%s\" (",
	    t->words ? "with r as (" : "", t->record->name);
	hire__sql_names(b, t->record, 0, "");
	hire__buf_adds(b, ") select ");
	for (size_t i = 0; i < t->record->count; i++) {
		hire__buf_adds(b, i ? ", " : "");
		name_column(b, t, i);
	}
	if (t->words)
		write_words(b, t);
}

static hire_status
fill(batch *t, hire_error *err)
{
	size_t n = t->record->count;
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < n; i++) {
		add_column(t, i);
		t->ends[i + 1] = t->columns.len;
	}
	if (t->words)
		st = add_words(t, err);
	t->ends[n + 1] = t->columns.len;
	return st ? st : hire__buf_check(&t->columns, err);
}

static void
bind_column(const batch *t, size_t i, hire__value *value, Oid *type)
{
	bool text =
	    i == t->record->count || hire__field_is_text(&t->record->fields[i]);
	*value = (hire__value){.is_text = true,
	    .text = t->columns.s + t->ends[i],
	    .n = t->ends[i + 1] - t->ends[i]};
	*type = text ? HIRE__PG_TEXTS : HIRE__PG_NUMBERS;
	if (t->array[i])
		return;
	*type = text ? OID_TEXT : OID_INT8;
	if (!text || t->same[i].null)
		*value = t->same[i];
}

/* Fill `h`, which owns from then on what it was made of. */
static hire_status
make(batch *t, hire__pg_held *h, hire_error *err)
{
	hire_ctx *ctx = t->c->store->ctx;
	size_t n = t->record->count + t->words;
	hire__buf sql = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__value *values = hire__zalloc(ctx, n * sizeof *values);
	Oid *types = hire__zalloc(ctx, n * sizeof *types);
	write_sql(&sql, t);
	hire_status st =
	    values && types ? hire__buf_check(&sql, err) : hire__nomem(err);
	for (size_t i = 0; !st && i < n; i++)
		bind_column(t, i, &values[i], &types[i]);
	*h = (hire__pg_held){.said = {sql.s, values, n, types, true},
	    .record = t->record,
	    .own = {sql.s, values, types, t->columns.s}};
	t->columns.s = NULL;
	return st;
}

static hire_status
send_batch(batch *t, hire_error *err)
{
	hire_ctx *ctx = t->c->store->ctx;
	size_t bytes = 0;
	t->columns = HIRE__BUF(ctx, COLUMN_MAX);
	hire__pg_held *h = hire__zalloc(ctx, sizeof *h);
	hire_status st = h ? fill(t, err) : hire__nomem(err);
	if (!st) {
		bytes = t->columns.len;
		st = make(t, h, err);
	}
	hire__buf_free(&t->columns);
	if (!st)
		st = hire__pg_hold(t->c, h, err);
	else if (h)
		hire__pg_free_held(ctx, h);
	return st || bytes < BYTES_MAX ? st : hire__pg_send_held(t->c, err);
}

/* How many of the rows go into one statement. */
static size_t
rows_of(const batch *t, size_t left)
{
	size_t bytes = 0, n = 0;
	for (; n < left && n < ROWS_MAX && bytes < BYTES_MAX; n++)
		for (size_t i = 0; i < t->record->count; i++) {
			hire__value v = hire__row_value(&t->record->fields[i],
			    t->rows + n * t->record->size);
			bytes += v.n + 8;
		}
	return n;
}

static hire_status
check(const hire__pg_conn *c, const hire_record *record, const char *rows,
    size_t count, hire_error *err)
{
	hire_status st = HIRE_OK;
	if (c->mode != HIRE__PG_WRITE)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "the transaction was begun for reading");
	if (c->failed)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed before");
	if (record->count >= COLUMNS_MAX)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "%s has %zu fields, less than %d are possible",
		    record->name, record->count, COLUMNS_MAX);
	for (size_t i = 0; !st && i < count; i++)
		st = hire__row_complete(record, rows + i * record->size, err);
	return st;
}

hire_status
hire__pg_insert_many(void *state, hire_tx *tx, const hire_record *record,
    const void *rows, size_t count, hire_error *err)
{
	batch t = {.c = tx,
	    .record = record,
	    .rows = rows,
	    .words = hire__sql_searched(record)};
	(void)state;
	hire_status st = check(tx, record, rows, count, err);
	for (size_t left = count; !st && left; left -= t.count) {
		t.count = rows_of(&t, left);
		st = send_batch(&t, err);
		t.rows += t.count * record->size;
	}
	if (!st && count)
		hire__pg_prove(tx, record,
		    ((const hire_record_head *)(const void *)(t.rows -
		                                              record->size))
		        ->id,
		    HIRE__INSERT);
	return hire__pg_spoil(tx, st);
}
