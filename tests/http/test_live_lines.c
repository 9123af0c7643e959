/* SPDX-License-Identifier: MIT
 * test_live_lines.c - how the line of a live interview ends, and the interview
 * itself: two tabs, log-ins that end, deadlines, a server that goes.
 */
#define _GNU_SOURCE
#include "live_room.h"

#include "live/live.h"

#include <hire/hire.h>

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

START_TEST(the_newest_tab_wins)
{
	talker older;
	room_begin();
	older = room.t;
	talker_join(&room.t, &room.s, room.id, 0);
	talker_until(&older, "replaced");
	ck_assert_int_eq(talker_end(&older), 4001);
	talker_cut(&older);
	while (room.t.seq < 4)
		talker_until(&room.t, "event");
	talker_do(&room.t, "answer", "Here.");
	talker_until(&room.t, "ack");
	/* Nobody was away. */
	hire_interview row = talk_row(&room.s, room.id);
	ck_assert_int_ne(row.mode, HIRE_CLOCK_AWAY);
}
END_TEST

START_TEST(the_newest_tab_wins_in_another_process_too)
{
	int ends[2];
	live *other = NULL;
	talker newer;
	live_options o = {room.s.app.platform, room.s.app.ctx, 10, 1};
	hire_actor who = {
	    .account_id = room.s.candidate.id, .role = HIRE_ROLE_CANDIDATE};
	room_begin();
	ck_assert_ok(live_new(&o, &other, NULL));
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	ck_assert_ok(live_adopt(other, ends[0], &who, room.id, 0, NULL));
	talker_over(&newer, &room.s, room.id, ends[1]);
	talker_until(&room.t, "replaced");
	ck_assert_int_eq(talker_end(&room.t), 4001);
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

/* A second process that shares the store, and nothing else: no message of
 * either reaches the other. */
typedef struct stranger {
	hire_platform *p;
	live *all;
	talker t;
} stranger;

static void
stranger_join(stranger *o)
{
	int ends[2];
	hire_actor who = {
	    .account_id = room.s.candidate.id, .role = HIRE_ROLE_CANDIDATE};
	ck_assert_ok(
	    hire_platform_open(room.s.app.ctx, &room.s.app.settings.config,
	        HIRE_NEED_STORE | HIRE_NEED_ENGINE, &o->p, NULL));
	live_options with = {o->p, room.s.app.ctx, 10, 1};
	ck_assert_ok(live_new(&with, &o->all, NULL));
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	ck_assert_ok(live_adopt(o->all, ends[0], &who, room.id, 0, NULL));
	talker_over(&o->t, &room.s, room.id, ends[1]);
	talker_says(&o->t, "{\"type\":\"hello\"}");
	talker_until(&o->t, "welcome");
}

static void
stranger_leave(stranger *o)
{
	talker_cut(&o->t);
	live_free(o->all, 1000);
	hire_platform_close(o->p);
}

START_TEST(an_old_tab_says_nothing_more_without_a_message)
{
	stranger o;
	room_begin();
	stranger_join(&o);
	while (o.t.seq < 4)
		talker_until(&o.t, "event");
	talker_do(&room.t, "answer", "From the old tab."); /* m3 */
	ck_assert_int_eq(talker_end(&room.t), 4001);
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "m3"), 0);
	o.t.said = 10;
	talker_do(&o.t, "answer", "From the new tab.");
	talker_until(&o.t, "ack");
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "m11"), 1);
	/* Neither the old one's end nor its loss is the candidate's absence. */
	talker_cut(&room.t);
	usleep(300000);
	ck_assert_int_ne(talk_row(&room.s, room.id).mode, HIRE_CLOCK_AWAY);
	stranger_leave(&o);
}
END_TEST

START_TEST(an_old_tab_that_says_nothing_finds_out)
{
	stranger o;
	room_begin();
	stranger_join(&o);
	talker_until(&room.t, "replaced");
	ck_assert_int_eq(talker_end(&room.t), 4001);
	stranger_leave(&o);
}
END_TEST

START_TEST(what_others_did_is_found_without_a_message)
{
	hire_platform *p;
	hire_interview_event entry;
	hire_actor who = {
	    .account_id = room.s.candidate.id, .role = HIRE_ROLE_CANDIDATE};
	room_begin();
	ck_assert_ok(hire_platform_open(room.s.app.ctx,
	    &room.s.app.settings.config, HIRE_NEED_STORE, &p, NULL));
	ck_assert_ok(hire_interviews_take(p, &who, room.id,
	    &(hire_saying){.event = HIRE_EVENT_SKIP}, room.s.mem, &entry,
	    NULL));
	talker_event(&room.t, "skip");
	talker_event(&room.t, "ask");
	hire_platform_close(p);
}
END_TEST

/* What one process did, the other shows. */
START_TEST(a_cancelled_interview_is_told)
{
	hire_actor admin = {
	    .account_id = room.s.admin.id, .role = HIRE_ROLE_ADMIN};
	room_begin();
	ck_assert_ok(hire_interviews_cancel(
	    room.s.app.platform, &admin, room.id, true, "Our fault.", NULL));
	talker_event(&room.t, "cancel");
	talker_until(&room.t, "state");
	ck_assert_str_eq(talker_text(&room.t, "end"), "cancelled");
	ck_assert_int_eq(talker_end(&room.t), 1000);
}
END_TEST

START_TEST(no_line_outlives_its_log_in)
{
	char url[512];
	room_begin();
	talk_ticket(&room.s, room.id, url, sizeof url);
	ck_assert_int_eq(
	    reply_status(served_ask(&room.s, "DELETE",
	        _i ? "/api/v1/sessions/current" : "/api/v1/sessions", NULL,
	        NULL, room.s.candidate.token)),
	    204);
	ck_assert_int_eq(talker_end(&room.t), 4003);
	/* Nor does a ticket that was made before. */
	ck_assert_int_eq(reply_status(served_ask(&room.s, "GET", url,
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
	hire_actor admin = {
	    .account_id = room.s.admin.id, .role = HIRE_ROLE_ADMIN};
	room_begin();
	ck_assert_ok(hire_admin_user_state(room.s.app.platform, &admin,
	    room.s.candidate.id, HIRE_ACCOUNT_DISABLED, room.s.mem, &out,
	    NULL));
	ck_assert_int_eq(talker_end(&room.t), 4003);
}
END_TEST

START_TEST(the_deadline_passes_while_connected)
{
	room_begin();
	room_skip(2 * HIRE_SECOND); /* within the gap of a line that is up */
	for (int i = 0; i < 400 && talk_row(&room.s, room.id).state <
	                               HIRE_INTERVIEW_CONCLUDED;
	     i++) {
		room_skip(2 * HIRE_SECOND);
		usleep(20000);
	}
	talker_event(&room.t, "time_up");
	talker_until(&room.t, "state");
	ck_assert_str_eq(talker_text(&room.t, "end"), "time_up");
	ck_assert_int_eq(talker_end(&room.t), 1000);
}
END_TEST

START_TEST(an_answer_past_the_deadline_is_refused_and_the_end_told)
{
	room_begin();
	/* An outage: it is given back once, and no more. */
	for (int i = 0; i < 8; i++) {
		room_skip(2 * HIRE_MINUTE);
		talker_do(
		    &room.t, "query", "Am I late?"); /* never right here */
		talker_until(&room.t, "error");
		if (strcmp(talker_text(&room.t, "code"), "ESTATE"))
			break;
	}
	talker_do(&room.t, "answer", "Too late.");
	talker_until(&room.t, "state");
	ck_assert_str_eq(talker_text(&room.t, "end"), "time_up");
	ck_assert_int_eq(talker_end(&room.t), 1000);
	ck_assert_uint_eq(talk_stored(&room.s, room.id, "m3"), 0);
}
END_TEST

START_TEST(the_deadline_passes_with_nobody_connected)
{
	hire_worker_options once = {.size = sizeof once, .until_idle = true};
	room_begin();
	talker_cut(&room.t);
	for (int i = 0;
	     i < 300 && talk_row(&room.s, room.id).mode != HIRE_CLOCK_AWAY; i++)
		usleep(10000);
	ck_assert_int_eq(talk_row(&room.s, room.id).mode, HIRE_CLOCK_AWAY);
	/* What was given back is at most the interview's own length. */
	for (int i = 0; i < 3; i++) {
		room_skip(4 * HIRE_MINUTE);
		ck_assert_ok(hire_worker_run(room.s.app.platform, &once, NULL));
	}
	ck_assert_int_eq(talk_row(&room.s, room.id).end, HIRE_END_TIME_UP);
	talker_join(&room.t, &room.s, room.id, 4);
	talker_event(&room.t, "time_up");
	talker_until(&room.t, "state");
	ck_assert_int_eq(talker_end(&room.t), 1000);
}
END_TEST

START_TEST(a_restart_tells_to_come_back)
{
	room_begin();
	int64_t seen = room.t.seq;
	live_stop(room.s.app.live, 0);
	talker_until(&room.t, "restart");
	ck_assert_int_eq(talker_end(&room.t), 1012);
	talker_cut(&room.t);
	served_restart(&room.s);
	talker_join(&room.t, &room.s, room.id, seen);
	talker_event(&room.t, "away");
	talker_do(&room.t, "answer", "I am back.");
	talker_until(&room.t, "ack");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live_lines");
	TCase *tc = tcase_create("lines");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, room_open, room_close);
	tcase_add_test(tc, the_newest_tab_wins);
	tcase_add_test(tc, the_newest_tab_wins_in_another_process_too);
	tcase_add_test(tc, an_old_tab_says_nothing_more_without_a_message);
	tcase_add_test(tc, an_old_tab_that_says_nothing_finds_out);
	tcase_add_test(tc, what_others_did_is_found_without_a_message);
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
