/* SPDX-License-Identifier: MIT
 * test_http_json.c - the gate for JSON bodies as it stands in front of the
 * routes: what is refused, and how the refusal names its reason.
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
	served_start(&s, NULL);
}

static void
close_server(void)
{
	served_stop(&s);
}

#define FINE "\"email\":\"a@example.com\",\"password\":\"12345678\""

/* `field` is a part of the problem's; NULL: any. */
typedef struct sent {
	const char *body;
	size_t n;
	int status;
	const char *field;
} sent;
#define ROW(body, status, field)                                               \
	{                                                                      \
		body, sizeof(body) - 1, status, field                          \
	}

static const sent rows[] = {
    ROW("{" FINE "}", 401, ""),
    ROW(" \t\r\n{" FINE "} \r\n", 401, ""),
    ROW("", 422, NULL),
    ROW(" ", 422, NULL),
    ROW("{", 422, NULL),
    ROW("{" FINE, 422, NULL),
    ROW("{" FINE "}}", 422, NULL),
    ROW("{" FINE "} x", 422, NULL),
    ROW("{" FINE "}{}", 422, NULL),
    ROW("{" FINE "}\0", 422, NULL),
    ROW("{" FINE "\0}", 422, NULL),
    ROW("{" FINE ",}", 422, NULL),
    ROW("{" FINE "/**/}", 422, NULL),
    ROW("\xEF\xBB\xBF{" FINE "}", 422, NULL),
    ROW("{'email':'a'}", 422, NULL),
    ROW("{email:\"a\"}", 422, NULL),
    ROW("[]", 422, NULL),
    ROW("null", 422, NULL),
    ROW("\"text\"", 422, NULL),
    ROW("NaN", 422, NULL),
    ROW("{}", 422, "email"),
    ROW("{\"email\":\"a@example.com\"}", 422, "password"),
    ROW("{" FINE ",\"email\":\"b@example.com\"}", 422, NULL),
    ROW("{" FINE ",\"\\u0065mail\":\"b@example.com\"}", 422, NULL),
    ROW("{" FINE ",\"other\":1}", 422, "other"),
    ROW("{\"email\":1,\"password\":\"12345678\"}", 422, "email"),
    ROW("{\"email\":1e999,\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":null,\"password\":\"12345678\"}", 422, "email"),
    ROW("{\"email\":[\"a\"],\"password\":\"12345678\"}", 422, "email"),
    ROW("{\"email\":{},\"password\":\"12345678\"}", 422, "email"),
    ROW("{\"email\":\"\xFF\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"\xC0\x80\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"\xED\xA0\x80\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"\\ud800\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"a\\u0000b\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"a\nb\",\"password\":\"12345678\"}", 422, NULL),
    ROW("{\"email\":\"\\x\",\"password\":\"12345678\"}", 422, NULL),
};

static reply
send_json(const char *type, const char *extra, const char *body, size_t n)
{
	char head[400];
	wire w;
	reply r;
	snprintf(head, sizeof head,
	    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	    "%sContent-Length: %zu\r\n%s\r\n",
	    type, n, extra);
	wire_open(&w, &s);
	wire_says(&w, head);
	if (*extra && wire_reply(&w, false, &r))
		ck_assert_int_eq(reply_status(r), 100);
	wire_send(&w, body, n);
	wire_reply(&w, false, &r);
	wire_close(&w);
	return r;
}

#define JSON "Content-Type: application/json\r\n"

static void
check(const sent *row, const char *extra)
{
	char text[200];
	reply r = send_json(JSON, extra, row->body, row->n);
	ck_assert_msg(r.status == row->status, "%s gave %d: %s", row->body,
	    r.status, r.body);
	reply_text(&r, "field", text, sizeof text);
	if (row->field && *row->field)
		ck_assert_msg(!strcmp(text, row->field), "%s named %s",
		    row->body, r.body);
	ck_assert_str_ne(reply_text(&r, "detail", text, sizeof text), "");
	reply_free(&r);
}

START_TEST(what_is_no_strict_json_is_refused)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		check(&rows[i], "");
		if (rows[i].n && i % 4 == 1)
			check(&rows[i], "Expect: 100-continue\r\n");
	}
}
END_TEST

START_TEST(depth_has_its_limit)
{
	char body[400];
	for (int depth = 60; depth <= 70; depth++) {
		snprintf(body, sizeof body, "{\"email\":%.*s%.*s}", depth - 1,
		    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		    "[[[[[[[[[[[[",
		    depth - 1,
		    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
		    "]]]]]]]]]]]]");
		reply r = send_json(JSON, "", body, strlen(body));
		ck_assert_int_eq(r.status, 422);
		/* Within the limit it is the field that is wrong. */
		char field[64];
		reply_text(&r, "field", field, sizeof field);
		ck_assert_msg((depth <= 64) == !strcmp(field, "email"),
		    "depth %d named %s", depth, field);
		reply_free(&r);
	}
	/* As deep as a body may be. */
	size_t n = 1 << 20;
	char *deep = malloc(n);
	ck_assert_ptr_nonnull(deep);
	memset(deep, '[', n);
	ck_assert_int_eq(reply_status(send_json(JSON, "", deep, n)), 422);
	free(deep);
}
END_TEST

START_TEST(the_type_says_json)
{
	static const struct {
		const char *type;
		int status;
	} types[] = {{"Content-Type: application/json; charset=utf-8\r\n", 401},
	    {"Content-Type: Application/JSON\r\n", 401}, {"", 415},
	    {"Content-Type: text/plain\r\n", 415},
	    {"Content-Type: application/jsonx\r\n", 415},
	    {"Content-Type: application/x-www-form-urlencoded\r\n", 415},
	    {"Content-Type: multipart/form-data; boundary=x\r\n", 415}};
	static const char body[] = "{" FINE "}";
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		ck_assert_int_eq(reply_status(send_json(
		                     types[i].type, "", body, sizeof body - 1)),
		    types[i].status);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_json");
	TCase *t = tcase_create("gate");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_is_no_strict_json_is_refused);
	tcase_add_test(t, depth_has_its_limit);
	tcase_add_test(t, the_type_says_json);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
