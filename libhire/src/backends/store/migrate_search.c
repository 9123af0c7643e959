/* SPDX-License-Identifier: MIT
 * migrate_search.c - the steps that make a record's rows searchable.
 * Apart from migrate.c because its rows are looked at, not only its tables:
 * their words are made by us, some hundred rows at a time.
 */
#include "migrate.h"
#include "words.h"

#include "util/ctx.h"

#include <string.h>

enum { ROWS = 256 /* read and written at once */ };

/* Words being made, in the order in which the rows were added. */
typedef struct filling {
	const hire_record *record;
	const char *reading;
	size_t columns; /* the row's number, then the fields that count */
	hire_arena *mem;
	hire__buf words, writing;
	int64_t last; /* number of the row before */
} filling;

static bool
counts(const hire_field *f)
{
	return (f->flags & (HIRE_SEARCHED | HIRE_FACET)) != 0;
}

/* The words of a row that was read. */
static hire_status
fill_row(hire__migration *m, filling *f, const hire__value *values)
{
	const hire_record *r = f->record;
	void *row = hire_arena_alloc(f->mem, r->size);
	hire_status st = row ? HIRE_OK : hire__nomem(m->err);
	if (!st)
		hire_record_init(r, row);
	for (size_t i = 0, at = 1; !st && i < r->count; i++)
		if (counts(&r->fields[i]) && !values[at++].null)
			st = hire__row_take(r, &r->fields[i], row,
			    &values[at - 1], f->mem, m->err);
	hire__buf_clear(&f->words);
	if (!st)
		st = hire__words_of_row(
		    &f->words, r, row, m->how->dialect, m->err);
	if (!st)
		m->how->dialect->search_fill(
		    &f->writing, r, values[0].number, f->words.s);
	f->last = values[0].number;
	return st;
}

static hire_status
write_rows(hire__migration *m, filling *f)
{
	hire_status st = hire__buf_check(&f->writing, m->err);
	if (!st && f->writing.len)
		st = m->how->run(m->db, f->writing.s, NULL, 0, m->err);
	hire__buf_clear(&f->writing);
	return st;
}

/* The words of the next rows; `*more` false when there are none. */
static hire_status
fill_some(hire__migration *m, filling *f, bool *more)
{
	size_t rows = 0;
	hire__value after = hire__number_value(f->last);
	hire__value *all =
	    hire_arena_alloc(f->mem, ROWS * f->columns * sizeof *all);
	if (!all)
		return hire__nomem(m->err);
	hire_status st = m->how->look(m->db, f->reading, &after, 1, f->mem, all,
	    f->columns, ROWS, &rows, m->err);
	for (size_t i = 0; !st && i < rows; i++) {
		st = fill_row(m, f, all + i * f->columns);
		if (!st && f->writing.len > HIRE__WORDS_MAX)
			st = write_rows(m, f);
	}
	*more = rows == ROWS;
	return st ? st : write_rows(m, f);
}

static hire_status
fill_all(hire__migration *m, filling *f)
{
	bool more = true;
	hire_status st = hire_arena_new(m->ctx, 0, &f->mem, m->err);
	if (st)
		return st;
	while (!st && more) {
		st = fill_some(m, f, &more);
		hire_arena_reset(f->mem);
	}
	hire_arena_free(f->mem);
	hire__buf_free(&f->words);
	hire__buf_free(&f->writing);
	return st;
}

/* How rows are read; the number of columns. */
static size_t
write_reading(hire__buf *b, const hire__dialect *d, const hire_record *record)
{
	size_t columns = 1;
	hire__buf_adds(b, "select \"" HIRE__SEQ "\"");
	for (size_t i = 0; i < record->count; i++)
		if (counts(&record->fields[i])) {
			hire__buf_addf(b, ", \"%s\"", record->fields[i].name);
			columns++;
		}
	hire__buf_addf(b,
	    " from \"%s\" where \"" HIRE__SEQ "\" > %c1 order by \"" HIRE__SEQ
	    "\" limit %d",
	    record->name, d->mark, ROWS);
	return columns;
}

static void
fill_words(hire__migration *m, const hire_record *record)
{
	hire__buf reading = HIRE__BUF(m->ctx, HIRE__SQL_MAX);
	filling f = {.record = record,
	    .words = HIRE__BUF(m->ctx, HIRE__WORDS_MAX),
	    .writing = HIRE__BUF(m->ctx, 3 * HIRE__WORDS_MAX),
	    .last = INT64_MIN};
	f.columns = write_reading(&reading, m->how->dialect, record);
	f.reading = reading.s;
	if (!m->st)
		m->st = hire__buf_check(&reading, m->err);
	if (!m->st)
		hire__buf_addf(&m->plan,
		    "%smake the words of every row of \"%s\"",
		    m->plan.len ? "\n" : "", record->name);
	if (!m->st && !m->dry)
		m->st = fill_all(m, &f);
	hire__buf_free(&reading);
}

/* Whether everything of the record is in the words that are kept.  A newer
 * program may keep more. */
static hire_status
remark_covers(hire__migration *m, const char *remark, const hire_record *record,
    bool *out)
{
	const char *at = strstr(remark, "words " HIRE__WORDS_VERSION ":");
	hire__buf part = HIRE__BUF(m->ctx, HIRE__SQL_MAX);
	hire_status st = HIRE_OK;
	*out = at != NULL;
	for (size_t i = 0; !st && *out && i < 2 * record->count; i++) {
		hire__buf_clear(&part);
		hire__buf_adds(&part, "");
		hire__sql_remark_part(&part, &record->fields[i / 2], i % 2);
		st = hire__buf_check(&part, m->err);
		*out = !st && strstr(at, part.s);
	}
	hire__buf_free(&part);
	return st;
}

static bool
is_complete(hire__migration *m, const hire_record *record)
{
	hire_arena *mem;
	hire__value remark;
	size_t rows = 0;
	bool all = false;
	const hire__value name = hire__text_value(record->name);
	m->st = hire_arena_new(m->ctx, 0, &mem, m->err);
	if (m->st)
		return false;
	m->st = m->how->look(
	    m->db, m->how->remark, &name, 1, mem, &remark, 1, 1, &rows, m->err);
	if (!m->st && rows && !remark.null)
		m->st = remark_covers(m, remark.text, record, &all);
	hire_arena_free(mem);
	return all;
}

static void
take_steps(
    hire__migration *m, hire__search_step *step, const hire_record *record)
{
	for (size_t i = 0; !m->st; i++) {
		hire__buf_clear(&m->sql);
		if (!step(&m->sql, record, i))
			break;
		hire__migration_step(m);
	}
}

static bool
has_words(hire__migration *m, const hire_record *record)
{
	const char *table = m->how->dialect->words_table;
	if (!table)
		return hire__migration_has(
		    m, HIRE__A_COLUMN, record->name, HIRE__WORDS);
	hire__buf_clear(&m->name);
	hire__buf_addf(&m->name, "%s%s", record->name, table);
	if (!m->st)
		m->st = hire__buf_check(&m->name, m->err);
	return !m->st && hire__migration_has(m, HIRE__A_TABLE, m->name.s, NULL);
}

void
hire__migration_search(hire__migration *m, const hire_record *record)
{
	const hire__dialect *d = m->how->dialect;
	hire__buf_clear(&m->name);
	hire__buf_addf(&m->name, "%s_search", record->name);
	m->st = hire__buf_check(&m->name, m->err);
	if (m->st || is_complete(m, record) || m->st)
		return;
	bool old = hire__migration_has(m, m->how->index, m->name.s, NULL);
	bool words = has_words(m, record);
	if (old || (words && d->words_table))
		take_steps(m, d->search_drop, record);
	if (!words || d->words_table)
		take_steps(m, d->search_room, record);
	if (!m->st)
		fill_words(m, record);
	take_steps(m, d->search_schema, record);
}
