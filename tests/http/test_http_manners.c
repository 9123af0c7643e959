/* SPDX-License-Identifier: MIT
 * test_http_manners.c - texts and bodies that no route takes, and what every
 * reply tells a browser.
 */
#include "matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static served s;

static void
open_server(void)
{
	matrix_open(&s);
}

static void
close_server(void)
{
	served_stop(&s);
}

/* 413 is about whole bodies. */
START_TEST(a_value_that_is_too_long_is_a_wrong_value)
{
	char text[700], target[800], field[100];
	memset(text, 'x', sizeof text);
	snprintf(target, sizeof target, "/api/v1/board?words=%.501s", text);
	ck_assert_int_eq(
	    matrix_outcome(served_get(&s, target, NULL), field), 422);
	ck_assert_str_eq(field, "words");
	snprintf(target, sizeof target, "{\"token\":\"%.201s\"}", text);
	ck_assert_int_eq(
	    matrix_outcome(
	        served_post(&s, "/api/v1/accounts/confirm", target, NULL),
	        field),
	    422);
	ck_assert_str_eq(field, "token");
	snprintf(target, sizeof target, "{\"name\":\"%.300s\"}", text);
	ck_assert_int_eq(matrix_outcome(served_ask(&s, "PATCH", "/api/v1/me",
	                                    IF_ANY, target, s.hr.token),
	                     field),
	    422);
	ck_assert_str_eq(field, "name");
}
END_TEST

/* Fewer characters than the document's limit, and more bytes than ours. */
START_TEST(limits_are_in_bytes)
{
	char body[600], field[100];
	char *out = body + snprintf(body, 20, "{\"title\":\"");
	for (int i = 0; i < 150; i++, out += 2)
		memcpy(out, "\xC3\xBC", 2);
	memcpy(out, "\"}", 3);
	const char *at = hire_arena_printf(
	    s.mem, "/api/v1/jobs/%s", matrix_id_find("job_id", 6)->make(&s));
	ck_assert_int_eq(
	    matrix_outcome(
	        served_ask(&s, "PATCH", at, IF_ANY, body, s.hr.token), field),
	    422);
	ck_assert_str_eq(field, "title");
}
END_TEST

#define UNSEEN "\xE2\x80\x8B \xE2\x80\xAE"

START_TEST(what_cannot_be_seen_is_no_text)
{
	static const struct {
		const char *method, *path, *body, *field;
	} rows[] = {
	    {"PATCH", "/api/v1/me", "{\"name\":\"" UNSEEN "\"}", "name"},
	    {"PATCH", "/api/v1/jobs/%s", "{\"title\":\"   \"}", "title"},
	    {"PATCH", "/api/v1/jobs/%s",
	        "{\"title\":\"\xE2\x80\xAE"
	        "evil\"}",
	        "title"},
	    {"POST", "/api/v1/jobs/%s/questions", "{\"text\":\"" UNSEEN "\"}",
	        "text"},
	    {"POST", "/api/v1/accounts",
	        "{\"email\":\"n@example.com\",\"password\":\"a long enough "
	        "one\",\"name\":\"N\",\"role\":\"hr\",\"organisation\":"
	        "\"" UNSEEN "\"}",
	        "organisation"}};
	char path[200], field[100];
	const char *job = matrix_id_find("job_id", 6)->make(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *rest = strstr(rows[i].path, "%s");
		snprintf(path, sizeof path, "%.*s%s%s",
		    (int)(rest ? rest - rows[i].path : 200), rows[i].path,
		    rest ? job : "", rest ? rest + 2 : "");
		int status =
		    matrix_outcome(served_ask(&s, rows[i].method, path, IF_ANY,
		                       rows[i].body, s.hr.token),
		        field);
		ck_assert_msg(status == 422 && !strcmp(field, rows[i].field),
		    "%s %s: %d %s", path, rows[i].body, status, field);
	}
}
END_TEST

START_TEST(packed_bodies_are_not_taken)
{
	const route *r;
	char coding[100];
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (!r->body && !(r->marks & (UPLOADS | AS_SENT)))
			continue;
		const matrix_request q = matrix_request_of(&s, r);
		reply got = matrix_send(&s, &q, r,
		    IF_ANY "Content-Encoding: gzip\r\n", matrix_caller(&s, r));
		ck_assert_str_eq(reply_header(&got, "Accept-Encoding", coding,
		                     sizeof coding),
		    "identity");
		matrix_refuses(r, "packed", got, 415, "Content-Encoding");
	}
	ck_assert_int_eq(reply_status(served_ask(&s, "PATCH", "/api/v1/me",
	                     IF_ANY "Content-Encoding: identity\r\n",
	                     "{\"name\":\"Sample Recruiter\"}", s.hr.token)),
	    200);
}
END_TEST

static const char *const safe[][2] = {{"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"}, {"Cache-Control", "no-store"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};

static void
check_safety(const char *what, reply r, const char *hsts)
{
	char got[300];
	for (size_t i = 0; i < sizeof safe / sizeof *safe; i++) {
		reply_header(&r, safe[i][0], got, sizeof got);
		ck_assert_msg(!strcmp(got, safe[i][1]), "%s (%d): %s: %s", what,
		    r.status, safe[i][0], got);
	}
	ck_assert_ptr_nonnull(
	    strstr(reply_header(&r, "Content-Security-Policy", got, sizeof got),
	        "default-src 'none'"));
	ck_assert_ptr_nonnull(strstr(got, "frame-ancestors 'none'"));
	ck_assert_str_ne(
	    reply_header(&r, "Referrer-Policy", got, sizeof got), "");
	ck_assert_str_ne(reply_header(&r, "X-Request-Id", got, sizeof got), "");
	ck_assert_str_eq(
	    reply_header(&r, "Strict-Transport-Security", got, sizeof got),
	    hsts);
	reply_free(&r);
}

static void
check_replies(const char *hsts)
{
	static const char *const asked[][2] = {{"GET", "/"},
	    {"GET", "/metrics"}, {"GET", "/healthz"},
	    {"GET", "/api/openapi.json"}, {"GET", "/api/v1/me"},
	    {"HEAD", "/api/v1/board"}, {"GET", "/nothing"}, {"PUT", "/healthz"},
	    {"OPTIONS", "/"}, {"GET", "/api/v1/board?limit=x"},
	    {"POST", "/api/v1/sessions"}, {"GET", "/pay/sandbox/x"}};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		check_safety(asked[i][1],
		    served_ask(&s, asked[i][0], asked[i][1], NULL, NULL, NULL),
		    hsts);
	static const char dots[] = "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n";
	check_safety("malformed", served_raw(&s, dots, sizeof dots - 1), hsts);
	check_safety("known",
	    served_ask(&s, "GET", "/api/v1/me", "If-None-Match: *\r\n", NULL,
	        s.hr.token),
	    hsts);
}

START_TEST(every_reply_tells_browsers_what_not_to_do)
{
	check_replies("");
	served_stop(&s);
	s = (served){0};
	served_start(&s, "HIRE_PUBLIC_URL=https://jobs.example.com\n");
	served_people(&s);
	check_replies("max-age=63072000");
}
END_TEST

/* The sandbox's pay page: whoever has its address may pay, from there. */
START_TEST(pages_elsewhere_do_not_pay)
{
	static const struct {
		const char *lines;
		int status;
	} rows[] = {{"Origin: http://evil.example\r\n", 403},
	    {"Origin: null\r\n", 403},
	    {"Referer: http://evil.example/\r\n", 403},
	    {"Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost\r\n", 403},
	    {"Origin: http://localhost\r\n", 200}, {"", 200}};
	char got[300], path[100];
	snprintf(path, sizeof path, "/pay/sandbox/%s",
	    matrix_id_find("payment_id", 10)->make(&s));
	reply r = served_get(&s, path, NULL);
	/* no-referrer would make browsers say "Origin: null". */
	ck_assert_str_eq(reply_header(&r, "Referrer-Policy", got, sizeof got),
	    "same-origin");
	reply_free(&r);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		r = served_ask(
		    &s, "POST", path, rows[i].lines, "paid=true", NULL);
		ck_assert_msg(r.status == rows[i].status, "%s: %d %s",
		    rows[i].lines, r.status, r.body);
		reply_free(&r);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_manners");
	TCase *t = tcase_create("manners");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, limits_are_in_bytes);
	tcase_add_test(t, what_cannot_be_seen_is_no_text);
	tcase_add_test(t, packed_bodies_are_not_taken);
	tcase_add_test(t, a_value_that_is_too_long_is_a_wrong_value);
	tcase_add_test(t, every_reply_tells_browsers_what_not_to_do);
	tcase_add_test(t, pages_elsewhere_do_not_pay);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
