/* SPDX-License-Identifier: MIT
 * test_http_accounts.c - signing up, logging in as a program and as a browser,
 * forged requests, log-ins that end, calls that are repeated, too many calls.
 */
#include "served.h"

#include "client.h"

#include <cJSON.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SESSIONS "/api/v1/sessions"
#define REFRESH  SESSIONS "/refresh"
#define ME       "/api/v1/me"

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

/* Text that lives as long as the test. */
static const char *
text(const char *fmt, const char *a, const char *b)
{
	const char *out = hire_arena_printf(s.mem, "%s%s%s", fmt, a, b);
	ck_assert_ptr_nonnull(out);
	return out;
}

static const char *
member(const reply *r, const char *path)
{
	char out[4096];
	return text(reply_text(r, path, out, sizeof out), "", "");
}

static const char *
header(const reply *r, const char *name)
{
	char out[4096];
	return text(reply_header(r, name, out, sizeof out), "", "");
}

static const char *
pair(const char *email, const char *password, const char *more)
{
	return hire_arena_printf(s.mem,
	    "{\"email\":\"%s\",\"password\":\"%s\"%s}", email, password, more);
}

static const char *
origin(void)
{
	return hire_arena_printf(s.mem, "Origin: http://localhost\r\n");
}

/* A browser: what it keeps between requests. */
typedef struct browser {
	const char *access, *refresh, *csrf;
} browser;

/* The value of the cookie `name` that a reply sets, or NULL. */
static const char *
cookie_of(const reply *r, const char *name)
{
	char line[64];
	snprintf(line, sizeof line, "Set-Cookie: %s=", name);
	const char *at = strstr(r->head, line);
	if (!at)
		return NULL;
	at += strlen(line);
	return hire_arena_strndup(s.mem, at, strcspn(at, ";\r"));
}

static browser
browser_of(const reply *r)
{
	return (browser){cookie_of(r, "hire_access"),
	    cookie_of(r, "hire_refresh"), member(r, "csrf.token")};
}

static browser
browser_log_in(const char *email)
{
	reply r = served_ask(&s, "POST", SESSIONS, origin(),
	    pair(email, SERVED_PASSWORD, ",\"browser\":true"), NULL);
	ck_assert_int_eq(r.status, 200);
	browser b = browser_of(&r);
	reply_free(&r);
	return b;
}

/* A request with the access cookie and `more` lines. */
static int
with_cookie(
    const browser *b, const char *method, const char *target, const char *more)
{
	const char *headers = hire_arena_printf(
	    s.mem, "Cookie: other=1; hire_access=%s\r\n%s", b->access, more);
	return reply_status(
	    served_ask(&s, method, target, headers, NULL, NULL));
}

static const char *
csrf_line(const char *token)
{
	return text("X-CSRF-Token: ", token, "\r\n");
}

/* Signing up */

static const char *
sign_up_body(const char *email)
{
	return pair(email, SERVED_PASSWORD, ",\"name\":\"Sample Person\"");
}

START_TEST(a_known_address_signs_up_like_a_new_one)
{
	reply first = served_post(
	    &s, "/api/v1/accounts", sign_up_body("a@example.com"), NULL);
	reply again = served_post(
	    &s, "/api/v1/accounts", sign_up_body("a@example.com"), NULL);
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
	served_person_new(&s, HIRE_ROLE_CANDIDATE, "a@example.com");
	const struct {
		const char *path, *more;
	} rows[] = {{"/api/v1/accounts", ",\"name\":\"Sample Person\""},
	    {SESSIONS, ""}};
	for (size_t k = 0; k < 2; k++) {
		for (int i = 0; i < ROUNDS; i++) {
			const char *email = hire_arena_printf(
			    s.mem, "n%zu%d@example.com", k, i);
			/* The right one: a wrong one would soon have to wait.
			 */
			const char *a = pair(
			    "a@example.com", SERVED_PASSWORD, rows[k].more);
			const char *b =
			    pair(email, SERVED_PASSWORD, rows[k].more);
			begin = seconds();
			reply_status(served_post(&s, rows[k].path, a, NULL));
			known[i] = seconds() - begin;
			begin = seconds();
			reply_status(served_post(&s, rows[k].path, b, NULL));
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
	served_person_new(&s, HIRE_ROLE_CANDIDATE, "a@example.com");
	static const char *const bodies[] = {"{\"email\":\"a@example.com\"}",
	    "{\"email\":\"b@example.com\"}", "{\"email\":\"nonsense\"}"};
	const char *said = NULL;
	for (size_t i = 0; i < 3; i++) {
		reply r = served_post(
		    &s, "/api/v1/passwords/forgotten", bodies[i], NULL);
		ck_assert_int_eq(r.status, 202);
		said = said ? said : text(r.body, "", "");
		ck_assert_str_eq(r.body, said);
		reply_free(&r);
	}
}
END_TEST

/* Browsers */

START_TEST(a_browser_gets_cookies_and_no_tokens)
{
	served_people(&s);
	reply r = served_ask(&s, "POST", SESSIONS, origin(),
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
	ck_assert_ptr_nonnull(strstr(r.head, "; Path=" REFRESH "; Max-Age="));
	const char *at = r.head;
	int cookies = 0;
	for (; (at = strstr(at, "Set-Cookie: ")); at++, cookies++) {
		const char *line =
		    hire_arena_strndup(s.mem, at, strcspn(at, "\r"));
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
	served_stop(&s);
	s = (served){0};
	served_start(&s, "HIRE_PUBLIC_URL=https://jobs.example.com\n");
	served_people(&s);
	reply r = served_ask(&s, "POST", SESSIONS,
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
		    strstr(hire_arena_strndup(s.mem, at, strcspn(at, "\r")),
		        "; Secure"));
	reply_free(&r);
	const char *good = hire_arena_printf(
	    s.mem, "Cookie: __Host-hire_access=%s\r\n", access);
	const char *plain =
	    hire_arena_printf(s.mem, "Cookie: hire_access=%s\r\n", access);
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "GET", ME, good, NULL, NULL)), 200);
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "GET", ME, plain, NULL, NULL)), 401);
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

START_TEST(a_forged_log_in_is_refused)
{
	served_people(&s);
	const char *body =
	    pair("hr@example.com", SERVED_PASSWORD, ",\"browser\":true");
	reply r = served_ask(&s, "POST", SESSIONS, pages[_i].lines, body, NULL);
	ck_assert_msg(r.status == (pages[_i].ours ? 200 : 403), "%s: %d",
	    pages[_i].lines, r.status);
	ck_assert_int_eq(cookie_of(&r, "hire_access") != NULL, pages[_i].ours);
	reply_free(&r);
}
END_TEST

START_TEST(a_forged_request_is_refused)
{
	served_people(&s);
	browser b = browser_log_in("hr@example.com");
	const char *lines = text(pages[_i].lines, csrf_line(b.csrf), "");
	int status = with_cookie(&b, "DELETE", SESSIONS "/current", lines);
	ck_assert_msg(status == (pages[_i].ours ? 204 : 403), "%s: %d",
	    pages[_i].lines, status);
	ck_assert_int_eq(
	    with_cookie(&b, "GET", ME, ""), pages[_i].ours ? 401 : 200);
}
END_TEST

START_TEST(an_unsafe_request_needs_the_token_of_its_log_in)
{
	served_people(&s);
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
	served_people(&s);
	browser b = browser_log_in("hr@example.com");
	const char *cookie =
	    hire_arena_printf(s.mem, "Cookie: hire_access=%s\r\n", b.access);
	reply r = served_ask(
	    &s, "GET", SESSIONS "/current/csrf-token", cookie, NULL, NULL);
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
	served_people(&s);
	browser b = browser_log_in("candidate@example.com");
	const char *cookie =
	    hire_arena_printf(s.mem, "Cookie: hire_access=%s\r\n", b.access);
	reply r = served_ask(&s, "GET", ME, cookie, NULL, s.hr.token);
	ck_assert_str_eq(reply_text(&r, "id", id, sizeof id), s.hr.id);
	reply_free(&r);
	/* A bad header is not healed by a good cookie. */
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "GET", ME, cookie, NULL, "x")), 401);
	const char *basic = text(cookie, "Authorization: Basic eDp5\r\n", "");
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "GET", ME, basic, NULL, NULL)), 401);
	/* And a program needs no token against forged requests. */
	ck_assert_int_eq(reply_status(served_ask(&s, "DELETE",
	                     SESSIONS "/current", cookie, NULL, s.hr.token)),
	    204);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 200);
}
END_TEST

START_TEST(a_cookie_that_stands_twice_is_none)
{
	served_people(&s);
	browser b = browser_log_in("hr@example.com");
	const char *twice = hire_arena_printf(
	    s.mem, "Cookie: hire_access=x; hire_access=%s\r\n", b.access);
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "GET", ME, twice, NULL, NULL)), 401);
}
END_TEST

static reply
refresh_by_cookie(const char *refresh, const char *lines)
{
	const char *headers = hire_arena_printf(
	    s.mem, "Cookie: hire_refresh=%s\r\n%s", refresh, lines);
	return served_ask(&s, "POST", REFRESH, headers, "{}", NULL);
}

START_TEST(two_tabs_refresh_at_the_same_time)
{
	served_people(&s);
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
	reply r = served_get(&s, SESSIONS, s.hr.token);
	ck_assert_str_ne(member(&r, "sessions.1"), "");
	ck_assert_str_eq(member(&r, "sessions.2"), "");
	reply_free(&r);
}
END_TEST

START_TEST(refreshing_by_cookie_is_for_our_pages)
{
	served_people(&s);
	browser b = browser_log_in("hr@example.com");
	reply r = refresh_by_cookie(b.refresh, pages[_i].lines);
	ck_assert_int_eq(r.status, pages[_i].ours ? 200 : 403);
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
	served_people(&s);
	reply r = served_post(
	    &s, SESSIONS, pair("hr@example.com", SERVED_PASSWORD, ""), NULL);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.head, "Set-Cookie"));
	ck_assert_str_eq(member(&r, "csrf"), "null");
	const char *body = hire_arena_printf(
	    s.mem, "{\"refresh\":\"%s\"}", member(&r, "tokens.refresh"));
	reply_free(&r);
	r = served_post(&s, REFRESH, body, NULL);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.head, "Set-Cookie"));
	ck_assert_str_ne(member(&r, "tokens.refresh"), "null");
	reply_free(&r);
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
		ck_assert_int_eq(
		    reply_status(served_ask(&s, "GET", "/api/v1/live?ticket=x",
		        text(up, rows[i].line, ""), NULL, NULL)),
		    rows[i].status);
}
END_TEST

/* Log-ins that end */

START_TEST(logging_out_ends_the_access_token_too)
{
	served_people(&s);
	served_person again = {.id = ""};
	reply r = served_post(
	    &s, SESSIONS, pair("hr@example.com", SERVED_PASSWORD, ""), NULL);
	reply_text(&r, "tokens.access", again.token, sizeof again.token);
	reply_free(&r);
	ck_assert_int_eq(reply_status(served_ask(&s, "DELETE",
	                     SESSIONS "/current", NULL, NULL, again.token)),
	    204);
	ck_assert_int_eq(reply_status(served_get(&s, ME, again.token)), 401);
	ck_assert_int_eq(reply_status(served_get(&s, ME, s.hr.token)), 200);
	ck_assert_int_eq(reply_status(served_ask(
	                     &s, "DELETE", SESSIONS, NULL, NULL, s.hr.token)),
	    204);
	ck_assert_int_eq(reply_status(served_get(&s, ME, s.hr.token)), 401);
}
END_TEST

START_TEST(a_person_ends_log_ins_of_their_own)
{
	served_people(&s);
	browser b = browser_log_in("hr@example.com");
	reply r = served_get(&s, SESSIONS, s.hr.token);
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
	ck_assert_int_eq(reply_status(served_ask(&s, "DELETE", target, NULL,
	                     NULL, s.candidate.token)),
	    404);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 200);
	ck_assert_int_eq(reply_status(served_ask(
	                     &s, "DELETE", target, NULL, NULL, s.hr.token)),
	    204);
	ck_assert_int_eq(with_cookie(&b, "GET", ME, ""), 401);
	ck_assert_int_eq(reply_status(served_get(&s, ME, s.hr.token)), 200);
	r = refresh_by_cookie(b.refresh, origin());
	ck_assert_int_eq(r.status, 401);
	reply_free(&r);
}
END_TEST

START_TEST(changing_the_password_needs_the_old_one)
{
	static const char wrong[] = "{\"old_password\":\"not this one\","
	                            "\"password\":\"another long password\"}";
	static const char good[] = "{\"old_password\":\"" SERVED_PASSWORD "\","
	                           "\"password\":\"another long password\"}";
	served_people(&s);
	ck_assert_int_eq(
	    reply_status(served_post(&s, ME "/password", wrong, s.hr.token)),
	    422);
	ck_assert_int_eq(reply_status(served_get(&s, ME, s.hr.token)), 200);
	ck_assert_int_eq(
	    reply_status(served_post(&s, ME "/password", good, s.hr.token)),
	    204);
	ck_assert_int_eq(reply_status(served_get(&s, ME, s.hr.token)), 401);
	ck_assert_int_eq(
	    reply_status(served_post(&s, SESSIONS,
	        pair("hr@example.com", "another long password", ""), NULL)),
	    200);
}
END_TEST

#define ANY "If-Match: *\r\n"
START_TEST(people_change_what_is_theirs_to_change)
{
	served_people(&s);
	reply r = served_ask(
	    &s, "PATCH", ME, ANY, "{\"name\":\"New Name\"}", s.hr.token);
	ck_assert_int_eq(r.status, 200);
	ck_assert_str_eq(member(&r, "name"), "New Name");
	reply_free(&r);
	ck_assert_int_ge(reply_status(served_ask(&s, "PATCH", ME, ANY,
	                     "{\"role\":\"admin\"}", s.hr.token)),
	    400);
	r = served_get(&s, ME, s.hr.token);
	ck_assert_str_eq(member(&r, "role"), "hr");
	ck_assert_ptr_null(strstr(r.body, "argon2"));
	reply_free(&r);
}
END_TEST

/* API keys */

static const char *
key_new(const char *scopes, const char **id)
{
	const char *body = hire_arena_printf(
	    s.mem, "{\"name\":\"k\",\"scopes\":\"%s\"}", scopes);
	reply r = served_post(&s, "/api/v1/api-keys", body, s.hr.token);
	ck_assert_int_eq(r.status, 201);
	const char *secret = member(&r, "secret.value");
	if (id)
		*id = member(&r, "api_key.id");
	ck_assert_int_eq(strncmp(secret, "hk_", 3), 0);
	reply_free(&r);
	return secret;
}

START_TEST(a_key_reaches_as_far_as_its_scopes)
{
	const char *id;
	served_people(&s);
	const char *reads = key_new("jobs:read", &id);
	const char *writes = key_new("jobs:write", NULL);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/jobs", reads)), 200);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/jobs", writes)), 403);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/api-keys", reads)), 403);
	reply r = served_get(&s, "/api/v1/api-keys", s.hr.token);
	ck_assert_int_eq(r.status, 200);
	ck_assert_ptr_null(strstr(r.body, "hk_"));
	reply_free(&r);
	ck_assert_int_eq(
	    reply_status(served_ask(&s, "DELETE",
	        text("/api/v1/api-keys/", id, ""), NULL, NULL, s.hr.token)),
	    204);
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/jobs", reads)), 401);
}
END_TEST

/* Repeated calls */

static const char job[] =
    "{\"title\":\"Sample job\",\"details\":\"What it is about.\","
    "\"requirements\":\"must: Python\"}";
static const char other_job[] =
    "{\"title\":\"Other job\",\"details\":\"What it is about.\","
    "\"requirements\":\"must: Python\"}";

static reply
post_job(const char *lines, const char *body, const char *token)
{
	return served_ask(&s, "POST", "/api/v1/jobs", lines, body, token);
}

START_TEST(a_repeated_call_acts_once)
{
	static const char key[] = "Idempotency-Key: one\r\n";
	served_people(&s);
	reply a = post_job(key, job, s.hr.token);
	reply b = post_job(key, job, s.hr.token);
	ck_assert_int_eq(a.status, 201);
	ck_assert_int_eq(b.status, 201);
	ck_assert_str_eq(member(&a, "id"), member(&b, "id"));
	reply other = post_job(key, other_job, s.hr.token);
	ck_assert_int_eq(other.status, 422);
	ck_assert_str_eq(member(&other, "field"), "Idempotency-Key");
	reply more = post_job("Idempotency-Key: two\r\n", job, s.hr.token);
	ck_assert_int_eq(more.status, 201);
	ck_assert_str_ne(member(&a, "id"), member(&more, "id"));
	reply_free(&a);
	reply_free(&b);
	reply_free(&other);
	reply_free(&more);
	/* The key is the caller's own. */
	served_person hr =
	    served_person_new(&s, HIRE_ROLE_HR, "other@example.com");
	ck_assert_int_eq(reply_status(post_job(key, other_job, hr.token)), 201);
}
END_TEST

START_TEST(keys_of_calls_are_printable_and_short)
{
	char longest[300], line[400];
	served_people(&s);
	memset(longest, 'k', 256);
	longest[256] = '\0';
	snprintf(line, sizeof line, "Idempotency-Key: %s\r\n", longest);
	ck_assert_int_eq(reply_status(post_job(line, job, s.hr.token)), 422);
	longest[255] = '\0';
	snprintf(line, sizeof line, "Idempotency-Key: %s\r\n", longest);
	ck_assert_int_eq(reply_status(post_job(line, job, s.hr.token)), 201);
	ck_assert_int_eq(
	    reply_status(
	        post_job("Idempotency-Key: caf\xC3\xA9\r\n", job, s.hr.token)),
	    422);
	ck_assert_int_eq(reply_status(post_job("Idempotency-Key: a\r\n"
	                                       "Idempotency-Key: b\r\n",
	                     job, s.hr.token)),
	    400);
}
END_TEST

static void *
post_at_once(void *arg)
{
	char *id = arg;
	reply r = post_job("Idempotency-Key: at once\r\n", job, s.hr.token);
	if (r.status == 201)
		reply_text(&r, "id", id, 64);
	reply_free(&r);
	return NULL;
}

START_TEST(the_same_call_many_times_at_once_acts_once)
{
	enum { CALLS = 16 };
	pthread_t threads[CALLS];
	char ids[CALLS][64] = {{0}};
	served_people(&s);
	for (int i = 0; i < CALLS; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, post_at_once, ids[i]), 0);
	for (int i = 0; i < CALLS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < CALLS; i++)
		ck_assert_str_eq(ids[i], ids[0]);
	ck_assert_str_ne(ids[0], "");
	reply r = served_get(&s, "/api/v1/jobs", s.hr.token);
	ck_assert_str_ne(member(&r, "jobs.0.id"), "");
	ck_assert_str_eq(member(&r, "jobs.1.id"), "");
	reply_free(&r);
}
END_TEST

/* Limits */

static void
open_narrow(void)
{
	served_start(&s, "HIRE_SERVER_RATE=20\nHIRE_SERVER_COSTLY_RATE=3\n"
	                 "HIRE_TRUSTED_PROXIES=127.0.0.1, 10.0.0.0/8\n");
}

static reply
ask_from(const char *forwarded, const char *target, const char *body)
{
	const char *line = text("X-Forwarded-For: ", forwarded, "\r\n");
	return served_ask(&s, body ? "POST" : "GET", target, line, body, NULL);
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
	                     sign_up_body(emails[0]))),
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
	ck_assert_ok(hire_admin_create(s.app.platform, "admin@example.com",
	    "Sample Person", SERVED_PASSWORD, s.mem, &account, NULL));
	reply r = ask_from("192.0.2.99", SESSIONS,
	    pair("admin@example.com", SERVED_PASSWORD, ""));
	reply_text(&r, "tokens.access", hr.token, sizeof hr.token);
	reply_free(&r);
	for (int i = 0; i <= 20; i++) {
		const char *line = hire_arena_printf(
		    s.mem, "X-Forwarded-For: 192.0.2.%d\r\n", i);
		r = served_ask(&s, "GET", ME, line, NULL, hr.token);
		ck_assert_int_eq(r.status, i < 20 ? 200 : 429);
		reply_free(&r);
	}
}
END_TEST

/* Where a request comes from */

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

#define COUNT(rows) ((int)(sizeof(rows) / sizeof *(rows)))

static TCase *
new_case(Suite *suite, const char *name, void (*begin)(void))
{
	TCase *t = tcase_create(name);
	tcase_add_checked_fixture(t, begin, close_server);
	tcase_set_timeout(t, 60);
	suite_add_tcase(suite, t);
	return t;
}

int
main(void)
{
	Suite *suite = suite_create("http_accounts");
	TCase *t = new_case(suite, "sign_up", open_server);
	tcase_add_test(t, a_known_address_signs_up_like_a_new_one);
	tcase_add_test(t, the_time_does_not_tell_who_has_an_account);
	tcase_add_test(t, forgotten_passwords_say_the_same_to_all);
	t = new_case(suite, "browsers", open_server);
	tcase_add_test(t, a_browser_gets_cookies_and_no_tokens);
	tcase_add_test(t, over_tls_the_names_bind_the_cookies);
	tcase_add_loop_test(t, a_forged_log_in_is_refused, 0, COUNT(pages));
	tcase_add_loop_test(t, a_forged_request_is_refused, 0, COUNT(pages));
	tcase_add_test(t, an_unsafe_request_needs_the_token_of_its_log_in);
	tcase_add_test(t, a_reloaded_page_gets_another_token);
	tcase_add_test(t, the_header_counts_before_the_cookie);
	tcase_add_test(t, a_cookie_that_stands_twice_is_none);
	tcase_add_test(t, two_tabs_refresh_at_the_same_time);
	tcase_add_loop_test(
	    t, refreshing_by_cookie_is_for_our_pages, 0, COUNT(pages));
	tcase_add_test(t, a_refresh_that_is_over_drops_the_cookies);
	tcase_add_test(t, programs_get_tokens_and_no_cookies);
	tcase_add_test(t, a_page_elsewhere_may_not_open_a_websocket);
	t = new_case(suite, "log_ins", open_server);
	tcase_add_test(t, logging_out_ends_the_access_token_too);
	tcase_add_test(t, a_person_ends_log_ins_of_their_own);
	tcase_add_test(t, changing_the_password_needs_the_old_one);
	tcase_add_test(t, people_change_what_is_theirs_to_change);
	tcase_add_test(t, a_key_reaches_as_far_as_its_scopes);
	t = new_case(suite, "once", open_server);
	tcase_add_test(t, a_repeated_call_acts_once);
	tcase_add_test(t, keys_of_calls_are_printable_and_short);
	tcase_add_test(t, the_same_call_many_times_at_once_acts_once);
	t = new_case(suite, "limits", open_narrow);
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
