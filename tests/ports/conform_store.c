/* SPDX-License-Identifier: MIT
 * conform_store.c - what every store must do with rows and transactions.
 */
#include "conform_store.h"

#include "conform_store_kit.h"

#include <hire/model.h>
#include <string.h>

START_TEST(a_row_comes_back_as_it_was_added)
{
	thing t = thing_new(kit_mem, 1);
	t.alias = "al";
	t.color = "";
	t.body = "line\none\ttwo 'quoted' \"too\" \\ % _ ; -- \x01 "
	         "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80";
	t.extra = "{\"a\": [1, 2]}";
	t.count = INT64_MIN;
	t.at = INT64_MAX;
	t.flag = true;
	t.state = HIRE_JOB_CLOSED;
	kit_add(&t);
	const thing *got = kit_get("id", t.id);
	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got->id, t.id);
	ck_assert_int_eq(got->version, 1);
	ck_assert_int_eq(got->created_at, HIRE_SECOND);
	ck_assert_str_eq(got->name, t.name);
	ck_assert_str_eq(got->alias, "al");
	ck_assert_str_eq(got->color, "");
	ck_assert_str_eq(got->body, t.body);
	ck_assert_str_eq(got->extra, t.extra);
	ck_assert_int_eq(got->count, INT64_MIN);
	ck_assert_int_eq(got->at, INT64_MAX);
	ck_assert(got->flag);
	ck_assert_int_eq(got->state, HIRE_JOB_CLOSED);
}
END_TEST

START_TEST(unset_texts_come_back_unset)
{
	thing t = thing_new(kit_mem, 1);
	kit_add(&t);
	const thing *got = kit_get("name", "name1");
	ck_assert_ptr_null(got->alias);
	ck_assert_ptr_null(got->color);
	ck_assert_ptr_null(got->extra);
	ck_assert_int_eq(got->at, 0);
}
END_TEST

START_TEST(an_update_needs_the_version_it_read)
{
	thing t = thing_new(kit_mem, 1);
	kit_add(&t);
	thing stale = t;
	kit_begin(true);
	t.color = "red";
	t.count = 5;
	ck_assert_ok(kit_store.ops.update(
	    kit_store.state, kit_tx, &thing_record, &t, NULL));
	ck_assert_int_eq(t.version, 2);
	t.flag = true;
	ck_assert_ok(kit_store.ops.update(
	    kit_store.state, kit_tx, &thing_record, &t, NULL));
	kit_commit();
	ck_assert_int_eq(t.version, 3);
	kit_begin(true);
	ck_assert_status(kit_store.ops.update(kit_store.state, kit_tx,
	                     &thing_record, &stale, NULL),
	    HIRE_ECONFLICT);
	ck_assert_int_eq(stale.version, 1);
	kit_rollback();
	const thing *got = kit_get("id", t.id);
	ck_assert_int_eq(got->version, 3);
	ck_assert_str_eq(got->color, "red");
	ck_assert(got->flag);
}
END_TEST

START_TEST(a_remove_needs_the_version_too)
{
	thing t = thing_new(kit_mem, 1);
	kit_add(&t);
	kit_begin(true);
	ck_assert_status(kit_store.ops.remove(kit_store.state, kit_tx,
	                     &thing_record, t.id, 2, NULL),
	    HIRE_ECONFLICT);
	kit_rollback();
	kit_begin(true);
	ck_assert_ok(kit_store.ops.remove(
	    kit_store.state, kit_tx, &thing_record, t.id, 1, NULL));
	kit_commit();
	ck_assert_ptr_null(kit_get("id", t.id));
	kit_begin(true);
	ck_assert_status(kit_store.ops.update(
	                     kit_store.state, kit_tx, &thing_record, &t, NULL),
	    HIRE_ECONFLICT);
	kit_rollback();
}
END_TEST

static void
expect_taken(const thing *row, const char *field)
{
	hire_error err = {0};
	kit_begin(true);
	ck_assert_status(kit_insert(row, &err), HIRE_EEXISTS);
	ck_assert_str_eq(err.field, field);
	ck_assert_int_eq(err.code, HIRE_EEXISTS);
	kit_rollback();
}

START_TEST(what_is_unique_is_taken_once)
{
	thing one = thing_new(kit_mem, 1), two = thing_new(kit_mem, 2);
	one.alias = "a";
	one.color = "red";
	kit_add(&one);
	two.id = one.id;
	expect_taken(&two, "id");
	two.id = thing_id(kit_mem, 2);
	two.name = one.name;
	expect_taken(&two, "name");
	two.name = "name2";
	two.alias = "a";
	expect_taken(&two, "alias");
	two.alias = NULL;
	two.color = "red";
	expect_taken(&two, "count");
	two.count = 1;
	kit_add(&two);
	hire_error err = {0};
	two.alias = "a";
	kit_begin(true);
	ck_assert_status(kit_store.ops.update(kit_store.state, kit_tx,
	                     &thing_record, &two, &err),
	    HIRE_EEXISTS);
	ck_assert_str_eq(err.field, "alias");
	kit_rollback();
}
END_TEST

START_TEST(unset_texts_never_clash)
{
	for (int i = 1; i <= 3; i++) {
		thing t = thing_new(kit_mem, i);
		kit_add(&t);
	}
	ck_assert_str_eq(kit_walk((hire_query){0}, NULL), "1 2 3");
}
END_TEST

START_TEST(a_freed_unique_value_can_be_used_again)
{
	thing one = thing_new(kit_mem, 1), two = thing_new(kit_mem, 2);
	one.alias = "a";
	kit_add(&one);
	kit_begin(true);
	one.alias = NULL;
	ck_assert_ok(kit_store.ops.update(
	    kit_store.state, kit_tx, &thing_record, &one, NULL));
	two.alias = "a";
	ck_assert_ok(kit_insert(&two, NULL));
	kit_commit();
	ck_assert_str_eq(kit_get("alias", "a")->name, "name2");
}
END_TEST

START_TEST(a_required_text_must_be_there)
{
	thing t = thing_new(kit_mem, 1);
	hire_error err = {0};
	t.name = NULL;
	kit_begin(true);
	ck_assert_status(kit_insert(&t, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "name");
	kit_rollback();
}
END_TEST

START_TEST(large_texts_are_kept_whole)
{
	size_t n = (size_t)3 << 20;
	char *big = hire_arena_alloc(kit_mem, n + 1);
	for (size_t i = 0; i < n; i++)
		big[i] = (char)('a' + i * i % 23);
	thing t = thing_new(kit_mem, 1);
	t.extra = big;
	kit_add(&t);
	const thing *got = kit_get("id", t.id);
	ck_assert_uint_eq(strlen(got->extra), n);
	ck_assert(!memcmp(got->extra, big, n));
}
END_TEST

START_TEST(a_rollback_leaves_nothing)
{
	thing t = thing_new(kit_mem, 1), other = thing_new(kit_mem, 2);
	kit_add(&t);
	kit_begin(true);
	t.color = "red";
	t.body = "words";
	ck_assert_ok(kit_store.ops.update(
	    kit_store.state, kit_tx, &thing_record, &t, NULL));
	ck_assert_ok(kit_insert(&other, NULL));
	ck_assert_ok(kit_store.ops.remove(
	    kit_store.state, kit_tx, &thing_record, t.id, 2, NULL));
	kit_rollback();
	const thing *got = kit_get("id", t.id);
	ck_assert_ptr_null(got->color);
	ck_assert_int_eq(got->version, 1);
	ck_assert_ptr_null(kit_get("id", other.id));
	ck_assert_str_eq(kit_walk((hire_query){0}, "words"), "");
}
END_TEST

START_TEST(a_transaction_that_failed_stores_nothing)
{
	thing t = thing_new(kit_mem, 1);
	kit_begin(true);
	ck_assert_ok(kit_insert(&t, NULL));
	ck_assert_status(kit_insert(&t, NULL), HIRE_EEXISTS);
	ck_assert_status(
	    kit_store.ops.commit(kit_store.state, kit_tx, NULL), HIRE_EUSAGE);
	ck_assert_ptr_null(kit_get("id", t.id));
}
END_TEST

START_TEST(a_reader_changes_nothing)
{
	thing t = thing_new(kit_mem, 1);
	kit_begin(false);
	ck_assert_status(kit_insert(&t, NULL), HIRE_EUSAGE);
	kit_rollback();
	ck_assert_ptr_null(kit_get("id", t.id));
}
END_TEST

START_TEST(a_transaction_sees_one_state_and_its_own_changes)
{
	hire_tx *reader, *late; /* it first looks after the commit */
	hire_rows rows;
	hire_query q = {.size = sizeof q, .record = &thing_record};
	ck_assert_ok(
	    kit_store.ops.begin(kit_store.state, false, &reader, NULL));
	ck_assert_ok(kit_store.ops.begin(kit_store.state, false, &late, NULL));
	thing t = thing_new(kit_mem, 1);
	kit_begin(true);
	ck_assert_ok(kit_insert(&t, NULL));
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, reader, &q, kit_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	kit_commit();
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, late, &q, kit_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	kit_store.ops.rollback(kit_store.state, late);
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, reader, &q, kit_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_ok(kit_store.ops.commit(kit_store.state, reader, NULL));
	ck_assert_ptr_nonnull(kit_get("id", t.id));
}
END_TEST

START_TEST(the_platforms_records_fit)
{
	size_t count;
	const hire_record *const *all = hire_records(&count);
	const char *plan;
	ck_assert_ok(kit_store.ops.migrate(
	    kit_store.state, all, count, false, kit_mem, &plan, NULL));
	ck_assert_ok(kit_store.ops.migrate(
	    kit_store.state, all, count, false, kit_mem, &plan, NULL));
	ck_assert_str_eq(plan, "");
	ck_assert_ok(kit_store.ops.migrate(
	    kit_store.state, all, count, true, kit_mem, &plan, NULL));
	ck_assert_str_eq(plan, "");
	kit_begin(true);
	const char *x = "x";
	for (size_t i = 0; i < count; i++) {
		char *row = hire_arena_alloc(kit_mem, all[i]->size);
		hire_record_init(all[i], row);
		for (size_t f = 0; f < all[i]->count; f++)
			if (all[i]->fields[f].flags & HIRE_REQUIRED)
				memcpy(row + all[i]->fields[f].offset, &x,
				    sizeof x);
		ck_assert_ok(kit_store.ops.insert(
		    kit_store.state, kit_tx, all[i], row, NULL));
		ck_assert_ok(kit_store.ops.update(
		    kit_store.state, kit_tx, all[i], row, NULL));
	}
	kit_commit();
}
END_TEST

START_TEST(a_ping_says_what_it_is)
{
	const char *line;
	ck_assert_ok(kit_store.ops.ping(kit_store.state, kit_mem, &line, NULL));
	ck_assert_uint_gt(strlen(line), 0);
	ck_assert_ptr_nonnull(kit_store.ops.name);
}
END_TEST

void
conform_rows_add(TCase *c)
{
	tcase_add_test(c, a_row_comes_back_as_it_was_added);
	tcase_add_test(c, unset_texts_come_back_unset);
	tcase_add_test(c, an_update_needs_the_version_it_read);
	tcase_add_test(c, a_remove_needs_the_version_too);
	tcase_add_test(c, what_is_unique_is_taken_once);
	tcase_add_test(c, unset_texts_never_clash);
	tcase_add_test(c, a_freed_unique_value_can_be_used_again);
	tcase_add_test(c, a_required_text_must_be_there);
	tcase_add_test(c, large_texts_are_kept_whole);
	tcase_add_test(c, a_rollback_leaves_nothing);
	tcase_add_test(c, a_transaction_that_failed_stores_nothing);
	tcase_add_test(c, a_reader_changes_nothing);
	tcase_add_test(c, a_transaction_sees_one_state_and_its_own_changes);
	tcase_add_test(c, the_platforms_records_fit);
	tcase_add_test(c, a_ping_says_what_it_is);
}

TCase *
conform_store_case(void (*choose)(void))
{
	TCase *c = tcase_create("conformance");
	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, choose, NULL);
	tcase_add_checked_fixture(c, kit_setup, kit_teardown);
	conform_rows_add(c);
	conform_queries_add(c);
	conform_many_add(c);
	return c;
}
