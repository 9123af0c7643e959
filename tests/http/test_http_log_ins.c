/* SPDX-License-Identifier: MIT
 * test_http_log_ins.c - staying logged in with one tab and with two, and
 * log-ins that end.
 */
#include "visit.h"

#include <string.h>

START_TEST(two_tabs_refresh_at_the_same_time)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	reply one = refresh_by_cookie(b.refresh, origin());
	reply two = refresh_by_cookie(b.refresh, origin());
	ck_assert_int_eq(one.status, 200);
	ck_assert_int_eq(two.status, 200);
	browser first = browser_of(&one), second = browser_of(&two);
	ck_assert_str_ne(first.refresh, b.refresh);
	reply_free(&one);
	reply_free(&two);
	ck_assert_int_eq(with_cookie(&first, "GET", ME, ""), 200);
	ck_assert_int_eq(with_cookie(&second, "GET", ME, ""), 200);
	/* One log-in, however many tabs. */
	reply r = served_get(&site, SESSIONS, site.hr.token);
	ck_assert_str_ne(member(&r, "sessions.1"), "");
	ck_assert_str_eq(member(&r, "sessions.2"), "");
	reply_free(&r);
}
END_TEST

START_TEST(a_refresh_that_is_over_drops_the_cookies)
{
	reply r = refresh_by_cookie("wrong", origin());
	ck_assert_int_eq(r.status, 401);
	ck_assert_str_eq(cookie_of(&r, "hire_refresh"), "");
	reply_free(&r);
}
END_TEST

START_TEST(programs_get_tokens_and_no_cookies)
{
	served_people(&site);
	reply r = served_post(
	    &site, SESSIONS, pair("hr@example.com", SERVED_PASSWORD, ""), NULL);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.head, "Set-Cookie"));
	ck_assert_str_eq(member(&r, "csrf"), "null");
	const char *body = hire_arena_printf(
	    site.mem, "{\"refresh\":\"%s\"}", member(&r, "tokens.refresh"));
	reply_free(&r);
	r = served_post(&site, REFRESH, body, NULL);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.head, "Set-Cookie"));
	ck_assert_str_ne(member(&r, "tokens.refresh"), "null");
	reply_free(&r);
}
END_TEST

START_TEST(logging_out_ends_the_access_token_too)
{
	served_people(&site);
	served_person again = {.id = ""};
	reply r = served_post(
	    &site, SESSIONS, pair("hr@example.com", SERVED_PASSWORD, ""), NULL);
	reply_text(&r, "tokens.access", again.token, sizeof again.token);
	reply_free(&r);
	ck_assert_int_eq(reply_status(served_ask(&site, "DELETE",
	                     SESSIONS "/current", NULL, NULL, again.token)),
	    204);
	ck_assert_int_eq(reply_status(served_get(&site, ME, again.token)), 401);
	ck_assert_int_eq(
	    reply_status(served_get(&site, ME, site.hr.token)), 200);
	ck_assert_int_eq(reply_status(served_ask(&site, "DELETE", SESSIONS,
	                     NULL, NULL, site.hr.token)),
	    204);
	ck_assert_int_eq(
	    reply_status(served_get(&site, ME, site.hr.token)), 401);
}
END_TEST

START_TEST(a_person_ends_log_ins_of_their_own)
{
	served_people(&site);
	browser b = browser_log_in("hr@example.com");
	reply r = served_get(&site, SESSIONS, site.hr.token);
	ck_assert_int_eq(r.status, 200);
	int mine = !strcmp(member(&r, "sessions.0.current"), "true") ? 0 : 1;
	const char *own = member(&r, mine ? "sessions.1.id" : "sessions.0.id");
	const char *far = member(&r, mine ? "sessions.0.id" : "sessions.1.id");
	ck_assert_str_ne(own, "");
	ck_assert_str_ne(far, "");
	ck_assert_str_eq(
	    member(&r, mine ? "sessions.0.current" : "sessions.1.current"),
	    "false");
	reply_free(&r);
	const char *target = text(SESSIONS "/", far, "");
	ck_assert_int_eq(reply_status(served_ask(&site, "DELETE", target, NULL,
	                     NULL, site.candidate.token)),
	    404);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 200);
	ck_assert_int_eq(reply_status(served_ask(&site, "DELETE", target, NULL,
	                     NULL, site.hr.token)),
	    204);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 401);
	ck_assert_int_eq(
	    reply_status(served_get(&site, ME, site.hr.token)), 200);
	r = refresh_by_cookie(b.refresh, origin());
	ck_assert_int_eq(r.status, 401);
	reply_free(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_log_ins");
	TCase *t = new_case(suite, "log_ins", open_site);
	tcase_add_test(t, two_tabs_refresh_at_the_same_time);
	tcase_add_test(t, a_refresh_that_is_over_drops_the_cookies);
	tcase_add_test(t, programs_get_tokens_and_no_cookies);
	tcase_add_test(t, logging_out_ends_the_access_token_too);
	tcase_add_test(t, a_person_ends_log_ins_of_their_own);
	return test_run(suite);
}
