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
open_with(const char *lines)
{
	served_start(&s, lines);
	served_people(&s);
}

static void
open_server(void)
{
	open_with("HIRE_WEBHOOK_ALLOW=127.0.0.1:9\nHIRE_LOG=error\n"
	          "HIRE_SERVER_RATE=1000000\n");
}

static void
close_server(void)
{
	served_stop(&s);
}

static bool
takes_job(const route *r)
{
	return r->query && hire_record_field(r->query, "job_id");
}

/* The first of the roles that may, for whom the things of matrix_ids.c are. */
static const char *
caller(const route *r)
{
	if (r->by & BY_HR && !takes_job(r))
		return s.hr.token;
	return r->by & BY_CANDIDATE ? s.candidate.token : s.admin.token;
}

/* The status, and the field that a problem names (or ""). */
static int
outcome(reply r, char field[100])
{
	reply_text(&r, "field", field, 100);
	return reply_status(r);
}

static void
refuses(
    const route *r, const char *what, reply got, int status, const char *field)
{
	char named[100], text[400];
	snprintf(text, sizeof text, "%.399s", got.body ? got.body : "");
	int found = outcome(got, named);
	ck_assert_msg(found == status && !strcmp(named, field),
	    "%s, %s: %d (%s) instead of %d (%s): %s", r->name, what, found,
	    named, status, field, text);
}

/* Versions */

static reply
edit(const route *r, const matrix_request *q, const char *tag)
{
	char line[100] = "";
	if (tag)
		snprintf(line, sizeof line, "If-Match: %s\r\n", tag);
	return matrix_send(&s, q, r, line, caller(r));
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
	refuses(r, "stale", edit(r, q, "\"2\""), 412, "If-Match");
	ck_assert_int_eq(reply_status(edit(r, q, "\"1\"")), 204);
	refuses(r, "gone", edit(r, q, "*"), 404, "question");
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
		refuses(r, "no version", edit(r, &q, NULL), 428, "If-Match");
		refuses(r, "no tag", edit(r, &q, "1"), 412, "If-Match");
		refuses(r, "weak", edit(r, &q, "W/\"1\""), 412, "If-Match");
		refuses(r, "none", edit(r, &q, "\"-1\""), 412, "If-Match");
		seen++;
		if (r->method == DELETE) {
			removes(r, &q);
			continue;
		}
		edits(r, &q, "*", first);
		edits(r, &q, first, second);
		ck_assert_str_ne(first, second);
		refuses(r, "stale", edit(r, &q, first), 412, "If-Match");
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
	return served_get(&s, all, caller(r));
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
		refuses(r, places[i], page(r, target, "5", places[i]),
		    nul ? 400 : 422, nul ? "query" : "after");
	}
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		refuses(r, limits[i], page(r, target, limits[i], NULL), 422,
		    "limit");
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
	reply one = matrix_send(&s, q, r, line, caller(r));
	ck_assert_msg(one.status / 100 == 2, "%s: %s", r->name, one.body);
	reply two = matrix_send(&s, q, r, line, caller(r));
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
		refuses(r, "another request",
		    matrix_send(&s, &q, r, line, caller(r)), 422,
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
		reply got = matrix_send(&s, &q, r, "", caller(r));
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
		got = served_get(&s, at, caller(r));
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

/* 413 is about whole bodies. */
START_TEST(a_value_that_is_too_long_is_a_wrong_value)
{
	char text[700], target[800], field[100];
	memset(text, 'x', sizeof text);
	snprintf(target, sizeof target, "/api/v1/board?words=%.501s", text);
	ck_assert_int_eq(outcome(served_get(&s, target, NULL), field), 422);
	ck_assert_str_eq(field, "words");
	snprintf(target, sizeof target, "{\"token\":\"%.201s\"}", text);
	ck_assert_int_eq(
	    outcome(served_post(&s, "/api/v1/accounts/confirm", target, NULL),
	        field),
	    422);
	ck_assert_str_eq(field, "token");
	snprintf(target, sizeof target, "{\"name\":\"%.300s\"}", text);
	ck_assert_int_eq(outcome(served_ask(&s, "PATCH", "/api/v1/me", IF_ANY,
	                             target, s.hr.token),
	                     field),
	    422);
	ck_assert_str_eq(field, "name");
}
END_TEST

/* Fewer characters than the document's limit, and more bytes than ours. */
START_TEST(limits_are_in_bytes)
{
	char body[600], field[100];
	char *out = body + snprintf(body, 20, "{\"title\":\"");
	for (int i = 0; i < 150; i++, out += 2)
		memcpy(out, "\xC3\xBC", 2);
	memcpy(out, "\"}", 3);
	const char *at = hire_arena_printf(
	    s.mem, "/api/v1/jobs/%s", matrix_id_find("job_id", 6)->make(&s));
	ck_assert_int_eq(
	    outcome(
	        served_ask(&s, "PATCH", at, IF_ANY, body, s.hr.token), field),
	    422);
	ck_assert_str_eq(field, "title");
}
END_TEST

#define UNSEEN "\xE2\x80\x8B \xE2\x80\xAE"

START_TEST(what_cannot_be_seen_is_no_text)
{
	static const struct {
		const char *method, *path, *body, *field;
	} rows[] = {
	    {"PATCH", "/api/v1/me", "{\"name\":\"" UNSEEN "\"}", "name"},
	    {"PATCH", "/api/v1/jobs/%s", "{\"title\":\"   \"}", "title"},
	    {"PATCH", "/api/v1/jobs/%s",
	        "{\"title\":\"\xE2\x80\xAE"
	        "evil\"}",
	        "title"},
	    {"POST", "/api/v1/jobs/%s/questions", "{\"text\":\"" UNSEEN "\"}",
	        "text"},
	    {"POST", "/api/v1/accounts",
	        "{\"email\":\"n@example.com\",\"password\":\"a long enough "
	        "one\",\"name\":\"N\",\"role\":\"hr\",\"organisation\":"
	        "\"" UNSEEN "\"}",
	        "organisation"}};
	char path[200], field[100];
	const char *job = matrix_id_find("job_id", 6)->make(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *rest = strstr(rows[i].path, "%s");
		snprintf(path, sizeof path, "%.*s%s%s",
		    (int)(rest ? rest - rows[i].path : 200), rows[i].path,
		    rest ? job : "", rest ? rest + 2 : "");
		int status = outcome(served_ask(&s, rows[i].method, path,
		                         IF_ANY, rows[i].body, s.hr.token),
		    field);
		ck_assert_msg(status == 422 && !strcmp(field, rows[i].field),
		    "%s %s: %d %s", path, rows[i].body, status, field);
	}
}
END_TEST

START_TEST(packed_bodies_are_not_taken)
{
	const route *r;
	char coding[100];
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (!r->body && !(r->marks & (UPLOADS | AS_SENT)))
			continue;
		const matrix_request q = matrix_request_of(&s, r);
		reply got = matrix_send(
		    &s, &q, r, IF_ANY "Content-Encoding: gzip\r\n", caller(r));
		ck_assert_str_eq(reply_header(&got, "Accept-Encoding", coding,
		                     sizeof coding),
		    "identity");
		refuses(r, "packed", got, 415, "Content-Encoding");
	}
	ck_assert_int_eq(reply_status(served_ask(&s, "PATCH", "/api/v1/me",
	                     IF_ANY "Content-Encoding: identity\r\n",
	                     "{\"name\":\"Sample Recruiter\"}", s.hr.token)),
	    200);
}
END_TEST

static const char *const safe[][2] = {{"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"}, {"Cache-Control", "no-store"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};

static void
check_safety(const char *what, reply r, const char *hsts)
{
	char got[300];
	for (size_t i = 0; i < sizeof safe / sizeof *safe; i++) {
		reply_header(&r, safe[i][0], got, sizeof got);
		ck_assert_msg(!strcmp(got, safe[i][1]), "%s (%d): %s: %s", what,
		    r.status, safe[i][0], got);
	}
	ck_assert_ptr_nonnull(
	    strstr(reply_header(&r, "Content-Security-Policy", got, sizeof got),
	        "default-src 'none'"));
	ck_assert_ptr_nonnull(strstr(got, "frame-ancestors 'none'"));
	ck_assert_str_ne(
	    reply_header(&r, "Referrer-Policy", got, sizeof got), "");
	ck_assert_str_ne(reply_header(&r, "X-Request-Id", got, sizeof got), "");
	ck_assert_str_eq(
	    reply_header(&r, "Strict-Transport-Security", got, sizeof got),
	    hsts);
	reply_free(&r);
}

static void
check_replies(const char *hsts)
{
	static const char *const asked[][2] = {{"GET", "/"},
	    {"GET", "/metrics"}, {"GET", "/healthz"},
	    {"GET", "/api/openapi.json"}, {"GET", "/api/v1/me"},
	    {"HEAD", "/api/v1/board"}, {"GET", "/nothing"}, {"PUT", "/healthz"},
	    {"OPTIONS", "/"}, {"GET", "/api/v1/board?limit=x"},
	    {"POST", "/api/v1/sessions"}, {"GET", "/pay/sandbox/x"}};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		check_safety(asked[i][1],
		    served_ask(&s, asked[i][0], asked[i][1], NULL, NULL, NULL),
		    hsts);
	static const char dots[] = "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n";
	check_safety("malformed", served_raw(&s, dots, sizeof dots - 1), hsts);
	check_safety("known",
	    served_ask(&s, "GET", "/api/v1/me", "If-None-Match: *\r\n", NULL,
	        s.hr.token),
	    hsts);
}

START_TEST(every_reply_tells_browsers_what_not_to_do)
{
	check_replies("");
	served_stop(&s);
	s = (served){0};
	open_with("HIRE_PUBLIC_URL=https://jobs.example.com\n");
	check_replies("max-age=63072000");
}
END_TEST

/* The sandbox's pay page: whoever has its address may pay, from there. */
START_TEST(pages_elsewhere_do_not_pay)
{
	static const struct {
		const char *lines;
		int status;
	} rows[] = {{"Origin: http://evil.example\r\n", 403},
	    {"Origin: null\r\n", 403},
	    {"Referer: http://evil.example/\r\n", 403},
	    {"Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost\r\n", 403},
	    {"Origin: http://localhost\r\n", 200}, {"", 200}};
	char got[300], path[100];
	snprintf(path, sizeof path, "/pay/sandbox/%s",
	    matrix_id_find("payment_id", 10)->make(&s));
	reply r = served_get(&s, path, NULL);
	/* no-referrer would make browsers say "Origin: null". */
	ck_assert_str_eq(reply_header(&r, "Referrer-Policy", got, sizeof got),
	    "same-origin");
	reply_free(&r);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		r = served_ask(
		    &s, "POST", path, rows[i].lines, "paid=true", NULL);
		ck_assert_msg(r.status == rows[i].status, "%s: %d %s",
		    rows[i].lines, r.status, r.body);
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
	tcase_add_test(t, limits_are_in_bytes);
	tcase_add_test(t, what_cannot_be_seen_is_no_text);
	tcase_add_test(t, packed_bodies_are_not_taken);
	tcase_add_test(t, every_path_tells_its_methods);
	tcase_add_test(t, a_path_that_is_written_out_has_its_own_methods);
	tcase_add_test(t, a_value_that_is_too_long_is_a_wrong_value);
	tcase_add_test(t, every_reply_tells_browsers_what_not_to_do);
	tcase_add_test(t, pages_elsewhere_do_not_pay);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
