/* SPDX-License-Identifier: MIT
 * test_ws_handshake.c - requests that may become a WebSocket, and those that
 * may not, each for one reason.
 */
#include "test_ws_support.h"
#include "ws/handshake.h"

#include <string.h>

#define KEY "dGhlIHNhbXBsZSBub25jZQ==" /* the example of RFC 6455 */

enum { LINES = 5, MORE = 3 };

/* A good request but for one line: `at` (0 Host, 1 Upgrade, 2 Connection,
 * 3 Key, 4 Version) has another value (NULL: is left out), `more` follows. */
static const struct row {
	const char *name;
	int status;
	int at;
	const char *value;
	ws_header more[MORE];
} rows[] = {
    {"a good one", 101, 0, "example.com", {{NULL, NULL}}},
    {"upgrade in a list", 101, 2, "keep-alive, Upgrade", {{NULL, NULL}}},
    {"any case and blanks", 101, 2, "\t UPGRADE  , ", {{NULL, NULL}}},
    {"websocket in any case", 101, 1, "h2c,WebSocket", {{NULL, NULL}}},
    {"connection on two lines", 101, 2, "keep-alive",
        {{"connection", "upgrade"}}},
    {"an empty body", 101, 0, "example.com", {{"Content-Length", "0"}}},
    {"extensions are passed over", 101, 0, "example.com",
        {{"Sec-WebSocket-Extensions", "permessage-deflate"}}},
    {"no host", 400, 0, NULL, {{NULL, NULL}}},
    {"an empty host", 400, 0, " ", {{NULL, NULL}}},
    {"two hosts", 400, 0, "example.com", {{"host", "example.org"}}},
    {"no upgrade", 426, 1, NULL, {{NULL, NULL}}},
    {"another upgrade", 426, 1, "h2c", {{NULL, NULL}}},
    {"a longer word", 426, 1, "websocket2", {{NULL, NULL}}},
    {"a word with a blank", 426, 1, "web socket", {{NULL, NULL}}},
    {"no connection", 400, 2, NULL, {{NULL, NULL}}},
    {"connection kept", 400, 2, "keep-alive", {{NULL, NULL}}},
    {"upgrade within a word", 400, 2, "upgrades", {{NULL, NULL}}},
    {"no version", 426, 4, NULL, {{NULL, NULL}}},
    {"version 8", 426, 4, "8", {{NULL, NULL}}},
    {"version 013", 426, 4, "013", {{NULL, NULL}}},
    {"versions in a list", 426, 4, "13, 8", {{NULL, NULL}}},
    {"two versions", 400, 4, "13", {{"sec-websocket-version", "13"}}},
    {"no key", 400, 3, NULL, {{NULL, NULL}}},
    {"an empty key", 400, 3, "", {{NULL, NULL}}},
    {"a key of 15 bytes", 400, 3, "dGhlIHNhbXBsZSBub25j", {{NULL, NULL}}},
    {"a key of 17 bytes", 400, 3, "dGhlIHNhbXBsZSBub25jZWE=", {{NULL, NULL}}},
    {"a key with a stray bit", 400, 3,
        "dGhlIHNhbXBsZSBub25jZR==", {{NULL, NULL}}},
    {"a key of no base64", 400, 3, "dGhlIHNhbXBs!SBub25jZQ==", {{NULL, NULL}}},
    {"a key without its end", 400, 3, "dGhlIHNhbXBsZSBub25jZQ", {{NULL, NULL}}},
    {"a key with a blank within", 400, 3,
        "dGhlIHNhbXBs SBub25jZQ==", {{NULL, NULL}}},
    {"two keys", 400, 3, KEY, {{"SEC-WEBSOCKET-KEY", KEY}}},
    {"a body", 400, 0, "example.com", {{"Content-Length", "3"}}},
    {"a chunked body", 400, 0, "example.com",
        {{"Transfer-Encoding", "chunked"}}},
    {"a protocol that is no token", 400, 0, "example.com",
        {{"Sec-WebSocket-Protocol", "hire 1"}}},
    {"a protocol twice", 400, 0, "example.com",
        {{"Sec-WebSocket-Protocol", "a, b"}, {"Sec-WebSocket-Protocol", "a"}}},
};

static const char *const names[LINES] = {"Host", "Upgrade", "Connection",
    "Sec-WebSocket-Key", "Sec-WebSocket-Version"};
static const char *const good[LINES] = {
    "example.com", "websocket", "Upgrade", KEY, "13"};

static size_t
headers_of(const struct row *row, ws_header *out)
{
	size_t n = 0;
	for (int i = 0; i < LINES; i++) {
		const char *value = i == row->at ? row->value : good[i];
		if (value)
			out[n++] = (ws_header){names[i], value};
	}
	for (int i = 0; i < MORE && row->more[i].name; i++)
		out[n++] = row->more[i];
	return n;
}

START_TEST(the_request_gets_its_verdict)
{
	const struct row *row = &rows[_i];
	ws_header headers[LINES + MORE];
	ws_request r = {"GET", "1.1", headers, headers_of(row, headers)};
	ws_verdict v = ws_handshake(&r, NULL);
	ck_assert_msg(v.status == row->status, "%s: %d, %s", row->name,
	    v.status, v.why ? v.why : "");
	ck_assert_int_eq(v.why == NULL, v.status == 101);
	char reply[WS_REPLY_MAX];
	ck_assert_int_eq(ws_handshake_reply(&v, reply) > 0, v.status == 101);
}
END_TEST

static ws_verdict
with(const char *method, const char *version)
{
	ws_header headers[LINES + MORE];
	ws_request r = {method, version, headers, headers_of(rows, headers)};
	return ws_handshake(&r, NULL);
}

START_TEST(only_get_over_http_1_1_is_taken)
{
	ck_assert_int_eq(with("GET", "1.1").status, 101);
	ck_assert_int_eq(with("POST", "1.1").status, 405);
	ck_assert_int_eq(with("get", "1.1").status, 405);
	ck_assert_int_eq(with("GET", "1.0").status, 505);
	ck_assert_int_eq(with("GET", "2.0").status, 505);
}
END_TEST

START_TEST(the_reply_is_that_of_the_standards_example)
{
	char reply[WS_REPLY_MAX];
	ws_verdict v = with("GET", "1.1");
	ck_assert_str_eq(v.accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
	size_t n = ws_handshake_reply(&v, reply);
	ck_assert_str_eq(reply,
	    "HTTP/1.1 101 Switching Protocols\r\n"
	    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
	ck_assert_uint_eq(n, strlen(reply));
}
END_TEST

static ws_verdict
offering(const char *first, const char *second, const char *const *known)
{
	ws_header headers[LINES + MORE];
	size_t n = headers_of(rows, headers);
	headers[n++] = (ws_header){"Sec-WebSocket-Protocol", first};
	if (second)
		headers[n++] = (ws_header){"sec-websocket-protocol", second};
	ws_request r = {"GET", "1.1", headers, n};
	return ws_handshake(&r, known);
}

START_TEST(the_first_offered_protocol_that_is_known_is_chosen)
{
	static const char *const known[] = {"hire.2", "hire.1", NULL};
	char reply[WS_REPLY_MAX];
	ws_verdict v = offering("x, hire.1", "hire.2", known);
	ck_assert_str_eq(v.protocol, "hire.1");
	ck_assert_uint_gt(ws_handshake_reply(&v, reply), 0);
	ck_assert_ptr_nonnull(
	    strstr(reply, "\r\nSec-WebSocket-Protocol: hire.1\r\n\r\n"));
	v = offering("HIRE.1", NULL, known);
	ck_assert_int_eq(v.status, 101);
	ck_assert_ptr_null(v.protocol);
	ck_assert_ptr_null(offering("hire.1", NULL, NULL).protocol);
}
END_TEST

START_TEST(an_endless_list_of_protocols_is_refused)
{
	static const char *const known[] = {"p", NULL};
	char list[4096] = "";
	size_t n = 0;
	for (int i = 0; i < 33; i++) {
		list[n++] = (char)('a' + i / 26);
		list[n++] = (char)('a' + i % 26);
		list[n++] = ',';
		list[n] = 0;
		ck_assert_int_eq(
		    offering(list, NULL, known).status, i < 32 ? 101 : 400);
	}
}
END_TEST

START_TEST(a_protocol_too_long_for_the_reply_gives_none)
{
	char longest[WS_PROTOCOL_MAX + 2], reply[WS_REPLY_MAX];
	const char *const known[] = {longest, NULL};
	memset(longest, 'p', sizeof longest);
	longest[WS_PROTOCOL_MAX] = 0;
	ws_verdict v = offering(longest, NULL, known);
	ck_assert_uint_gt(ws_handshake_reply(&v, reply), 0);
	longest[WS_PROTOCOL_MAX] = 'p';
	longest[WS_PROTOCOL_MAX + 1] = 0;
	ck_assert_uint_eq(ws_handshake_reply(&v, reply), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ws_handshake");
	TCase *t = tcase_create("handshake");
	tcase_add_loop_test(
	    t, the_request_gets_its_verdict, 0, sizeof rows / sizeof *rows);
	tcase_add_test(t, only_get_over_http_1_1_is_taken);
	tcase_add_test(t, the_reply_is_that_of_the_standards_example);
	tcase_add_test(t, the_first_offered_protocol_that_is_known_is_chosen);
	tcase_add_test(t, an_endless_list_of_protocols_is_refused);
	tcase_add_test(t, a_protocol_too_long_for_the_reply_gives_none);
	suite_add_tcase(s, t);
	return test_run(s);
}
