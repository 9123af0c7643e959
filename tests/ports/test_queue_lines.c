/* SPDX-License-Identifier: MIT
 * test_queue_lines.c - what only the queue over Redis promises: whatever
 * becomes of Redis, the rows decide.
 */
#include "backends/queue/redis_queue.h"

#include "lines_kit.h"
#include "relay.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static hire_queue *const q = &lines_queue;

static const char *
claim(void)
{
	return lines_claim(q, "w", NULL);
}

static const char *
other_claim(void)
{
	return lines_claim(q, "other", NULL);
}

static void
say(const char *command)
{
	const char *said = redis_say(lines_server.port, command);
	ck_assert_msg(*said && *said != '-', "%s: %s", command, said);
}

START_TEST(what_stands_in_line_is_sent_again_after_a_flush)
{
	lines_put(q, lines_message("1"));
	lines_put(q, lines_message("2"));
	test_host_sleep(&stage_host, HIRE_HOUR);
	say("FLUSHALL");
	ck_assert_str_eq(claim(), "1 2");
	ck_assert_int_eq(lines_last->attempts, 1);
}
END_TEST

START_TEST(what_a_worker_may_have_waits_for_a_lease_after_a_flush)
{
	lines_put(q, lines_message("1"));
	ck_assert_str_eq(claim(), "1");
	hire_message held = *lines_last;
	say("FLUSHALL");
	ck_assert_str_eq(other_claim(), "");
	lines_put(q, lines_message("2"));
	ck_assert_str_eq(other_claim(), "2");
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(other_claim(), "2 1");
	ck_assert_ok(lines_complete(q, &held));
	ck_assert_status(lines_complete(q, &lines_last[1]), HIRE_ECONFLICT);
}
END_TEST

START_TEST(messages_that_are_due_later_need_not_wait_after_a_flush)
{
	hire_message m = lines_message("1");
	m.run_at += HIRE_MINUTE;
	lines_put(q, m);
	say("FLUSHALL");
	ck_assert_str_eq(claim(), "");
	test_host_sleep(&stage_host, HIRE_MINUTE);
	ck_assert_str_eq(claim(), "1");
}
END_TEST

START_TEST(a_part_that_is_lost_takes_the_rest_with_it)
{
	static const char *const losses[] = {"DEL own:q:at", "DEL own:q:leases",
	    "DEL own:q:lines", "DEL own:q:5:test", "SET own:q:5:test x",
	    "XGROUP DESTROY own:q:5:test workers",
	    "XTRIM own:q:5:test MAXLEN 0",
	    "XGROUP SETID own:q:5:test workers $"};
	lines_put(q, lines_message("0"));
	ck_assert_str_eq(claim(), "0");
	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
		const char *body = hire_arena_printf(stage_mem, "%zu", i + 1);
		lines_put(q, lines_message(body));
		/* it stands in line */
		hire_time due;
		ck_assert_ok(q->ops.next_due(q->state, &due, NULL));
		say(losses[i]);
		claim(); /* may see it, or notice */
		test_host_sleep(&stage_host, 2 * HIRE_HOUR);
		const char *all = claim();
		for (int again = 0; again < 3 && !*all; again++)
			all = claim();
		ck_assert_msg(*all, "after %s", losses[i]);
		for (const hire_message *m = lines_last; *all; m++) {
			ck_assert_ok(lines_complete(q, m));
			all += strcspn(all, " ");
			all += *all == ' ';
		}
		ck_assert_str_eq(lines_listed(HIRE_MESSAGE_READY), "");
	}
}
END_TEST

START_TEST(what_was_done_meanwhile_is_not_handed_out)
{
	hire_time due;
	lines_put(q, lines_message("1"));
	lines_put(q, lines_message("2"));
	ck_assert_ok(q->ops.next_due(q->state, &due, NULL));
	hire_rows rows;
	ck_assert_ok(q->ops.list(
	    q->state, HIRE_MESSAGE_READY, NULL, 10, stage_mem, &rows, NULL));
	ck_assert_ok(lines_complete(q, (hire_message *)rows.rows + 1));
	ck_assert_str_eq(claim(), "2");
}
END_TEST

START_TEST(what_was_put_off_meanwhile_is_not_handed_out)
{
	hire_time due;
	hire_rows rows;
	hire_tx *tx;
	lines_put(q, lines_message("1"));
	ck_assert_ok(q->ops.next_due(q->state, &due, NULL));
	ck_assert_ok(q->ops.list(
	    q->state, HIRE_MESSAGE_READY, NULL, 10, stage_mem, &rows, NULL));
	ck_assert_ok(lines_store.ops.begin(lines_store.state, true, &tx, NULL));
	ck_assert_ok(q->ops.again(q->state, tx, rows.rows,
	    stage_host.now.wall + HIRE_DAY, "later", NULL));
	ck_assert_ok(lines_store.ops.commit(lines_store.state, tx, NULL));
	ck_assert_str_eq(claim(), "");
	test_host_sleep(&stage_host, HIRE_DAY);
	ck_assert_str_eq(claim(), "1");
}
END_TEST

START_TEST(a_settled_message_leaves_the_line)
{
	for (int i = 0; i < 3; i++) {
		lines_put(q, lines_message("x"));
		ck_assert_str_eq(claim(), "x");
		ck_assert_ok(lines_complete(q, lines_last));
	}
	ck_assert_str_eq(claim(), "");
	const char *keys =
	    redis_say(lines_server.port, "EXISTS own:q:at own:q:leases "
	                                 "own:q:lines own:q:5:test");
	ck_assert_str_eq(keys, ":0\r\n");
}
END_TEST

START_TEST(a_roll_back_brings_it_back_at_once)
{
	hire_tx *tx;
	lines_put(q, lines_message("1"));
	ck_assert_str_eq(claim(), "1");
	ck_assert_ok(lines_store.ops.begin(lines_store.state, true, &tx, NULL));
	ck_assert_ok(q->ops.complete(q->state, tx, lines_last, NULL));
	lines_store.ops.rollback(lines_store.state, tx);
	ck_assert_str_eq(claim(), "1");
}
END_TEST

START_TEST(a_poison_message_ends_among_the_dead)
{
	hire_rows rows;
	lines_put(q, lines_message("1"));
	for (int i = 1; i <= 2; i++) {
		ck_assert_str_eq(claim(), "1");
		ck_assert_int_eq(lines_last->attempts, i);
		test_host_sleep(&stage_host, HIRE_HOUR);
	}
	ck_assert_str_eq(claim(), "");
	ck_assert_str_eq(claim(), "");
	ck_assert_ok(q->ops.list(
	    q->state, HIRE_MESSAGE_DEAD, NULL, 10, stage_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	const hire_message *m = rows.rows;
	ck_assert_int_eq(m->attempts, 2);
	ck_assert_str_eq(m->last_error, "its workers stopped without a word");
	ck_assert_ok(q->ops.replay(q->state, m->id, NULL));
	ck_assert_str_eq(claim(), "1");
	ck_assert_int_eq(lines_last->attempts, 1);
}
END_TEST

START_TEST(attempts_outlive_redis)
{
	hire_message m = lines_message("1");
	m.max_attempts = 3;
	lines_put(q, m);
	ck_assert_str_eq(claim(), "1");
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(claim(), "1");
	say("FLUSHALL");
	ck_assert_str_eq(claim(), "");
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(claim(), "1");
	ck_assert_int_eq(lines_last->attempts, 2);
}
END_TEST

START_TEST(prefixes_keep_installations_apart)
{
	hire_queue two = lines_open(0, "two:");
	lines_put(q, lines_message("1"));
	ck_assert_str_eq(claim(), "1");
	/* Over one store, which shows that nothing is shared in Redis. */
	ck_assert_str_eq(lines_claim(&two, "w", NULL), "1");
	say("DEL two:q:at");
	test_host_sleep(&stage_host, HIRE_MINUTE);
	lines_claim(&two, "w", NULL);
	ck_assert_str_eq(claim(), "");
	hire_queue_fini(&two);
}
END_TEST

START_TEST(a_long_line_of_one_kind_keeps_no_other_from_work)
{
	static const char *const some[] = {"b", NULL};
	lines_put_many(q, "a", 5, 600);
	ck_assert_str_eq(
	    claim(), "many many many many many many many many many many");
	hire_message m = lines_message("other");
	m.kind = "b";
	lines_put(q, m);
	ck_assert_str_eq(lines_claim(q, "w", some), "other");
}
END_TEST

START_TEST(what_is_urgent_passes_a_long_line)
{
	lines_put_many(q, "a", 5, 600);
	claim();
	hire_message m = lines_message("urgent");
	m.priority = 0;
	lines_put(q, m);
	poll(NULL, 0, 150);
	claim(); /* brings it into line */
	ck_assert_str_eq(claim(), "urgent many many many many many many many "
	                          "many many");
}
END_TEST

START_TEST(all_of_a_long_line_is_done_once)
{
	size_t count = 0, all = 0;
	lines_put_many(q, "a", 5, 1500);
	do {
		all += count;
		ck_assert_ok(q->ops.claim(q->state, "w", NULL, HIRE_HOUR, 100,
		    stage_mem, &lines_last, &count, NULL));
		for (size_t i = 0; i < count; i++)
			ck_assert_ok(lines_complete(q, &lines_last[i]));
	} while (count);
	ck_assert_uint_eq(all, 1500);
}
END_TEST

START_TEST(without_redis_the_store_gives_what_nobody_can_have)
{
	lines_put(q, lines_message("1"));
	ck_assert_str_eq(claim(), "1");
	lines_put(q, lines_message("2"));
	redis_server_kill(&lines_server, SIGKILL);
	ck_assert_str_eq(other_claim(), "");
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(other_claim(), "1 2");
	ck_assert_int_eq(lines_last[1].attempts, 1);
	ck_assert_str_eq(claim(), "");
	hire_message first = lines_last[0];
	test_host_sleep(&stage_host, 2 * HIRE_HOUR);
	ck_assert_str_eq(claim(), "1 2");
	ck_assert_int_eq(lines_last->attempts, 2);
	ck_assert_status(lines_complete(q, &first), HIRE_ECONFLICT);
	ck_assert_ok(lines_complete(q, &lines_last[0]));
	test_host_sleep(&stage_host, 2 * HIRE_HOUR);
	ck_assert_str_eq(claim(), "");
	ck_assert_str_eq(lines_listed(HIRE_MESSAGE_DEAD), "2");
}
END_TEST

START_TEST(redis_comes_back_by_itself)
{
	hire_time due = 1;
	redis_server_kill(&lines_server, SIGKILL);
	lines_put(q, lines_message("1"));
	ck_assert_str_eq(claim(), "");
	ck_assert_ok(q->ops.next_due(q->state, &due, NULL));
	redis_server_again(&lines_server);
	poll(NULL, 0, 700);
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(claim(), "1");
	ck_assert_str_eq(
	    redis_say(lines_server.port, "ZCARD own:q:leases"), ":1\r\n");
}
END_TEST

START_TEST(an_older_memory_of_redis_is_not_believed)
{
	lines_put(q, lines_message("1"));
	lines_put(q, lines_message("2"));
	claim();
	hire_message done = lines_last[0];
	say("SAVE");
	lines_put(q, lines_message("3"));
	ck_assert_str_eq(other_claim(), "3");
	ck_assert_ok(lines_complete(q, &done));
	redis_server_kill(&lines_server, SIGKILL);
	redis_server_again(&lines_server);
	poll(NULL, 0, 700);
	/* 3 is in work, though this Redis never heard of it. */
	ck_assert_str_eq(other_claim(), "");
	test_host_sleep(&stage_host, HIRE_HOUR);
	ck_assert_str_eq(other_claim(), "2 3");
}
END_TEST

/* A queue whose words to the server pass a relay. */
static hire_queue
open_over(relay *r, const char *word)
{
	relay_open(r, lines_server.port, word);
	return lines_open(r->port, NULL);
}

START_TEST(a_lost_answer_loses_no_message_and_no_attempt)
{
	static const relay_fault faults[] = {
	    RELAY_UNSAID, RELAY_UNANSWERED, RELAY_HANGING};
	static relay r;
	hire_queue far = open_over(&r, "far-worker");
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const char *body = hire_arena_printf(stage_mem, "%zu", i);
		hire_time due;
		lines_put(q, lines_message(body));
		ck_assert_ok(q->ops.next_due(q->state, &due, NULL));
		relay_break(&r, faults[i]);
		ck_assert_str_eq(lines_claim(&far, "far-worker", NULL), "");
		ck_assert_int_eq(atomic_load(&r.fault), RELAY_NONE);
		const char *got = "";
		for (int n = 0; !*got && n < 100; n++) {
			poll(NULL, 0, 30);
			got = lines_claim(&far, "far-worker", NULL);
		}
		ck_assert_str_eq(got, body);
		ck_assert_int_eq(lines_last->attempts, 1);
		ck_assert_ok(lines_complete(&far, lines_last));
	}
	hire_queue_fini(&far);
	relay_close(&r);
}
END_TEST

static const char *
ping_says(const char *url)
{
	hire_queue one;
	const char *line = "";
	static hire_error err;
	err = (hire_error){.code = HIRE_OK};
	hire_status st = hire__queue_redis_open(
	    stage_host.ctx, url, &lines_store, &one, &err);
	if (st)
		return err.message;
	st = one.ops.ping(one.state, stage_mem, &line, &err);
	hire_queue_fini(&one);
	return st ? err.message : line;
}

START_TEST(a_ping_says_what_is_wrong)
{
	const struct {
		const char *before, *url, *rest, *says;
	} wrong[] = {
	    {NULL, "redis://127.0.0.1:", "", "0 in line, Redis "},
	    {NULL, "redis://:secret@127.0.0.1:", "", "has no password"},
	    {NULL, "redis://127.0.0.1:1?unused=", "", "unused is unknown"},
	    {NULL, "rediss://127.0.0.1:", "", "stunnel"},
	    {"CONFIG SET maxmemory-policy allkeys-lru",
	        "redis://127.0.0.1:", "", "noeviction"},
	    {"ACL SETUSER small on >pw ~hire:* +ping +info",
	        "redis://small:pw@127.0.0.1:", "", "rights"},
	    {"ACL SETUSER narrow on >pw ~else:* +@all",
	        "redis://narrow:pw@127.0.0.1:", "", "rights"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char url[100];
		if (wrong[i].before)
			say(wrong[i].before);
		snprintf(url, sizeof url, "%s%d%s", wrong[i].url,
		    lines_server.port, wrong[i].rest);
		const char *said = ping_says(url);
		ck_assert_msg(strstr(said, wrong[i].says) != NULL,
		    "%s: \"%s\" without \"%s\"", url, said, wrong[i].says);
	}
	ck_assert_ptr_nonnull(
	    strstr(ping_says("redis://127.0.0.1:1"), "127.0.0.1:1"));
}
END_TEST

/* One life of a queue on the context whose memory fails. */
static hire_status
live(hire_ctx *ctx, hire_arena *mem)
{
	char url[80];
	hire_queue own;
	hire_message *all;
	size_t count = 0;
	const char *line;
	hire_time due;
	snprintf(url, sizeof url, "redis://127.0.0.1:%d", lines_server.port);
	hire_status st =
	    hire__queue_redis_open(ctx, url, &lines_store, &own, NULL);
	if (st)
		return st;
	st = own.ops.claim(
	    own.state, "w", NULL, HIRE_HOUR, 3, mem, &all, &count, NULL);
	for (size_t i = 0; !st && i < count; i++)
		st = lines_complete(&own, &all[i]);
	if (!st)
		st = own.ops.next_due(own.state, &due, NULL);
	if (!st)
		st = own.ops.ping(own.state, mem, &line, NULL);
	hire_queue_fini(&own);
	return st;
}

static hire_status
live_with_arena(hire_ctx *ctx)
{
	hire_arena *mem;
	lines_put(q, lines_message("1"));
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = live(ctx, mem);
	hire_arena_free(mem);
	return st;
}

START_TEST(no_allocation_is_taken_for_granted)
{
	test_every_allocation(live_with_arena);
	/* None of those that were put meanwhile got lost. */
	size_t count;
	do {
		test_host_sleep(&stage_host, HIRE_HOUR);
		ck_assert_ok(q->ops.claim(q->state, "w", NULL, HIRE_HOUR, 1000,
		    stage_mem, &lines_last, &count, NULL));
		for (size_t i = 0; i < count; i++)
			ck_assert_ok(lines_complete(q, &lines_last[i]));
	} while (count);
	ck_assert_str_eq(lines_listed(HIRE_MESSAGE_READY), "");
}
END_TEST

int
main(void)
{
	if (!test_redis_here())
		return 0;
	Suite *suite = suite_create("queue_lines");
	TCase *c = tcase_create("lines");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, lines_setup, lines_teardown);
	tcase_add_test(c, what_stands_in_line_is_sent_again_after_a_flush);
	tcase_add_test(
	    c, what_a_worker_may_have_waits_for_a_lease_after_a_flush);
	tcase_add_test(
	    c, messages_that_are_due_later_need_not_wait_after_a_flush);
	tcase_add_test(c, a_part_that_is_lost_takes_the_rest_with_it);
	tcase_add_test(c, what_was_done_meanwhile_is_not_handed_out);
	tcase_add_test(c, what_was_put_off_meanwhile_is_not_handed_out);
	tcase_add_test(c, a_settled_message_leaves_the_line);
	tcase_add_test(c, a_roll_back_brings_it_back_at_once);
	tcase_add_test(c, a_poison_message_ends_among_the_dead);
	tcase_add_test(c, attempts_outlive_redis);
	tcase_add_test(c, prefixes_keep_installations_apart);
	tcase_add_test(c, a_long_line_of_one_kind_keeps_no_other_from_work);
	tcase_add_test(c, what_is_urgent_passes_a_long_line);
	tcase_add_test(c, all_of_a_long_line_is_done_once);
	tcase_add_test(c, without_redis_the_store_gives_what_nobody_can_have);
	tcase_add_test(c, redis_comes_back_by_itself);
	tcase_add_test(c, an_older_memory_of_redis_is_not_believed);
	tcase_add_test(c, a_lost_answer_loses_no_message_and_no_attempt);
	tcase_add_test(c, a_ping_says_what_is_wrong);
	tcase_add_test(c, no_allocation_is_taken_for_granted);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
