/* SPDX-License-Identifier: MIT
 * test_http.c - calls to other people's servers: which URLs, which addresses,
 * and what a bad server can do.
 */
#include "loopback.h"
#include "support.h"

#include "util/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

START_TEST(urls_that_are_taken)
{
	static const struct {
		const char *url, *host;
		bool tls;
		int port;
	} rows[] = {{"https://example.com", "example.com", true, 443},
	    {"http://Example.COM:8080/a?b=c", "example.com", false, 8080},
	    {"https://203.0.113.9/x", "203.0.113.9", true, 443},
	    {"http://[2001:DB8::1]:81/", "2001:db8::1", false, 81},
	    {"https://xn--bcher-kva.example/?x=@", "xn--bcher-kva.example",
	        true, 443},
	    {"https://a_b.example.com:65535", "a_b.example.com", true, 65535},
	    {"https://3com.example/", "3com.example", true, 443}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		hire__url u;
		ck_assert_ok(hire__url_read(rows[i].url, &u, NULL));
		ck_assert_str_eq(u.host, rows[i].host);
		ck_assert_int_eq(u.tls, rows[i].tls);
		ck_assert_int_eq(u.port, rows[i].port);
	}
}
END_TEST

START_TEST(urls_that_are_refused)
{
	static const char *const rows[] = {"", "example.com",
	    "ftp://example.com", "file:///etc/passwd", "gopher://example.com",
	    "HTTP://example.com", "http:/example.com", "http://", "http:///x",
	    "http://user@example.com", "http://user:word@example.com",
	    "http://example.com@127.0.0.1/", "http://127.0.0.1\\@example.com/",
	    "http://example.com\\x", "http://exa mple.com",
	    "http://example.com/\r\nHost: x", "http://example.com/#part",
	    "http://b\xC3\xBC.example", "http://0x7f.1", "http://0x7f000001",
	    "http://2130706433", "http://127.1", "http://0177.0.0.1",
	    "http://127.0.0.1.", "http://127.0.0.01", "http://256.1.1.1",
	    "http://1.2.3.4.5", "http://example.0x7f", "http://[::1",
	    "http://[::1%25eth0]/", "http://[example]/",
	    "http://[::ffff:1.2.3]/", "http://[::1]x/",
	    "http://example.com:", "http://example.com:0",
	    "http://example.com:x", "http://example.com:65536",
	    "http://example.com:99999999", "http://example.com:80:80",
	    "http://.example.com", "http://example..com",
	    "http://example.com./", "http://-x.example", "http://exa%6dple.com",
	    "http://example.com%00.example.org"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		hire__url u = {.port = 7};
		hire_error err = {0};
		ck_assert_msg(hire__url_read(rows[i], &u, &err) == HIRE_EINVAL,
		    "%s", rows[i]);
		ck_assert_str_eq(err.field, "url");
		ck_assert_int_eq(u.port, 7);
	}
}
END_TEST

static bool
may_connect(const char *address, const char *authority, const char *list)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
	char text[300];
	hire__url url;
	snprintf(text, sizeof text, "http://%s/", authority);
	ck_assert_ok(hire__url_read(text, &url, NULL));
	if (inet_pton(AF_INET, address, &in.sin_addr) == 1)
		return hire__net_may_connect(
		    (struct sockaddr *)&in, &url, list);
	ck_assert_int_eq(inet_pton(AF_INET6, address, &in6.sin6_addr), 1);
	return hire__net_may_connect((struct sockaddr *)&in6, &url, list);
}

START_TEST(addresses_that_are_not_public)
{
	static const char *const closed[] = {"0.0.0.0", "0.1.2.3", "10.0.0.1",
	    "10.255.255.255", "100.64.0.1", "100.127.255.254",
	    "100.100.100.200", "127.0.0.1", "127.255.255.255",
	    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192",
	    "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
	    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
	    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
	    "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
	    "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1",
	    "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1",
	    "3fff::1", "3fff:fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
	    "fe80::1", "febf::1", "fec0::1", "ff02::1"};
	static const char *const open[] = {"8.8.8.8", "1.1.1.1",
	    "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
	    "126.255.255.255", "128.0.0.1", "169.253.255.255", "172.15.255.255",
	    "172.32.0.0", "192.0.1.1", "192.167.255.255", "192.169.0.0",
	    "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1",
	    "2606:4700::1111", "2a00:1450::1", "2003::1", "3ffe:ffff::1"};
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		ck_assert_msg(!may_connect(closed[i], "example.com", NULL),
		    "%s", closed[i]);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		ck_assert_msg(
		    may_connect(open[i], "example.com", NULL), "%s", open[i]);
}
END_TEST

START_TEST(exceptions_are_exact)
{
	const char *list =
	    "10.1.0.0/16, hooks.internal:8443 127.0.0.1:9000,[::1]:81 ::1/128";
	ck_assert_ok(hire__net_list_check(list, "X", NULL));
	ck_assert(may_connect("10.1.255.1", "a.example", list));
	ck_assert(!may_connect("10.2.0.1", "a.example", list));
	ck_assert(may_connect("192.168.0.1", "hooks.internal:8443", list));
	ck_assert(!may_connect("192.168.0.1", "hooks.internal", list));
	ck_assert(!may_connect("192.168.0.1", "x.hooks.internal:8443", list));
	ck_assert(may_connect("127.0.0.1", "127.0.0.1:9000", list));
	ck_assert(!may_connect("127.0.0.1", "127.0.0.1:9001", list));
	ck_assert(!may_connect("127.0.0.1", "a.example:9000", list));
	ck_assert(may_connect("::1", "a.example", list));
	ck_assert(!may_connect("::ffff:10.1.0.1", "a.example", list));
	static const char *const bad[] = {"10.0.0.0/33", "10.0.0/8", "::/129",
	    "example.com", "example.com:0", "10.0.0.0/x", "10.0.0.0/08",
	    "a.example:80/x", "user@a.example:80"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		hire_error err = {0};
		ck_assert_msg(
		    hire__net_list_check(bad[i], "X", &err) == HIRE_EINVAL,
		    "%s", bad[i]);
		ck_assert_str_eq(err.field, "X");
	}
}
END_TEST

/* One call to a server that answers so. */
typedef struct trial {
	test_host host;
	hire_arena *mem;
	loopback server;
	char url[80];
	hire__http_reply reply;
	hire_error err;
} trial;

static trial t;

static hire_status
try_it(loopback_reply how, hire_time limit, size_t reply_max, const char *allow)
{
	static loopback_reply script;
	script = how; /* outlives this call: the server may come late */
	loopback_script(&t.server, &script, 1);
	const hire__http_header headers[] = {
	    {"content-type", "text/plain"}, {"x-empty", ""}};
	const hire__http_call call = {.url = t.url,
	    .headers = headers,
	    .header_count = 2,
	    .body = "hello",
	    .body_len = 5,
	    .limit = limit,
	    .reply_max = reply_max,
	    .allow = allow};
	t.err = (hire_error){0};
	return hire__http_do(&call, t.mem, &t.reply, &t.err);
}

static void
setup(void)
{
	static const loopback_reply well = {.status = 200};
	memset(&t, 0, sizeof t);
	test_host_open(&t.host);
	ck_assert_ok(hire_arena_new(t.host.ctx, 0, &t.mem, NULL));
	loopback_open(&t.server, &well, 1);
	snprintf(
	    t.url, sizeof t.url, "http://127.0.0.1:%d/hook?x=1", t.server.port);
}

static void
teardown(void)
{
	loopback_close(&t.server);
	hire_arena_free(t.mem);
	test_host_close(&t.host);
}

#define HERE "127.0.0.0/8"

START_TEST(a_call_and_its_reply)
{
	char value[100];
	ck_assert_ok(try_it(
	    (loopback_reply){
	        .status = 202, .headers = "retry-after: 7\r\n", .body = 10},
	    5 * HIRE_SECOND, 100, HERE));
	ck_assert_int_eq(t.reply.status, 202);
	ck_assert_str_eq(t.reply.body, "xxxxxxxxxx");
	ck_assert_uint_eq(t.reply.body_len, 10);
	ck_assert(!t.reply.cut);
	ck_assert_int_eq(t.reply.retry_after, 7 * HIRE_SECOND);
	ck_assert_str_eq(loopback_body(&t.server, 0), "hello");
	loopback_header(&t.server, 0, "content-type", value, sizeof value);
	ck_assert_str_eq(value, "text/plain");
	loopback_header(&t.server, 0, "user-agent", value, sizeof value);
	ck_assert_str_eq(value, "libhire/" HIRE_VERSION);
	loopback_header(&t.server, 0, "expect", value, sizeof value);
	ck_assert_str_eq(value, "");
	ck_assert_int_eq(strncmp(t.server.kept[0], "POST /hook?x=1 ", 15), 0);
}
END_TEST

START_TEST(a_call_without_body_is_a_get)
{
	const hire__http_call call = {.url = t.url,
	    .limit = 5 * HIRE_SECOND,
	    .reply_max = 10,
	    .allow = HERE};
	ck_assert_ok(hire__http_do(&call, t.mem, &t.reply, NULL));
	ck_assert_int_eq(strncmp(t.server.kept[0], "GET /hook", 9), 0);
	ck_assert_str_eq(t.reply.body, "");
}
END_TEST

START_TEST(nothing_private_is_connected_to)
{
	const loopback_reply well = {.status = 200};
	ck_assert_status(try_it(well, HIRE_SECOND, 10, NULL), HIRE_EDENIED);
	ck_assert_status(
	    try_it(well, HIRE_SECOND, 10, "10.0.0.0/8"), HIRE_EDENIED);
	/* By a name: what counts is the address that it turns out to have. */
	snprintf(t.url, sizeof t.url, "http://localhost:%d/", t.server.port);
	ck_assert_status(try_it(well, HIRE_SECOND, 10, NULL), HIRE_EDENIED);
	ck_assert_uint_eq(loopback_count(&t.server), 0);
}
END_TEST

START_TEST(proxies_of_the_environment_are_not_used)
{
	char proxy[64];
	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", t.server.port);
	setenv("http_proxy", proxy, 1);
	setenv("all_proxy", proxy, 1);
	const hire__http_call call = {.url = "http://no-such-name.invalid/",
	    .limit = 5 * HIRE_SECOND,
	    .reply_max = 10,
	    .allow = HERE};
	ck_assert_int_ne(hire__http_do(&call, t.mem, &t.reply, NULL), HIRE_OK);
	ck_assert_uint_eq(loopback_count(&t.server), 0);
	unsetenv("http_proxy");
	unsetenv("all_proxy");
}
END_TEST

START_TEST(redirects_are_replies)
{
	char there[100];
	snprintf(there, sizeof there, "location: http://127.0.0.1:%d/x\r\n",
	    t.server.port);
	ck_assert_ok(try_it((loopback_reply){.status = 302, .headers = there},
	    5 * HIRE_SECOND, 100, HERE));
	ck_assert_int_eq(t.reply.status, 302);
	ck_assert_uint_eq(loopback_count(&t.server), 1);
}
END_TEST

START_TEST(bad_servers_are_survived)
{
	ck_assert_ok(try_it((loopback_reply){.status = 200, .body = 64 << 20},
	    5 * HIRE_SECOND, 4096, HERE));
	ck_assert(t.reply.cut);
	ck_assert_uint_eq(t.reply.body_len, 4096);
	ck_assert_status(
	    try_it((loopback_reply){.status = 200, .manner = LOOPBACK_SLOW},
	        300000, 100, HERE),
	    HIRE_ETIMEOUT);
	ck_assert_status(try_it((loopback_reply){.manner = LOOPBACK_SILENT},
	                     200000, 100, HERE),
	    HIRE_ETIMEOUT);
	ck_assert_status(try_it((loopback_reply){.status = 200,
	                            .body = 1000,
	                            .manner = LOOPBACK_CUT},
	                     5 * HIRE_SECOND, 4096, HERE),
	    HIRE_EBACKEND);
	ck_assert_status(try_it((loopback_reply){.manner = LOOPBACK_GARBAGE},
	                     5 * HIRE_SECOND, 4096, HERE),
	    HIRE_EBACKEND);
	snprintf(t.url, sizeof t.url, "http://127.0.0.1:1/");
	ck_assert_status(
	    try_it((loopback_reply){.status = 200}, 5 * HIRE_SECOND, 100, HERE),
	    HIRE_EBACKEND);
	ck_assert_uint_gt(strlen(t.err.message), 5);
}
END_TEST

START_TEST(headers_hold_one_line)
{
	static const hire__http_header bad[] = {{"a", "b\r\nc: d"},
	    {"a\r\nb", "c"}, {"", "x"}, {"a b", "x"}, {"a:", "x"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const hire__http_call call = {.url = t.url,
		    .headers = &bad[i],
		    .header_count = 1,
		    .limit = HIRE_SECOND,
		    .allow = HERE};
		ck_assert_status(
		    hire__http_do(&call, t.mem, &t.reply, NULL), HIRE_EINVAL);
	}
	ck_assert_uint_eq(loopback_count(&t.server), 0);
}
END_TEST

static hire_status
call_with(hire_ctx *ctx)
{
	hire_arena *mem = NULL;
	hire__http_reply reply;
	const hire__http_header header = {"a", "b"};
	const hire__http_call call = {.url = t.url,
	    .headers = &header,
	    .header_count = 1,
	    .body = "x",
	    .body_len = 1,
	    .limit = 5 * HIRE_SECOND,
	    .reply_max = 100,
	    .allow = HERE};
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (!st)
		st = hire__http_do(&call, mem, &reply, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(every_allocation)
{
	static const loopback_reply some = {.status = 200, .body = 50};
	loopback_script(&t.server, &some, 1);
	test_every_allocation(call_with);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("http");
	TCase *pure = tcase_create("pure");
	TCase *live = tcase_create("live");
	tcase_add_test(pure, urls_that_are_taken);
	tcase_add_test(pure, urls_that_are_refused);
	tcase_add_test(pure, addresses_that_are_not_public);
	tcase_add_test(pure, exceptions_are_exact);
	tcase_add_checked_fixture(live, setup, teardown);
	tcase_set_timeout(live, 30);
	tcase_add_test(live, a_call_and_its_reply);
	tcase_add_test(live, a_call_without_body_is_a_get);
	tcase_add_test(live, nothing_private_is_connected_to);
	tcase_add_test(live, proxies_of_the_environment_are_not_used);
	tcase_add_test(live, redirects_are_replies);
	tcase_add_test(live, bad_servers_are_survived);
	tcase_add_test(live, headers_hold_one_line);
	tcase_add_test(live, every_allocation);
	suite_add_tcase(s, pure);
	suite_add_tcase(s, live);
	return test_run(s);
}
