/* SPDX-License-Identifier: MIT
 * conform_turn.c - what queues over a store offer beyond the necessary: turns,
 * batches, bounds, renewals, waits.
 */
#include "conform_queue.h"
#include "conform_queue_kit.h"

#include <string.h>

static hire_queue_got got;

/* Take up to `max` of `kinds` for an hour and give `done` back; the bodies. */
static const char *
turn_with(hire_queue_turn t)
{
	hire_error err = {0};
	const char *all = "";
	t.size = sizeof t;
	t.worker = "w";
	t.lease = t.lease ? t.lease : HIRE_HOUR;
	ck_assert_msg(!queue.ops.turn(queue.state, &t, mem, &got, &err),
	    "%s: %s", err.field, err.message);
	for (size_t i = 0; i < got.count; i++)
		all = hire_arena_printf(
		    mem, "%s%s%s", all, *all ? " " : "", got.messages[i].body);
	return all;
}

static const char *
turn(int32_t max)
{
	return turn_with((hire_queue_turn){.max = max});
}

static void
put_numbered(int first, int count, const char *kind)
{
	for (int i = first; i < first + count; i++) {
		hire_message m = message(hire_arena_printf(mem, "%d", i));
		m.kind = kind;
		put(m);
	}
}

START_TEST(a_turn_completes_and_claims)
{
	put_numbered(1, 3, "a");
	ck_assert_str_eq(turn(1), "1");
	ck_assert_str_eq(got.messages[0].leased_by, "w");
	ck_assert_int_eq(got.messages[0].attempts, 1);
	ck_assert_int_eq(got.messages[0].run_at, host.now.wall + HIRE_HOUR);
	const hire_message *done[] = {got.messages};
	hire_queue_turn t = {.max = 1, .done = done, .done_count = 1};
	ck_assert_str_eq(turn_with(t), "2");
	ck_assert_uint_eq(got.lost, 0);
	done[0] = got.messages;
	ck_assert_str_eq(turn_with(t), "3");
	t.max = 0;
	done[0] = got.messages;
	ck_assert_str_eq(turn_with(t), "");
	test_host_sleep(&host, HIRE_DAY);
	ck_assert_str_eq(listed(HIRE_MESSAGE_READY), "");
}
END_TEST

START_TEST(a_turn_tells_which_leases_were_lost)
{
	put_numbered(1, 3, "a");
	ck_assert_str_eq(turn(2), "1 2");
	const hire_message kept[] = {got.messages[0], got.messages[1]};
	const hire_message *done[] = {&kept[0], &kept[1]};
	test_host_sleep(&host, HIRE_HOUR);
	ck_assert_str_eq(turn(1), "3");
	ck_assert_str_eq(turn(1), "1");
	hire_queue_turn t = {.max = 0, .done = done, .done_count = 2};
	ck_assert_str_eq(turn_with(t), "");
	ck_assert_uint_eq(got.lost, 1);
	ck_assert_str_eq(listed(HIRE_MESSAGE_READY), "3 1");
}
END_TEST

START_TEST(turns_follow_priority_time_and_kinds)
{
	static const struct {
		const char *body, *kind;
		int64_t priority;
		hire_time late;
	} given[] = {
	    {"1", "a", 5, 0},
	    {"2", "b", 0, 0},
	    {"3", "b", 5, -HIRE_MINUTE},
	    {"4", "c", 9, -HIRE_DAY},
	    {"5", "a", 0, HIRE_HOUR},
	    {"6", "c", 5, -HIRE_HOUR},
	};
	const char *const some[] = {"a", "b", NULL}, *const none[] = {
	                                                 "d", NULL};
	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		hire_message m = message(given[i].body);
		m.kind = given[i].kind;
		m.priority = given[i].priority;
		m.run_at += given[i].late;
		put(m);
	}
	ck_assert_str_eq(turn_with((hire_queue_turn){.max = 1}), "2");
	hire_queue_turn t = {.max = 2, .kinds = some};
	ck_assert_str_eq(turn_with(t), "3 1");
	ck_assert_str_eq(turn_with(t), "");
	t.kinds = none;
	ck_assert_str_eq(turn_with(t), "");
	ck_assert_int_eq(got.next_due, 0);
	ck_assert_str_eq(turn(10), "6 4");
	ck_assert_str_eq(turn(10), "");
	ck_assert_int_gt(got.next_due, host.now.wall);
	ck_assert_int_le(got.next_due, host.now.wall + HIRE_HOUR);
}
END_TEST

START_TEST(a_turn_buries_what_kills_its_workers)
{
	put_numbered(1, 1, "a");
	for (int i = 0; i < 2; i++) {
		ck_assert_str_eq(turn(1), "1");
		test_host_sleep(&host, HIRE_HOUR);
	}
	ck_assert_str_eq(turn(1), "");
	ck_assert_str_eq(listed(HIRE_MESSAGE_DEAD), "1");
	hire_message found;
	hire_rows rows;
	ck_assert_ok(queue.ops.list(
	    queue.state, HIRE_MESSAGE_DEAD, NULL, 1, mem, &rows, NULL));
	const hire_message *dead = rows.rows;
	ck_assert_int_eq(dead->attempts, 2);
	ck_assert_str_eq(
	    dead->last_error, "its workers stopped without a word");
	ck_assert_ok(queue.ops.find(queue.state, dead->id, mem, &found, NULL));
	ck_assert_str_eq(found.body, "1");
	ck_assert_int_eq(found.state, HIRE_MESSAGE_DEAD);
	ck_assert_status(
	    queue.ops.find(queue.state, "msg_none", mem, &found, NULL),
	    HIRE_ENOTFOUND);
}
END_TEST

START_TEST(no_more_of_a_kind_than_may_be)
{
	const char *const kinds[] = {"a", "b", NULL};
	const hire_queue_limit limits[] = {{"a", 2}};
	hire_queue_turn t = {
	    .max = 1, .kinds = kinds, .limits = limits, .limit_count = 1};
	put_numbered(1, 5, "a");
	put_numbered(6, 2, "b");
	ck_assert_str_eq(turn_with(t), "1");
	const hire_message first = got.messages[0];
	const hire_message *done[] = {&first};
	ck_assert_str_eq(turn_with(t), "2");
	ck_assert_str_eq(turn_with(t), "6");
	ck_assert_str_eq(turn_with(t), "7");
	ck_assert_str_eq(turn_with(t), "");
	t.done = done;
	t.done_count = 1;
	ck_assert_str_eq(turn_with(t), "3");
	t.done_count = 0;
	ck_assert_str_eq(turn_with(t), "");
	test_host_sleep(&host, HIRE_HOUR); /* and the leases run out */
	ck_assert_str_eq(turn_with(t), "4");
}
END_TEST

START_TEST(what_is_asked_wrongly_is_refused)
{
	const hire_queue_limit limits[] = {{"a", 2}};
	const char *const nothing[] = {NULL};
	const hire_queue_turn wrong[] = {
	    {.max = -1, .lease = 1},
	    {.max = 1001, .lease = 1},
	    {.max = 1, .lease = 0},
	    {.max = 1, .lease = 1, .kinds = nothing},
	    {.max = 1, .lease = 1, .limits = limits, .limit_count = 1},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hire_queue_turn t = wrong[i];
		t.size = sizeof t;
		t.worker = "w";
		ck_assert_status(
		    queue.ops.turn(queue.state, &t, mem, &got, NULL),
		    HIRE_EUSAGE);
	}
}
END_TEST

START_TEST(many_are_put_at_once)
{
	enum { MANY = 250 };
	hire_message all[MANY];
	for (int i = 0; i < MANY; i++) {
		all[i] = message(hire_arena_printf(mem, "%d", i));
		all[i].key = i % 100 == 7 ? "k" : NULL;
		all[i].run_at += i;
	}
	begin();
	ck_assert_ok(queue.ops.put_many(queue.state, tx, all, MANY, NULL));
	commit();
	begin();
	ck_assert_ok(queue.ops.put_many(queue.state, tx, all, 0, NULL));
	ck_assert_ok(queue.ops.put_many(queue.state, tx, all, 3, NULL));
	rollback();
	test_host_sleep(&host, HIRE_SECOND);
	turn(1000);
	ck_assert_uint_eq(got.count, MANY - 2);
	for (size_t i = 1; i < got.count; i++)
		ck_assert_int_ge(
		    got.messages[i].run_at, got.messages[i - 1].run_at);
	ck_assert_str_eq(got.messages[6].body, "6");
	ck_assert_str_eq(got.messages[7].body, "7");
	ck_assert_str_eq(got.messages[108].body, "109");
}
END_TEST

START_TEST(a_renewed_lease_lasts)
{
	put_numbered(1, 1, "a");
	ck_assert_str_eq(turn(1), "1");
	hire_message m = got.messages[0], old = m;
	test_host_sleep(&host, HIRE_HOUR - HIRE_MINUTE);
	ck_assert_ok(queue.ops.renew(queue.state, &m, HIRE_HOUR, NULL));
	ck_assert_int_eq(m.run_at, host.now.wall + HIRE_HOUR);
	test_host_sleep(&host, HIRE_HOUR - HIRE_MINUTE);
	ck_assert_str_eq(turn(1), "");
	ck_assert_status(queue.ops.renew(queue.state, &old, HIRE_HOUR, NULL),
	    HIRE_ECONFLICT);
	begin();
	ck_assert_ok(queue.ops.complete(queue.state, tx, &m, NULL));
	commit();
	ck_assert_status(
	    queue.ops.renew(queue.state, &m, HIRE_HOUR, NULL), HIRE_ECONFLICT);
}
END_TEST

/* Whether somebody who sees the message as waiting can put nothing while
 * another completes it: the wish would be lost. */
START_TEST(a_wish_is_not_lost_to_a_completion)
{
	hire_message m = message("1");
	hire_tx *wishing, *completing;
	hire_status st;
	m.key = "k";
	put(m);
	ck_assert_str_eq(turn(1), "1");
	if (store.ops.begin(store.state, true, &wishing, NULL))
		return;
	/* one snapshot from here on, where the store has such */
	hire_query q = {.size = sizeof q, .record = &hire_message_record};
	hire_rows rows;
	ck_assert_ok(
	    store.ops.select(store.state, wishing, &q, mem, &rows, NULL));
	if (!store.ops.hold) { /* writers are alone: there is no such race */
		store.ops.rollback(store.state, wishing);
		return;
	}
	ck_assert_ok(store.ops.begin(store.state, true, &completing, NULL));
	ck_assert_ok(
	    queue.ops.complete(queue.state, completing, got.messages, NULL));
	ck_assert_ok(store.ops.commit(store.state, completing, NULL));
	m.body = "2";
	st = queue.ops.put(queue.state, wishing, &m, NULL);
	if (!st)
		st = store.ops.commit(store.state, wishing, NULL);
	else
		store.ops.rollback(store.state, wishing);
	ck_assert_status(st, HIRE_ECONFLICT); /* so it is run again */
	put(m);
	ck_assert_str_eq(turn(1), "2");
}
END_TEST

START_TEST(waits_end_in_time)
{
	const char *const kinds[] = {"a", NULL};
	int64_t seen = 0, begun = test_steady_ms();
	for (int i = 0; i < 3; i++)
		ck_assert_ok(queue.ops.wait(
		    queue.state, kinds, HIRE_SECOND / 20, &seen, NULL));
	ck_assert_int_lt(test_steady_ms() - begun, 3000);
	put_numbered(1, 1, "a"); /* since the last wait: no more waiting */
	begun = test_steady_ms();
	ck_assert_ok(
	    queue.ops.wait(queue.state, kinds, 5 * HIRE_SECOND, &seen, NULL));
	ck_assert_int_lt(test_steady_ms() - begun, 3000);
}
END_TEST

TCase *
conform_turn_case(void (*choose)(void))
{
	TCase *c = tcase_create("turns");
	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, choose, NULL);
	tcase_add_checked_fixture(
	    c, conform_queue_setup, conform_queue_teardown);
	tcase_add_test(c, a_turn_completes_and_claims);
	tcase_add_test(c, a_turn_tells_which_leases_were_lost);
	tcase_add_test(c, turns_follow_priority_time_and_kinds);
	tcase_add_test(c, a_turn_buries_what_kills_its_workers);
	tcase_add_test(c, no_more_of_a_kind_than_may_be);
	tcase_add_test(c, what_is_asked_wrongly_is_refused);
	tcase_add_test(c, many_are_put_at_once);
	tcase_add_test(c, a_renewed_lease_lasts);
	tcase_add_test(c, a_wish_is_not_lost_to_a_completion);
	tcase_add_test(c, waits_end_in_time);
	return c;
}
