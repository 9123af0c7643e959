/* SPDX-License-Identifier: MIT
 * migrate.c - the steps that bring tables up to the field tables.
 * They only add, so an older and a newer program can share one store.  Every
 * step taken is logged in the table schema_step.
 */
#include "migrate.h"

#include "util/ctx.h"

hire__migration
hire__migration_new(hire_ctx *ctx, const hire__migrator *how, void *db,
    bool dry, hire_error *err)
{
	return (hire__migration){.ctx = ctx,
	    .how = how,
	    .db = db,
	    .dry = dry,
	    .plan = HIRE__BUF(ctx, HIRE__STEPS_MAX),
	    .name = HIRE__BUF(ctx, HIRE__SQL_MAX),
	    .sql = HIRE__BUF(ctx, HIRE__SQL_MAX),
	    .err = err};
}

hire_status
hire__migration_end(hire__migration *m, hire_arena *mem, const char **plan)
{
	hire__buf_free(&m->name);
	hire__buf_free(&m->sql);
	hire__buf_adds(&m->plan, "");
	if (!m->st)
		return hire__buf_take(&m->plan, mem, plan, m->err);
	hire__buf_free(&m->plan);
	return m->st;
}

bool
hire__migration_has(
    hire__migration *m, hire__thing what, const char *a, const char *b)
{
	size_t rows = 0;
	const hire__value values[] = {hire__text_value(a), hire__text_value(b)};
	if (!m->st)
		m->st = m->how->look(m->db, m->how->has[what], values,
		    b ? 2 : 1, NULL, NULL, 0, 1, &rows, m->err);
	return !m->st && rows;
}

static void
log_step(hire__migration *m)
{
	char mark = m->how->dialect->mark;
	const hire__value values[] = {
	    hire__number_value(hire_ctx_now(m->ctx).wall),
	    hire__text_value(HIRE_VERSION), hire__text_value(m->sql.s)};
	hire__buf sql = HIRE__BUF(m->ctx, HIRE__SQL_MAX);
	hire__buf_addf(&sql,
	    "insert into schema_step (at, version, done)"
	    " values (%c1, %c2, %c3)",
	    mark, mark, mark);
	m->st = hire__buf_check(&sql, m->err);
	if (!m->st)
		m->st = m->how->run(m->db, sql.s, values, 3, m->err);
	hire__buf_free(&sql);
}

void
hire__migration_step(hire__migration *m)
{
	if (!m->st)
		m->st = hire__buf_check(&m->sql, m->err);
	if (m->st)
		return;
	hire__buf_addf(&m->plan, "%s%s", m->plan.len ? "\n" : "", m->sql.s);
	if (m->dry)
		return;
	m->st = m->how->run(m->db, m->sql.s, NULL, 0, m->err);
	if (!m->st)
		log_step(m);
}

static void
add_columns(hire__migration *m, const hire_record *record)
{
	for (size_t i = 0; !m->st && i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (hire__migration_has(
		        m, HIRE__A_COLUMN, record->name, f->name))
			continue;
		hire__buf_clear(&m->sql);
		hire__buf_addf(
		    &m->sql, "alter table \"%s\" add column ", record->name);
		hire__sql_column(&m->sql, m->how->dialect, f);
		hire__migration_step(m);
	}
}

static void
add_table(hire__migration *m, const hire_record *record)
{
	if (hire__migration_has(m, HIRE__A_TABLE, record->name, NULL)) {
		add_columns(m, record);
		return;
	}
	hire__buf_clear(&m->sql);
	hire__sql_create_table(&m->sql, m->how->dialect, record);
	hire__migration_step(m);
}

static void
add_indexes(hire__migration *m, const hire_record *record)
{
	for (size_t i = 0; !m->st; i++) {
		hire__buf_clear(&m->name);
		hire__buf_clear(&m->sql);
		if (!hire__sql_index(&m->name, &m->sql, record, i))
			return;
		m->st = hire__buf_check(&m->name, m->err);
		if (!m->st)
			m->st = hire__buf_check(&m->sql, m->err);
		if (!m->st &&
		    !hire__migration_has(m, HIRE__AN_INDEX, m->name.s, NULL))
			hire__migration_step(m);
	}
}

hire_status
hire__migration_keep(hire__value *v, hire_arena *mem, hire_error *err)
{
	if (v->is_text && !v->null &&
	    !(v->text = hire_arena_strndup(mem, v->text, v->n)))
		return hire__nomem(err);
	return HIRE_OK;
}

static void
add_log(hire__migration *m)
{
	const hire__dialect *d = m->how->dialect;
	hire__buf_clear(&m->sql);
	hire__buf_addf(&m->sql,
	    "create table if not exists schema_step (step %s, at %s not null,"
	    " version text not null, done text not null)%s",
	    d->seq, d->types[HIRE_TYPE_INT], d->tail);
	m->st = hire__buf_check(&m->sql, m->err);
	if (!m->st)
		m->st = m->how->run(m->db, m->sql.s, NULL, 0, m->err);
}

void
hire__migration_walk(
    hire__migration *m, const hire_record *const *records, size_t count)
{
	if (!m->dry)
		add_log(m);
	for (size_t i = 0; !m->st && i < count; i++) {
		add_table(m, records[i]);
		if (!m->st)
			add_indexes(m, records[i]);
		if (!m->st && hire__sql_searched(records[i]))
			hire__migration_search(m, records[i]);
	}
	if (!m->st)
		m->st = hire__buf_check(&m->plan, m->err);
}

typedef struct summing {
	uint32_t sum;
	hire__buf sql, name;
	hire_error *err;
	hire_status st;
} summing;

static void
mix(summing *s, hire__buf *text)
{
	if (!s->st)
		s->st = hire__buf_check(text, s->err);
	for (size_t i = 0; !s->st && i < text->len; i++)
		s->sum =
		    (s->sum ^ (unsigned char)text->s[i]) * UINT32_C(16777619);
	hire__buf_clear(text);
}

static void
mix_record(summing *s, const hire__dialect *d, const hire_record *record)
{
	hire__sql_create_table(&s->sql, d, record);
	mix(s, &s->sql);
	for (size_t i = 0; hire__sql_index(&s->name, &s->sql, record, i); i++) {
		mix(s, &s->name);
		mix(s, &s->sql);
	}
	if (!hire__sql_searched(record))
		return;
	for (size_t i = 0; d->search_room(&s->sql, record, i); i++)
		mix(s, &s->sql);
	for (size_t i = 0; d->search_schema(&s->sql, record, i); i++)
		mix(s, &s->sql);
}

hire_status
hire__tables_sum(hire_ctx *ctx, const hire__dialect *d,
    const hire_record *const *records, size_t count, uint32_t *out,
    hire_error *err)
{
	summing s = {.sum = UINT32_C(2166136261), /* FNV-1a */
	    .sql = HIRE__BUF(ctx, HIRE__SQL_MAX),
	    .name = HIRE__BUF(ctx, HIRE__SQL_MAX),
	    .err = err};
	for (size_t i = 0; !s.st && i < count; i++)
		mix_record(&s, d, records[i]);
	hire__buf_free(&s.sql);
	hire__buf_free(&s.name);
	if (!s.st)
		*out = s.sum;
	return s.st;
}
