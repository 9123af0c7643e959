/* SPDX-License-Identifier: MIT
 * conform_store_kit.c - a store under test and short ways to use it.
 */
#include "conform_store_kit.h"

#include "conform_store.h"

#include <string.h>

static const conform_store *chosen;
test_host kit_host;
hire_arena *kit_mem;
hire_store kit_store;
hire_tx *kit_tx;

void
conform_store_use(const conform_store *which)
{
	chosen = which;
}

void
kit_setup(void)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan;
	test_host_open(&kit_host);
	ck_assert_ok(hire_arena_new(kit_host.ctx, 0, &kit_mem, NULL));
	ck_assert_ok(chosen->open(kit_host.ctx, &kit_store));
	ck_assert_ok(kit_store.ops.migrate(
	    kit_store.state, records, 1, false, kit_mem, &plan, NULL));
}

void
kit_teardown(void)
{
	kit_store.ops.close(kit_store.state);
	if (chosen->clean)
		chosen->clean();
	hire_arena_free(kit_mem);
	test_host_close(&kit_host);
}

void
kit_begin(bool write)
{
	hire_error err = {0};
	ck_assert_msg(
	    !kit_store.ops.begin(kit_store.state, write, &kit_tx, &err), "%s",
	    err.message);
}

void
kit_commit(void)
{
	hire_error err = {0};
	ck_assert_msg(!kit_store.ops.commit(kit_store.state, kit_tx, &err),
	    "%s", err.message);
}

void
kit_rollback(void)
{
	kit_store.ops.rollback(kit_store.state, kit_tx);
}

hire_status
kit_insert(const thing *row, hire_error *err)
{
	return kit_store.ops.insert(
	    kit_store.state, kit_tx, &thing_record, row, err);
}

void
kit_add(const thing *row)
{
	hire_error err = {0};
	kit_begin(true);
	ck_assert_msg(!kit_insert(row, &err), "%s", err.message);
	kit_commit();
}

/* The one row that fulfils a condition; NULL when there is none. */
thing *
kit_get(const char *field, const char *text)
{
	hire_filter is = HIRE_IS(field, text);
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = &is,
	    .filter_count = 1};
	hire_rows rows;
	kit_begin(false);
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
	kit_commit();
	ck_assert_uint_le(rows.count, 1);
	return rows.count ? rows.rows : NULL;
}

/* The names of all rows of `q`, page by page, as "1 2 3". */
const char *
kit_walk(hire_query q, const char *search)
{
	const char *all = "";
	hire_rows rows;
	q.size = sizeof q;
	q.record = &thing_record;
	do {
		kit_begin(false);
		if (search)
			ck_assert_ok(kit_store.ops.search(kit_store.state,
			    kit_tx, &q, search, kit_mem, &rows, NULL));
		else
			ck_assert_ok(kit_store.ops.select(
			    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
		kit_commit();
		const thing *t = rows.rows;
		for (size_t i = 0; i < rows.count; i++)
			all = hire_arena_printf(kit_mem, "%s%s%s", all,
			    *all ? " " : "", t[i].name + strlen("name"));
		q.after = rows.next;
	} while (q.after);
	return all;
}

const char *
kit_filtered(hire_filter filter)
{
	return kit_walk(
	    (hire_query){.filters = &filter, .filter_count = 1}, NULL);
}
