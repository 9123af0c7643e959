/* SPDX-License-Identifier: MIT
 * postgres_migrate.c - bringing a database's tables up to the field tables.
 * One migration at a time: a lock held in the transaction makes servers that
 * start together wait for the first.  A stamp lets the others pass at once.
 */
#include "postgres_conn.h"

#include "migrate.h"

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
run(void *db, const char *sql, const hire__value *values, size_t n,
    hire_error *err)
{
	hire__pg_conn *c = db;
	hire_status st = hire__pg_do(c, &(hire__pg_said){sql, values, n}, err);
	c->changed = c->changed || !st;
	return st;
}

static hire_status
look(void *db, const char *sql, const hire__value *values, size_t n,
    hire_arena *mem, hire__value *out, size_t columns, size_t max, size_t *rows,
    hire_error *err)
{
	hire__pg_conn *c = db;
	PGresult *r;
	hire_status st =
	    hire__pg_ask(c, &(hire__pg_said){sql, values, n}, &r, err);
	size_t all = st ? 0 : (size_t)c->store->pq.ntuples(r);
	*rows = all < max ? all : max;
	for (size_t i = 0; !st && i < *rows * columns; i++) {
		out[i] = hire__pg_value(
		    c->store, r, (int)(i / columns), (int)(i % columns));
		st = hire__migration_keep(&out[i], mem, err);
	}
	c->store->pq.clear(r);
	return st;
}

/* A query's one number, 0 without a row. */
static hire_status
number(hire__pg_conn *c, const char *sql, int64_t *out, hire_error *err)
{
	hire__value v = {0};
	size_t rows;
	hire_status st = look(c, sql, NULL, 0, NULL, &v, 1, 1, &rows, err);
	if (!st)
		*out = v.number;
	return st;
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
    .index = HIRE__AN_INDEX,
    .remark = "select obj_description(c.oid, 'pg_class') from pg_class c"
              " where c.relname = ($1 || '_search')::name and" OURS,
    .run = run,
    .look = look,
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
	hire_status st = run(m->db, stamp_table, NULL, 0, m->err);
	if (!st)
		st = number(m->db, stamp_now, &now, m->err);
	const hire__value stamp = hire__number_value((sum << 20) + now);
	if (!st)
		st = run(m->db, "delete from schema_stamp", NULL, 0, m->err);
	return st ? st
	          : run(m->db, "insert into schema_stamp (sum) values ($1)",
	                &stamp, 1, m->err);
}

/* A stamped database is left alone; a dry run always looks. */
static hire_status
look_over(hire__migration *m, const hire_record *const *records, size_t count,
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
		st = look_over(m, records, count, sum, done);
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
