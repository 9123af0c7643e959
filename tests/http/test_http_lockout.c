/* SPDX-License-Identifier: MIT
 * test_http_lockout.c - whom wrong passwords hold up at the server: by the
 * client's address, not the browser that is logged in, and still after a
 * restart.
 */
#include "visit.h"

#include <string.h>
#include <time.h>

#define OWNER "a@example.com"

static void
open_behind_proxy(void)
{
	served_start(&site, "HIRE_TRUSTED_PROXIES=127.0.0.1\n");
}

static int
try_from(const char *email, const char *password, const char *lines)
{
	reply r = served_ask(
	    &site, "POST", SESSIONS, lines, pair(email, password, ""), NULL);
	return reply_status(r);
}

static void
guess_from(const char *email, const char *lines)
{
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(try_from(email, "not this one", lines), 401);
	ck_assert_int_eq(try_from(email, SERVED_PASSWORD, lines), 429);
}

START_TEST(a_stranger_holds_up_himself)
{
	served_person_new(&site, HIRE_ROLE_CANDIDATE, OWNER);
	guess_from(OWNER, "X-Forwarded-For: 192.0.2.1\r\n");
	ck_assert_int_eq(
	    try_from(OWNER, SERVED_PASSWORD, "X-Forwarded-For: 192.0.2.2\r\n"),
	    200);
}
END_TEST

START_TEST(a_browser_that_is_logged_in_is_not_held_up)
{
	served_person_new(&site, HIRE_ROLE_CANDIDATE, OWNER);
	browser b = browser_log_in(OWNER);
	guess_from(OWNER, "");
	ck_assert_int_eq(try_from(OWNER, SERVED_PASSWORD,
	                     text("Cookie: hire_refresh=", b.refresh, "\r\n")),
	    200);
}
END_TEST

START_TEST(a_restart_does_not_tell_who_has_an_account)
{
	static const char *const emails[] = {OWNER, "nobody@example.com"};
	served_person_new(&site, HIRE_ROLE_CANDIDATE, OWNER);
	for (size_t i = 0; i < 2; i++)
		guess_from(emails[i], "");
	/* After waits of 1, 2 and 4 seconds the next is of 8. */
	for (int more[2] = {0, 0}; more[0] < 3 || more[1] < 3;) {
		nanosleep(&(struct timespec){0, 200000000}, NULL);
		for (size_t i = 0; i < 2; i++)
			if (more[i] < 3)
				more[i] += try_from(emails[i], "not this one",
				               "") == 401;
	}
	served_restart(&site);
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(try_from(emails[i], SERVED_PASSWORD, ""), 429);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("http_lockout");
	TCase *t = new_case(s, "places", open_behind_proxy);
	tcase_add_test(t, a_stranger_holds_up_himself);
	t = new_case(s, "log-ins", open_site);
	tcase_add_test(t, a_browser_that_is_logged_in_is_not_held_up);
	tcase_add_test(t, a_restart_does_not_tell_who_has_an_account);
	return test_run(s);
}
