/* SPDX-License-Identifier: MIT
 * test_http_head.c - heads as they go over the wire: what is taken, and what is
 * refused since two programs in a row could read it in two ways.
 */
#define _GNU_SOURCE
#include "served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static served s;

static void
open_server(void)
{
	served_start(&s, "HIRE_SERVER_THREADS=4\nHIRE_SERVER_HEAD_SECONDS=1\n");
}

static void
close_server(void)
{
	served_stop(&s);
}

#define HOST "Host: localhost\r\n"
#define GOOD "GET /healthz HTTP/1.1\r\n" HOST
#define POST "POST /api/v1/sessions HTTP/1.1\r\n" HOST

/* Bytes, and the statuses of the replies until the connection ends ("200 200
 * -") or waits for more ("200"). */
typedef struct exchange {
	const char *bytes;
	size_t n;
	const char *statuses;
} exchange;
#define ROW(bytes, statuses)                                                   \
	{                                                                      \
		bytes, sizeof(bytes) - 1, statuses                             \
	}

/* Whether what follows the first bytes is `wanted`. */
static void
check(const exchange *row)
{
	wire w;
	reply r;
	char got[200] = "";
	wire_open(&w, &s);
	ck_assert(wire_send(&w, row->bytes, row->n));
	wire_patience_ms = 1500;
	while (strlen(got) < 100 && wire_reply(&w, false, &r)) {
		size_t at = strlen(got);
		snprintf(
		    got + at, sizeof got - at, "%s%d", at ? " " : "", r.status);
		bool closes = r.closes;
		reply_free(&r);
		if (closes || !strstr(row->statuses, " -"))
			wire_patience_ms =
			    strlen(got) < strlen(row->statuses) ? 1500 : 100;
	}
	wire_patience_ms = 100;
	if (wire_ended(&w))
		snprintf(got + strlen(got), sizeof got - strlen(got), " -");
	wire_patience_ms = 5000;
	ck_assert_msg(!strcmp(got, row->statuses), "%.*s\n gave %s, wanted %s",
	    (int)row->n, row->bytes, got, row->statuses);
	wire_close(&w);
}

static void
check_all(const exchange *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&rows[i]);
}
#define CHECK_ALL(rows) check_all(rows, sizeof(rows) / sizeof *(rows))

static const exchange taken[] = {
    ROW(GOOD "\r\n", "200"),
    /* RFC 9112 section 2.2: one empty line in front. */
    ROW("\r\n" GOOD "\r\n", "200"),
    ROW(GOOD "\r\n" GOOD "\r\n" GOOD "\r\n", "200 200 200"),
    ROW(GOOD "Connection: close\r\n\r\n", "200 -"),
    ROW(GOOD "Connection: keep-alive, close\r\n\r\n", "200 -"),
    ROW(GOOD "Connection: Keep-Alive\r\n\r\n", "200"),
    ROW(GOOD "Connection: TE\r\n\r\n", "200 -"),
    ROW(GOOD "Connection: keep-alive\r\nConnection: close\r\n\r\n", "200 -"),
    ROW("GET /healthz HTTP/1.0\r\n\r\n", "200 -"),
    ROW("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "200"),
    ROW(GOOD "Empty:\r\n\r\n", "200"),
    ROW(GOOD "Blank:  \r\n\r\n", "200"),
    ROW(GOOD "X:   many blanks   \r\n\r\n", "200"),
    ROW(GOOD "X-High: \xC3\xA9\r\n\r\n", "200"),
    ROW("GET /healthz HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "200"),
    ROW("GET /healthz HTTP/1.1\r\nHost: a_b.example.com:80\r\n\r\n", "200"),
    ROW("GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", "200"),
    ROW(GOOD "!#$%&'*+-.^_`|~: odd but a token\r\n\r\n", "200"),
    ROW("GET /healthz? HTTP/1.1\r\n" HOST "\r\n", "200"),
};

START_TEST(heads_that_are_plain_are_taken)
{
	CHECK_ALL(taken);
}
END_TEST

static const exchange refused[] = {
    /* Lines. */
    ROW(GOOD "X: a\r\n folded\r\n\r\n", "400 -"),
    ROW(GOOD " folded\r\n\r\n", "400 -"),
    ROW(GOOD "\tfolded\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\n " HOST "\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.0\r\n : x\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.0\r\n:\r\nContent-Length: 5\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\nHost: localhost\r\n\r\n", "400 -"),
    ROW(GOOD "X: a\nY: b\r\n\r\n", "400 -"),
    ROW(GOOD "X: a\n\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\nHost: localhost\n\n", "400 -"),
    ROW(GOOD "X: a\rY: b\r\n\r\n", "400 -"),
    ROW(GOOD "X: a\0b\r\n\r\n", "400 -"),
    ROW(GOOD "X: a\x01\r\n\r\n", "400 -"),
    ROW(GOOD "X: a\x7F\r\n\r\n", "400 -"),
    ROW(GOOD "X : a\r\n\r\n", "400 -"),
    ROW(GOOD "X  : a\r\n\r\n", "400 -"),
    ROW(GOOD "X :a\r\n\r\n", "400 -"),
    ROW(GOOD "X\t: a\r\n\r\n", "400 -"),
    ROW(GOOD ": no name\r\n\r\n", "400 -"),
    ROW(GOOD "no colon\r\n\r\n", "400 -"),
    ROW(GOOD "a(b): c\r\n\r\n", "400 -"),
    ROW(GOOD "a\"b: c\r\n\r\n", "400 -"),
    ROW(GOOD "a/b: c\r\n\r\n", "400 -"),
    ROW(GOOD "caf\xC3\xA9: c\r\n\r\n", "400 -"),
    /* The first line. */
    ROW("GET  /healthz HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("GET /healthz  HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("GET \r\n/healthz HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1 \r\n" HOST "\r\n", "400 -"),
    ROW("GET /healthz\r\n" HOST "\r\n", "400 -"),
    ROW("GET /healthz HTTP/2.0\r\n" HOST "\r\n", "505 -"),
    ROW("GET /healthz HTTP/1.2\r\n" HOST "\r\n", "505 -"),
    ROW("GET /healthz HTTP/1.10\r\n" HOST "\r\n", "505 -"),
    ROW("GET /healthz HTTP/0.9\r\n\r\n", "505 -"),
    ROW("GET /healthz HTTP/1.1 x\r\n" HOST "\r\n", "400 -"),
    ROW("GET\t/healthz\tHTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\r\n" HOST "\r\n", "400 -"),
    ROW("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 -"),
    ROW("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", "400 -"),
    ROW("GET /healthz HTTX/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("get /healthz HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("BREW /healthz HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    /* Host. */
    ROW("GET /healthz HTTP/1.1\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nX: y\r\n\r\n", "400 -"),
    ROW(GOOD HOST "\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.0\r\n" HOST HOST "\r\n", "400 -"),
    ROW(GOOD "host: example.com\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: example.com/x\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: a@example.com\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: a?b\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.1\r\nHost: \xC3\xA9\r\n\r\n", "400 -"),
    ROW("GET /healthz HTTP/1.0\r\nHost: a b\r\n\r\n", "400 -"),
    /* Lengths. */
    ROW(POST "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: 2, 2\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: -1\r\n\r\n", "400 -"),
    ROW(POST "Content-Length: +2\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: 0x2\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: 2x\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: two\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length:\r\n\r\n{}", "400 -"),
    ROW(POST "Content-Length: 99999999999999999999\r\n\r\n", "400 -"),
    ROW(POST "Content-Length: 18446744073709551617\r\n\r\n{", "400 -"),
    ROW(POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
             "0\r\n\r\n",
        "400 -"),
    ROW(POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
             "0\r\n\r\n",
        "400 -"),
    ROW(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
             "0\r\n\r\n",
        "400 -"),
    ROW(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: chunked;x=y\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding: identity\r\n\r\n", "501 -"),
    ROW("POST /api/v1/sessions HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\n",
        "400 -"),
    ROW(POST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "400 -"),
    ROW(POST "Transfer-Encoding:\x0B"
             "chunked\r\n\r\n0\r\n\r\n",
        "400 -"),
    ROW(POST "Expect: 200-maybe\r\nContent-Length: 2\r\n\r\n{}", "417 -"),
};

START_TEST(heads_that_could_be_read_in_two_ways_are_refused)
{
	CHECK_ALL(refused);
}
END_TEST

#define AT(target, statuses)                                                   \
	ROW("GET " target " HTTP/1.1\r\n" HOST "\r\n", statuses)
static const exchange targets[] = {
    AT("/healthz", "200"),
    AT("/healthzz", "404"),
    AT("/healthz/", "404"),
    AT("/healthz/x", "404"),
    AT("/Healthz", "404"),
    AT("/%68ealthz", "404"),
    AT("/healthz;x=1", "404"),
    AT("/nowhere", "404"),
    AT("//healthz", "400 -"),
    AT("/x//healthz", "400 -"),
    AT("/./healthz", "400 -"),
    AT("/x/../healthz", "400 -"),
    AT("/healthz/.", "400 -"),
    AT("/healthz/..", "400 -"),
    AT("/..", "400 -"),
    AT("/.healthz", "404"),
    AT("/...", "404"),
    AT("/%2e%2e/healthz", "400 -"),
    AT("/%2E/healthz", "400 -"),
    AT("/x%2f..%2fhealthz", "400 -"),
    AT("/healthz%2F", "400 -"),
    AT("/healthz%00", "400 -"),
    AT("/healthz%5c", "400 -"),
    AT("/healthz%", "400 -"),
    AT("/healthz%4", "400 -"),
    AT("/healthz%zz", "400 -"),
    AT("/healthz\\", "400 -"),
    AT("/health\"z", "400 -"),
    AT("/healthz#x", "400 -"),
    AT("/health\xC3\xA9", "400 -"),
    AT("/healthz?x=1", "400"),
    AT("/healthz?%00", "400"),
    AT("/healthz?a=%zz", "400"),
    AT("healthz", "400 -"),
    AT("*", "400 -"),
    ROW("OPTIONS * HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("OPTIONS /healthz HTTP/1.1\r\n" HOST "\r\n", "204"),
    ROW("OPTIONS /healthz HTTP/1.1\r\n" HOST "Origin: http://example.com\r\n"
        "Access-Control-Request-Method: POST\r\n\r\n",
        "204"),
    ROW("TRACE /healthz HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    ROW("PUT /healthz HTTP/1.1\r\n" HOST "\r\n", "405"),
    ROW("CONNECT localhost:80 HTTP/1.1\r\n" HOST "\r\n", "400 -"),
    AT("http://example.com/healthz", "400 -"),
    AT("http://example.com:1/healthz", "400 -"),
    AT("ftp://example.com/healthz", "400 -"),
    AT("http://", "400 -"),
};

START_TEST(a_path_is_taken_in_its_one_spelling)
{
	CHECK_ALL(targets);
}
END_TEST

START_TEST(the_absolute_form_names_the_same_path)
{
	char text[300];
	snprintf(text, sizeof text,
	    "GET http://localhost:%d/healthz HTTP/1.1\r\n" HOST "\r\n"
	    "GET http://localhost:%d/healthzz HTTP/1.1\r\n" HOST "\r\n",
	    s.port, s.port);
	check(&(exchange){text, strlen(text), "200 404"});
}
END_TEST

/* `count` lines, Host and Connection among them. */
static int
with_lines(int count)
{
	buf text = {0};
	buf_adds(&text, GOOD "Connection: close\r\n");
	for (int i = 2; i < count; i++)
		buf_addf(&text, "X-%d: %d\r\n", i, i);
	buf_adds(&text, "\r\n");
	int status = reply_status(served_raw(&s, text.s, text.len));
	buf_free(&text);
	return status;
}

START_TEST(the_64th_line_is_one_too_many)
{
	ck_assert_int_eq(with_lines(62), 200);
	ck_assert_int_eq(with_lines(63), 200);
	ck_assert_int_eq(with_lines(64), 431);
	ck_assert_int_eq(with_lines(65), 431);
	ck_assert_int_eq(with_lines(200), 431);
}
END_TEST

/* A head of `n` bytes. */
static int
with_bytes(size_t n)
{
	static const char begin[] = GOOD "X: ", end[] = "\r\n\r\n";
	char *text = malloc(n + 1);
	ck_assert_ptr_nonnull(text);
	memset(text, 'x', n);
	memcpy(text, begin, sizeof begin - 1);
	memcpy(text + n - 4, end, 4);
	int status = reply_status(served_raw(&s, text, n));
	free(text);
	return status;
}

START_TEST(a_head_has_at_most_16_kib)
{
	ck_assert_int_eq(with_bytes(16000), 200);
	ck_assert_int_eq(with_bytes(17 << 10), 431);
	ck_assert_int_eq(with_bytes(100 << 10), 431);
	ck_assert_int_eq(with_bytes(10 << 20), 431);
}
END_TEST

START_TEST(a_target_has_its_limits)
{
	static char text[8000];
	memset(text, 'a', sizeof text);
	for (int n = 2000; n <= 2001; n++) {
		char *line = NULL;
		ck_assert_int_gt(
		    asprintf(&line, "GET /%.*s HTTP/1.1\r\n" HOST "\r\n", n - 1,
		        text),
		    0);
		ck_assert_int_eq(
		    reply_status(served_raw(&s, line, strlen(line))),
		    n > 2000 ? 414 : 404);
		free(line);
	}
	for (int n = 4000; n <= 4001; n++) {
		char *line = NULL;
		ck_assert_int_gt(
		    asprintf(&line,
		        "GET /healthz?%.*s HTTP/1.1\r\n" HOST "\r\n", n, text),
		    0);
		ck_assert_int_eq(
		    reply_status(served_raw(&s, line, strlen(line))),
		    n > 4000 ? 414 : 400);
		free(line);
	}
}
END_TEST

#define THREADS 12 /* 4, and those that are spare */

/* A client whose body is full of a secret, line ends in between; gives the
 * length of its head. */
static size_t
a_victim(void)
{
	static const char head[] =
	    POST "Content-Length: 400\r\nContent-Type: application/json\r\n"
	         "Connection: close\r\n\r\n";
	char text[sizeof head + 400];
	size_t n = sizeof head - 1;
	memcpy(text, head, n);
	for (size_t i = 0; i < 400; i++)
		text[n + i] = "SECRET-SECRET\r\n\r\n"[i % 17];
	ck_assert_int_eq(reply_status(served_raw(&s, text, n + 400)), 422);
	return n;
}

/* Behind an empty line the library reads on past what came, into what the
 * client before sent on the same thread. */
START_TEST(nothing_of_another_client_is_read)
{
	static const char mine[] = GOOD "X-Request-Id: ";
	char text[400], id[100];
	size_t n = 0;
	for (int i = 0; i < 2 * THREADS; i++)
		n = a_victim();
	/* This head ends where the secret lies. */
	snprintf(text, sizeof text, "\r\n\r\n%*s%s",
	    (int)(n - 4 - (sizeof mine - 1)), "", mine);
	ck_assert_uint_eq(strlen(text), n);
	for (int i = 0; i < 2 * THREADS; i++) {
		reply r = served_raw(&s, text, n);
		reply_header(&r, "X-Request-Id", id, sizeof id);
		ck_assert_msg(!strstr(id, "SECRET"), "read %s", id);
		ck_assert_int_ne(r.status, 200);
		reply_free(&r);
	}
}
END_TEST

static const exchange behind_white[] = {
    ROW("\r\n\r\n" GOOD "\r\n", " -"),
    ROW("\n\n" GOOD "\r\n", " -"),
    ROW("\n" GOOD "\r\n", " -"),
    ROW("  " GOOD "\r\n", " -"),
    ROW("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" GOOD "\r\n", " -"),
    ROW(GOOD "\r\n\r\n\r\n" GOOD "\r\n", "200 -"),
};

START_TEST(a_request_stands_at_the_front)
{
	/* Each thread has had one, so that it knows where the front is. */
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(
		    reply_status(served_get(&s, "/healthz", NULL)), 200);
	CHECK_ALL(behind_white);
}
END_TEST

START_TEST(who_does_not_upgrade_is_told_how)
{
	char value[32];
	reply r = served_get(&s, "/api/v1/live?ticket=x", NULL);
	ck_assert_int_eq(r.status, 426);
	ck_assert_str_eq(
	    reply_header(&r, "Upgrade", value, sizeof value), "websocket");
	reply_header(&r, "Sec-WebSocket-Version", value, sizeof value);
	ck_assert_str_eq(value, "13");
	reply_free(&r);
}
END_TEST

START_TEST(a_slow_head_is_told_and_ended)
{
	wire w;
	reply r;
	wire_open(&w, &s);
	for (int i = 0; i < 30 && wire_silent(&w, 100); i++)
		wire_says(&w, i ? "x" : "GET /healthz HTTP/1.1\r\nX: ");
	ck_assert(wire_reply(&w, false, &r));
	ck_assert_int_eq(r.status, 408);
	ck_assert(r.closes);
	reply_free(&r);
	wire_close(&w);
}
END_TEST

START_TEST(one_who_says_nothing_is_ended)
{
	wire w;
	wire_open(&w, &s);
	ck_assert(wire_silent(&w, 500));
	ck_assert(wire_ended(&w));
	wire_close(&w);
}
END_TEST

START_TEST(head_gets_the_head_of_get)
{
	wire w;
	char value[32];
	wire_open(&w, &s);
	reply get = wire_ask(&w, "GET", "/healthz", NULL, NULL, NULL);
	for (int i = 0; i < 3; i++) {
		reply r = wire_ask(&w, "HEAD", "/healthz", NULL, NULL, NULL);
		ck_assert_int_eq(r.status, 200);
		reply_header(&r, "Content-Length", value, sizeof value);
		ck_assert_uint_eq(strtoul(value, NULL, 10), get.len);
		reply_free(&r);
	}
	reply r = wire_ask(&w, "HEAD", "/nowhere", NULL, NULL, NULL);
	ck_assert_int_eq(r.status, 404);
	reply_free(&r);
	r = wire_ask(&w, "GET", "/healthz", NULL, NULL, NULL);
	ck_assert_str_eq(r.body, get.body);
	reply_free(&r);
	reply_free(&get);
	wire_close(&w);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_head");
	TCase *t = tcase_create("heads");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, heads_that_are_plain_are_taken);
	tcase_add_test(t, heads_that_could_be_read_in_two_ways_are_refused);
	tcase_add_test(t, a_path_is_taken_in_its_one_spelling);
	tcase_add_test(t, the_absolute_form_names_the_same_path);
	tcase_add_test(t, the_64th_line_is_one_too_many);
	tcase_add_test(t, a_head_has_at_most_16_kib);
	tcase_add_test(t, a_target_has_its_limits);
	tcase_add_test(t, nothing_of_another_client_is_read);
	tcase_add_test(t, a_request_stands_at_the_front);
	tcase_add_test(t, who_does_not_upgrade_is_told_how);
	tcase_add_test(t, a_slow_head_is_told_and_ended);
	tcase_add_test(t, one_who_says_nothing_is_ended);
	tcase_add_test(t, head_gets_the_head_of_get);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
