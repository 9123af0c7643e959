/* SPDX-License-Identifier: MIT
 * conform_queue.c - what every queue must do, as a Check case.
 */
#include "conform_queue_kit.h"

#include <string.h>

static hire_message *last; /* what claim() got */

/* Claim up to 10 for an hour; the bodies, as "1 2 3". */
static const char *
claim(const char *const *kinds)
{
	size_t count;
	const char *all = "";
	ck_assert_ok(queue.ops.claim(
	    queue.state, "w", kinds, HIRE_HOUR, 10, mem, &last, &count, NULL));
	for (size_t i = 0; i < count; i++)
		all = hire_arena_printf(
		    mem, "%s%s%s", all, *all ? " " : "", last[i].body);
	return all;
}

static void
complete(void)
{
	begin();
	ck_assert_ok(queue.ops.complete(queue.state, tx, last, NULL));
	commit();
}

static void
again(hire_time run_at, const char *error)
{
	begin();
	ck_assert_ok(
	    queue.ops.again(queue.state, tx, last, run_at, error, NULL));
	commit();
}

static void
bury(void)
{
	begin();
	ck_assert_ok(queue.ops.bury(queue.state, tx, last, "hopeless", NULL));
	commit();
}

START_TEST(due_messages_come_by_priority_then_time)
{
	static const struct {
		const char *body;
		int64_t priority;
		hire_time late;
	} given[] = {
	    {"1", 5, 0},
	    {"2", 0, 0},
	    {"3", 5, -HIRE_MINUTE},
	    {"4", 9, -HIRE_DAY},
	    {"5", 0, HIRE_HOUR},
	};
	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		hire_message m = message(given[i].body);
		m.priority = given[i].priority;
		m.run_at += given[i].late;
		put(m);
	}
	ck_assert_str_eq(claim(NULL), "2 3 1 4");
	ck_assert_int_eq(last->attempts, 1);
	ck_assert_str_eq(last->leased_by, "w");
	ck_assert_int_eq(last->run_at, host.now.wall + HIRE_HOUR);
	ck_assert_str_eq(claim(NULL), "");
	test_host_sleep(&host, HIRE_HOUR - 1);
	ck_assert_str_eq(claim(NULL), "5");
}
END_TEST

START_TEST(kinds_are_taken_as_asked)
{
	const char *const some[] = {"b", "c", NULL};
	const char *const kinds[] = {"a", "b", "c"};
	for (size_t i = 0; i < 6; i++) {
		hire_message m = message(hire_arena_printf(mem, "%zu", i));
		m.kind = kinds[i % 3];
		put(m);
	}
	ck_assert_str_eq(claim(some), "1 2 4 5");
	ck_assert_str_eq(claim(NULL), "0 3");
}
END_TEST

START_TEST(a_claim_takes_no_more_than_asked)
{
	size_t count;
	for (int i = 0; i < 5; i++)
		put(message(hire_arena_printf(mem, "%d", i)));
	ck_assert_ok(queue.ops.claim(
	    queue.state, "w", NULL, HIRE_HOUR, 2, mem, &last, &count, NULL));
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(last[1].body, "1");
	ck_assert_status(queue.ops.claim(queue.state, "w", NULL, HIRE_HOUR, 0,
	                     mem, &last, &count, NULL),
	    HIRE_EUSAGE);
	ck_assert_str_eq(claim(NULL), "2 3 4");
}
END_TEST

START_TEST(nothing_leaves_without_its_change)
{
	hire_message m = message("1");
	begin();
	ck_assert_ok(queue.ops.put(queue.state, tx, &m, NULL));
	rollback();
	ck_assert_str_eq(claim(NULL), "");
}
END_TEST

START_TEST(done_is_done)
{
	put(message("1"));
	ck_assert_str_eq(claim(NULL), "1");
	const hire_message done = *last;
	complete();
	test_host_sleep(&host, HIRE_DAY);
	ck_assert_str_eq(claim(NULL), "");
	begin();
	ck_assert_status(
	    queue.ops.complete(queue.state, tx, &done, NULL), HIRE_ECONFLICT);
	rollback();
}
END_TEST

START_TEST(a_lease_that_ran_out_is_lost)
{
	put(message("1"));
	claim(NULL);
	hire_message slow = *last;
	test_host_sleep(&host, HIRE_HOUR);
	ck_assert_str_eq(claim(NULL), "1");
	ck_assert_int_eq(last->attempts, 2);
	begin();
	ck_assert_status(
	    queue.ops.complete(queue.state, tx, &slow, NULL), HIRE_ECONFLICT);
	rollback();
	begin();
	ck_assert_status(
	    queue.ops.again(queue.state, tx, &slow, 0, "late", NULL),
	    HIRE_ECONFLICT);
	rollback();
	complete();
}
END_TEST

START_TEST(what_kills_its_workers_is_buried)
{
	put(message("1"));
	claim(NULL);
	test_host_sleep(&host, HIRE_HOUR);
	claim(NULL);
	test_host_sleep(&host, HIRE_HOUR);
	ck_assert_str_eq(claim(NULL), "");
	ck_assert_str_eq(listed(HIRE_MESSAGE_DEAD), "1");
}
END_TEST

START_TEST(a_key_waits_once)
{
	hire_message m = message("1");
	m.key = "k";
	put(m);
	m.body = "2";
	put(m);
	ck_assert_str_eq(listed(HIRE_MESSAGE_READY), "1");
	claim(NULL);
	put(m);
	ck_assert_str_eq(listed(HIRE_MESSAGE_READY), "1");
	complete();
	put(m);
	ck_assert_str_eq(claim(NULL), "2");
	bury();
	m.body = "3";
	put(m);
	ck_assert_str_eq(claim(NULL), "3");
	ck_assert_str_eq(listed(HIRE_MESSAGE_DEAD), "2");
}
END_TEST

START_TEST(a_failure_is_tried_again_later)
{
	put(message("1"));
	claim(NULL);
	again(host.now.wall + HIRE_MINUTE, "no answer");
	ck_assert_ptr_null(last->leased_by);
	ck_assert_str_eq(claim(NULL), "");
	test_host_sleep(&host, HIRE_MINUTE);
	ck_assert_str_eq(claim(NULL), "1");
	ck_assert_int_eq(last->attempts, 2);
	ck_assert_str_eq(last->last_error, "no answer");
}
END_TEST

START_TEST(waiting_does_not_count_as_an_attempt)
{
	put(message("1"));
	for (int i = 0; i < 5; i++) {
		ck_assert_str_eq(claim(NULL), "1");
		ck_assert_int_eq(last->attempts, 1);
		again(host.now.wall, NULL);
	}
	again(host.now.wall, NULL); /* with the version it got last */
	ck_assert_ptr_null(last->last_error);
}
END_TEST

START_TEST(long_errors_are_cut_to_whole_characters)
{
	char text[601];
	memset(text, 'x', 499);
	memcpy(text + 499, "\xC3\xA9", 3);
	put(message("1"));
	claim(NULL);
	again(host.now.wall, text);
	claim(NULL);
	ck_assert_uint_eq(strlen(last->last_error), 499);
}
END_TEST

START_TEST(dead_letters_wait_for_a_replay)
{
	put(message("1"));
	claim(NULL);
	bury();
	const char *id = last->id;
	test_host_sleep(&host, HIRE_DAY);
	ck_assert_str_eq(claim(NULL), "");
	ck_assert_str_eq(listed(HIRE_MESSAGE_DEAD), "1");
	ck_assert_ok(queue.ops.replay(queue.state, id, NULL));
	ck_assert_status(
	    queue.ops.replay(queue.state, id, NULL), HIRE_ENOTFOUND);
	ck_assert_str_eq(listed(HIRE_MESSAGE_DEAD), "");
	ck_assert_str_eq(claim(NULL), "1");
	ck_assert_int_eq(last->attempts, 1);
	ck_assert_str_eq(last->last_error, "hopeless");
}
END_TEST

START_TEST(lists_counts_and_the_next_due_tell_the_state)
{
	hire_queue_count *all;
	size_t count;
	hire_time due = 1;
	ck_assert_ok(queue.ops.next_due(queue.state, &due, NULL));
	ck_assert_int_eq(due, 0);
	for (int i = 1; i <= 5; i++) {
		hire_message m = message(hire_arena_printf(mem, "%d", i));
		m.kind = i % 2 ? "odd" : "even";
		m.priority = i;
		m.run_at = host.now.wall + i * HIRE_DAY;
		put(m);
	}
	ck_assert_str_eq(listed(HIRE_MESSAGE_READY), "5 4 3 2 1");
	ck_assert_ok(queue.ops.next_due(queue.state, &due, NULL));
	ck_assert_int_eq(due / HIRE_DAY, host.now.wall / HIRE_DAY + 1);
	test_host_sleep(&host, HIRE_DAY);
	claim(NULL);
	bury();
	ck_assert_ok(queue.ops.counts(queue.state, mem, &all, &count, NULL));
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(all[0].kind, "even");
	ck_assert_int_eq(all[0].count, 2);
	ck_assert_int_eq(all[1].count, 2);
	ck_assert_int_eq(all[2].state, HIRE_MESSAGE_DEAD);
	ck_assert_int_eq(all[2].count, 1);
}
END_TEST

START_TEST(wrong_messages_are_refused)
{
	hire_error err = {0};
	hire_message m = message(NULL);
	begin();
	ck_assert_status(queue.ops.put(queue.state, tx, &m, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "body");
	rollback();
}
END_TEST

START_TEST(a_ping_reaches_it)
{
	const char *line;
	ck_assert_ok(queue.ops.ping(queue.state, mem, &line, NULL));
	ck_assert_uint_gt(strlen(line), 0);
}
END_TEST

TCase *
conform_queue_case(void (*choose)(void))
{
	TCase *c = tcase_create("queue");
	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, choose, NULL);
	tcase_add_checked_fixture(
	    c, conform_queue_setup, conform_queue_teardown);
	tcase_add_test(c, due_messages_come_by_priority_then_time);
	tcase_add_test(c, kinds_are_taken_as_asked);
	tcase_add_test(c, a_claim_takes_no_more_than_asked);
	tcase_add_test(c, nothing_leaves_without_its_change);
	tcase_add_test(c, done_is_done);
	tcase_add_test(c, a_lease_that_ran_out_is_lost);
	tcase_add_test(c, what_kills_its_workers_is_buried);
	tcase_add_test(c, a_key_waits_once);
	tcase_add_test(c, a_failure_is_tried_again_later);
	tcase_add_test(c, waiting_does_not_count_as_an_attempt);
	tcase_add_test(c, long_errors_are_cut_to_whole_characters);
	tcase_add_test(c, dead_letters_wait_for_a_replay);
	tcase_add_test(c, lists_counts_and_the_next_due_tell_the_state);
	tcase_add_test(c, wrong_messages_are_refused);
	tcase_add_test(c, a_ping_reaches_it);
	return c;
}
