/* SPDX-License-Identifier: MIT
 * test_store_links.c - the PostgreSQL store when connections break, answers do
 * not come and others are quicker.
 */
#include "postgres.h"
#include "postgres_kit.h"
#include "relay.h"

#include <time.h>

static relay wire;

static void
setup(void)
{
	pg_setup();
	relay_open(&wire, test_postgres_port(), "commit");
}

static void
teardown(void)
{
	relay_close(&wire);
	pg_teardown();
}

static hire_store
open_wired(void)
{
	hire_store s = pg_open_at(test_postgres_url(NULL, wire.port, NULL));
	pg_bring_up(&s, false);
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
	ck_assert_ok(pg_add(&s, 1, NULL));
	expect_struck();
	pg_expect_rows(&s, 1);
	ck_assert_ok(pg_add(&s, 2, NULL));
	pg_shut(&s);
}
END_TEST

START_TEST(a_commit_that_never_arrived_may_be_run_again)
{
	hire_error err = {0};
	hire_store s = open_wired();
	relay_break(&wire, RELAY_UNSAID);
	ck_assert_status(pg_add(&s, 1, &err), HIRE_ECONFLICT);
	expect_struck();
	pg_expect_rows(&s, 0);
	ck_assert_ok(pg_add(&s, 1, NULL));
	pg_shut(&s);
}
END_TEST

START_TEST(a_server_that_still_waits_for_the_commit_is_told)
{
	struct timespec a, b;
	hire_store s = open_wired();
	relay_break(&wire, RELAY_HANGING);
	clock_gettime(CLOCK_MONOTONIC, &a);
	ck_assert_status(pg_add(&s, 1, NULL), HIRE_ECONFLICT);
	clock_gettime(CLOCK_MONOTONIC, &b);
	expect_struck();
	ck_assert_int_lt(b.tv_sec - a.tv_sec, 10);
	pg_expect_rows(&s, 0);
	ck_assert_ok(pg_add(&s, 1, NULL)); /* its id is not locked any more */
	pg_shut(&s);
}
END_TEST

START_TEST(idle_connections_that_died_are_replaced_unseen)
{
	hire_store s = pg_open();
	for (int i = 1; i <= 3; i++) {
		test_postgres_kill();
		ck_assert_ok(pg_add(&s, i, NULL));
		test_postgres_kill();
		pg_expect_rows(&s, (size_t)i);
	}
	pg_shut(&s);
}
END_TEST

START_TEST(a_transaction_that_lost_its_connection_stores_nothing)
{
	hire_tx *writer, *reader;
	size_t count;
	hire_store s = pg_open();
	thing one = thing_new(stage_mem, 1), two = thing_new(stage_mem, 2);
	ck_assert_ok(s.ops.begin(s.state, true, &writer, NULL));
	ck_assert_ok(s.ops.begin(s.state, false, &reader, NULL));
	ck_assert_ok(s.ops.insert(s.state, writer, &thing_record, &one, NULL));
	ck_assert_ok(pg_look(&s, reader, &count));
	test_postgres_kill();
	ck_assert_status(
	    s.ops.insert(s.state, writer, &thing_record, &two, NULL),
	    HIRE_ECONFLICT);
	ck_assert_status(pg_look(&s, reader, &count), HIRE_EBUSY);
	s.ops.rollback(s.state, writer);
	s.ops.rollback(s.state, reader);
	pg_expect_rows(&s, 0);
	ck_assert_ok(pg_add(&s, 1, NULL));
	pg_shut(&s);
}
END_TEST

START_TEST(a_commit_after_the_connection_died_is_found_dropped)
{
	hire_tx *tx;
	hire_store s = pg_open();
	thing t = thing_new(stage_mem, 1);
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_ok(s.ops.insert(s.state, tx, &thing_record, &t, NULL));
	test_postgres_kill();
	ck_assert_status(s.ops.commit(s.state, tx, NULL), HIRE_ECONFLICT);
	pg_expect_rows(&s, 0);
	pg_shut(&s);
}
END_TEST

static void *
come_back(void *args)
{
	nanosleep(&(struct timespec){1, 500000000}, NULL);
	relay_back(args);
	return NULL;
}

START_TEST(a_server_that_restarts_is_waited_for)
{
	pthread_t later;
	hire_tx *tx;
	hire_store s = open_wired();
	ck_assert_ok(pg_add(&s, 1, NULL));
	for (int i = 0; i < 2; i++) {
		relay_leave(&wire);
		ck_assert_int_eq(
		    pthread_create(&later, NULL, come_back, &wire), 0);
		if (i)
			pg_expect_rows(&s, 2);
		else
			ck_assert_ok(pg_add(&s, 2, NULL));
		pthread_join(later, NULL);
	}
	relay_leave(&wire);
	ck_assert_status(s.ops.begin(s.state, false, &tx, NULL), HIRE_EBACKEND);
	pg_shut(&s);
}
END_TEST

START_TEST(two_changes_of_a_row_never_both_succeed)
{
	hire_tx *a, *b;
	size_t count;
	hire_store s = pg_open();
	thing one = thing_new(stage_mem, 1), two = one;
	ck_assert_ok(pg_add(&s, 1, NULL));
	ck_assert_ok(s.ops.begin(s.state, true, &a, NULL));
	ck_assert_ok(s.ops.begin(s.state, true, &b, NULL));
	ck_assert_ok(pg_look(&s, a, &count));
	ck_assert_ok(pg_look(&s, b, &count));
	one.count = 1;
	ck_assert_ok(s.ops.update(s.state, a, &thing_record, &one, NULL));
	ck_assert_ok(s.ops.commit(s.state, a, NULL));
	two.count = 2;
	ck_assert_status(s.ops.update(s.state, b, &thing_record, &two, NULL),
	    HIRE_ECONFLICT);
	s.ops.rollback(s.state, b);
	pg_shut(&s);
}
END_TEST

START_TEST(a_name_taken_behind_ones_back_is_a_lost_race)
{
	hire_tx *tx;
	size_t count;
	hire_store s = pg_open();
	thing late = thing_new(stage_mem, 1);
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_ok(pg_look(&s, tx, &count)); /* the name is free */
	ck_assert_ok(pg_add(&s, 1, NULL));
	late.id = thing_id(stage_mem, 2);
	ck_assert_status(s.ops.insert(s.state, tx, &thing_record, &late, NULL),
	    HIRE_ECONFLICT);
	s.ops.rollback(s.state, tx);
	ck_assert_status(pg_add(&s, 1, NULL), HIRE_EEXISTS);
	pg_shut(&s);
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
	tcase_add_test(c, a_server_that_restarts_is_waited_for);
	tcase_add_test(c, two_changes_of_a_row_never_both_succeed);
	tcase_add_test(c, a_name_taken_behind_ones_back_is_a_lost_race);
	return c;
}

int
main(void)
{
	Suite *suite = suite_create("store_links");
	if (test_postgres_here())
		suite_add_tcase(suite, cases());
	return test_run(suite);
}
