/* SPDX-License-Identifier: MIT
 * test_http_crowd.c - more clients than threads: who is told to come back, who
 * has to go.
 */
#define _GNU_SOURCE
#include "served.h"
#include "sockets.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SESSIONS "/api/v1/sessions"

enum { THREADS = 4, SPARE = 8, MANY = 200 };

static served s;
static wire w[MANY];

static void
open_server(void)
{
	served_start_narrow(&s);
}

static void
close_server(void)
{
	served_stop(&s);
}

/* A request in hand: its body is still to come. */
static void
occupy(wire *of)
{
	wire_open(of, &s);
	wire_says(of, "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	              "Content-Type: application/json\r\n"
	              "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
	reply r;
	ck_assert(wire_reply(of, false, &r));
	ck_assert_int_eq(reply_status(r), 100);
}

/* A request in hand: its reply is not read, and more than the system keeps. */
static void
occupy_by_reply(wire *of)
{
	wire_open_narrow(of, &s, 1024);
	for (int i = 0; i < 100; i++)
		wire_says(of, "GET /api/openapi.json HTTP/1.1\r\n"
		              "Host: localhost\r\n\r\n");
}

static void
wait_busy(void)
{
	for (int i = 0; i < 500; i++) {
		if (reply_status(served_get(&s, "/nowhere", NULL)) == 503)
			return;
		usleep(10000);
	}
	ck_abort_msg("nobody is told that all are busy");
}

START_TEST(when_all_are_busy_newcomers_are_told_so_at_once)
{
	char value[32];
	for (int i = 0; i < THREADS; i++)
		occupy_by_reply(&w[i]);
	wait_busy();
	for (int i = 0; i < 20; i++) {
		int64_t begin = sockets_now_ms();
		reply r = served_get(&s, "/api/v1/board", NULL);
		ck_assert_int_eq(r.status, 503);
		ck_assert(r.closes);
		ck_assert_str_ne(
		    reply_header(&r, "Retry-After", value, sizeof value), "");
		ck_assert_str_eq(
		    reply_header(&r, "Content-Type", value, sizeof value),
		    "application/problem+json");
		reply_free(&r);
		ck_assert_int_lt(sockets_now_ms() - begin, 500);
	}
	/* One is ready again, and a moment later there is room. */
	wire_close(&w[0]);
	usleep(50000);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/board", NULL)), 200);
	for (int i = 1; i < THREADS; i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/board", NULL)), 200);
}
END_TEST

/* A process that is busy is not dead. */
START_TEST(whoever_watches_is_answered_when_all_are_busy)
{
	static const char *const paths[] = {"/healthz", "/readyz", "/metrics"};
	for (int i = 0; i < THREADS; i++)
		occupy_by_reply(&w[i]);
	wait_busy();
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		ck_assert_int_eq(
		    reply_status(served_get(&s, paths[i], NULL)), 200);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/board", NULL)), 503);
	for (int i = 0; i < THREADS; i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
}
END_TEST

/* Clients whose bodies come a byte at a time, and who come back when they are
 * sent away. */
enum { DRIPS = 150 };
static wire drips[DRIPS];
static atomic_bool drip_on;

static void
begin_drip(wire *of)
{
	wire_open(of, &s);
	wire_says(of, "POST /api/v1/payments/events HTTP/1.1\r\n"
	              "Host: localhost\r\nContent-Type: application/json\r\n"
	              "Content-Length: 1000\r\n\r\n{");
}

static void *
drip(void *none)
{
	for (int i = 0; i < DRIPS; i++)
		begin_drip(&drips[i]);
	while (drip_on) {
		usleep(1000000);
		for (int i = 0; i < DRIPS; i++) {
			if (wire_silent(&drips[i], 0) &&
			    wire_says(&drips[i], " "))
				continue;
			wire_close(&drips[i]);
			begin_drip(&drips[i]);
		}
	}
	for (int i = 0; i < DRIPS; i++)
		wire_close(&drips[i]);
	return none;
}

START_TEST(bodies_that_drip_take_nothing_from_others)
{
	static const char *const paths[] = {"/healthz", "/api/v1/board"};
	pthread_t thread;
	served_stop(&s);
	s = (served){0};
	served_start(&s, "HIRE_SERVER_THREADS=128\nHIRE_SERVER_RATE=1000000\n");
	drip_on = true;
	pthread_create(&thread, NULL, drip, NULL);
	for (int i = 0; i < 40; i++) {
		int64_t begin = sockets_now_ms();
		int status = reply_status(
		    i % 4 == 3 ? served_post(&s, SESSIONS, "{}", NULL)
		               : served_get(&s, paths[i % 2], NULL));
		ck_assert_msg(status == (i % 4 == 3 ? 422 : 200),
		    "the %dth: %d", i, status);
		ck_assert_int_lt(sockets_now_ms() - begin, 2000);
		usleep(150000);
	}
	drip_on = false;
	pthread_join(thread, NULL);
	served_counts(&s, 0, 0);
}
END_TEST

/* Slow, but faster than those around: nothing happens to it. */
START_TEST(a_slow_upload_outlasts_bodies_that_drip)
{
	static const char piece[1000];
	pthread_t thread;
	reply r;
	served_stop(&s);
	s = (served){0};
	served_start(&s, "HIRE_SERVER_THREADS=16\nHIRE_SERVER_RATE=1000000\n");
	wire_open(&w[0], &s);
	wire_says(&w[0], "POST /api/v1/sessions HTTP/1.1\r\n"
	                 "Host: localhost\r\nContent-Type: application/json"
	                 "\r\nContent-Length: 200000\r\n\r\n");
	drip_on = true;
	for (int i = 0; i < 200; i++) {
		if (i == 20)
			pthread_create(&thread, NULL, drip, NULL);
		if (!wire_silent(&w[0], 0)) {
			wire_reply(&w[0], false, &r);
			ck_abort_msg("piece %d: %d %s", i, r.status, r.body);
		}
		wire_send(&w[0], piece, sizeof piece);
		usleep(20000);
	}
	ck_assert(wire_reply(&w[0], false, &r));
	ck_assert_int_eq(reply_status(r), 422);
	wire_close(&w[0]);
	drip_on = false;
	pthread_join(thread, NULL);
	served_counts(&s, 0, 0);
}
END_TEST

/* When others want its thread it is told that it was too slow. */
START_TEST(the_slowest_body_gives_way)
{
	reply r;
	for (int i = 0; i < THREADS / 2; i++)
		occupy(&w[i]);
	wire_says(&w[1], "{");
	usleep(20000);
	occupy(&w[2]);
	ck_assert(wire_reply(&w[0], false, &r));
	ck_assert_int_eq(r.status, 408);
	ck_assert(r.closes);
	reply_free(&r);
	for (int i = 1; i < 3; i++) {
		wire_says(&w[i], i == 1 ? "}" : "{}");
		ck_assert(wire_reply(&w[i], false, &r));
		ck_assert_int_eq(reply_status(r), 422);
	}
	for (int i = 0; i < 3; i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
}
END_TEST

START_TEST(those_who_wait_for_nothing_give_way)
{
	for (int i = 0; i < MANY; i++) {
		wire_open(&w[i], &s);
		reply r = wire_ask(&w[i], "GET", "/healthz", NULL, NULL, NULL);
		ck_assert_msg(r.status == 200, "the %dth: %d", i, r.status);
		reply_free(&r);
	}
	/* The newest one is still there, the oldest ones are not. */
	reply r = wire_ask(&w[MANY - 1], "GET", "/healthz", NULL, NULL, NULL);
	ck_assert_int_eq(reply_status(r), 200);
	ck_assert(wire_ended(&w[0]));
	for (int i = 0; i < MANY; i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
}
END_TEST

START_TEST(those_who_never_say_anything_give_way)
{
	for (int i = 0; i < 2 * (THREADS + SPARE); i++)
		wire_open(&w[i], &s);
	int64_t begin = sockets_now_ms();
	ck_assert_int_eq(reply_status(served_get(&s, "/healthz", NULL)), 200);
	/* Sooner than the time for a head would do it twice. */
	ck_assert_int_lt(sockets_now_ms() - begin, 4500);
	for (int i = 0; i < 2 * (THREADS + SPARE); i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
}
END_TEST

/* Its whole request lies there, only nobody has read it yet. */
START_TEST(a_newcomer_behind_slow_heads_is_none_of_them)
{
	enum { HEADS = 400 };
	static wire heads[HEADS];
	served_stop(&s);
	s = (served){0};
	served_start(&s, "HIRE_SERVER_THREADS=56\n");
	for (int i = 0; i < HEADS; i++) {
		wire_open(&heads[i], &s);
		wire_says(&heads[i], "GET /healthz HTTP/1.1\r\nHost: x\r\n");
	}
	int64_t begin = sockets_now_ms();
	wire_patience_ms = 30000;
	ck_assert_int_eq(reply_status(served_get(&s, "/healthz", NULL)), 200);
	wire_patience_ms = 5000;
	ck_assert_int_lt(sockets_now_ms() - begin, 8000);
	for (int i = 0; i < HEADS; i++)
		wire_close(&heads[i]);
	served_counts(&s, 0, 0);
}
END_TEST

START_TEST(a_newcomer_does_not_wait_behind_the_silent_for_long)
{
	for (int i = 0; i < MANY; i++)
		wire_open(&w[i], &s);
	/* Now they have had their chance. */
	usleep(1200000);
	int64_t begin = sockets_now_ms();
	wire_patience_ms = 30000;
	ck_assert_int_eq(reply_status(served_get(&s, "/healthz", NULL)), 200);
	wire_patience_ms = 5000;
	int64_t took = sockets_now_ms() - begin;
	ck_assert_msg(took < 5000, "%lld ms", (long long)took);
	for (int i = 0; i < MANY; i++)
		wire_close(&w[i]);
	served_counts(&s, 0, 0);
}
END_TEST

START_TEST(a_client_that_goes_in_the_middle_of_a_reply_harms_nobody)
{
	signal(SIGPIPE, SIG_DFL);
	for (int i = 0; i < 50; i++) {
		wire_open_narrow(&w[0], &s, 1024);
		for (int k = 0; k < 50; k++)
			wire_says(&w[0], "GET /healthz HTTP/1.1\r\n"
			                 "Host: localhost\r\n\r\n");
		wire_close(&w[0]);
	}
	served_counts(&s, 0, 0);
	ck_assert_int_eq(reply_status(served_get(&s, "/healthz", NULL)), 200);
}
END_TEST

static void *
stop_it(void *none)
{
	close_server();
	return none;
}

START_TEST(a_request_in_hand_is_answered_before_the_end)
{
	pthread_t stopper;
	reply r;
	occupy(&w[0]);
	wire_open(&w[1], &s);
	r = wire_ask(&w[1], "GET", "/healthz", NULL, NULL, NULL);
	ck_assert_int_eq(reply_status(r), 200);
	pthread_create(&stopper, NULL, stop_it, NULL);
	/* Who waits for nothing is sent away at once. */
	ck_assert(wire_ended(&w[1]));
	usleep(200000);
	wire_says(&w[0], "{}");
	ck_assert(wire_reply(&w[0], false, &r));
	ck_assert(r.closes);
	ck_assert_int_eq(reply_status(r), 422);
	ck_assert(wire_ended(&w[0]));
	pthread_join(stopper, NULL);
	open_server();
}
END_TEST

START_TEST(stopping_is_quick)
{
	for (int i = 0; i < 5; i++) {
		wire_open(&w[i], &s);
		if (i)
			reply_status(wire_ask(
			    &w[i], "GET", "/healthz", NULL, NULL, NULL));
	}
	int64_t begin = sockets_now_ms();
	served_restart(&s);
	ck_assert_int_lt(sockets_now_ms() - begin, 1500);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_crowd");
	TCase *t = tcase_create("crowd");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, when_all_are_busy_newcomers_are_told_so_at_once);
	tcase_add_test(t, whoever_watches_is_answered_when_all_are_busy);
	tcase_add_test(t, bodies_that_drip_take_nothing_from_others);
	tcase_add_test(t, a_slow_upload_outlasts_bodies_that_drip);
	tcase_add_test(t, the_slowest_body_gives_way);
	tcase_add_test(t, those_who_wait_for_nothing_give_way);
	tcase_add_test(t, those_who_never_say_anything_give_way);
	tcase_add_test(t, a_newcomer_behind_slow_heads_is_none_of_them);
	tcase_add_test(t, a_newcomer_does_not_wait_behind_the_silent_for_long);
	tcase_add_test(
	    t, a_client_that_goes_in_the_middle_of_a_reply_harms_nobody);
	tcase_add_test(t, a_request_in_hand_is_answered_before_the_end);
	tcase_add_test(t, stopping_is_quick);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
