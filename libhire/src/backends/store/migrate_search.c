/* SPDX-License-Identifier: MIT
 * migrate_search.c - the steps that make a record's rows searchable.
 * Apart from migrate.c because its rows are looked at, not only its tables:
 * their words are cut by us.
 */
#include "migrate.h"
#include "words.h"

#include "util/ctx.h"

#include <stdio.h>
#include <string.h>

static size_t
searched_fields(const hire_record *record)
{
	size_t n = 0;
	for (size_t i = 0; i < record->count; i++)
		n += (record->fields[i].flags & HIRE_SEARCHED) != 0;
	return n;
}

/* Words being made, row by row in the order of the ids: they may be many. */
typedef struct filling {
	const char *reading, *writing;
	size_t texts;
	hire_arena *mem;
	hire__buf words, last; /* last: the id of the row before */
} filling;

static hire_status
cut_words(hire__migration *m, filling *f, const hire__value *row)
{
	hire__buf_clear(&f->words);
	hire__buf_adds(&f->words, "");
	for (size_t i = 1; i <= f->texts; i++)
		if (!row[i].null)
			hire__words(
			    &f->words, row[i].text, &m->how->dialect->kept);
	hire__buf_clear(&f->last);
	hire__buf_adds(&f->last, row[0].text);
	hire_status st = hire__buf_check(&f->words, m->err);
	return st ? st : hire__buf_check(&f->last, m->err);
}

/* The words of the next row; `*more` false when there is none. */
static hire_status
fill_one(hire__migration *m, filling *f, bool *more)
{
	hire__value after = hire__text_value(f->last.s);
	hire__value *row =
	    hire_arena_alloc(f->mem, (f->texts + 1) * sizeof *row);
	if (!row)
		return hire__nomem(m->err);
	hire_status st = m->how->look(m->db, f->reading, &after, 1, f->mem, row,
	    f->texts + 1, more, m->err);
	if (st || !*more)
		return st;
	st = cut_words(m, f, row);
	const hire__value set[] = {
	    hire__text_value(f->words.s), hire__text_value(f->last.s)};
	return st ? st : m->how->run(m->db, f->writing, set, 2, m->err);
}

static hire_status
fill_all(hire__migration *m, filling *f)
{
	bool more = true;
	hire_status st = hire_arena_new(m->ctx, 0, &f->mem, m->err);
	if (st)
		return st;
	hire__buf_adds(&f->last, "");
	st = hire__buf_check(&f->last, m->err);
	while (!st && more) {
		st = fill_one(m, f, &more);
		hire_arena_reset(f->mem);
	}
	hire_arena_free(f->mem);
	hire__buf_free(&f->words);
	hire__buf_free(&f->last);
	return st;
}

static void
fill_words(hire__migration *m, const hire_record *record)
{
	const hire__dialect *d = m->how->dialect;
	hire__buf reading = HIRE__BUF(m->ctx, HIRE__SQL_MAX);
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "update \"%s\" set \"" HIRE__WORDS "\" = %c1%s where \"id\" = %c2",
	    record->name, d->mark, d->words_cast, d->mark);
	hire__buf_adds(&reading, "select \"id\", ");
	hire__sql_names(&reading, record, HIRE_SEARCHED, "");
	hire__buf_addf(&reading,
	    " from \"%s\" where \"id\" > %c1 order by \"id\" limit 1",
	    record->name, d->mark);
	if (!m->st)
		m->st = hire__buf_check(&reading, m->err);
	if (!m->st)
		m->st = hire__buf_check(&m->sql, m->err);
	filling f = {reading.s, m->sql.s, searched_fields(record), NULL,
	    HIRE__BUF(m->ctx, HIRE__WORDS_MAX), HIRE__BUF(m->ctx, 4096)};
	if (!m->st)
		hire__buf_addf(&m->plan, "%s%s, for every row",
		    m->plan.len ? "\n" : "", m->sql.s);
	if (!m->st && !m->dry)
		m->st = fill_all(m, &f);
	hire__buf_free(&reading);
}

/* Whether the words of every searched field are kept.  A newer program may
 * keep more of them. */
static bool
remark_covers(const char *remark, const hire_record *record)
{
	const char *at = strstr(remark, "words " HIRE__WORDS_VERSION ":");
	for (size_t i = 0; at && i < record->count; i++) {
		char name[72];
		if (!(record->fields[i].flags & HIRE_SEARCHED))
			continue;
		snprintf(name, sizeof name, " %s.", record->fields[i].name);
		if (!strstr(at, name))
			return false;
	}
	return at != NULL;
}

static bool
is_complete(hire__migration *m, const hire_record *record)
{
	hire_arena *mem;
	hire__value remark;
	bool row = false;
	const hire__value name = hire__text_value(record->name);
	m->st = hire_arena_new(m->ctx, 0, &mem, m->err);
	if (m->st)
		return false;
	m->st = m->how->look(
	    m->db, m->how->remark, &name, 1, mem, &remark, 1, &row, m->err);
	bool all =
	    !m->st && row && !remark.null && remark_covers(remark.text, record);
	hire_arena_free(mem);
	return all;
}

static void
add_column(hire__migration *m, const hire_record *record)
{
	if (hire__migration_has(m, HIRE__A_COLUMN, record->name, HIRE__WORDS))
		return;
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "alter table \"%s\" add column \"" HIRE__WORDS "\" %s",
	    record->name, m->how->dialect->words);
	hire__migration_step(m);
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
	if (hire__migration_has(m, m->how->index, m->name.s, NULL)) {
		hire__buf_clear(&m->sql);
		d->search_drop(&m->sql, record);
		hire__migration_step(m);
	}
	add_column(m, record);
	fill_words(m, record);
	for (size_t i = 0; !m->st; i++) {
		hire__buf_clear(&m->sql);
		if (!d->search_schema(&m->sql, record, i))
			break;
		hire__migration_step(m);
	}
}
