/* SPDX-License-Identifier: MIT
 * test_http_guesses.c - many log-ins at once: what they cost others, who is
 * told to come back and when, and what guessing side by side gains.
 */
#define _GNU_SOURCE
#include "served.h"
#include "sockets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of the threads, a fourth may wait for passwords. */
enum { MANY = 200, GUESSES = 10, FREE_GUESSES = 5 };

static served s;
static wire w[MANY];

static void
open_server(void)
{
	served_start(&s, "HIRE_SERVER_THREADS=40\nHIRE_SERVER_RATE=100000\n"
	                 "HIRE_SERVER_COSTLY_RATE=100000\n");
	wire_patience_ms = 30000;
}

static void
close_server(void)
{
	wire_patience_ms = 5000;
	served_stop(&s);
}

static const char *
body_of(const char *email, const char *password)
{
	const char *body = hire_arena_printf(
	    s.mem, "{\"email\":\"%s\",\"password\":\"%s\"}", email, password);
	ck_assert_ptr_nonnull(body);
	return body;
}

static void
ask_log_in(wire *of, const char *email, const char *password)
{
	const char *body = body_of(email, password);
	const char *text = hire_arena_printf(s.mem,
	    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
	    strlen(body), body);
	ck_assert_ptr_nonnull(text);
	wire_says(of, text);
}

static long
seconds_to_wait(const reply *r)
{
	char value[32];
	return strtol(
	    reply_header(r, "Retry-After", value, sizeof value), NULL, 10);
}

/* Gives the thread back at once, and says when to come back. */
static void
check_refused(wire *of, const reply *r)
{
	ck_assert_int_ge(seconds_to_wait(r), 1);
	ck_assert_int_le(seconds_to_wait(r), 60);
	ck_assert(r->closes);
	ck_assert(wire_ended(of));
}

START_TEST(log_ins_at_once_leave_room_for_others)
{
	int tried = 0, refused = 0;
	reply r;
	for (int i = 0; i < MANY; i++)
		wire_open(&w[i], &s);
	for (int i = 0; i < MANY; i++)
		ask_log_in(&w[i],
		    hire_arena_printf(s.mem, "nobody%d@example.com", i),
		    SERVED_PASSWORD);
	for (int i = 0; i < 20; i++) {
		int64_t begin = sockets_now_ms();
		int status = reply_status(served_get(&s, "/healthz", NULL));
		ck_assert(status == 200 || (i < 10 && status == 503));
		ck_assert_int_lt(sockets_now_ms() - begin, 3000);
	}
	for (int i = 0; i < MANY; i++) {
		ck_assert(wire_reply(&w[i], false, &r));
		tried += r.status == 401;
		refused += r.status == 503;
		if (r.status == 503)
			check_refused(&w[i], &r);
		reply_free(&r);
		wire_close(&w[i]);
	}
	ck_assert_int_eq(tried + refused, MANY);
	ck_assert_int_ge(tried, 10);
}
END_TEST

/* Known or not: five wrong ones are free, then one second, then two. */
static void
check_waits(const char *email)
{
	reply r;
	for (int i = 0; i < FREE_GUESSES; i++) {
		r = served_post(&s, "/api/v1/sessions",
		    body_of(email, "a wrong password"), NULL);
		ck_assert_int_eq(reply_status(r), 401);
	}
	usleep(1050000);
	r = served_post(
	    &s, "/api/v1/sessions", body_of(email, "a wrong password"), NULL);
	ck_assert_int_eq(reply_status(r), 401);
	r = served_post(
	    &s, "/api/v1/sessions", body_of(email, SERVED_PASSWORD), NULL);
	ck_assert_int_eq(r.status, 429);
	ck_assert_int_eq(seconds_to_wait(&r), 2);
	reply_free(&r);
	usleep(2050000);
	r = served_post(
	    &s, "/api/v1/sessions", body_of(email, SERVED_PASSWORD), NULL);
	ck_assert_int_ne(r.status, 429);
	reply_free(&r);
}

START_TEST(the_wait_after_wrong_passwords_is_told_truly)
{
	served_people(&s);
	check_waits("candidate@example.com");
	check_waits("nobody@example.com");
}
END_TEST

/* How many of the guesses that come at the same time are looked at. */
static int
guesses_side_by_side(const char *email)
{
	int looked_at = 0;
	reply r;
	for (int i = 0; i < GUESSES; i++)
		wire_open(&w[i], &s);
	for (int i = 0; i < GUESSES; i++)
		ask_log_in(&w[i], email, "a wrong password");
	for (int i = 0; i < GUESSES; i++) {
		ck_assert(wire_reply(&w[i], false, &r));
		looked_at += r.status == 401;
		ck_assert(r.status == 401 || r.status == 429);
		reply_free(&r);
		wire_close(&w[i]);
	}
	return looked_at;
}

START_TEST(guessing_side_by_side_gains_nothing)
{
	served_people(&s);
	ck_assert_int_eq(
	    guesses_side_by_side("candidate@example.com"), FREE_GUESSES);
	/* ... and tells nothing. */
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(guesses_side_by_side(hire_arena_printf(
		                     s.mem, "nobody%d@example.com", i)),
		    FREE_GUESSES);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_guesses");
	TCase *t = tcase_create("log-ins");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, log_ins_at_once_leave_room_for_others);
	tcase_add_test(t, the_wait_after_wrong_passwords_is_told_truly);
	tcase_add_test(t, guessing_side_by_side_gains_nothing);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
