/* SPDX-License-Identifier: MIT
 * test_http_accounts.c - signing up, passwords, and what nobody learns by
 * trying: which addresses have an account.
 */
#include "visit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *
sign_up_body(const char *email)
{
	return pair(email, SERVED_PASSWORD, ",\"name\":\"Sample Person\"");
}

START_TEST(a_known_address_signs_up_like_a_new_one)
{
	reply first = served_post(
	    &site, "/api/v1/accounts", sign_up_body("a@example.com"), NULL);
	reply again = served_post(
	    &site, "/api/v1/accounts", sign_up_body("a@example.com"), NULL);
	ck_assert_int_eq(first.status, 202);
	ck_assert_int_eq(again.status, 202);
	ck_assert_str_eq(first.body, again.body);
	reply_free(&first);
	reply_free(&again);
}
END_TEST

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

enum { ROUNDS = 9 };

static double
median(double *times)
{
	qsort(times, ROUNDS, sizeof *times, by_size);
	return times[ROUNDS / 2];
}

/* Where hashing was left out for one of them, it would be tens of times. */
START_TEST(the_time_does_not_tell_who_has_an_account)
{
	double known[ROUNDS], other[ROUNDS], begin;
	served_person_new(&site, HIRE_ROLE_CANDIDATE, "a@example.com");
	const struct {
		const char *path, *more;
	} rows[] = {{"/api/v1/accounts", ",\"name\":\"Sample Person\""},
	    {SESSIONS, ""}};
	for (size_t k = 0; k < 2; k++) {
		for (int i = 0; i < ROUNDS; i++) {
			const char *email = hire_arena_printf(
			    site.mem, "n%zu%d@example.com", k, i);
			/* The right one: a wrong one would soon have to wait.
			 */
			const char *a = pair(
			    "a@example.com", SERVED_PASSWORD, rows[k].more);
			const char *b =
			    pair(email, SERVED_PASSWORD, rows[k].more);
			begin = seconds();
			reply_status(served_post(&site, rows[k].path, a, NULL));
			known[i] = seconds() - begin;
			begin = seconds();
			reply_status(served_post(&site, rows[k].path, b, NULL));
			other[i] = seconds() - begin;
		}
		double ratio = median(known) / median(other);
		ck_assert_msg(ratio > 0.6 && ratio < 1.7,
		    "%s: %.1f ms with an account, %.1f ms without",
		    rows[k].path, median(known) * 1e3, median(other) * 1e3);
	}
}
END_TEST

START_TEST(forgotten_passwords_say_the_same_to_all)
{
	served_person_new(&site, HIRE_ROLE_CANDIDATE, "a@example.com");
	static const char *const bodies[] = {"{\"email\":\"a@example.com\"}",
	    "{\"email\":\"b@example.com\"}", "{\"email\":\"nonsense\"}"};
	const char *said = NULL;
	for (size_t i = 0; i < 3; i++) {
		reply r = served_post(
		    &site, "/api/v1/passwords/forgotten", bodies[i], NULL);
		ck_assert_int_eq(r.status, 202);
		said = said ? said : text(r.body, "", "");
		ck_assert_str_eq(r.body, said);
		reply_free(&r);
	}
}
END_TEST

START_TEST(changing_the_password_needs_the_old_one)
{
	static const char wrong[] = "{\"old_password\":\"not this one\","
	                            "\"password\":\"another long password\"}";
	static const char good[] = "{\"old_password\":\"" SERVED_PASSWORD "\","
	                           "\"password\":\"another long password\"}";
	served_people(&site);
	ck_assert_int_eq(reply_status(served_post(
	                     &site, ME "/password", wrong, site.hr.token)),
	    422);
	ck_assert_int_eq(
	    reply_status(served_get(&site, ME, site.hr.token)), 200);
	ck_assert_int_eq(reply_status(served_post(
	                     &site, ME "/password", good, site.hr.token)),
	    204);
	ck_assert_int_eq(
	    reply_status(served_get(&site, ME, site.hr.token)), 401);
	ck_assert_int_eq(
	    reply_status(served_post(&site, SESSIONS,
	        pair("hr@example.com", "another long password", ""), NULL)),
	    200);
}
END_TEST

#define ANY "If-Match: *\r\n"
START_TEST(people_change_what_is_theirs_to_change)
{
	served_people(&site);
	reply r = served_ask(
	    &site, "PATCH", ME, ANY, "{\"name\":\"New Name\"}", site.hr.token);
	ck_assert_int_eq(r.status, 200);
	ck_assert_str_eq(member(&r, "name"), "New Name");
	reply_free(&r);
	ck_assert_int_ge(reply_status(served_ask(&site, "PATCH", ME, ANY,
	                     "{\"role\":\"admin\"}", site.hr.token)),
	    400);
	r = served_get(&site, ME, site.hr.token);
	ck_assert_str_eq(member(&r, "role"), "hr");
	ck_assert_ptr_null(strstr(r.body, "argon2"));
	reply_free(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_accounts");
	TCase *t = new_case(suite, "sign_up", open_site);
	tcase_add_test(t, a_known_address_signs_up_like_a_new_one);
	tcase_add_test(t, the_time_does_not_tell_who_has_an_account);
	tcase_add_test(t, forgotten_passwords_say_the_same_to_all);
	t = new_case(suite, "own", open_site);
	tcase_add_test(t, changing_the_password_needs_the_old_one);
	tcase_add_test(t, people_change_what_is_theirs_to_change);
	return test_run(suite);
}
