/* SPDX-License-Identifier: MIT
 * test_http_limits.c - too many calls, and where a request comes from.
 */
#include "visit.h"

#include "client.h"

#define COUNT(rows) ((int)(sizeof(rows) / sizeof *(rows)))

/* It stands still, so that hashing on a busy machine is no waiting. */
static hire_instant
noon(void *user)
{
	(void)user;
	return (hire_instant){INT64_C(1795348800) * HIRE_SECOND, HIRE_HOUR, 7};
}

static void
open_narrow(void)
{
	static const hire_ctx_options host = {.size = sizeof host, .now = noon};
	site.app.host = &host;
	served_start(&site, "HIRE_SERVER_RATE=20\nHIRE_SERVER_COSTLY_RATE=3\n"
	                    "HIRE_TRUSTED_PROXIES=127.0.0.1, 10.0.0.0/8\n");
}

static reply
ask_from(const char *forwarded, const char *target, const char *body)
{
	const char *line = text("X-Forwarded-For: ", forwarded, "\r\n");
	return served_ask(
	    &site, body ? "POST" : "GET", target, line, body, NULL);
}

START_TEST(too_many_calls_have_to_wait)
{
	for (int i = 0; i < 20; i++)
		ck_assert_int_eq(
		    reply_status(ask_from("192.0.2.1", ME, NULL)), 401);
	reply r = ask_from("192.0.2.1", ME, NULL);
	ck_assert_int_eq(r.status, 429);
	ck_assert_str_eq(header(&r, "Retry-After"), "3");
	ck_assert_str_eq(
	    header(&r, "RateLimit-Policy"), "\"address\";q=20;w=60");
	ck_assert_str_eq(header(&r, "RateLimit"), "\"address\";r=0;t=3");
	reply_free(&r);
	/* Others do not wait, nor do those who look after the server. */
	ck_assert_int_eq(reply_status(ask_from("192.0.2.2", ME, NULL)), 401);
	for (int i = 0; i < 30; i++)
		ck_assert_int_eq(
		    reply_status(ask_from("192.0.2.1", "/healthz", NULL)), 200);
}
END_TEST

START_TEST(what_is_dear_waits_sooner_and_tells_nothing)
{
	static const char *const emails[] = {"a@example.com", "b@example.com"};
	ck_assert_int_eq(reply_status(ask_from("192.0.2.9", "/api/v1/accounts",
	                     pair(emails[0], SERVED_PASSWORD,
	                         ",\"name\":\"Sample Person\""))),
	    202);
	for (size_t k = 0; k < 2; k++) {
		const char *from = k ? "192.0.2.2" : "192.0.2.1";
		const char *body = pair(emails[k], "wrong password", "");
		for (int i = 0; i < 3; i++)
			ck_assert_int_eq(
			    reply_status(ask_from(from, SESSIONS, body)), 401);
		reply r = ask_from(from, SESSIONS, body);
		ck_assert_int_eq(r.status, 429);
		ck_assert_str_eq(header(&r, "Retry-After"), "20");
		ck_assert_str_eq(
		    member(&r, "detail"), "too many requests, wait 20 seconds");
		reply_free(&r);
		ck_assert_int_eq(reply_status(ask_from(from, ME, NULL)), 401);
	}
}
END_TEST

START_TEST(a_log_in_waits_wherever_it_calls_from)
{
	served_person hr = {.id = ""};
	hire_account account;
	ck_assert_ok(hire_admin_create(site.app.platform, "admin@example.com",
	    "Sample Person", SERVED_PASSWORD, site.mem, &account, NULL));
	reply r = ask_from("192.0.2.99", SESSIONS,
	    pair("admin@example.com", SERVED_PASSWORD, ""));
	reply_text(&r, "tokens.access", hr.token, sizeof hr.token);
	reply_free(&r);
	for (int i = 0; i <= 20; i++) {
		const char *line = hire_arena_printf(
		    site.mem, "X-Forwarded-For: 192.0.2.%d\r\n", i);
		r = served_ask(&site, "GET", ME, line, NULL, hr.token);
		ck_assert_int_eq(r.status, i < 20 ? 200 : 429);
		reply_free(&r);
	}
}
END_TEST

static const struct {
	const char *peer, *lines[2], *proxies, *client;
} hops[] = {
    {"192.0.2.1", {"198.51.100.7"}, "", "192.0.2.1"},
    {"192.0.2.1", {"198.51.100.7"}, "10.0.0.1", "192.0.2.1"},
    {"10.0.0.1", {"198.51.100.7"}, "10.0.0.1", "198.51.100.7"},
    {"10.0.0.1", {NULL}, "10.0.0.1", "10.0.0.1"},
    {"10.0.0.1", {"1.1.1.1, 198.51.100.7"}, "10.0.0.1", "198.51.100.7"},
    {"10.0.0.1", {"198.51.100.7, 10.9.9.9"}, "10.0.0.0/8", "198.51.100.7"},
    {"10.0.0.1", {"1.1.1.1", "198.51.100.7,10.2.2.2"}, " 10.0.0.0/8 ",
        "198.51.100.7"},
    {"10.0.0.1", {"198.51.100.7", "10.2.2.2"}, "10.0.0.0/8", "198.51.100.7"},
    {"10.0.0.1", {"198.51.100.7, nonsense"}, "10.0.0.1", "10.0.0.1"},
    {"10.0.0.1", {"198.51.100.7, "}, "10.0.0.1", "10.0.0.1"},
    {"10.0.0.1", {"10.0.0.2"}, "10.0.0.0/8", "10.0.0.2"},
    {"172.20.1.1", {"198.51.100.7"}, "172.16.0.0/12", "198.51.100.7"},
    {"172.32.1.1", {"198.51.100.7"}, "172.16.0.0/12", "172.32.1.1"},
    {"::1", {"2001:db8:1:2:3:4:5:6"}, "::1", "2001:db8:1:2::"},
    {"::ffff:10.0.0.1", {"198.51.100.7"}, "10.0.0.1", "198.51.100.7"},
};

START_TEST(the_client_is_the_last_hop_that_is_not_ours)
{
	char got[CLIENT_MAX];
	http_header headers[2];
	http_request r = {.peer = hops[_i].peer, .headers = headers};
	for (size_t i = 0; i < 2 && hops[_i].lines[i]; i++)
		headers[r.header_count++] =
		    (http_header){"x-forwarded-for", hops[_i].lines[i]};
	client_address(&r, hops[_i].proxies, got);
	ck_assert_str_eq(got, hops[_i].client);
}
END_TEST

START_TEST(proxies_are_addresses_or_blocks)
{
	static const char *const bad[] = {"proxy.example.com", "10.0.0.0/33",
	    "10.0.0.1, x", "10.0.0.0/", "::1/129", "10.0.0.0/-1"};
	hire_error err;
	ck_assert_ok(client_list_check(
	    "10.0.0.0/8, ::1,fd00::/8", "HIRE_TRUSTED_PROXIES", &err));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_status(
		    client_list_check(bad[i], "HIRE_TRUSTED_PROXIES", &err),
		    HIRE_EINVAL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_limits");
	TCase *t = new_case(suite, "limits", open_narrow);
	tcase_add_test(t, too_many_calls_have_to_wait);
	tcase_add_test(t, what_is_dear_waits_sooner_and_tells_nothing);
	tcase_add_test(t, a_log_in_waits_wherever_it_calls_from);
	t = tcase_create("clients");
	tcase_add_loop_test(
	    t, the_client_is_the_last_hop_that_is_not_ours, 0, COUNT(hops));
	tcase_add_test(t, proxies_are_addresses_or_blocks);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
