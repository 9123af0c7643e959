/* SPDX-License-Identifier: MIT
 * test_http_contract.c - what every route of a kind promises, asked of each of
 * them: pages, versions, names of calls, methods, headers.
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

/* Versions */

static reply
edit(const route *r, const matrix_request *q, const char *tag)
{
	char line[100] = "";
	if (tag)
		snprintf(line, sizeof line, "If-Match: %s\r\n", tag);
	return matrix_send(&s, q, r, line, matrix_caller(&s, r));
}

static void
edits(const route *r, const matrix_request *q, const char *tag, char now[40])
{
	reply got = edit(r, q, tag);
	ck_assert_msg(got.status == 200, "%s: %s", r->name, got.body);
	reply_header(&got, "ETag", now, 40);
	ck_assert_int_eq(now[0], '"');
	reply_free(&got);
}

/* What was changed meanwhile is not removed unread. */
static void
removes(const route *r, const matrix_request *q)
{
	matrix_refuses(r, "stale", edit(r, q, "\"2\""), 412, "If-Match");
	ck_assert_int_eq(reply_status(edit(r, q, "\"1\"")), 204);
	matrix_refuses(r, "gone", edit(r, q, "*"), 404, "question");
}

START_TEST(every_edit_is_of_a_version)
{
	const route *r;
	char first[40], second[40], third[40];
	size_t seen = 0;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (!(r->marks & EDITS))
			continue;
		const matrix_request q = matrix_request_of(&s, r);
		matrix_refuses(
		    r, "no version", edit(r, &q, NULL), 428, "If-Match");
		matrix_refuses(r, "no tag", edit(r, &q, "1"), 412, "If-Match");
		matrix_refuses(
		    r, "weak", edit(r, &q, "W/\"1\""), 412, "If-Match");
		matrix_refuses(
		    r, "none", edit(r, &q, "\"-1\""), 412, "If-Match");
		seen++;
		if (r->method == DELETE) {
			removes(r, &q);
			continue;
		}
		edits(r, &q, "*", first);
		edits(r, &q, first, second);
		ck_assert_str_ne(first, second);
		matrix_refuses(r, "stale", edit(r, &q, first), 412, "If-Match");
		edits(r, &q, second, third);
	}
	ck_assert_uint_ge(seen, 5);
}
END_TEST

START_TEST(what_is_known_is_not_sent_again)
{
	static const struct {
		const char *tags;
		int status;
	} rows[] = {{"*", 304}, {"\"%s\"", 304}, {"W/\"%s\"", 304},
	    {"\"777\", \"%s\"", 304}, {"\"777\"", 200}, {"\"%s1\"", 200},
	    {"%s", 200}};
	char tags[100], line[140], version[40];
	reply me = served_get(&s, "/api/v1/me", s.hr.token);
	reply_text(&me, "version", version, sizeof version);
	reply_free(&me);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = strstr(rows[i].tags, "%s");
		size_t n = at ? (size_t)(at - rows[i].tags) : 99;
		snprintf(tags, sizeof tags, "%.*s%s%s", (int)n, rows[i].tags,
		    at ? version : "", at ? at + 2 : "");
		snprintf(line, sizeof line, "If-None-Match: %s\r\n", tags);
		reply r =
		    served_ask(&s, "GET", "/api/v1/me", line, NULL, s.hr.token);
		ck_assert_msg(
		    r.status == rows[i].status, "%s: %d", tags, r.status);
		reply_free(&r);
	}
}
END_TEST

/* Pages */

static reply
page(const route *r, const char *target, const char *limit, const char *after)
{
	char all[2000];
	ck_assert_int_lt(snprintf(all, sizeof all, "%s?limit=%s%s%s", target,
	                     limit, after ? "&after=" : "", after ? after : ""),
	    (int)sizeof all);
	return served_get(&s, all, matrix_caller(&s, r));
}

/* The ids of a list, one by one or in one page, each with a blank. */
static void
walk(const route *r, const char *target, const char *limit, char out[8000])
{
	char next[1000] = "", id[100], path[100];
	size_t pages = 0;
	out[0] = '\0';
	do {
		reply got = page(r, target, limit, *next ? next : NULL);
		ck_assert_msg(got.status == 200, "%s: %s", r->name, got.body);
		for (int i = 0;; i++) {
			snprintf(path, sizeof path, "%s.%d.id",
			    r->gives[0]->member, i);
			if (!*reply_text(&got, path, id, sizeof id))
				break;
			ck_assert_ptr_null(strstr(out, id));
			strncat(out, id, 7900 - strlen(out));
			strncat(out, " ", 2);
		}
		reply_text(&got, "next", next, sizeof next);
		reply_free(&got);
		ck_assert_uint_lt(pages++, 200);
	} while (strcmp(next, "null") != 0);
}

static void
check_pages(const route *r)
{
	static const char *const places[] = {
	    "x", "1:", "%00", "MTox", "999999999999:x", "%F0%9F%92%A9"};
	static const char *const limits[] = {"0", "101", "-1", "1x", "", "+5",
	    "%2B5", "%205", "5%20", "05", "0x5", "5.0"};
	static char whole[8000], parts[8000];
	char target[600];
	const matrix_request q = matrix_request_of(&s, r);
	snprintf(target, sizeof target, "%.*s", (int)strcspn(q.target, "?"),
	    q.target);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		bool nul = !strcmp(places[i], "%00");
		matrix_refuses(r, places[i], page(r, target, "5", places[i]),
		    nul ? 400 : 422, nul ? "query" : "after");
	}
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		matrix_refuses(r, limits[i], page(r, target, limits[i], NULL),
		    422, "limit");
	if (r->query && hire_record_field(r->query, "job_id")) {
		size_t n = strlen(target);
		for (int i = 0; i < 2; i++) {
			snprintf(target + n, 20, "?job_id=%s", i ? "0" : "");
			matrix_refuses(r, "of no job",
			    served_get(&s, target, matrix_caller(&s, r)), 422,
			    "job_id");
		}
		*strchr(target, '?') = '\0';
	}
	walk(r, target, "100", whole);
	walk(r, target, "1", parts);
	ck_assert_str_eq(whole, parts);
}

START_TEST(every_list_has_its_pages)
{
	const route *r;
	size_t seen = 0;
	for (int i = 0; i < 2; i++) {
		matrix_apply(&s, "candidate@example.com");
		matrix_id_find("api_key_id", 10)->make(&s);
		matrix_id_find("webhook_delivery_id", 19)->make(&s);
	}
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (!(r->marks & PAGED))
			continue;
		check_pages(r);
		seen++;
	}
	ck_assert_uint_ge(seen, 12);
}
END_TEST

/* Rows that come in front meanwhile shift nothing. */
START_TEST(a_list_goes_on_where_it_was)
{
	char next[1000], old[100], got[100];
	matrix_id_find("job_id", 6)->make(&s);
	reply r = served_get(&s, "/api/v1/jobs?limit=1", s.hr.token);
	reply_text(&r, "jobs.0.id", old, sizeof old);
	reply_free(&r);
	matrix_id_find("job_id", 6)->make(&s);
	r = served_get(&s, "/api/v1/jobs?limit=1", s.hr.token);
	reply_text(&r, "next", next, sizeof next);
	reply_free(&r);
	matrix_id_find("job_id", 6)->make(&s);
	char target[1100];
	snprintf(target, sizeof target, "/api/v1/jobs?limit=1&after=%s", next);
	r = served_get(&s, target, s.hr.token);
	ck_assert_str_eq(reply_text(&r, "jobs.0.id", got, sizeof got), old);
	reply_free(&r);
}
END_TEST

/* Calls that are repeated */

static const char *const secrets[] = {
    "createApiKey", "addWebhook", "rotateWebhookSecret"};
/* What the things of matrix_ids.c are not in the state for. */
static const char *const impossible[] = {"correctFacts", "uploadResume",
    "rescoreInterview", "retryMessage", "replayDelivery"};

static bool
is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}
#define IS_AMONG(r, list) is_among((r)->name, list, sizeof list / sizeof *list)

static void
call_again(const route *r, const matrix_request *q, const char *line)
{
	reply one = matrix_send(&s, q, r, line, matrix_caller(&s, r));
	ck_assert_msg(one.status / 100 == 2, "%s: %s", r->name, one.body);
	reply two = matrix_send(&s, q, r, line, matrix_caller(&s, r));
	if (IS_AMONG(r, secrets)) {
		ck_assert_msg(two.status == 409, "%s: %s", r->name, two.body);
	} else {
		ck_assert_int_eq(two.status, one.status);
		if (one.status != 204)
			ck_assert_msg(!strcmp(one.body, two.body),
			    "%s: %s, then %s", r->name, one.body, two.body);
	}
	reply_free(&one);
	reply_free(&two);
}

START_TEST(every_call_that_makes_something_acts_once)
{
	const route *r;
	size_t seen = 0;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		char line[100];
		if (!(r->marks & CREATES) || IS_AMONG(r, impossible))
			continue;
		snprintf(
		    line, sizeof line, "Idempotency-Key: k-%s\r\n", r->name);
		matrix_request q = matrix_request_of(&s, r);
		call_again(r, &q, line);
		/* The same with another blank in it is another. */
		if (r->body)
			strncat(q.body, " ", 2);
		else
			q = matrix_request_of(&s, r);
		matrix_refuses(r, "another request",
		    matrix_send(&s, &q, r, line, matrix_caller(&s, r)), 422,
		    "Idempotency-Key");
		seen++;
	}
	ck_assert_uint_ge(seen, 9);
}
END_TEST

/* Whose things can be asked for one by one. */
static const char *const shown[] = {
    "postJob", "apply", "checkout", "addWebhook"};

START_TEST(what_was_made_is_where_it_says)
{
	const route *r;
	size_t seen = 0;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		char at[200], made[100], found[100];
		const char *member = r->gives[0] ? r->gives[0]->member : NULL;
		if (r->status != 201)
			continue;
		const matrix_request q = matrix_request_of(&s, r);
		reply got = matrix_send(&s, &q, r, "", matrix_caller(&s, r));
		ck_assert_msg(got.status == 201, "%s: %s", r->name, got.body);
		reply_header(&got, "Location", at, sizeof at);
		ck_assert_msg(
		    (*at != '\0') == IS_AMONG(r, shown), "%s: %s", r->name, at);
		const char *id =
		    member ? hire_arena_printf(s.mem, "%s.id", member) : "id";
		reply_text(&got, id, made, sizeof made);
		reply_free(&got);
		if (!*at)
			continue;
		got = served_get(&s, at, matrix_caller(&s, r));
		ck_assert_msg(got.status == 200, "%s: %s", at, got.body);
		if (*reply_text(&got, "id", found, sizeof found))
			ck_assert_str_eq(found, made);
		reply_free(&got);
		seen++;
	}
	ck_assert_uint_eq(seen, sizeof shown / sizeof *shown);
}
END_TEST

/* Methods and headers */

START_TEST(every_path_tells_its_methods)
{
	const route *r;
	char allow[100], also[100];
	for (size_t i = 0; (r = routes_at(i)); i++) {
		const char *name = method_name(r->method);
		matrix_request q = {.owners = 0};
		/* Any text is an id to the router. */
		char *out = q.target;
		for (const char *at = r->path; *at;
		     at += *at == '{' ? strcspn(at, "}") + 1 : 1)
			*out++ = *at == '{' ? 'x' : *at;
		reply got =
		    served_ask(&s, "OPTIONS", q.target, NULL, NULL, NULL);
		ck_assert_int_eq(got.status, 204);
		reply_header(&got, "Allow", allow, sizeof allow);
		reply_free(&got);
		ck_assert_msg(strstr(allow, name) && strstr(allow, "OPTIONS"),
		    "%s: %s", r->name, allow);
		ck_assert_int_eq(strstr(allow, "HEAD") != NULL,
		    strstr(allow, "GET") != NULL);
		got = served_ask(&s, "PUT", q.target, NULL, NULL, NULL);
		ck_assert_int_eq(got.status, 405);
		ck_assert_str_eq(
		    reply_header(&got, "Allow", also, sizeof also), allow);
		reply_free(&got);
	}
}
END_TEST

/* A pattern that would fit it too lends it nothing. */
START_TEST(a_path_that_is_written_out_has_its_own_methods)
{
	static const struct {
		const char *path, *methods, *other;
	} rows[] = {{"/api/v1/payments/events", "OPTIONS, POST", "GET"},
	    {"/api/v1/sessions/refresh", "OPTIONS, POST", "DELETE"},
	    {"/api/v1/sessions/current", "OPTIONS, DELETE", "PATCH"}};
	char got[100];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		reply r = served_ask(
		    &s, rows[i].other, rows[i].path, NULL, NULL, s.hr.token);
		ck_assert_int_eq(r.status, 405);
		ck_assert_str_eq(reply_header(&r, "Allow", got, sizeof got),
		    rows[i].methods);
		reply_free(&r);
	}
}
END_TEST
int
main(void)
{
	Suite *suite = suite_create("http_contract");
	TCase *t = tcase_create("contract");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, every_edit_is_of_a_version);
	tcase_add_test(t, what_is_known_is_not_sent_again);
	tcase_add_test(t, every_list_has_its_pages);
	tcase_add_test(t, a_list_goes_on_where_it_was);
	tcase_add_test(t, every_call_that_makes_something_acts_once);
	tcase_add_test(t, what_was_made_is_where_it_says);
	tcase_add_test(t, every_path_tells_its_methods);
	tcase_add_test(t, a_path_that_is_written_out_has_its_own_methods);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
