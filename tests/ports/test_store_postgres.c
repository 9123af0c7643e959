/* SPDX-License-Identifier: MIT
 * test_store_postgres.c - what only the PostgreSQL store promises: servers
 * that start together, tables of older programs, words for people who set it
 * up wrongly, and every allocation failing.
 */
#include "backends/store/postgres.h"

#include "postgres.h"
#include "postgres_kit.h"
#include "store_life.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(processes_that_start_together_agree)
{
	enum { PROCESSES = 6 };
	pid_t children[PROCESSES];
	for (int i = 0; i < PROCESSES; i++)
		if (!(children[i] = fork())) {
			hire_store s = pg_open();
			hire_status st = pg_add(&s, i, NULL);
			pg_shut(&s);
			_exit((int)st);
		}
	for (int i = 0; i < PROCESSES; i++) {
		int how;
		waitpid(children[i], &how, 0);
		ck_assert_int_eq(how, 0);
	}
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from schema_step"
	                      " where done like 'create table \"thing\"%'"),
	    "1");
	hire_store s = pg_open_at(pg_url);
	pg_expect_rows(&s, PROCESSES);
	pg_shut(&s);
}
END_TEST

START_TEST(a_rehearsal_only_lists_the_steps)
{
	hire_store s = pg_open_at(pg_url);
	const char *dry = pg_bring_up(&s, true);
	ck_assert_ptr_nonnull(strstr(dry, "create table \"thing\""));
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from pg_class where "
	                      "relnamespace = current_schema()::regnamespace"),
	    "0");
	ck_assert_str_eq(pg_bring_up(&s, false), dry);
	ck_assert_str_eq(pg_bring_up(&s, false), "");
	ck_assert_str_eq(pg_bring_up(&s, true), "");
	pg_shut(&s);
}
END_TEST

START_TEST(a_stamp_is_void_after_a_change)
{
	hire_store s = pg_open();
	test_postgres_sql("drop index \"thing_unique_name\"");
	ck_assert_ptr_nonnull(
	    strstr(pg_bring_up(&s, false), "thing_unique_name"));
	test_postgres_sql("alter table thing drop column flag");
	ck_assert_ptr_nonnull(strstr(pg_bring_up(&s, false), "\"flag\""));
	ck_assert_str_eq(pg_bring_up(&s, true), "");
	pg_shut(&s);
}
END_TEST

START_TEST(words_are_made_for_rows_that_had_none)
{
	hire_rows rows;
	hire_tx *tx;
	hire_query q = {.size = sizeof q, .record = &thing_record};
	test_postgres_sql(
	    "create table thing (_seq bigint generated always as identity "
	    "primary key, id text collate \"C\" not null unique, version "
	    "bigint "
	    "not null default 1, name text collate \"C\" not null default '');"
	    "insert into thing (id, name) values ('a', 'Old "
	    "\xC3\xA9t\xC3\xA9'), ('b', 'new');"
	    "insert into thing (id, name) select 'x' || g, 'many ' || g"
	    " from generate_series(1, 600) g");
	hire_store s = pg_open();
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "ETE", stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	s.ops.rollback(s.state, tx);
	test_postgres_sql("comment on index thing_search is 'words 0: name.'");
	test_postgres_sql("update thing_words set _words = '{}';"
	                  " delete from schema_stamp");
	ck_assert_ptr_nonnull(strstr(pg_bring_up(&s, true), "_words"));
	pg_bring_up(&s, false);
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "old", stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	q.limit = 1000;
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "man", stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 600);
	s.ops.rollback(s.state, tx);
	pg_shut(&s);
}
END_TEST

static void
expect_refused(const char *where, const char *words)
{
	hire_store s;
	hire_error err = {0};
	hire_status st =
	    hire__store_postgres_open(stage_host.ctx, where, &s, &err);
	ck_assert_msg(st == HIRE_EBACKEND || st == HIRE_EINVAL, "%s: %s", where,
	    hire_status_name(st));
	ck_assert_msg(
	    strstr(err.message, words) != NULL, "%s: %s", where, err.message);
	ck_assert_ptr_null(strchr(err.message, '\n'));
	ck_assert_ptr_null(strstr(err.message, "opensesame"));
}

START_TEST(it_says_what_is_wrong_with_a_url)
{
	expect_refused("postgres://u:opensesame%zz@127.0.0.1/x", "write ");
	expect_refused("postgres://127.0.0.1/x?nothing=1", "\"nothing\"");
	expect_refused("postgres://127.0.0.1/x?pool=0", "pool=0");
	expect_refused("postgres://127.0.0.1/x?pool=many", "pool=many");
	expect_refused(
	    "postgres://u:opensesame@127.0.0.1:1/x", "nothing listens there");
	expect_refused(
	    "postgres:///x?host=/nowhere", "no server has its socket");
	expect_refused(
	    "postgres://u@no-such-host.invalid/x", "the host is not known");
}
END_TEST

START_TEST(it_says_what_is_wrong_with_an_account)
{
	hire_error err = {0};
	const hire_record *const records[] = {&thing_record};
	const char *plan;
	test_postgres_admin(
	    "do $$ begin create role locked login password 'opensesame';"
	    " exception when duplicate_object or unique_violation then end $$");
	expect_refused(test_postgres_url("locked", 0, NULL), "a password");
	expect_refused(
	    test_postgres_url("locked:no", 0, NULL), "password is wrong");
	expect_refused(
	    test_postgres_url(NULL, 0, "nowhere"), "there is no such database");
	hire_store s =
	    pg_open_at(test_postgres_url("locked:opensesame", 0, NULL));
	ck_assert_status(
	    s.ops.migrate(s.state, records, 1, false, stage_mem, &plan, &err),
	    HIRE_EBACKEND);
	ck_assert_msg(strstr(err.message, "schema") != NULL, "%s", err.message);
	pg_shut(&s);
}
END_TEST

START_TEST(without_tables_it_says_what_is_missing)
{
	hire_error err = {0};
	hire_store s = pg_open_at(pg_url);
	ck_assert_status(pg_add(&s, 1, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "hire-cli migrate"));
	pg_shut(&s);
}
END_TEST

static hire_status
life(hire_ctx *ctx)
{
	hire_store s;
	hire_arena *own;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	st = hire__store_postgres_open(ctx, pg_url, &s, NULL);
	if (!st) {
		st = store_life(&s, own);
		s.ops.close(s.state);
	}
	hire_arena_free(own);
	return st;
}

static hire_status
life_from_nothing(hire_ctx *ctx)
{
	test_postgres_sql("drop table if exists thing, schema_step, "
	                  "schema_stamp");
	return life(ctx);
}

static hire_status
life_with_tables(hire_ctx *ctx)
{
	test_postgres_sql("delete from thing");
	return life(ctx);
}

START_TEST(every_allocation_of_a_migration_may_fail)
{
	test_every_allocation(life_from_nothing);
}
END_TEST

START_TEST(every_allocation_of_a_use_may_fail)
{
	hire_store s = pg_open();
	pg_shut(&s);
	test_every_allocation(life_with_tables);
}
END_TEST

static TCase *
cases(void)
{
	TCase *c = tcase_create("postgres");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, pg_setup, pg_teardown);
	tcase_add_test(c, processes_that_start_together_agree);
	tcase_add_test(c, a_rehearsal_only_lists_the_steps);
	tcase_add_test(c, a_stamp_is_void_after_a_change);
	tcase_add_test(c, words_are_made_for_rows_that_had_none);
	tcase_add_test(c, it_says_what_is_wrong_with_a_url);
	tcase_add_test(c, it_says_what_is_wrong_with_an_account);
	tcase_add_test(c, without_tables_it_says_what_is_missing);
	tcase_add_test(c, every_allocation_of_a_migration_may_fail);
	tcase_add_test(c, every_allocation_of_a_use_may_fail);
	return c;
}

int
main(void)
{
	Suite *suite = suite_create("store_postgres");
	if (test_postgres_here())
		suite_add_tcase(suite, cases());
	return test_run(suite);
}
