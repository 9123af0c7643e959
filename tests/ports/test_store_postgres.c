/* SPDX-License-Identifier: MIT
 * test_store_postgres.c - what only the PostgreSQL store promises: links that
 * break, commits without an answer, servers that start together, and words
 * for people who set it up wrongly.
 */
#include "backends/store/postgres.h"

#include "conform_record.h"
#include "postgres.h"
#include "relay.h"
#include "stage.h"

#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *url;
static relay wire;

static hire_store
open_at(const char *where)
{
	hire_store s;
	hire_error err = {0};
	hire_status st =
	    hire__store_postgres_open(stage_host.ctx, where, &s, &err);
	ck_assert_msg(!st, "%s", err.message);
	return s;
}

static const char *
bring_up(hire_store *s, bool dry)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan = NULL;
	hire_error err = {0};
	ck_assert_msg(
	    !s->ops.migrate(s->state, records, 1, dry, stage_mem, &plan, &err),
	    "%s", err.message);
	return plan;
}

static hire_store
open_migrated(void)
{
	hire_store s = open_at(url);
	bring_up(&s, false);
	return s;
}

static void
shut(hire_store *s)
{
	s->ops.close(s->state);
}

static hire_status
add(hire_store *s, int n, hire_error *err)
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

static hire_status
look(hire_store *s, hire_tx *tx, size_t *count)
{
	hire_rows rows = {0};
	hire_query q = {.size = sizeof q, .record = &thing_record};
	hire_status st =
	    s->ops.select(s->state, tx, &q, stage_mem, &rows, NULL);
	*count = rows.count;
	return st;
}

static void
expect_rows(hire_store *s, size_t want)
{
	hire_tx *tx;
	size_t count = 0;
	ck_assert_ok(s->ops.begin(s->state, false, &tx, NULL));
	ck_assert_ok(look(s, tx, &count));
	s->ops.rollback(s->state, tx);
	ck_assert_uint_eq(count, want);
}

static void
setup(void)
{
	stage_open();
	url = test_postgres_new();
	relay_open(&wire, test_postgres_port(), "commit");
}

static void
teardown(void)
{
	relay_close(&wire);
	test_postgres_drop();
	stage_close();
}

static hire_store
open_wired(void)
{
	hire_store s = open_at(test_postgres_url(NULL, wire.port, NULL));
	bring_up(&s, false);
	return s;
}

static void
expect_struck(void)
{
	ck_assert_int_eq(atomic_load(&wire.fault), RELAY_NONE);
}

START_TEST(a_commit_whose_answer_is_lost_is_found_stored)
{
	hire_store s = open_wired();
	relay_break(&wire, RELAY_UNANSWERED);
	ck_assert_ok(add(&s, 1, NULL));
	expect_struck();
	expect_rows(&s, 1);
	ck_assert_ok(add(&s, 2, NULL));
	shut(&s);
}
END_TEST

START_TEST(a_commit_that_never_arrived_may_be_run_again)
{
	hire_error err = {0};
	hire_store s = open_wired();
	relay_break(&wire, RELAY_UNSAID);
	ck_assert_status(add(&s, 1, &err), HIRE_ECONFLICT);
	expect_struck();
	expect_rows(&s, 0);
	ck_assert_ok(add(&s, 1, NULL));
	shut(&s);
}
END_TEST

START_TEST(a_server_that_still_waits_for_the_commit_is_told)
{
	struct timespec a, b;
	hire_store s = open_wired();
	relay_break(&wire, RELAY_HANGING);
	clock_gettime(CLOCK_MONOTONIC, &a);
	ck_assert_status(add(&s, 1, NULL), HIRE_ECONFLICT);
	clock_gettime(CLOCK_MONOTONIC, &b);
	expect_struck();
	ck_assert_int_lt(b.tv_sec - a.tv_sec, 10);
	expect_rows(&s, 0);
	ck_assert_ok(add(&s, 1, NULL)); /* its id is not locked any more */
	shut(&s);
}
END_TEST

START_TEST(idle_connections_that_died_are_replaced_unseen)
{
	hire_store s = open_migrated();
	for (int i = 1; i <= 3; i++) {
		test_postgres_kill();
		ck_assert_ok(add(&s, i, NULL));
		test_postgres_kill();
		expect_rows(&s, (size_t)i);
	}
	shut(&s);
}
END_TEST

START_TEST(a_transaction_that_lost_its_connection_stores_nothing)
{
	hire_tx *writer, *reader;
	size_t count;
	hire_store s = open_migrated();
	thing one = thing_new(stage_mem, 1), two = thing_new(stage_mem, 2);
	ck_assert_ok(s.ops.begin(s.state, true, &writer, NULL));
	ck_assert_ok(s.ops.begin(s.state, false, &reader, NULL));
	ck_assert_ok(s.ops.insert(s.state, writer, &thing_record, &one, NULL));
	ck_assert_ok(look(&s, reader, &count));
	test_postgres_kill();
	ck_assert_status(
	    s.ops.insert(s.state, writer, &thing_record, &two, NULL),
	    HIRE_ECONFLICT);
	ck_assert_status(look(&s, reader, &count), HIRE_EBUSY);
	s.ops.rollback(s.state, writer);
	s.ops.rollback(s.state, reader);
	expect_rows(&s, 0);
	ck_assert_ok(add(&s, 1, NULL));
	shut(&s);
}
END_TEST

START_TEST(a_commit_after_the_connection_died_is_found_dropped)
{
	hire_tx *tx;
	hire_store s = open_migrated();
	thing t = thing_new(stage_mem, 1);
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_ok(s.ops.insert(s.state, tx, &thing_record, &t, NULL));
	test_postgres_kill();
	ck_assert_status(s.ops.commit(s.state, tx, NULL), HIRE_ECONFLICT);
	expect_rows(&s, 0);
	shut(&s);
}
END_TEST

START_TEST(two_changes_of_a_row_never_both_succeed)
{
	hire_tx *a, *b;
	size_t count;
	hire_store s = open_migrated();
	thing one = thing_new(stage_mem, 1), two = one;
	ck_assert_ok(add(&s, 1, NULL));
	ck_assert_ok(s.ops.begin(s.state, true, &a, NULL));
	ck_assert_ok(s.ops.begin(s.state, true, &b, NULL));
	ck_assert_ok(look(&s, a, &count));
	ck_assert_ok(look(&s, b, &count));
	one.count = 1;
	ck_assert_ok(s.ops.update(s.state, a, &thing_record, &one, NULL));
	ck_assert_ok(s.ops.commit(s.state, a, NULL));
	two.count = 2;
	ck_assert_status(s.ops.update(s.state, b, &thing_record, &two, NULL),
	    HIRE_ECONFLICT);
	s.ops.rollback(s.state, b);
	shut(&s);
}
END_TEST

START_TEST(a_name_taken_behind_ones_back_is_a_lost_race)
{
	hire_tx *tx;
	size_t count;
	hire_store s = open_migrated();
	thing late = thing_new(stage_mem, 1);
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_ok(look(&s, tx, &count)); /* the name is free */
	ck_assert_ok(add(&s, 1, NULL));
	late.id = thing_id(stage_mem, 2);
	ck_assert_status(s.ops.insert(s.state, tx, &thing_record, &late, NULL),
	    HIRE_ECONFLICT);
	s.ops.rollback(s.state, tx);
	ck_assert_status(add(&s, 1, NULL), HIRE_EEXISTS);
	shut(&s);
}
END_TEST

START_TEST(processes_that_start_together_agree)
{
	enum { PROCESSES = 6 };
	pid_t children[PROCESSES];
	for (int i = 0; i < PROCESSES; i++)
		if (!(children[i] = fork())) {
			hire_store s = open_migrated();
			hire_status st = add(&s, i, NULL);
			shut(&s);
			_exit((int)st);
		}
	for (int i = 0; i < PROCESSES; i++) {
		int how;
		waitpid(children[i], &how, 0);
		ck_assert_int_eq(how, 0);
	}
	ck_assert_str_eq(test_postgres_sql("select count(*) from schema_step"
	                                   " where done like 'create table%'"),
	    "1");
	hire_store s = open_at(url);
	expect_rows(&s, PROCESSES);
	shut(&s);
}
END_TEST

START_TEST(a_rehearsal_only_lists_the_steps)
{
	hire_store s = open_at(url);
	const char *dry = bring_up(&s, true);
	ck_assert_ptr_nonnull(strstr(dry, "create table \"thing\""));
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from pg_class where "
	                      "relnamespace = current_schema()::regnamespace"),
	    "0");
	ck_assert_str_eq(bring_up(&s, false), dry);
	ck_assert_str_eq(bring_up(&s, false), "");
	ck_assert_str_eq(bring_up(&s, true), "");
	shut(&s);
}
END_TEST

START_TEST(a_stamp_is_void_after_a_change)
{
	hire_store s = open_migrated();
	test_postgres_sql("drop index \"thing_unique_name\"");
	ck_assert_ptr_nonnull(strstr(bring_up(&s, false), "thing_unique_name"));
	test_postgres_sql("alter table thing drop column flag");
	ck_assert_ptr_nonnull(strstr(bring_up(&s, false), "\"flag\""));
	ck_assert_str_eq(bring_up(&s, true), "");
	shut(&s);
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
	    "\xC3\xA9t\xC3\xA9'), ('b', 'new')");
	hire_store s = open_migrated();
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "ETE", stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	s.ops.rollback(s.state, tx);
	test_postgres_sql("comment on index thing_search is 'words 0: name.'");
	test_postgres_sql("update thing set _words = null;"
	                  " delete from schema_stamp");
	ck_assert_ptr_nonnull(strstr(bring_up(&s, true), "_words"));
	bring_up(&s, false);
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "old", stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	s.ops.rollback(s.state, tx);
	shut(&s);
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
	hire_store s = open_at(test_postgres_url("locked:opensesame", 0, NULL));
	ck_assert_status(
	    s.ops.migrate(s.state, records, 1, false, stage_mem, &plan, &err),
	    HIRE_EBACKEND);
	ck_assert_msg(strstr(err.message, "schema") != NULL, "%s", err.message);
	shut(&s);
}
END_TEST

START_TEST(without_tables_it_says_what_is_missing)
{
	hire_error err = {0};
	hire_store s = open_at(url);
	ck_assert_status(add(&s, 1, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "hire-cli migrate"));
	shut(&s);
}
END_TEST

/* Everything once; with the tables there or without. */
static hire_status
use_all(hire_store *s, hire_arena *own)
{
	const hire_record *const records[] = {&thing_record};
	hire_query q = {.size = sizeof q, .record = &thing_record, .limit = 1};
	hire_aggregate a = {
	    .size = sizeof a, .record = &thing_record, .group = "name"};
	hire_bucket *buckets;
	size_t count;
	const char *text;
	hire_rows rows;
	hire_tx *tx;
	thing one = {.id = "a", .version = 1, .name = "a"};
	thing two = {.id = "b", .version = 1, .name = "b", .count = 1};
	hire_status st =
	    s->ops.migrate(s->state, records, 1, false, own, &text, NULL);
	if (!st)
		st = s->ops.ping(s->state, own, &text, NULL);
	if (!st)
		st = s->ops.begin(s->state, true, &tx, NULL);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = s->ops.insert(s->state, tx, &thing_record, &two, NULL);
	if (!st)
		st = s->ops.update(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = st ? NULL : rows.next;
	if (!st)
		st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = NULL;
	if (!st)
		st = s->ops.search(s->state, tx, &q, "a b", own, &rows, NULL);
	if (!st)
		st = s->ops.aggregate(
		    s->state, tx, &a, own, &buckets, &count, NULL);
	if (!st)
		st = s->ops.remove(s->state, tx, &thing_record, "b", 1, NULL);
	if (!st)
		return s->ops.commit(s->state, tx, NULL);
	s->ops.rollback(s->state, tx);
	return st;
}

static hire_status
life(hire_ctx *ctx)
{
	hire_store s;
	hire_arena *own;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	st = hire__store_postgres_open(ctx, url, &s, NULL);
	if (!st) {
		st = use_all(&s, own);
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
	hire_store s = open_migrated();
	shut(&s);
	test_every_allocation(life_with_tables);
}
END_TEST

static TCase *
cases(void)
{
	TCase *c = tcase_create("postgres");
	tcase_set_timeout(c, 240);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_commit_whose_answer_is_lost_is_found_stored);
	tcase_add_test(c, a_commit_that_never_arrived_may_be_run_again);
	tcase_add_test(c, a_server_that_still_waits_for_the_commit_is_told);
	tcase_add_test(c, idle_connections_that_died_are_replaced_unseen);
	tcase_add_test(
	    c, a_transaction_that_lost_its_connection_stores_nothing);
	tcase_add_test(c, a_commit_after_the_connection_died_is_found_dropped);
	tcase_add_test(c, two_changes_of_a_row_never_both_succeed);
	tcase_add_test(c, a_name_taken_behind_ones_back_is_a_lost_race);
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
