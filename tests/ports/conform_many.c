/* SPDX-License-Identifier: MIT
 * conform_many.c - many rows in one call, whether the store knows a way of
 * its own for them or not.
 */
#include "conform_store_kit.h"

#include <string.h>

enum { MANY = 2300, FEW = 3 };

static thing *
things(int first, int count)
{
	thing *all = hire_arena_alloc(kit_mem, (size_t)count * sizeof *all);
	ck_assert_ptr_nonnull(all);
	for (int i = 0; i < count; i++)
		all[i] = thing_new(kit_mem, first + i);
	return all;
}

static hire_status
add(const thing *all, size_t count, hire_error *err)
{
	return hire_store_insert_many(
	    &kit_store, kit_tx, &thing_record, all, count, err);
}

/* Add and commit; the first failure. */
static hire_status
stored(const thing *all, size_t count, hire_error *err)
{
	kit_begin(true);
	hire_status st = add(all, count, err);
	if (!st)
		return kit_store.ops.commit(kit_store.state, kit_tx, err);
	kit_rollback();
	return st;
}

START_TEST(many_rows_come_back_as_they_were)
{
	thing *all = things(1, FEW);
	all[0].alias = "al";
	all[0].body = "line\none \"two\" {three, NULL} \\ \xC3\xA9";
	all[0].extra = "{\"a\": [1, 2]}";
	all[1].color = "";
	all[1].count = INT64_MIN;
	all[1].at = INT64_MAX;
	all[2].flag = true;
	all[2].state = HIRE_JOB_CLOSED;
	all[2].count = -1;
	ck_assert_ok(stored(all, FEW, NULL));
	for (int i = 0; i < FEW; i++) {
		const thing *got = kit_get("id", all[i].id), *want = &all[i];
		ck_assert_pstr_eq(got->alias, want->alias);
		ck_assert_pstr_eq(got->color, want->color);
		ck_assert_pstr_eq(got->body, want->body);
		ck_assert_pstr_eq(got->extra, want->extra);
		ck_assert_int_eq(got->count, want->count);
		ck_assert_int_eq(got->at, want->at);
		ck_assert_int_eq(got->created_at, want->created_at);
		ck_assert_int_eq(got->flag, want->flag);
		ck_assert_int_eq(got->state, want->state);
		ck_assert_int_eq(got->version, 1);
	}
}
END_TEST

START_TEST(thousands_are_added_in_their_order)
{
	thing *all = things(1, MANY);
	for (int i = 0; i < MANY; i++)
		all[i].body = i % 1000 == 7 ? "rare words" : "common words";
	ck_assert_ok(stored(all, MANY, NULL));
	hire_query q = {
	    .size = sizeof q, .record = &thing_record, .limit = 1000};
	ck_assert_str_eq(kit_walk(q, "rare"), "2008 1008 8");
	hire_aggregate count = {.size = sizeof count, .record = &thing_record};
	hire_bucket *buckets;
	size_t n;
	kit_begin(false);
	ck_assert_ok(kit_store.ops.aggregate(
	    kit_store.state, kit_tx, &count, kit_mem, &buckets, &n, NULL));
	kit_rollback();
	ck_assert_int_eq(buckets[0].count, MANY);
}
END_TEST

START_TEST(the_same_transaction_sees_them)
{
	hire_rows rows;
	hire_query q = {.size = sizeof q, .record = &thing_record};
	kit_begin(true);
	for (int i = 0; i < 20; i++)
		ck_assert_ok(add(things(1 + i * FEW, FEW), FEW, NULL));
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 20 * FEW);
	ck_assert_ok(add(things(100, FEW), FEW, NULL));
	kit_commit();
	ck_assert_ptr_nonnull(kit_get("name", "name102"));
}
END_TEST

START_TEST(none_is_added_without_its_commit)
{
	kit_begin(true);
	ck_assert_ok(add(things(1, FEW), FEW, NULL));
	kit_rollback();
	kit_begin(true);
	ck_assert_ok(add(NULL, 0, NULL));
	kit_commit();
	ck_assert_ptr_null(kit_get("name", "name1"));
}
END_TEST

START_TEST(one_that_clashes_is_named_and_none_is_added)
{
	hire_error err = {0};
	thing *all = things(1, FEW), *more = things(10, FEW);
	all[0].alias = "a";
	ck_assert_ok(stored(all, FEW, NULL));
	more[1].alias = "a";
	ck_assert_status(stored(more, FEW, &err), HIRE_EEXISTS);
	ck_assert_str_eq(err.field, "alias");
	more[1].alias = NULL;
	more[2].id = all[2].id;
	ck_assert_status(stored(more, FEW, &err), HIRE_EEXISTS);
	ck_assert_str_eq(err.field, "id");
	more[2].id = more[1].id;
	ck_assert_status(stored(more, FEW, &err), HIRE_EEXISTS);
	ck_assert_str_eq(err.field, "id");
	ck_assert_ptr_null(kit_get("name", "name10"));
	/* and what came behind an earlier change, which is undone with it */
	kit_begin(true);
	ck_assert_ok(kit_insert(&things(20, 1)[0], NULL));
	hire_status st = add(all, FEW, &err);
	if (st)
		kit_rollback();
	else
		st = kit_store.ops.commit(kit_store.state, kit_tx, &err);
	ck_assert_status(st, HIRE_EEXISTS);
	ck_assert_ptr_null(kit_get("name", "name20"));
	kit_add(&things(20, 1)[0]); /* nothing of it hangs on */
}
END_TEST

START_TEST(each_of_many_must_be_complete)
{
	hire_error err = {0};
	thing *all = things(1, FEW);
	all[1].name = NULL;
	ck_assert_status(stored(all, FEW, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "name");
}
END_TEST

START_TEST(readers_add_none)
{
	kit_begin(false);
	ck_assert_status(add(things(1, FEW), FEW, NULL), HIRE_EUSAGE);
	kit_rollback();
}
END_TEST

START_TEST(large_rows_go_in_parts)
{
	enum { LONG = 300 << 10, ROWS = 9 };
	thing *all = things(1, ROWS);
	char *text = hire_arena_alloc(kit_mem, LONG + 1);
	memset(text, 'x', LONG);
	text[LONG] = '\0';
	for (int i = 0; i < ROWS; i++)
		all[i].extra = text;
	ck_assert_ok(stored(all, ROWS, NULL));
	ck_assert_uint_eq(strlen(kit_get("name", "name9")->extra), LONG);
}
END_TEST

void
conform_many_add(TCase *c)
{
	tcase_add_test(c, many_rows_come_back_as_they_were);
	tcase_add_test(c, thousands_are_added_in_their_order);
	tcase_add_test(c, the_same_transaction_sees_them);
	tcase_add_test(c, none_is_added_without_its_commit);
	tcase_add_test(c, one_that_clashes_is_named_and_none_is_added);
	tcase_add_test(c, each_of_many_must_be_complete);
	tcase_add_test(c, readers_add_none);
	tcase_add_test(c, large_rows_go_in_parts);
}
