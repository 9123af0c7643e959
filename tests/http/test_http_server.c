/* SPDX-License-Identifier: MIT
 * test_http_server.c - a server starts, answers people of each role, ends and
 * starts again.
 */
#include "served.h"

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

START_TEST(it_answers_and_keeps_the_connection)
{
	wire w;
	char text[64];
	wire_open(&w, &s);
	for (int i = 0; i < 100; i++) {
		reply r = wire_ask(&w, "GET", "/healthz", NULL, NULL, NULL);
		ck_assert_int_eq(r.status, 200);
		ck_assert(!r.closes);
		ck_assert_str_eq(
		    reply_text(&r, "status", text, sizeof text), "ok");
		reply_free(&r);
	}
	wire_close(&w);
}
END_TEST

START_TEST(people_of_each_role_log_in)
{
	static const char me[] = "/api/v1/me";
	char role[32];
	served_people(&s);
	const struct {
		const served_person *who;
		const char *role;
	} rows[] = {
	    {&s.hr, "hr"}, {&s.candidate, "candidate"}, {&s.admin, "admin"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		reply r = served_get(&s, me, rows[i].who->token);
		ck_assert_int_eq(r.status, 200);
		ck_assert_str_eq(
		    reply_text(&r, "role", role, sizeof role), rows[i].role);
		reply_free(&r);
	}
	ck_assert_int_eq(reply_status(served_get(&s, me, NULL)), 401);
	ck_assert_int_eq(reply_status(served_get(&s, me, "wrong")), 401);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/jobs", s.candidate.token)),
	    403);
}
END_TEST

START_TEST(what_was_stored_is_there_after_a_restart)
{
	served_people(&s);
	served_restart(&s);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/me", s.hr.token)), 200);
}
END_TEST

START_TEST(a_problem_names_status_field_and_request)
{
	char text[200];
	reply r = served_post(&s, "/api/v1/sessions", "{\"email\":1}", NULL);
	ck_assert_int_eq(r.status, 422);
	ck_assert_str_eq(reply_header(&r, "Content-Type", text, sizeof text),
	    "application/problem+json");
	ck_assert_str_eq(reply_text(&r, "status", text, sizeof text), "422");
	ck_assert_str_eq(reply_text(&r, "field", text, sizeof text), "email");
	reply_header(&r, "X-Request-Id", text, sizeof text);
	ck_assert_str_ne(text, "");
	char id[200];
	ck_assert_str_eq(reply_text(&r, "request_id", id, sizeof id), text);
	reply_free(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_server");
	TCase *t = tcase_create("server");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, it_answers_and_keeps_the_connection);
	tcase_add_test(t, people_of_each_role_log_in);
	tcase_add_test(t, what_was_stored_is_there_after_a_restart);
	tcase_add_test(t, a_problem_names_status_field_and_request);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
