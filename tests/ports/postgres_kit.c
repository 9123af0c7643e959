/* SPDX-License-Identifier: MIT
 * postgres_kit.c - a PostgreSQL store of one's own and short ways to use it.
 */
#include "postgres_kit.h"

#include "backends/store/postgres.h"
#include "postgres.h"

const char *pg_url;

void
pg_setup(void)
{
	stage_open();
	pg_url = test_postgres_new();
}

void
pg_teardown(void)
{
	test_postgres_drop();
	stage_close();
}

hire_store
pg_open_at(const char *where)
{
	hire_store s;
	hire_error err = {0};
	hire_status st =
	    hire__store_postgres_open(stage_host.ctx, where, &s, &err);
	ck_assert_msg(!st, "%s", err.message);
	return s;
}

const char *
pg_bring_up(hire_store *s, bool dry)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan = NULL;
	hire_error err = {0};
	ck_assert_msg(
	    !s->ops.migrate(s->state, records, 1, dry, stage_mem, &plan, &err),
	    "%s", err.message);
	return plan;
}

hire_store
pg_open(void)
{
	hire_store s = pg_open_at(pg_url);
	pg_bring_up(&s, false);
	return s;
}

void
pg_shut(hire_store *s)
{
	s->ops.close(s->state);
}

hire_status
pg_add(hire_store *s, int n, hire_error *err)
{
	hire_tx *tx;
	thing t = thing_new(stage_mem, n);
	hire_status st = s->ops.begin(s->state, true, &tx, err);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, &t, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

hire_status
pg_look(hire_store *s, hire_tx *tx, size_t *count)
{
	hire_rows rows = {0};
	hire_query q = {.size = sizeof q, .record = &thing_record};
	hire_status st =
	    s->ops.select(s->state, tx, &q, stage_mem, &rows, NULL);
	*count = rows.count;
	return st;
}

void
pg_expect_rows(hire_store *s, size_t want)
{
	hire_tx *tx;
	size_t count = 0;
	ck_assert_ok(s->ops.begin(s->state, false, &tx, NULL));
	ck_assert_ok(pg_look(s, tx, &count));
	s->ops.rollback(s->state, tx);
	ck_assert_uint_eq(count, want);
}
