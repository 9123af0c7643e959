/* SPDX-License-Identifier: MIT
 * test_http_browsers.c - cookies, and requests that a page of somebody else
 * made a browser send.
 */
#include "visit.h"

#include <string.h>

/* Reached by another address than the one it listens on. */
static void
open_known(void)
{
	served_start(&site, "HIRE_PUBLIC_URL=http://127.0.0.1:8080\n");
}

START_TEST(a_browser_gets_cookies_and_no_tokens)
{
	served_people(&site);
	reply r = served_ask(&site, "POST", SESSIONS, origin(),
	    pair("hr@example.com", SERVED_PASSWORD, ",\"browser\":true"), NULL);
	ck_assert_int_eq(r.status, 200);
	browser b = browser_of(&r);
	ck_assert_ptr_nonnull(b.access);
	ck_assert_ptr_nonnull(b.refresh);
	ck_assert_str_ne(b.csrf, "");
	ck_assert_ptr_null(strstr(r.body, b.access));
	ck_assert_ptr_null(strstr(r.body, b.refresh));
	ck_assert_str_eq(member(&r, "tokens.access"), "null");
	ck_assert_ptr_nonnull(strstr(r.head, "; Path=/; Max-Age="));
	ck_assert_ptr_nonnull(strstr(r.head, "; Path=" SESSIONS "; Max-Age="));
	const char *at = r.head;
	int cookies = 0;
	for (; (at = strstr(at, "Set-Cookie: ")); at++, cookies++) {
		const char *line =
		    hire_arena_strndup(site.mem, at, strcspn(at, "\r"));
		ck_assert_ptr_nonnull(strstr(line, "; HttpOnly"));
		ck_assert_ptr_nonnull(strstr(line, "; SameSite=Strict"));
		ck_assert_ptr_null(strstr(line, "Domain"));
	}
	ck_assert_int_eq(cookies, 2);
	reply_free(&r);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 200);
}
END_TEST

START_TEST(over_tls_the_names_bind_the_cookies)
{
	served_stop(&site);
	site = (served){0};
	served_start(&site, "HIRE_PUBLIC_URL=https://jobs.example.com\n");
	served_people(&site);
	reply r = served_ask(&site, "POST", SESSIONS,
	    "Origin: https://jobs.example.com\r\n",
	    pair("hr@example.com", SERVED_PASSWORD, ",\"browser\":true"), NULL);
	ck_assert_int_eq(r.status, 200);
	const char *access = cookie_of(&r, "__Host-hire_access");
	ck_assert_ptr_nonnull(access);
	/* __Host- would be refused with any path but "/". */
	ck_assert_ptr_nonnull(cookie_of(&r, "__Secure-hire_refresh"));
	const char *at = r.head;
	for (; (at = strstr(at, "Set-Cookie: ")); at++)
		ck_assert_ptr_nonnull(
		    strstr(hire_arena_strndup(site.mem, at, strcspn(at, "\r")),
		        "; Secure"));
	reply_free(&r);
	/* The same host without TLS is anybody's page. */
	r = served_ask(&site, "POST", SESSIONS, "Origin: http://localhost\r\n",
	    pair("hr@example.com", SERVED_PASSWORD, ",\"browser\":true"), NULL);
	ck_assert_int_eq(r.status, 403);
	reply_free(&r);
	const char *good = hire_arena_printf(
	    site.mem, "Cookie: __Host-hire_access=%s\r\n", access);
	const char *plain =
	    hire_arena_printf(site.mem, "Cookie: hire_access=%s\r\n", access);
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "GET", ME, good, NULL, NULL)), 200);
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "GET", ME, plain, NULL, NULL)), 401);
}
END_TEST

/* Lines that a browser would send along, and whether the request is ours. */
static const struct {
	const char *lines;
	bool ours;
} pages[] = {
    {"", false},
    {"Sec-Fetch-Site: same-origin\r\n", true},
    {"Sec-Fetch-Site: same-site\r\n", false},
    {"Sec-Fetch-Site: cross-site\r\n", false},
    {"Sec-Fetch-Site: none\r\n", false},
    {"Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost\r\n", false},
    {"Origin: http://localhost\r\n", true},
    {"Origin: http://127.0.0.1:8080\r\n", true},
    {"Origin: http://localhost.evil.example\r\n", false},
    {"Origin: http://evil.example\r\n", false},
    {"Origin: null\r\n", false},
    {"Origin: localhost\r\n", false},
    {"Referer: http://localhost/hr/jobs?x=1\r\n", true},
    {"Referer: http://evil.example/localhost\r\n", false},
    {"Origin: http://evil.example\r\nReferer: http://localhost/\r\n", false},
};

#define EACH_PAGE(p) for (size_t p = 0; p < sizeof pages / sizeof *pages; p++)

START_TEST(a_forged_log_in_is_refused)
{
	served_people(&site);
	const char *body =
	    pair("hr@example.com", SERVED_PASSWORD, ",\"browser\":true");
	EACH_PAGE(i)
	{
		reply r = served_ask(
		    &site, "POST", SESSIONS, pages[i].lines, body, NULL);
		ck_assert_msg(r.status == (pages[i].ours ? 200 : 403), "%s: %d",
		    pages[i].lines, r.status);
		ck_assert_int_eq(
		    cookie_of(&r, "hire_access") != NULL, pages[i].ours);
		reply_free(&r);
	}
}
END_TEST

START_TEST(a_forged_request_is_refused)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	EACH_PAGE(i)
	{
		const char *lines = text(pages[i].lines, csrf_line(b.csrf), "");
		int status =
		    with_cookie(&b, "DELETE", SESSIONS "/current", lines);
		ck_assert_msg(status == (pages[i].ours ? 204 : 403), "%s: %d",
		    pages[i].lines, status);
		ck_assert_int_eq(
		    with_cookie(&b, "GET", ME, ""), pages[i].ours ? 401 : 200);
		if (pages[i].ours)
			b = browser_log_in("hr@example.com");
	}
}
END_TEST

START_TEST(refreshing_by_cookie_is_for_our_pages)
{
	served_people(&site);
	EACH_PAGE(i)
	{
		browser b = browser_log_in("hr@example.com");
		reply r = refresh_by_cookie(b.refresh, pages[i].lines);
		ck_assert_msg(r.status == (pages[i].ours ? 200 : 403), "%s: %d",
		    pages[i].lines, r.status);
		reply_free(&r);
	}
}
END_TEST

START_TEST(an_unsafe_request_needs_the_token_of_its_log_in)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	browser same = browser_log_in("hr@example.com");
	browser other = browser_log_in("candidate@example.com");
	const char *bent = text(b.csrf, "", "");
	const char *wrong[] = {"", csrf_line(""), csrf_line("x"),
	    csrf_line(same.csrf), csrf_line(other.csrf), csrf_line(b.access),
	    csrf_line(text(bent, "A", ""))};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_int_eq(with_cookie(&b, "DELETE", SESSIONS "/current",
		                     text(origin(), wrong[i], "")),
		    403);
	ck_assert_int_eq(with_cookie(&b, "DELETE", SESSIONS "/current",
	                     text(origin(), csrf_line(b.csrf), "")),
	    204);
}
END_TEST

START_TEST(a_reloaded_page_gets_another_token)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	const char *cookie =
	    hire_arena_printf(site.mem, "Cookie: hire_access=%s\r\n", b.access);
	reply r = served_ask(
	    &site, "GET", SESSIONS "/current/csrf-token", cookie, NULL, NULL);
	ck_assert_int_eq(r.status, 200);
	const char *token = member(&r, "token");
	reply_free(&r);
	ck_assert_int_eq(with_cookie(&b, "DELETE", SESSIONS "/current",
	                     text(origin(), csrf_line(token), "")),
	    204);
}
END_TEST

START_TEST(the_header_counts_before_the_cookie)
{
	char id[64];
	served_people(&site);
	browser b = browser_log_in("candidate@example.com");
	const char *cookie =
	    hire_arena_printf(site.mem, "Cookie: hire_access=%s\r\n", b.access);
	reply r = served_ask(&site, "GET", ME, cookie, NULL, site.hr.token);
	ck_assert_str_eq(reply_text(&r, "id", id, sizeof id), site.hr.id);
	reply_free(&r);
	/* A bad header is not healed by a good cookie. */
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "GET", ME, cookie, NULL, "x")), 401);
	const char *basic = text(cookie, "Authorization: Basic eDp5\r\n", "");
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "GET", ME, basic, NULL, NULL)), 401);
	/* And a program needs no token against forged requests. */
	ck_assert_int_eq(reply_status(served_ask(&site, "DELETE",
	                     SESSIONS "/current", cookie, NULL, site.hr.token)),
	    204);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 200);
}
END_TEST

START_TEST(a_cookie_that_stands_twice_is_none)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	const char *twice = hire_arena_printf(
	    site.mem, "Cookie: hire_access=x; hire_access=%s\r\n", b.access);
	ck_assert_int_eq(
	    reply_status(served_ask(&site, "GET", ME, twice, NULL, NULL)), 401);
}
END_TEST

START_TEST(a_page_elsewhere_may_not_open_a_websocket)
{
	static const char up[] = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
	                         "Sec-WebSocket-Version: 13\r\n"
	                         "Sec-WebSocket-Key: "
	                         "AAAAAAAAAAAAAAAAAAAAAA==\r\n";
	static const struct {
		const char *line;
		int status;
	} rows[] = {{"Origin: http://evil.example\r\n", 403},
	    {"Origin: http://localhost\r\n", 401}, {"", 401}};
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(reply_status(served_ask(&site, "GET",
		                     "/api/v1/live?ticket=x",
		                     text(up, rows[i].line, ""), NULL, NULL)),
		    rows[i].status);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_browsers");
	TCase *t = new_case(suite, "cookies", open_site);
	tcase_add_test(t, a_browser_gets_cookies_and_no_tokens);
	tcase_add_test(t, over_tls_the_names_bind_the_cookies);
	tcase_add_test(t, the_header_counts_before_the_cookie);
	tcase_add_test(t, a_cookie_that_stands_twice_is_none);
	t = new_case(suite, "forged", open_known);
	tcase_add_test(t, a_forged_log_in_is_refused);
	tcase_add_test(t, a_forged_request_is_refused);
	tcase_add_test(t, refreshing_by_cookie_is_for_our_pages);
	tcase_add_test(t, an_unsafe_request_needs_the_token_of_its_log_in);
	tcase_add_test(t, a_reloaded_page_gets_another_token);
	tcase_add_test(t, a_page_elsewhere_may_not_open_a_websocket);
	return test_run(suite);
}
