/* SPDX-License-Identifier: MIT
 * test_live_talk.c - one candidate's live interview: the messages, their
 * errors, reloads, resent answers, two tabs, the deadline.
 */
#define _GNU_SOURCE
#include "talker.h"

#include "live/live.h"

#include <hire/hire.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static served s;
static char id[64];
static talker t;

/* The real clock, and what a test has skipped. */
static _Atomic int64_t skipped;

static hire_instant
now(void *user)
{
	struct timespec wall, steady;
	(void)user;
	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_MONOTONIC, &steady);
	return (hire_instant){
	    wall.tv_sec * HIRE_SECOND + wall.tv_nsec / 1000 + skipped,
	    steady.tv_sec * HIRE_SECOND + steady.tv_nsec / 1000 + skipped, 7};
}

static void
open_server(void)
{
	static const hire_ctx_options host = {.size = sizeof host, .now = now};
	skipped = 0;
	s.app.host = &host;
	served_start(&s, "HIRE_SERVER_RATE=1000000\n");
	served_people(&s);
	talk_prepare(&s, 5, 2, id);
}

static void
close_server(void)
{
	talker_cut(&t);
	served_stop(&s);
}

static void
expect_error(const char *code, const char *field)
{
	talker_until(&t, "error");
	ck_assert_str_eq(talker_text(&t, "code"), code);
	ck_assert_str_eq(talker_text(&t, "field"), field);
	ck_assert_str_ne(talker_text(&t, "detail"), "");
}

/* Up to the first question. */
static void
begin(void)
{
	talker_join(&t, &s, id, 0);
	talker_do(&t, "begin", NULL);
	talker_event(&t, "greet");
	talker_do(&t, "proceed", NULL);
	talker_event(&t, "ask");
}

START_TEST(a_whole_interview)
{
	talker_join(&t, &s, id, 0);
	ck_assert_int_eq(talker_number(&t, "protocol"), 1);
	ck_assert_int_eq(talker_number(&t, "last_seq"), 0);
	ck_assert_str_eq(talker_text(&t, "state"), "ready");
	ck_assert_int_eq(talker_number(&t, "left_ms"), 5 * 60000);
	talker_play(&t);
	ck_assert_int_eq(talker_end(&t), 1000);
	ck_assert_uint_eq(talk_stored(&s, id, "m1"), 1);
}
END_TEST

/* Words of ours are heard while they come, also those of one long sentence. */
START_TEST(our_words_come_in_parts)
{
	static const char *const ours[] = {"greet", "ask", "ask", "invite"};
	talker_join(&t, &s, id, 0);
	talker_do(&t, "begin", NULL);
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
		int before = t.parts;
		talker_event(&t, ours[i]);
		if (strlen(talker_text(&t, "text")) > 100)
			ck_assert_msg(t.parts - before > 1, "%s: %s", ours[i],
			    talker_text(&t, "text"));
		talker_do(&t, i ? "skip" : "proceed", NULL);
	}
}
END_TEST

START_TEST(consent_comes_first)
{
	talker_join(&t, &s, id, 0);
	talker_says(&t, "{\"type\":\"begin\",\"id\":\"a\"}");
	expect_error("EDENIED", "consent");
	talker_says(&t, "{\"type\":\"begin\",\"id\":\"a\",\"consent\":false}");
	expect_error("EDENIED", "consent");
	ck_assert_uint_eq(talk_stored(&s, id, NULL), 0);
}
END_TEST

START_TEST(errors_are_told_and_close_nothing)
{
	static const struct {
		const char *message, *code, *field;
	} rows[] = {
	    {"{", "EINVAL", ""},
	    {"[]", "EINVAL", ""},
	    {"{\"type\":\"sing\"}", "EINVAL", "type"},
	    {"{}", "EINVAL", "type"},
	    {"{\"id\":\"a\",\"type\":null}", "EINVAL", "type"},
	    {"{\"type\":\"hello\"}", "ESTATE", "type"},
	    {"{\"type\":\"proceed\"}", "EINVAL", "id"},
	    {"{\"type\":\"proceed\",\"id\":\"\"}", "EINVAL", "id"},
	    {"{\"type\":\"answer\",\"id\":\"a\",\"text\":\"Too early.\"}",
	        "ESTATE", ""},
	    {"{\"type\":\"answer\",\"id\":\"a\",\"text\":\" \"}", "EINVAL",
	        "text"},
	};
	talker_join(&t, &s, id, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talker_says(&t, rows[i].message);
		talker_until(&t, "error");
		ck_assert_msg(!strcmp(talker_text(&t, "code"), rows[i].code),
		    "%s: %s", rows[i].message, talker_text(&t, "code"));
		if (*rows[i].field)
			ck_assert_str_eq(
			    talker_text(&t, "field"), rows[i].field);
	}
	talker_play(&t);
}
END_TEST

/* A client finds what it said by its id, wherever in the message that stands.
 */
START_TEST(errors_name_the_message)
{
	static const char *const rows[] = {
	    "{\"type\":\"answer\",\"text\":5,\"id\":\"mine\"}",
	    "{\"type\":\"sing\",\"id\":\"mine\"}",
	    "{\"type\":\"skip\",\"colour\":1,\"id\":\"mine\"}",
	    "{\"type\":\"answer\",\"text\":\" \",\"id\":\"mine\"}"};
	talker_join(&t, &s, id, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talker_says(&t, rows[i]);
		talker_until(&t, "error");
		ck_assert_msg(!strcmp(talker_text(&t, "id"), "mine"), "%s: %s",
		    rows[i], talker_text(&t, "id"));
	}
	talker_says(&t, "{\"type\":\"skip\",\"id\":5}");
	expect_error("EINVAL", "id");
	ck_assert_str_eq(talker_text(&t, "id"), "");
}
END_TEST

/* Two clicks of an impatient candidate, with ids of their own. */
START_TEST(an_answer_to_a_question_that_is_past_is_none_to_the_next)
{
	static const char first[] = "{\"type\":\"answer\",\"id\":\"one\","
	                            "\"to\":4,\"text\":\"I measured.\"}",
	                  second[] = "{\"type\":\"answer\",\"id\":\"two\","
	                             "\"to\":4,\"text\":\"I measured.\"}",
	                  early[] = "{\"type\":\"answer\",\"id\":\"six\","
	                            "\"to\":99,\"text\":\"I measured.\"}";
	begin();
	ck_assert_int_eq(t.seq, 4);
	ck_assert(talker_says(&t, first) && talker_says(&t, second));
	talker_until(&t, "ack");
	expect_error("ESTATE", "to");
	ck_assert_str_eq(talker_text(&t, "id"), "two");
	talker_says(&t, early);
	expect_error("ESTATE", "to");
	talker_cut(&t);
	/* What was taken is acknowledged again, and a lost line closes no
	 * question. */
	talker_join(&t, &s, id, 4);
	talker_says(&t, first);
	talker_until(&t, "ack");
	ck_assert_int_eq(talker_number(&t, "seq"), 5);
	ck_assert(
	    talker_says(&t, "{\"type\":\"answer\",\"id\":\"three\",\"to\":6,"
	                    "\"text\":\"I measured again.\"}"));
	talker_until(&t, "ack");
	ck_assert_uint_eq(talk_stored(&s, id, "one"), 1);
	ck_assert_uint_eq(talk_stored(&s, id, "two"), 0);
	ck_assert_uint_eq(talk_stored(&s, id, "three"), 1);
}
END_TEST

START_TEST(nothing_is_heard_before_hello)
{
	talker_open(&t, &s, id);
	talker_says(&t, "{}");
	expect_error("EINVAL", "type");
	talker_do(&t, "begin", NULL);
	expect_error("ESTATE", "type");
	talker_says(&t, "{\"type\":\"hello\",\"last_seq\":-1}");
	expect_error("EINVAL", "last_seq");
	talker_says(&t, "{\"type\":\"hello\",\"last_seq\":1}");
	expect_error("EINVAL", "last_seq");
	talker_says(&t, "{\"type\":\"hello\",\"last_seq\":0}");
	talker_until(&t, "welcome");
}
END_TEST

START_TEST(errors_without_end_are_ended)
{
	talker_join(&t, &s, id, 0);
	for (int i = 0; i < 49; i++)
		talker_says(&t, "{");
	for (int i = 0; i < 49; i++)
		talker_until(&t, "error");
	talker_do(&t, "begin", NULL); /* what is right begins a new count */
	talker_event(&t, "greet");
	for (int i = 0; i < 50; i++)
		talker_says(&t, "{");
	ck_assert_int_eq(talker_end(&t), 1008);
}
END_TEST

START_TEST(bytes_and_giants_are_refused)
{
	static char big[140 << 10];
	talker_join(&t, &s, id, 0);
	ck_assert(talker_frame(&t, 2, "{}", 2));
	ck_assert_int_eq(talker_end(&t), 1003);
	talker_cut(&t);
	memset(big, 'x', sizeof big - 1);
	talker_join(&t, &s, id, 0);
	talker_frame(&t, 1, big, sizeof big);
	ck_assert_int_eq(talker_end(&t), 1009);
}
END_TEST

START_TEST(the_longest_answer_fits_and_no_longer_one)
{
	static char text[20002];
	begin();
	memset(text, 'x', 20001);
	talker_do(&t, "answer", text);
	talker_until(&t, "error");
	ck_assert_str_eq(talker_text(&t, "field"), "text");
	memset(text, '"', 20000); /* two bytes as JSON */
	text[20000] = '\0';
	talker_do(&t, "answer", text);
	talker_event(&t, "answer");
	ck_assert_uint_eq(strlen(talker_text(&t, "text")), 20000u);
}
END_TEST

START_TEST(a_reload_replays_what_was_missed)
{
	begin();
	int64_t seen = t.seq;
	talker_do(&t, "answer", "I measured first.");
	talker_event(&t, "answer");
	talker_until(&t, "clock");
	int64_t last = t.seq;
	talker_cut(&t); /* no close frame */
	talker_join(&t, &s, id, seen);
	ck_assert_int_ge(talker_number(&t, "last_seq"), last);
	while (t.seq < last)
		talker_until(&t, "event"); /* no parts: check_order() */
	ck_assert_uint_eq(t.partial, 0);
	talker_cut(&t);
	talker_join(&t, &s, id, 0);
	while (t.seq < last)
		talker_until(&t, "event");
	talker_do(&t, "answer", "It fell by half.");
	talker_until(&t, "ack");
}
END_TEST

START_TEST(a_resent_answer_counts_once)
{
	static const char answer[] =
	    "{\"type\":\"answer\",\"id\":\"once\",\"text\":\"I measured.\"}";
	begin();
	ck_assert(talker_says(&t, answer));
	talker_cut(&t); /* perhaps it was heard, perhaps not */
	for (int i = 0; i < 3; i++) {
		talker_join(&t, &s, id, 0);
		ck_assert(talker_says(&t, answer));
		talker_until(&t, "ack");
		ck_assert_str_eq(talker_text(&t, "id"), "once");
		talker_cut(&t);
	}
	ck_assert_uint_eq(talk_stored(&s, id, "once"), 1);
}
END_TEST

START_TEST(the_newest_tab_wins)
{
	talker older;
	begin();
	older = t;
	talker_join(&t, &s, id, 0);
	talker_until(&older, "replaced");
	ck_assert_int_eq(talker_end(&older), 4001);
	talker_cut(&older);
	while (t.seq < 4)
		talker_until(&t, "event");
	talker_do(&t, "answer", "Here.");
	talker_until(&t, "ack");
	/* Nobody was away. */
	hire_interview row = talk_row(&s, id);
	ck_assert_int_ne(row.mode, HIRE_CLOCK_AWAY);
}
END_TEST

START_TEST(the_newest_tab_wins_in_another_process_too)
{
	int ends[2];
	live *other = NULL;
	talker newer;
	live_options o = {s.app.platform, s.app.ctx, 10, 1};
	hire_actor who = {
	    .account_id = s.candidate.id, .role = HIRE_ROLE_CANDIDATE};
	begin();
	ck_assert_ok(live_new(&o, &other, NULL));
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	ck_assert_ok(live_adopt(other, ends[0], &who, id, NULL));
	talker_over(&newer, &s, id, ends[1]);
	talker_until(&t, "replaced");
	ck_assert_int_eq(talker_end(&t), 4001);
	talker_says(&newer, "{\"type\":\"hello\"}");
	talker_until(&newer, "welcome");
	while (newer.seq < 4)
		talker_until(&newer, "event");
	talker_do(&newer, "skip", NULL);
	talker_until(&newer, "ack");
	talker_cut(&newer);
	live_free(other, 1000);
}
END_TEST

/* What one process did, the other shows. */
START_TEST(a_cancelled_interview_is_told)
{
	hire_actor admin = {.account_id = s.admin.id, .role = HIRE_ROLE_ADMIN};
	begin();
	ck_assert_ok(hire_interviews_cancel(
	    s.app.platform, &admin, id, true, "Our fault.", NULL));
	talker_event(&t, "cancel");
	talker_until(&t, "state");
	ck_assert_str_eq(talker_text(&t, "end"), "cancelled");
	ck_assert_int_eq(talker_end(&t), 1000);
}
END_TEST

START_TEST(no_line_outlives_its_log_in)
{
	char url[512];
	begin();
	talk_ticket(&s, id, url, sizeof url);
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "DELETE",
	        _i ? "/api/v1/sessions/current" : "/api/v1/sessions", NULL,
	        NULL, s.candidate.token)),
	    204);
	ck_assert_int_eq(talker_end(&t), 4003);
	/* Nor does a ticket that was made before. */
	ck_assert_int_eq(reply_status(served_ask(&s, "GET", url,
	                     "Connection: Upgrade\r\nUpgrade: websocket\r\n"
	                     "Sec-WebSocket-Version: 13\r\n"
	                     "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
	                     NULL, NULL)),
	    401);
}
END_TEST

START_TEST(a_disabled_account_has_no_line)
{
	hire_account out;
	hire_actor admin = {.account_id = s.admin.id, .role = HIRE_ROLE_ADMIN};
	begin();
	ck_assert_ok(hire_admin_user_state(s.app.platform, &admin,
	    s.candidate.id, HIRE_ACCOUNT_DISABLED, s.mem, &out, NULL));
	ck_assert_int_eq(talker_end(&t), 4003);
}
END_TEST

START_TEST(the_deadline_passes_while_connected)
{
	begin();
	skipped += 2 * HIRE_SECOND; /* within the gap of a line that is up */
	for (int i = 0;
	     i < 400 && talk_row(&s, id).state < HIRE_INTERVIEW_CONCLUDED;
	     i++) {
		skipped += 2 * HIRE_SECOND;
		usleep(20000);
	}
	talker_event(&t, "time_up");
	talker_until(&t, "state");
	ck_assert_str_eq(talker_text(&t, "end"), "time_up");
	ck_assert_int_eq(talker_end(&t), 1000);
}
END_TEST

START_TEST(an_answer_past_the_deadline_is_refused_and_the_end_told)
{
	begin();
	/* An outage: it is given back once, and no more. */
	for (int i = 0; i < 8; i++) {
		skipped += 2 * HIRE_MINUTE;
		talker_do(&t, "query", "Am I late?"); /* never right here */
		talker_until(&t, "error");
		if (strcmp(talker_text(&t, "code"), "ESTATE"))
			break;
	}
	talker_do(&t, "answer", "Too late.");
	talker_until(&t, "state");
	ck_assert_str_eq(talker_text(&t, "end"), "time_up");
	ck_assert_int_eq(talker_end(&t), 1000);
	ck_assert_uint_eq(talk_stored(&s, id, "m3"), 0);
}
END_TEST

START_TEST(the_deadline_passes_with_nobody_connected)
{
	hire_worker_options once = {.size = sizeof once, .until_idle = true};
	begin();
	talker_cut(&t);
	for (int i = 0; i < 300 && talk_row(&s, id).mode != HIRE_CLOCK_AWAY;
	     i++)
		usleep(10000);
	ck_assert_int_eq(talk_row(&s, id).mode, HIRE_CLOCK_AWAY);
	/* What was given back is at most the interview's own length. */
	for (int i = 0; i < 3; i++) {
		skipped += 4 * HIRE_MINUTE;
		ck_assert_ok(hire_worker_run(s.app.platform, &once, NULL));
	}
	ck_assert_int_eq(talk_row(&s, id).end, HIRE_END_TIME_UP);
	talker_join(&t, &s, id, 4);
	talker_event(&t, "time_up");
	talker_until(&t, "state");
	ck_assert_int_eq(talker_end(&t), 1000);
}
END_TEST

START_TEST(a_restart_tells_to_come_back)
{
	begin();
	int64_t seen = t.seq;
	live_stop(s.app.live, 0);
	talker_until(&t, "restart");
	ck_assert_int_eq(talker_end(&t), 1012);
	talker_cut(&t);
	served_restart(&s);
	talker_join(&t, &s, id, seen);
	talker_event(&t, "away");
	talker_do(&t, "answer", "I am back.");
	talker_until(&t, "ack");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live_talk");
	TCase *tc = tcase_create("talk");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, open_server, close_server);
	tcase_add_test(tc, a_whole_interview);
	tcase_add_test(tc, our_words_come_in_parts);
	tcase_add_test(tc, consent_comes_first);
	tcase_add_test(tc, errors_are_told_and_close_nothing);
	tcase_add_test(tc, errors_name_the_message);
	tcase_add_test(
	    tc, an_answer_to_a_question_that_is_past_is_none_to_the_next);
	tcase_add_test(tc, nothing_is_heard_before_hello);
	tcase_add_test(tc, errors_without_end_are_ended);
	tcase_add_test(tc, bytes_and_giants_are_refused);
	tcase_add_test(tc, the_longest_answer_fits_and_no_longer_one);
	tcase_add_test(tc, a_reload_replays_what_was_missed);
	tcase_add_test(tc, a_resent_answer_counts_once);
	tcase_add_test(tc, the_newest_tab_wins);
	tcase_add_test(tc, the_newest_tab_wins_in_another_process_too);
	tcase_add_test(tc, a_cancelled_interview_is_told);
	tcase_add_loop_test(tc, no_line_outlives_its_log_in, 0, 2);
	tcase_add_test(tc, a_disabled_account_has_no_line);
	tcase_add_test(tc, the_deadline_passes_while_connected);
	tcase_add_test(
	    tc, an_answer_past_the_deadline_is_refused_and_the_end_told);
	tcase_add_test(tc, the_deadline_passes_with_nobody_connected);
	tcase_add_test(tc, a_restart_tells_to_come_back);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
