/* SPDX-License-Identifier: MIT
 * postgres_migrate.c - bringing a database's tables up to the field tables.
 * One migration at a time: a lock held in the transaction makes servers that
 * start together wait for the first.  A stamp lets the others pass at once.
 */
#include "postgres_conn.h"

#include "migrate.h"
#include "words.h"

#include "util/ctx.h"

#include <string.h>

enum { ROWS_AT_ONCE = 500 };

/* Objects of the schema that we work in. */
#define OURS                                                                   \
	" c.relnamespace = (select oid from pg_namespace"                      \
	" where nspname = current_schema())"

static const char stamp_table[] =
    "create table if not exists schema_stamp (sum bigint not null)";

/* What was there when the stamp was set: a change from outside voids it. */
static const char stamp_now[] =
    "select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid"
    " where a.attnum > 0 and not a.attisdropped and" OURS;

static hire_status
ask(hire__pg_conn *c, const char *sql, const hire__value *values, size_t n,
    PGresult **out, hire_error *err)
{
	return hire__pg_ask(c, &(hire__pg_said){sql, values, n}, out, err);
}

static hire_status
run(void *db, const char *sql, const hire__value *values, size_t n, bool *row,
    hire_error *err)
{
	hire__pg_conn *c = db;
	PGresult *r;
	hire_status st = ask(c, sql, values, n, &r, err);
	if (!st && row)
		*row = c->store->pq.ntuples(r) > 0;
	if (!st && !row)
		c->changed = true;
	c->store->pq.clear(r);
	return st;
}

/* A query's one number, 0 without a row. */
static hire_status
number(hire__pg_conn *c, const char *sql, int64_t *out, hire_error *err)
{
	PGresult *r;
	hire_status st = ask(c, sql, NULL, 0, &r, err);
	if (!st)
		*out = c->store->pq.ntuples(r)
		           ? hire__pg_value(c->store, r, 0, 0).number
		           : 0;
	c->store->pq.clear(r);
	return st;
}

/* How a row's words are asked for: its id, then every searched text. */
static void
write_reading(hire__buf *b, const hire_record *record)
{
	hire__buf_adds(b, "select \"id\", ");
	hire__sql_names(b, record, HIRE_SEARCHED, "");
	hire__buf_addf(b,
	    " from \"%s\" where \"id\" > $1 order by \"id\" limit %d",
	    record->name, ROWS_AT_ONCE);
}

static hire_status
keep_words(hire__migration *m, const char *sql, PGresult *r, int row,
    size_t texts, hire__buf *words)
{
	const hire__pg_conn *c = m->db;
	hire__buf_clear(words);
	hire__buf_adds(words, "");
	for (size_t i = 1; i <= texts; i++) {
		hire__value v = hire__pg_value(c->store, r, row, (int)i);
		if (!v.null)
			hire__words(words, v.text, &hire__pg_dialect.kept);
	}
	hire_status st = hire__buf_check(words, m->err);
	const hire__value values[] = {
	    hire__text_value(words->s), hire__pg_value(c->store, r, row, 0)};
	return st ? st : run(m->db, sql, values, 2, NULL, m->err);
}

/* The words of all rows, page by page in the order of their ids. */
static hire_status
keep_all(hire__migration *m, const char *reading, const char *writing,
    size_t texts, hire__buf *words)
{
	hire__pg_conn *c = m->db;
	char last[128] = "";
	hire_status st;
	int rows;
	do {
		PGresult *r;
		hire__value after = hire__text_value(last);
		st = ask(c, reading, &after, 1, &r, m->err);
		rows = st ? 0 : c->store->pq.ntuples(r);
		for (int i = 0; !st && i < rows; i++)
			st = keep_words(m, writing, r, i, texts, words);
		if (!st && rows) {
			hire__value id =
			    hire__pg_value(c->store, r, rows - 1, 0);
			if (id.n >= sizeof last)
				st = hire_fail(m->err, HIRE_ECORRUPT, "id",
				    "is longer than any of ours");
			else
				memcpy(last, id.text, id.n + 1);
		}
		c->store->pq.clear(r);
	} while (!st && rows == ROWS_AT_ONCE);
	return st;
}

static size_t
texts_of(const hire_record *record)
{
	size_t n = 0;
	for (size_t i = 0; i < record->count; i++)
		n += (record->fields[i].flags & HIRE_SEARCHED) != 0;
	return n;
}

static void
fill_words(hire__migration *m, const hire_record *record)
{
	hire__buf reading = HIRE__BUF(m->ctx, HIRE__SQL_MAX);
	hire__buf words = HIRE__BUF(m->ctx, (size_t)1 << 20);
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "update \"%s\" set \"" HIRE__WORDS "\" = $1::%s where \"id\" = $2",
	    record->name, hire__pg_dialect.words);
	write_reading(&reading, record);
	m->st = hire__buf_check(&reading, m->err);
	if (!m->st)
		m->st = hire__buf_check(&m->sql, m->err);
	if (!m->st && !m->dry)
		m->st =
		    keep_all(m, reading.s, m->sql.s, texts_of(record), &words);
	hire__buf_addf(
	    &m->plan, "%s%s, for all rows", m->plan.len ? "\n" : "", m->sql.s);
	hire__buf_free(&reading);
	hire__buf_free(&words);
}

/* The remark on the column says how its words were made, and of what. */
static void
write_remark(hire__buf *b, const hire_record *record)
{
	hire__buf_adds(b, "words " HIRE__WORDS_VERSION ":");
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & HIRE_SEARCHED)
			hire__buf_addf(b, " %s.", record->fields[i].name);
}

/* Whether the words of every searched field are kept.  A newer program may
 * keep more of them. */
static bool
remark_covers(const char *remark, const hire_record *record)
{
	static const char version[] = "words " HIRE__WORDS_VERSION ":";
	bool all = !strncmp(remark, version, sizeof version - 1);
	for (size_t i = 0; all && i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		char name[72] = " ";
		size_t n = strlen(f->name);
		if (!(f->flags & HIRE_SEARCHED) || n > 64)
			continue;
		memcpy(name + 1, f->name, n);
		memcpy(name + 1 + n, ".", 2);
		all = strstr(remark, name) != NULL;
	}
	return all;
}

static bool
search_complete(hire__migration *m, const hire_record *record)
{
	hire__pg_conn *c = m->db;
	PGresult *r = NULL;
	bool all = false;
	const hire__value values[] = {hire__text_value(record->name)};
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->name, "%s_search", record->name);
	m->st = hire__buf_check(&m->name, m->err);
	if (m->st || !hire__migration_has(m, HIRE__AN_INDEX, m->name.s, NULL))
		return false;
	m->st = ask(c,
	    "select coalesce(col_description(c.oid, a.attnum), '')"
	    " from pg_attribute a join pg_class c on c.oid = a.attrelid"
	    " where c.relname = $1::name and a.attname = '" HIRE__WORDS
	    "' and" OURS,
	    values, 1, &r, m->err);
	if (!m->st && c->store->pq.ntuples(r))
		all = remark_covers(
		    hire__pg_value(c->store, r, 0, 0).text, record);
	c->store->pq.clear(r);
	return all;
}

static void
add_search(hire__migration *m, const hire_record *record)
{
	hire__buf_clear(&m->name);
	if (search_complete(m, record) || m->st)
		return;
	for (size_t i = 0; !m->st; i++) {
		hire__buf_clear(&m->sql);
		if (!hire__pg_dialect.search_schema(&m->sql, record, i))
			break;
		hire__migration_step(m);
	}
	if (!m->st)
		fill_words(m, record);
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "comment on column \"%s\".\"" HIRE__WORDS "\" is '", record->name);
	write_remark(&m->sql, record);
	hire__buf_addc(&m->sql, '\'');
	hire__migration_step(m);
}

static const hire__migrator how = {
    .dialect = &hire__pg_dialect,
    .has = {"select 1 from pg_class c where c.relname = $1::name"
            " and c.relkind in ('r', 'p') and" OURS,
        "select 1 from pg_class c where c.relname = $1::name"
        " and c.relkind in ('i', 'I') and" OURS,
        "select 1 from pg_attribute a join pg_class c on c.oid = a.attrelid"
        " where c.relname = $1::name and a.attname = $2::name"
        " and a.attnum > 0 and not a.attisdropped and" OURS},
    .run = run,
    .add_search = add_search,
};

/* Looks only. */
static hire_status
stamped(hire__migration *m, int64_t sum, bool *out)
{
	int64_t stamp = 0, now = 0;
	hire_error *err = m->err;
	if (!hire__migration_has(m, HIRE__A_TABLE, "schema_stamp", NULL))
		return m->st;
	hire_status st =
	    number(m->db, "select sum from schema_stamp limit 1", &stamp, err);
	if (!st)
		st = number(m->db, stamp_now, &now, err);
	if (!st)
		*out = stamp == (sum << 20) + now;
	return st;
}

static hire_status
set_stamp(hire__migration *m, int64_t sum)
{
	int64_t now = 0;
	hire_status st = run(m->db, stamp_table, NULL, 0, NULL, m->err);
	if (!st)
		st = number(m->db, stamp_now, &now, m->err);
	const hire__value stamp = hire__number_value((sum << 20) + now);
	if (!st)
		st = run(
		    m->db, "delete from schema_stamp", NULL, 0, NULL, m->err);
	return st ? st
	          : run(m->db, "insert into schema_stamp (sum) values ($1)",
	                &stamp, 1, NULL, m->err);
}

/* A stamped database is left alone; a dry run always looks. */
static hire_status
look(hire__migration *m, const hire_record *const *records, size_t count,
    int64_t *sum, bool *done)
{
	uint32_t s = 0;
	hire_status st = hire__tables_sum(
	    m->ctx, &hire__pg_dialect, records, count, &s, m->err);
	*sum = s;
	if (!st && !m->dry)
		return stamped(m, *sum, done);
	if (!st) {
		hire__migration_walk(m, records, count);
		st = m->st;
	}
	*done = true;
	return st;
}

static hire_status
bring_up(hire__migration *m, const hire_record *const *records, size_t count,
    int64_t sum)
{
	hire__pg_conn *c = m->db;
	hire__migration_walk(m, records, count);
	hire_status st = m->st ? m->st : set_stamp(m, sum);
	if (!st)
		return hire__pg_commit(c, m->err);
	hire__pg_part(c, "rollback");
	return st;
}

/* `*done`: looking was enough. */
static hire_status
with_connection(hire__pg *store, hire__pg_mode mode, hire__migration *m,
    const hire_record *const *records, size_t count, int64_t *sum, bool *done)
{
	hire__pg_conn *c;
	hire_status st = hire__pg_take(store, mode, &c, m->err);
	if (st)
		return st;
	m->db = c;
	if (mode == HIRE__PG_READ) {
		st = look(m, records, count, sum, done);
		hire__pg_part(c, "rollback");
	} else {
		st = bring_up(m, records, count, *sum);
	}
	hire__pg_give(c);
	return st;
}

hire_status
hire__pg_migrate(void *state, const hire_record *const *records, size_t count,
    bool dry, hire_arena *mem, const char **plan, hire_error *err)
{
	hire__pg *store = state;
	int64_t sum = 0;
	bool done = false;
	hire__migration m =
	    hire__migration_new(store->ctx, &how, NULL, dry, err);
	m.st = with_connection(
	    store, HIRE__PG_READ, &m, records, count, &sum, &done);
	if (!m.st && !done)
		m.st = with_connection(
		    store, HIRE__PG_MIGRATE, &m, records, count, &sum, &done);
	return hire__migration_end(&m, mem, plan);
}
