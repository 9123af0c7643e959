/* SPDX-License-Identifier: MIT
 * test_ws_ends.c - every way a connection ends: what the wire sees, what the
 * host is told, and that it costs nobody else.
 */
#include "test_ws_peer.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static host h;
static peer p, q;
static got g;
static char big[READ_MAX];

static void
expects_end(const peer *of)
{
	peer_read(of, &g);
	ck_assert_int_eq(g.opcode, -1);
}

/* The client's close, or none (-1), and what it is answered with. */
static const struct parting {
	int code;
	unsigned answer;
} partings[] = {{-1, 1005}, {1000, 1000}, {1001, 1001}, {1003, 1003},
    {1007, 1007}, {1014, 1014}, {3000, 3000}, {4999, 4999}, {999, 1002},
    {1004, 1002}, {1005, 1002}, {1006, 1002}, {1015, 1002}, {2999, 1002},
    {5000, 1002}, {65535, 1002}};

START_TEST(a_peers_close_is_answered_and_then_the_stream_ends)
{
	const struct parting *way = &partings[_i];
	char code[2] = {
	    (char)(way->code >> 8 & 0xFF), (char)(way->code & 0xFF)};
	bool fault = way->answer == 1002;
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	/* What it said before is answered before. */
	peer_says(&p, "last words");
	peer_send(&p, 0x88, code, way->code < 0 ? 0 : 2);
	peer_says(&p, "and after");
	peer_expects(&p, WS_TEXT, "last words");
	peer_expects_close(&p, way->answer);
	expects_end(&p);
	close(p.fd);
	p.fd = -1;
	peer_wait_closed(
	    &p, (uint16_t)way->answer, fault ? WS_END_FAULT : WS_END_PEER);
	ck_assert_int_eq(p.messages, 1);
	ws_counters c = host_counters(&h);
	ck_assert_uint_eq(c.open, 0);
	ck_assert_uint_eq(c.closed[fault ? WS_END_FAULT : WS_END_PEER], 1);
	host_close(&h, &p, 1);
}
END_TEST

static const struct wrong {
	int first;
	const char *payload;
	size_t n;
	bool bare;
	unsigned code;
} wrongs[] = {{0x81, "x", 1, true, 1002}, {0xC1, "x", 1, false, 1002},
    {0x83, "x", 1, false, 1002}, {0x80, "x", 1, false, 1002},
    {0x09, "x", 1, false, 1002}, {0x82, "x", 1, false, 1003},
    {0x81, "\xC3(", 2, false, 1007}, {0x01, big, 101, false, 1009}};

START_TEST(a_fault_is_told_with_its_code_and_ends_the_stream)
{
	const struct wrong *w = &wrongs[_i];
	unsigned char frame[256];
	piece one = {w->first, w->payload, w->n, 0, w->bare};
	host_open(&h, (ws_hub_options){.limits = {100, 100, false}});
	peer_open(&h, &p);
	size_t n = piece_write(&one, frame);
	ck_assert_int_eq(send(p.fd, frame, n, MSG_NOSIGNAL), (ssize_t)n);
	peer_expects_close(&p, w->code);
	expects_end(&p);
	peer_leaves(&p, (uint16_t)w->code, WS_END_FAULT);
	ck_assert_int_eq(p.messages, 0);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_close_of_ours_follows_what_was_queued)
{
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	ck_assert_ok(ws_send(h.hub, p.id, "one", 3));
	ck_assert_ok(ws_send(h.hub, p.id, "two", 3));
	ck_assert_ok(ws_close(h.hub, p.id, 4001, "newer tab"));
	ck_assert_status(ws_send(h.hub, p.id, "late", 4), HIRE_ENOTFOUND);
	ck_assert_status(ws_close(h.hub, p.id, 1000, NULL), HIRE_ENOTFOUND);
	peer_expects(&p, WS_TEXT, "one");
	peer_expects(&p, WS_TEXT, "two");
	peer_read(&p, &g);
	ck_assert_uint_eq(g.code, 4001);
	ck_assert_str_eq(g.data + 2, "newer tab");
	/* What comes now is no more for the host. */
	peer_says(&p, "but");
	peer_send(&p, 0x88, "\x0F\xA1", 2);
	expects_end(&p);
	peer_leaves(&p, 4001, WS_END_APP);
	ck_assert_int_eq(p.messages, 0);
	host_close(&h, &p, 1);
}
END_TEST

static bool
close_at_once(peer *of, const char *data, size_t len)
{
	(void)data, (void)len;
	ck_assert_ok(ws_close(h.hub, of->id, 4003, NULL));
	return true;
}

START_TEST(after_a_close_of_ours_nothing_more_is_delivered)
{
	unsigned char frames[64];
	piece one = PIECE(0x81, "one");
	host_open(&h, (ws_hub_options){0});
	h.act = close_at_once;
	peer_open(&h, &p);
	size_t n = piece_write(&one, frames);
	n += piece_write(&one, frames + n);
	/* The second time its close frame is behind them: one answers it. */
	piece close_frame = PIECE(0x88, "\x03\xE8");
	if (_i)
		n += piece_write(&close_frame, frames + n);
	ck_assert_int_eq(send(p.fd, frames, n, MSG_NOSIGNAL), (ssize_t)n);
	peer_expects_close(&p, 4003);
	if (_i)
		expects_end(&p);
	peer_leaves(&p, _i ? 1000 : 4003, _i ? WS_END_PEER : WS_END_APP);
	ck_assert_int_eq(p.messages, 1);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_peer_that_never_closes_is_waited_for_so_long_only)
{
	host_open(&h, (ws_hub_options){.close_ms = 50});
	peer_open(&h, &p);
	ck_assert_ok(ws_close(h.hub, p.id, 1000, NULL));
	peer_expects_close(&p, 1000);
	peer_wait_closed(&p, 1000, WS_END_APP);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_peer_that_keeps_talking_after_a_fault_is_not_heard_for_ever)
{
	host_open(&h, (ws_hub_options){.close_ms = 50});
	peer_open(&h, &p);
	peer_send(&p, 0x83, "x", 1);
	for (int i = 0; i < 1000; i++)
		peer_send(&p, 0x81, big, sizeof big);
	peer_wait_closed(&p, 1002, WS_END_FAULT);
	ck_assert_int_le(h.mem.most, 64 * 1024);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_lost_socket_is_told_as_lost)
{
	struct linger reset = {1, 0};
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	/* 0: closed, 1: half closed, 2: within a frame, 3: reset. */
	if (_i == 1)
		shutdown(p.fd, SHUT_WR);
	if (_i == 2)
		ck_assert_int_eq(send(p.fd, "\x81\x85", 2, 0), 2);
	if (_i == 3)
		setsockopt(p.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
	if (_i != 1) {
		close(p.fd);
		p.fd = -1;
	}
	peer_wait_closed(&p, WS_CODE_LOST, WS_END_LOST);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_dead_peer_is_found_by_pings_and_a_live_one_is_kept)
{
	host_open(&h, (ws_hub_options){.ping_ms = 40, .pong_ms = 400});
	peer_open(&h, &p);
	peer_open(&h, &q);
	for (int i = 0; i < 20; i++) {
		peer_expects(&q, WS_PING, "");
		peer_send(&q, 0x8A, "", 0);
	}
	peer_wait_closed(&p, WS_CODE_LOST, WS_END_SILENT);
	ck_assert_int_eq(q.closed, 0);
	ck_assert_uint_ge(host_counters(&h).pings_out, 21);
	/* It had one ping, and is gone. */
	peer_expects(&p, WS_PING, "");
	expects_end(&p);
	host_close_both(&h, &p, &q);
}
END_TEST

START_TEST(an_idle_connection_ends_though_it_answers_pings)
{
	enum { TALKS = 25 };
	host_open(&h, (ws_hub_options){.ping_ms = 30, .idle_ms = 600});
	peer_open(&h, &p);
	int pings = 0;
	for (peer_read(&p, &g); g.opcode == WS_PING; peer_read(&p, &g)) {
		peer_send(&p, 0x8A, "", 0);
		/* A message either way puts it off. */
		if (pings++ > TALKS)
			continue;
		ck_assert_ok(ws_send(h.hub, p.id, "still here", 10));
		peer_expects(&p, WS_TEXT, "still here");
	}
	ck_assert_int_gt(pings, TALKS);
	ck_assert_int_eq(g.opcode, WS_CLOSE);
	ck_assert_uint_eq(g.code, WS_CODE_AWAY);
	peer_leaves(&p, WS_CODE_AWAY, WS_END_IDLE);
	host_close(&h, &p, 1);
}
END_TEST

static bool
pause_p(peer *of, const char *data, size_t len)
{
	(void)data, (void)len;
	return of != &p;
}

START_TEST(a_paused_connection_is_not_idle)
{
	host_open(&h, (ws_hub_options){.ping_ms = 30, .idle_ms = 200});
	h.act = pause_p;
	peer_open(&h, &p);
	peer_says(&p, "one");
	peer_wait_messages(&p, 1);
	peer_open(&h, &q);
	for (peer_read(&q, &g); g.opcode == WS_PING; peer_read(&q, &g))
		peer_send(&q, 0x8A, "", 0);
	peer_leaves(&q, WS_CODE_AWAY, WS_END_IDLE);
	/* As long as that it waited for the host: it goes on. */
	ws_resume(h.hub, p.id);
	peer_says(&p, "two");
	peer_wait_messages(&p, 2);
	ck_assert_int_eq(p.closed, 0);
	host_close_both(&h, &p, &q);
}
END_TEST

/* Send to `of` until its queue is full; returns how many were taken. */
static int
fill(peer *of)
{
	enum { FIRST = 40 };
	int taken = 0;
	hire_status st = HIRE_OK;
	/* First as much as makes its socket full, in the middle of one. */
	while (taken < FIRST && !ws_send(h.hub, of->id, big, 10000))
		taken++;
	while (!host_counters(&h).bytes_out)
		continue;
	while (!(st = ws_send(h.hub, of->id, big, 10000)))
		taken++;
	ck_assert_status(st, HIRE_ELIMIT);
	ck_assert_status(ws_send(h.hub, of->id, "x", 1), HIRE_ENOTFOUND);
	return taken;
}

START_TEST(a_slow_reader_loses_its_queue_and_costs_nobody)
{
	host_open(&h, (ws_hub_options){.queue_max = 1000000});
	peer_open_narrow(&h, &p);
	peer_open(&h, &q);
	int taken = fill(&p);
	ck_assert_int_le(h.mem.most, 1100000);
	for (int i = 0; i < 100; i++) {
		peer_says(&q, "quick");
		peer_expects(&q, WS_TEXT, "quick");
	}
	/* What it reads at last is whole frames, and why it was closed. */
	int whole = 0;
	for (peer_read(&p, &g); g.opcode == WS_TEXT; peer_read(&p, &g)) {
		ck_assert_uint_eq(g.len, 10000);
		whole++;
	}
	ck_assert_int_lt(whole, taken);
	ck_assert_int_eq(g.opcode, WS_CLOSE);
	ck_assert_uint_eq(g.code, WS_CODE_LATER);
	peer_send(&p, 0x88, "\x03\xF5", 2);
	expects_end(&p);
	peer_leaves(&p, WS_CODE_LATER, WS_END_SLOW);
	ck_assert_uint_eq(host_counters(&h).closed[WS_END_SLOW], 1);
	ck_assert_uint_eq(host_counters(&h).queued, 0);
	ck_assert_uint_eq(host_counters(&h).open, 1);
	host_close_both(&h, &p, &q);
}
END_TEST

START_TEST(a_slow_reader_that_never_reads_is_cut)
{
	host_open(&h, (ws_hub_options){.queue_max = 1000000, .close_ms = 50});
	peer_open_narrow(&h, &p);
	fill(&p);
	peer_wait_closed(&p, WS_CODE_LATER, WS_END_SLOW);
	ck_assert_uint_eq(host_counters(&h).queued, 0);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_reader_that_is_only_late_gets_everything_in_order)
{
	enum { TEXTS = 2000 };
	static char text[1000];
	host_open(&h, (ws_hub_options){.queue_max = 4 * 1024 * 1024});
	peer_open_narrow(&h, &p);
	for (int i = 0; i < TEXTS; i++) {
		snprintf(text, sizeof text, "%0900d", i);
		ck_assert_ok(ws_send(h.hub, p.id, text, strlen(text)));
	}
	ck_assert_uint_gt(host_counters(&h).queued, 0);
	for (int i = 0; i < TEXTS; i++) {
		snprintf(text, sizeof text, "%0900d", i);
		peer_expects(&p, WS_TEXT, text);
	}
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(stopping_tells_everybody_and_waits_for_them)
{
	host_open(&h, (ws_hub_options){.threads = 2});
	peer_open(&h, &p);
	peer_open(&h, &q);
	ck_assert_ok(ws_send(h.hub, p.id, "last", 4));
	/* They answer ahead of time: their close waits in the socket. */
	peer_send(&p, 0x88, "\x03\xF4", 2);
	peer_wait_messages(&p, 0);
	ws_hub_stop(h.hub, WS_CODE_RESTART, "back soon", 300);
	ck_assert_int_eq(p.closed, 1);
	ck_assert_int_eq(q.closed, 1);
	ck_assert_str_eq(ws_end_name(q.why), "stop");
	ck_assert_uint_eq(q.code, WS_CODE_RESTART);
	peer_expects(&p, WS_TEXT, "last");
	peer_expects_close(&p, WS_CODE_RESTART);
	peer_read(&q, &g);
	ck_assert_uint_eq(g.code, WS_CODE_RESTART);
	ck_assert_str_eq(g.data + 2, "back soon");
	peer late;
	ck_assert_status(peer_try(&h, &late), HIRE_ESTATE);
	close(late.fd);
	ck_assert_status(ws_send(h.hub, p.id, "x", 1), HIRE_ENOTFOUND);
	host_close_both(&h, &p, &q);
}
END_TEST

START_TEST(stopping_does_not_wait_for_a_closing_that_takes_long)
{
	host_open(&h, (ws_hub_options){.close_ms = 100000});
	peer_open(&h, &p);
	ck_assert_ok(ws_close(h.hub, p.id, 4001, NULL));
	peer_expects_close(&p, 4001);
	ws_hub_stop(h.hub, 1001, NULL, 50);
	peer_wait_closed(&p, 4001, WS_END_APP);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(stopping_cuts_those_who_do_not_go)
{
	host_open(&h, (ws_hub_options){0});
	peer_open_narrow(&h, &p);
	for (int i = 0; i < 25; i++)
		ck_assert_ok(ws_send(h.hub, p.id, big, 10000));
	ws_hub_stop(h.hub, 70, NULL, 100);
	ck_assert_int_eq(p.closed, 1);
	ck_assert_uint_eq(host_counters(&h).queued, 0);
	ck_assert_uint_eq(p.code, WS_CODE_AWAY); /* 70 is no code */
	host_close(&h, &p, 1);
}
END_TEST

static void
setup(void)
{
	memset(big, 'x', sizeof big);
}

int
main(void)
{
	Suite *s = suite_create("ws_ends");
	TCase *t = tcase_create("ends");
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t,
	    a_peers_close_is_answered_and_then_the_stream_ends, 0,
	    sizeof partings / sizeof *partings);
	tcase_add_loop_test(t,
	    a_fault_is_told_with_its_code_and_ends_the_stream, 0,
	    sizeof wrongs / sizeof *wrongs);
	tcase_add_test(t, a_close_of_ours_follows_what_was_queued);
	tcase_add_loop_test(
	    t, after_a_close_of_ours_nothing_more_is_delivered, 0, 2);
	tcase_add_test(t, a_paused_connection_is_not_idle);
	tcase_add_test(t, a_peer_that_never_closes_is_waited_for_so_long_only);
	tcase_add_test(
	    t, a_peer_that_keeps_talking_after_a_fault_is_not_heard_for_ever);
	tcase_add_loop_test(t, a_lost_socket_is_told_as_lost, 0, 4);
	tcase_add_test(t, a_dead_peer_is_found_by_pings_and_a_live_one_is_kept);
	tcase_add_test(t, an_idle_connection_ends_though_it_answers_pings);
	tcase_add_test(t, a_slow_reader_loses_its_queue_and_costs_nobody);
	tcase_add_test(t, a_slow_reader_that_never_reads_is_cut);
	tcase_add_test(t, a_reader_that_is_only_late_gets_everything_in_order);
	tcase_add_test(t, stopping_tells_everybody_and_waits_for_them);
	tcase_add_test(t, stopping_does_not_wait_for_a_closing_that_takes_long);
	tcase_add_test(t, stopping_cuts_those_who_do_not_go);
	suite_add_tcase(s, t);
	return test_run(s);
}
