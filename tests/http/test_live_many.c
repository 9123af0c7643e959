/* SPDX-License-Identifier: MIT
 * test_live_many.c - many live interviews at once, and peers that read slowly,
 * die, or say nothing: what they cost the others.
 */
#define _GNU_SOURCE
#include "talker.h"

#include "live/live.h"

#include <hire/hire.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TALKS = 50, JOINERS = 4 };

static served s;

static void
open_server(void)
{
	served_start(&s, "HIRE_SERVER_RATE=1000000\n");
	served_people(&s);
}

static void
close_server(void)
{
	served_stop(&s);
}

static int64_t
now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* From a joined talk to its first question. */
static void
begin(talker *t)
{
	talker_do(t, "begin", NULL);
	talker_event(t, "greet");
	talker_do(t, "proceed", NULL);
	talker_event(t, "ask");
}

static void *
play_all(void *arg)
{
	talker *t = arg;
	talker_play(t);
	return NULL;
}

START_TEST(fifty_talks_side_by_side)
{
	static talker t[TALKS];
	static pthread_t threads[TALKS];
	char id[64];
	for (int i = 0; i < TALKS; i++) {
		talk_prepare(&s, 5, 2, id);
		talker_join(&t[i], &s, id, 0);
	}
	for (int i = 0; i < TALKS; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, play_all, &t[i]), 0);
	for (int i = 0; i < TALKS; i++) {
		pthread_join(threads[i], NULL);
		ck_assert_int_eq(talker_end(&t[i]), 1000);
		for (int m = 1; m <= t[i].said; m++) {
			char name[16];
			snprintf(name, sizeof name, "m%d", m);
			ck_assert_uint_eq(talk_stored(&s, t[i].id, name), 1);
		}
		talker_cut(&t[i]);
	}
}
END_TEST

/* The second longest of `n` answers' ways to their acknowledgement. */
static int64_t
answer_us(talker *t, int n)
{
	int64_t most = 0, second = 0;
	for (int i = 0; i < n; i++) {
		int64_t from = now_us();
		talker_says(t, "{\"type\":\"answer\",\"id\":\"again\","
		               "\"text\":\"I measured first.\"}");
		talker_until(t, "ack");
		int64_t took = now_us() - from;
		second = took > most ? most : took > second ? took : second;
		most = took > most ? took : most;
	}
	return second;
}

/* Answers of 20,000 bytes, more than any queue holds. */
static void
fill_transcript(const char *id, int answers)
{
	static char text[20001];
	hire_interview_event entry;
	hire_error err = {0};
	hire_actor who = {
	    .account_id = s.candidate.id, .role = HIRE_ROLE_CANDIDATE};
	hire_platform *p = s.app.platform;
	memset(text, 'x', sizeof text - 1);
	ck_assert_ok(hire_interviews_take(p, &who, id,
	    &(hire_saying){.event = HIRE_EVENT_BEGIN}, s.mem, &entry, &err));
	ck_assert_ok(hire_interviews_think(p, id, &err));
	ck_assert_ok(hire_interviews_take(p, &who, id,
	    &(hire_saying){.event = HIRE_EVENT_PROCEED}, s.mem, &entry, &err));
	ck_assert_ok(hire_interviews_think(p, id, &err));
	for (int i = 0; i < answers; i++) {
		hire_status st = hire_interviews_take(p, &who, id,
		    &(hire_saying){.event = HIRE_EVENT_ANSWER, .text = text},
		    s.mem, &entry, &err);
		ck_assert_msg(!st, "answer %d: %s", i, err.message);
		ck_assert_ok(hire_interviews_think(p, id, &err));
	}
}

START_TEST(a_long_replay_comes_in_pages)
{
	char id[64];
	talker t;
	talk_prepare(&s, 60, 50, id);
	fill_transcript(id, 50);
	int64_t last = talk_row(&s, id).last_seq;
	talker_join(&t, &s, id, 0);
	ck_assert_int_eq(talker_number(&t, "last_seq"), last);
	while (t.seq < last)
		talker_until(&t, "event");
	ck_assert_int_ge(t.entries, 100);
	/* Nothing of it is news, however often the queue was full. */
	ck_assert_int_eq(t.parts, 0);
	talker_cut(&t);
}
END_TEST

/* A page that hangs: it answers pings, so to say, but takes nothing. */
START_TEST(a_reader_that_does_not_read_goes_alone)
{
	enum { SMALL = 4096, SECONDS = 40 };
	char slow_id[64], id[64];
	talker slow, t;
	live_counts counts;
	talk_prepare(&s, 60, 50, slow_id);
	fill_transcript(slow_id, 50);
	talk_prepare(&s, 60, 2, id);
	talker_join(&t, &s, id, 0);
	begin(&t);
	talker_open(&slow, &s, slow_id);
	int bytes = SMALL;
	setsockopt(slow.w.fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
	talker_says(&slow, "{\"type\":\"hello\"}");
	int i = 0;
	int64_t worst = 0;
	do {
		int64_t took = answer_us(&t, 200);
		worst = took > worst ? took : worst;
		talker_frame(&slow, 9, NULL, 0);
		live_counters(s.app.live, &counts);
		ck_assert_uint_le(counts.sockets.queued, 600 << 10);
		usleep(500000);
	} while (counts.sockets.open > 1 && ++i < 2 * SECONDS);
	ck_assert_uint_eq(counts.sockets.open, 1);
	ck_assert_msg(
	    worst < 200000, "an answer waited %lld us", (long long)worst);
	talker_do(&t, "leave", NULL);
	talker_until(&t, "state");
	talker_cut(&slow);
	talker_cut(&t);
}
END_TEST

START_TEST(whoever_says_nothing_goes)
{
	char id[64];
	talker t;
	int64_t from = now_us();
	wire_patience_ms = 20000;
	talk_prepare(&s, 5, 2, id);
	talker_open(&t, &s, id);
	ck_assert_int_eq(talker_end(&t), 4002);
	ck_assert_int_gt(now_us() - from, 5000000);
	talker_cut(&t);
	wire_patience_ms = 5000;
}
END_TEST

/* The line of a machine that lost its power: no byte, no end. */
START_TEST(a_dead_peer_is_noticed_and_its_time_given_back)
{
	char id[64];
	talker t;
	talk_prepare(&s, 60, 2, id);
	talker_join(&t, &s, id, 0);
	begin(&t);
	int i = 0;
	while (talk_row(&s, id).mode != HIRE_CLOCK_AWAY && ++i < 400)
		usleep(100000);
	ck_assert_int_eq(talk_row(&s, id).mode, HIRE_CLOCK_AWAY);
	talker_cut(&t);
}
END_TEST

/* Tabs that replace each other as fast as they can, while answers go on. */
static void *
join_again(void *arg)
{
	const char *id = arg;
	for (int i = 0; i < 10; i++) {
		talker t;
		talker_open(&t, &s, id);
		talker_says(&t, "{\"type\":\"hello\"}");
		talker_says(&t, "{\"type\":\"answer\",\"id\":\"again\","
		                "\"text\":\"I measured.\"}");
		talker_next(&t);
		talker_cut(&t);
	}
	return NULL;
}

START_TEST(tabs_race)
{
	char id[64];
	pthread_t threads[JOINERS];
	talker t;
	live_counts counts;
	talk_prepare(&s, 60, 2, id);
	talker_join(&t, &s, id, 0);
	begin(&t);
	for (int i = 0; i < JOINERS; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, join_again, id), 0);
	for (int i = 0; i < JOINERS; i++)
		pthread_join(threads[i], NULL);
	talker_end(&t);
	ck_assert_int_eq(t.code, 4001);
	talker_cut(&t);
	int i = 0;
	do {
		live_counters(s.app.live, &counts);
		usleep(10000);
	} while (counts.talks && ++i < 1000);
	ck_assert_uint_eq(counts.talks, 0);
	ck_assert_uint_eq(talk_stored(&s, id, "again"), 1);
}
END_TEST

START_TEST(a_drain_tells_everybody_and_loses_nothing)
{
	static talker t[TALKS];
	char id[64];
	for (int i = 0; i < TALKS; i++) {
		talk_prepare(&s, 5, 2, id);
		talker_join(&t[i], &s, id, 0);
		begin(&t[i]);
		talker_do(&t[i], "answer", "I measured first.");
	}
	live_stop(s.app.live, 0);
	for (int i = 0; i < TALKS; i++) {
		bool acked = false;
		while (talker_next(&t[i]))
			acked =
			    acked || !strcmp(talker_text(&t[i], "type"), "ack");
		ck_assert_int_eq(t[i].code, 1012);
		if (acked)
			ck_assert_uint_eq(talk_stored(&s, t[i].id, "m3"), 1);
		talker_cut(&t[i]);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live_many");
	TCase *tc = tcase_create("many");
	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, open_server, close_server);
	tcase_add_test(tc, fifty_talks_side_by_side);
	tcase_add_test(tc, a_long_replay_comes_in_pages);
	tcase_add_test(tc, a_reader_that_does_not_read_goes_alone);
	tcase_add_test(tc, whoever_says_nothing_goes);
	tcase_add_test(tc, a_dead_peer_is_noticed_and_its_time_given_back);
	tcase_add_test(tc, tabs_race);
	tcase_add_test(tc, a_drain_tells_everybody_and_loses_nothing);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
