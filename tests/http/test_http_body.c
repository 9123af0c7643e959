/* SPDX-License-Identifier: MIT
 * test_http_body.c - bodies on the wire: limits, deadlines, chunks, replies
 * that come before the body has ended, and what follows on the connection.
 */
#define _GNU_SOURCE
#include "served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static served s;

static void
open_server(void)
{
	served_start(&s, "HIRE_SERVER_THREADS=4\nHIRE_SERVER_BODY_SECONDS=1\n");
}

static void
close_server(void)
{
	served_stop(&s);
}

#define POST_HEAD                                                              \
	"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"                \
	"Content-Type: application/json\r\n"
#define LOG_IN "{\"email\":\"a@example.com\",\"password\":\"12345678\"}"

/* The status of one reply, 0 when none comes. */
static int
next(wire *w)
{
	reply r;
	wire_reply(w, false, &r);
	return reply_status(r);
}

/* What each form of a body gives; a second request shows that the connection
 * stands where it should. */
static const struct form {
	const char *body;
	int status;
	bool goes_on;
} chunked[] = {
    {"2\r\n{}\r\n0\r\n\r\n", 422, true},
    {"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 422, true},
    {"02\r\n{}\r\n000\r\n\r\n", 422, true},
    {"2F\r\n" LOG_IN "\r\n0\r\n\r\n", 401, true},
    {"0\r\n\r\n", 422, true},
    /* Nothing of these is guessed at. */
    {"2;a=b\r\n{}\r\n0\r\n\r\n", 400, false},
    {"2\n{}\r\n0\r\n\r\n", 400, false},
    {"2\r\n{}0\r\n\r\n", 400, false},
    {"2\r\n{}\n0\r\n\r\n", 400, false},
    {"3\r\n{}\r\n0\r\n\r\n", 400, false},
    {"x\r\n{}\r\n0\r\n\r\n", 400, false},
    {"-2\r\n{}\r\n0\r\n\r\n", 400, false},
    {"+2\r\n{}\r\n0\r\n\r\n", 400, false},
    {"0x2\r\n{}\r\n0\r\n\r\n", 400, false},
    {" 2\r\n{}\r\n0\r\n\r\n", 400, false},
    {"\r\n{}\r\n0\r\n\r\n", 400, false},
    {"FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400, false},
    {"7FFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 408, false},
    {"10000000000000002\r\n{}\r\n0\r\n\r\n", 400, false},
    /* Trailers are not read, so nothing may follow them. */
    {"2\r\n{}\r\n0\r\nX: y\r\n\r\n", 422, false},
};

START_TEST(chunks_are_read_or_refused)
{
	const struct form *f = &chunked[_i];
	wire w;
	wire_open(&w, &s);
	wire_says(&w, POST_HEAD "Transfer-Encoding: chunked\r\n\r\n");
	wire_says(&w, f->body);
	wire_says(&w, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
	int status = next(&w);
	ck_assert_msg(status == f->status, "%s gave %d, wanted %d", f->body,
	    status, f->status);
	wire_patience_ms = 2500;
	status = next(&w);
	ck_assert_msg(
	    status == (f->goes_on ? 200 : 0), "%s, then %d", f->body, status);
	wire_close(&w);
}
END_TEST

START_TEST(every_split_of_a_chunked_body_reads_the_same)
{
	static const char body[] = "4\r\n{\"em\r\n3\r\nail\r\n28\r\n"
	                           "\":\"a@example.com\",\"password\":"
	                           "\"12345678\"}\r\n0\r\n\r\n";
	for (size_t at = 0; at < sizeof body; at++) {
		wire w;
		wire_open(&w, &s);
		wire_says(&w, POST_HEAD "Transfer-Encoding: chunked\r\n\r\n");
		wire_send(&w, body, at);
		usleep(1000);
		wire_says(&w, body + at);
		int status = next(&w);
		/* After five wrong passwords in a row one waits. */
		ck_assert_msg(status == 401 || status == 429,
		    "split at %zu: %d", at, status);
		wire_close(&w);
	}
}
END_TEST

START_TEST(a_client_that_asks_is_told_to_go_on)
{
	wire w;
	wire_open(&w, &s);
	for (int i = 0; i < 3; i++) {
		wire_says(&w, POST_HEAD "Expect: 100-continue\r\n"
		                        "Content-Length: 2\r\n\r\n");
		ck_assert_int_eq(next(&w), 100);
		ck_assert(wire_silent(&w, 50));
		wire_says(&w, "{}");
		ck_assert_int_eq(next(&w), 422);
	}
	wire_close(&w);
}
END_TEST

START_TEST(a_client_that_asks_in_vain_is_told_so_at_once)
{
	static const struct {
		const char *head;
		int status;
	} rows[] = {{"POST /nowhere HTTP/1.1\r\nHost: localhost\r\n", 404},
	    {"POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\n", 401},
	    {"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n", 415},
	    {POST_HEAD "Content-Length: 9000000\r\n", 413},
	    {"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	     "Content-Type: text/plain\r\n",
	        415}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wire w;
		reply r;
		wire_open(&w, &s);
		wire_says(&w, rows[i].head);
		wire_says(&w, "Expect: 100-continue\r\n");
		wire_says(&w, strstr(rows[i].head, "Length")
		                  ? "\r\n"
		                  : "Content-Length: 2\r\n\r\n");
		ck_assert(wire_reply(&w, false, &r));
		ck_assert_int_eq(r.status, rows[i].status);
		ck_assert(r.closes);
		reply_free(&r);
		wire_close(&w);
	}
}
END_TEST

START_TEST(a_drip_fed_body_has_one_deadline)
{
	wire w;
	reply r;
	wire_open(&w, &s);
	wire_says(&w, _i ? POST_HEAD "Transfer-Encoding: chunked\r\n\r\n"
	                 : POST_HEAD "Content-Length: 1000\r\n\r\n");
	int drops = 0;
	while (drops < 40 && wire_silent(&w, 100)) {
		wire_says(&w, _i ? "1\r\n \r\n" : " ");
		drops++;
	}
	ck_assert_int_ge(drops, 8);
	ck_assert_int_le(drops, 20);
	ck_assert(wire_reply(&w, false, &r));
	ck_assert_int_eq(r.status, 408);
	ck_assert(r.closes);
	reply_free(&r);
	ck_assert(wire_ended(&w));
	wire_close(&w);
}
END_TEST

START_TEST(a_body_that_never_comes_is_not_waited_for)
{
	wire w;
	wire_open(&w, &s);
	wire_says(&w, POST_HEAD "Content-Length: 10\r\n\r\n{");
	ck_assert_int_eq(next(&w), 408);
	ck_assert(wire_ended(&w));
	wire_close(&w);
}
END_TEST

/* A body of `n` blanks behind a head, from a client that sends all of it
 * before it reads. */
static int
after_sending(const char *head, size_t n, bool chunks)
{
	enum { PIECE = 64 << 10 };
	static char blanks[PIECE + 2];
	char line[32];
	wire w;
	memset(blanks, ' ', PIECE);
	memcpy(blanks + PIECE, "\r\n", 2);
	wire_open(&w, &s);
	bool ok = wire_says(&w, head);
	for (size_t sent = 0; ok && sent < n;) {
		size_t piece = n - sent < PIECE ? n - sent : PIECE;
		snprintf(line, sizeof line, "%zx\r\n", piece);
		ok = (!chunks || wire_says(&w, line)) &&
		     wire_send(
		         &w, blanks + PIECE - piece, piece + (chunks ? 2 : 0));
		sent += piece;
	}
	ck_assert_msg(ok, "the sender was cut off");
	if (chunks)
		wire_says(&w, "0\r\n\r\n");
	int status = next(&w);
	wire_close(&w);
	return status;
}

START_TEST(a_body_has_its_limit_with_a_length_and_without)
{
	enum { MOST = 1 << 20 };
	char head[300];
	for (size_t n = MOST - 1; n <= MOST + 1; n++) {
		int wanted = n > MOST ? 413 : 422;
		snprintf(head, sizeof head,
		    POST_HEAD "Content-Length: %zu\r\n\r\n", n);
		ck_assert_int_eq(after_sending(head, n, false), wanted);
		ck_assert_int_eq(after_sending(POST_HEAD
		                     "Transfer-Encoding: chunked\r\n\r\n",
		                     n, true),
		    wanted);
	}
}
END_TEST

START_TEST(a_413_is_seen_by_one_who_sends_it_all_first)
{
	char head[300];
	size_t n = 30 << 20;
	snprintf(head, sizeof head, POST_HEAD "Content-Length: %zu\r\n\r\n", n);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(after_sending(head, n, false), 413);
		ck_assert_int_eq(after_sending(POST_HEAD
		                     "Transfer-Encoding: chunked\r\n\r\n",
		                     n, true),
		    413);
	}
}
END_TEST

START_TEST(an_unread_body_ends_the_connection)
{
	static const char *const heads[] = {
	    "POST /nowhere HTTP/1.1\r\nHost: localhost\r\n",
	    "DELETE /healthz HTTP/1.1\r\nHost: localhost\r\n",
	    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n",
	    "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\n"};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		wire w;
		reply r;
		wire_open(&w, &s);
		wire_says(&w, heads[i]);
		/* What it might take for another request. */
		wire_says(&w, "Content-Length: 47\r\n\r\n"
		              "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
		              "12");
		ck_assert(wire_reply(&w, false, &r));
		ck_assert_int_ge(r.status, 400);
		ck_assert(r.closes);
		reply_free(&r);
		ck_assert_int_eq(next(&w), 0);
		wire_close(&w);
	}
}
END_TEST

START_TEST(pipelined_requests_are_answered_in_order)
{
	wire w;
	reply r;
	char id[64], value[64];
	buf text = {0};
	wire_open(&w, &s);
	for (int i = 0; i < 100; i++)
		buf_addf(&text,
		    "%s /healthz HTTP/1.1\r\nHost: localhost\r\n"
		    "X-Request-Id: id-%d\r\n\r\n",
		    i % 7 ? "GET" : "HEAD", i);
	wire_send(&w, text.s, text.len);
	buf_free(&text);
	wire_says(&w, POST_HEAD "Content-Length: 2\r\n\r\n{}"
	                        "GET /nowhere HTTP/1.1\r\n"
	                        "Host: localhost\r\n\r\n");
	for (int i = 0; i < 100; i++) {
		ck_assert(wire_reply(&w, i % 7 == 0, &r));
		ck_assert_int_eq(r.status, 200);
		snprintf(id, sizeof id, "id-%d", i);
		ck_assert_str_eq(
		    reply_header(&r, "X-Request-Id", value, sizeof value), id);
		reply_free(&r);
	}
	ck_assert_int_eq(next(&w), 422);
	ck_assert_int_eq(next(&w), 404);
	ck_assert(wire_silent(&w, 50));
	wire_close(&w);
}
END_TEST

START_TEST(a_form_with_nul_is_only_refused)
{
	static const char body[] = "a=1\0&b=2";
	wire w;
	wire_open(&w, &s);
	wire_says(&w, "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	              "Content-Type: application/x-www-form-urlencoded\r\n"
	              "Content-Length: 8\r\n\r\n");
	wire_send(&w, body, 8);
	ck_assert_int_eq(next(&w), 415);
	wire_close(&w);
	ck_assert_int_eq(reply_status(served_get(&s, "/healthz", NULL)), 200);
}
END_TEST

START_TEST(half_a_request_and_a_client_that_is_gone_cost_nothing)
{
	static const char whole[] =
	    POST_HEAD "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
	for (size_t n = 0; n < sizeof whole; n++) {
		wire w;
		wire_open(&w, &s);
		wire_send(&w, whole, n);
		wire_close(&w);
	}
	served_counts(&s, 0, -1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_body");
	TCase *t = tcase_create("bodies");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(
	    t, chunks_are_read_or_refused, 0, sizeof chunked / sizeof *chunked);
	tcase_add_test(t, every_split_of_a_chunked_body_reads_the_same);
	tcase_add_test(t, a_client_that_asks_is_told_to_go_on);
	tcase_add_test(t, a_client_that_asks_in_vain_is_told_so_at_once);
	tcase_add_loop_test(t, a_drip_fed_body_has_one_deadline, 0, 2);
	tcase_add_test(t, a_body_that_never_comes_is_not_waited_for);
	tcase_add_test(t, a_body_has_its_limit_with_a_length_and_without);
	tcase_add_test(t, a_413_is_seen_by_one_who_sends_it_all_first);
	tcase_add_test(t, an_unread_body_ends_the_connection);
	tcase_add_test(t, pipelined_requests_are_answered_in_order);
	tcase_add_test(t, a_form_with_nul_is_only_refused);
	tcase_add_test(
	    t, half_a_request_and_a_client_that_is_gone_cost_nothing);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
