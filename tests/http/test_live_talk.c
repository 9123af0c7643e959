/* SPDX-License-Identifier: MIT
 * test_live_talk.c - one candidate's live interview: the messages, their
 * errors, reloads, resent answers.
 */
#include "live_room.h"

#include "live/live.h"

#include <hire/hire.h>

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
expect_error(const char *code, const char *field)
{
	talker_until(&room.t, "error");
	ck_assert_str_eq(talker_text(&room.t, "code"), code);
	ck_assert_str_eq(talker_text(&room.t, "field"), field);
	ck_assert_str_ne(talker_text(&room.t, "detail"), "");
}

START_TEST(a_whole_interview)
{
	talker_join(&room.t, &room.s, room.id, 0);
	ck_assert_int_eq(talker_number(&room.t, "protocol"), 1);
	ck_assert_int_eq(talker_number(&room.t, "last_seq"), 0);
	ck_assert_str_eq(talker_text(&room.t, "state"), "ready");
	ck_assert_int_eq(talker_number(&room.t, "left_ms"), 5 * 60000);
	talker_play(&room.t);
	ck_assert_int_eq(talker_end(&room.t), 1000);
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "m1"), 1);
}
END_TEST

/* Words of ours are heard while they come, also those of one long sentence. */
START_TEST(our_words_come_in_parts)
{
	static const char *const ours[] = {"greet", "ask", "ask", "invite"};
	talker_join(&room.t, &room.s, room.id, 0);
	talker_do(&room.t, "begin", NULL);
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
		int before = room.t.parts;
		talker_event(&room.t, ours[i]);
		if (strlen(talker_text(&room.t, "text")) > 100)
			ck_assert_msg(room.t.parts - before > 1, "%s: %s",
			    ours[i], talker_text(&room.t, "text"));
		talker_do(&room.t, i ? "skip" : "proceed", NULL);
	}
}
END_TEST

START_TEST(consent_comes_first)
{
	talker_join(&room.t, &room.s, room.id, 0);
	talker_says(&room.t, "{\"type\":\"begin\",\"id\":\"a\"}");
	expect_error("EDENIED", "consent");
	talker_says(
	    &room.t, "{\"type\":\"begin\",\"id\":\"a\",\"consent\":false}");
	expect_error("EDENIED", "consent");
	ck_assert_uint_eq(talk_stored(&room.s, room.id, NULL), 0);
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
	talker_join(&room.t, &room.s, room.id, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talker_says(&room.t, rows[i].message);
		talker_until(&room.t, "error");
		ck_assert_msg(
		    !strcmp(talker_text(&room.t, "code"), rows[i].code),
		    "%s: %s", rows[i].message, talker_text(&room.t, "code"));
		if (*rows[i].field)
			ck_assert_str_eq(
			    talker_text(&room.t, "field"), rows[i].field);
	}
	talker_play(&room.t);
}
END_TEST

/* A client finds what it said by its room.id, wherever in the message that
 * stands.
 */
START_TEST(errors_name_the_message)
{
	static const char *const rows[] = {
	    "{\"type\":\"answer\",\"text\":5,\"id\":\"mine\"}",
	    "{\"type\":\"sing\",\"id\":\"mine\"}",
	    "{\"type\":\"skip\",\"colour\":1,\"id\":\"mine\"}",
	    "{\"type\":\"answer\",\"text\":\" \",\"id\":\"mine\"}"};
	talker_join(&room.t, &room.s, room.id, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talker_says(&room.t, rows[i]);
		talker_until(&room.t, "error");
		ck_assert_msg(!strcmp(talker_text(&room.t, "id"), "mine"),
		    "%s: %s", rows[i], talker_text(&room.t, "id"));
	}
	talker_says(&room.t, "{\"type\":\"skip\",\"id\":5}");
	expect_error("EINVAL", "id");
	ck_assert_str_eq(talker_text(&room.t, "id"), "");
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
	room_begin();
	ck_assert_int_eq(room.t.seq, 4);
	ck_assert(talker_says(&room.t, first) && talker_says(&room.t, second));
	talker_until(&room.t, "ack");
	expect_error("ESTATE", "to");
	ck_assert_str_eq(talker_text(&room.t, "id"), "two");
	talker_says(&room.t, early);
	expect_error("ESTATE", "to");
	talker_cut(&room.t);
	/* What was taken is acknowledged again, and a lost line closes no
	 * question. */
	talker_join(&room.t, &room.s, room.id, 4);
	talker_says(&room.t, first);
	talker_until(&room.t, "ack");
	ck_assert_int_eq(talker_number(&room.t, "seq"), 5);
	ck_assert(talker_says(&room.t,
	    "{\"type\":\"answer\",\"id\":\"three\",\"to\":6,"
	    "\"text\":\"I measured again.\"}"));
	talker_until(&room.t, "ack");
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "one"), 1);
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "two"), 0);
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "three"), 1);
}
END_TEST

START_TEST(nothing_is_heard_before_hello)
{
	talker_open(&room.t, &room.s, room.id);
	talker_says(&room.t, "{}");
	expect_error("EINVAL", "type");
	talker_do(&room.t, "begin", NULL);
	expect_error("ESTATE", "type");
	talker_says(&room.t, "{\"type\":\"hello\",\"last_seq\":-1}");
	expect_error("EINVAL", "last_seq");
	talker_says(&room.t, "{\"type\":\"hello\",\"last_seq\":1}");
	expect_error("EINVAL", "last_seq");
	talker_says(&room.t, "{\"type\":\"hello\",\"last_seq\":0}");
	talker_until(&room.t, "welcome");
}
END_TEST

START_TEST(errors_without_end_are_ended)
{
	talker_join(&room.t, &room.s, room.id, 0);
	for (int i = 0; i < 49; i++)
		talker_says(&room.t, "{");
	for (int i = 0; i < 49; i++)
		talker_until(&room.t, "error");
	talker_do(
	    &room.t, "begin", NULL); /* what is right begins a new count */
	talker_event(&room.t, "greet");
	for (int i = 0; i < 50; i++)
		talker_says(&room.t, "{");
	ck_assert_int_eq(talker_end(&room.t), 1008);
}
END_TEST

START_TEST(bytes_and_giants_are_refused)
{
	static char big[140 << 10];
	talker_join(&room.t, &room.s, room.id, 0);
	ck_assert(talker_frame(&room.t, 2, "{}", 2));
	ck_assert_int_eq(talker_end(&room.t), 1003);
	talker_cut(&room.t);
	memset(big, 'x', sizeof big - 1);
	talker_join(&room.t, &room.s, room.id, 0);
	talker_frame(&room.t, 1, big, sizeof big);
	ck_assert_int_eq(talker_end(&room.t), 1009);
}
END_TEST

START_TEST(the_longest_answer_fits_and_no_longer_one)
{
	static char text[20002];
	room_begin();
	memset(text, 'x', 20001);
	talker_do(&room.t, "answer", text);
	talker_until(&room.t, "error");
	ck_assert_str_eq(talker_text(&room.t, "field"), "text");
	memset(text, '"', 20000); /* two bytes as JSON */
	text[20000] = '\0';
	talker_do(&room.t, "answer", text);
	talker_event(&room.t, "answer");
	ck_assert_uint_eq(strlen(talker_text(&room.t, "text")), 20000u);
}
END_TEST

START_TEST(a_reload_replays_what_was_missed)
{
	room_begin();
	int64_t seen = room.t.seq;
	talker_do(&room.t, "answer", "I measured first.");
	talker_event(&room.t, "answer");
	talker_until(&room.t, "clock");
	int64_t last = room.t.seq;
	talker_cut(&room.t); /* no close frame */
	talker_join(&room.t, &room.s, room.id, seen);
	ck_assert_int_ge(talker_number(&room.t, "last_seq"), last);
	while (room.t.seq < last)
		talker_until(&room.t, "event"); /* no parts: check_order() */
	ck_assert_uint_eq(room.t.partial, 0);
	talker_cut(&room.t);
	talker_join(&room.t, &room.s, room.id, 0);
	while (room.t.seq < last)
		talker_until(&room.t, "event");
	talker_do(&room.t, "answer", "It fell by half.");
	talker_until(&room.t, "ack");
}
END_TEST

START_TEST(a_resent_answer_counts_once)
{
	static const char answer[] =
	    "{\"type\":\"answer\",\"id\":\"once\",\"text\":\"I measured.\"}";
	room_begin();
	ck_assert(talker_says(&room.t, answer));
	talker_cut(&room.t); /* perhaps it was heard, perhaps not */
	for (int i = 0; i < 3; i++) {
		talker_join(&room.t, &room.s, room.id, 0);
		ck_assert(talker_says(&room.t, answer));
		talker_until(&room.t, "ack");
		ck_assert_str_eq(talker_text(&room.t, "id"), "once");
		talker_cut(&room.t);
	}
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "once"), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live_talk");
	TCase *tc = tcase_create("talk");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, room_open, room_close);
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
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
