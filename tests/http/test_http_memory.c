/* SPDX-License-Identifier: MIT
 * test_http_memory.c - what requests cost at most, and what happens when it is
 * not there: stacks of the library's threads, and every allocation failing.
 * The linker passes the frontend's own allocations through here.
 */
#define _GNU_SOURCE
#include "served.h"

#include "dispatch.h"
#include "route.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static served s;
static pthread_t test_thread;
static atomic_long fail_at, calls;
static atomic_bool lasting;

void *
__real_malloc(size_t n);
void *
__real_calloc(size_t n, size_t size);
void *
__real_realloc(void *ptr, size_t n);
void *
__wrap_malloc(size_t n);
void *
__wrap_calloc(size_t n, size_t size);
void *
__wrap_realloc(void *ptr, size_t n);

/* Only in the server's threads. */
static bool
fails(void)
{
	if (pthread_equal(pthread_self(), test_thread))
		return false;
	atomic_fetch_add(&calls, 1);
	long left = atomic_load(&fail_at);
	while (left > 0)
		if (atomic_compare_exchange_weak(&fail_at, &left,
		        left == 1 && atomic_load(&lasting) ? 1 : left - 1))
			break;
	return left == 1;
}

void *
__wrap_malloc(size_t n)
{
	return fails() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *ptr, size_t n)
{
	return n && fails() ? NULL : __real_realloc(ptr, n);
}

static void *
host_alloc(void *user, void *ptr, size_t n)
{
	(void)user;
	if (!n) {
		free(ptr);
		return NULL;
	}
	return fails() ? NULL : __real_realloc(ptr, n);
}

static hire_ctx_options host = {.size = sizeof host, .alloc = host_alloc};

static void
open_server(void)
{
	test_thread = pthread_self();
	s.app.host = &host;
	served_start(&s, "HIRE_SERVER_THREADS=4\nHIRE_SERVER_WORKERS=0\n"
	                 "HIRE_PUBLIC_URL=http://127.0.0.1:8080\n");
}

static void
close_server(void)
{
	served_stop(&s);
}

static const struct request {
	const char *verb, *target, *body;
	int status;
} requests[] = {
    {"GET", "/healthz", NULL, 200},
    {"GET", "/nowhere", NULL, 404},
    {"GET", "/api/v1/me", NULL, 200},
    {"GET", "/api/v1/jobs?limit=5", NULL, 200},
    {"POST", "/api/v1/sessions",
        "{\"email\":\"hr@example.com\",\"password\":\"" SERVED_PASSWORD "\"}",
        200},
    {"POST", "/api/v1/sessions",
        "{\"email\":\"hr@example.com\",\"password\":\"" SERVED_PASSWORD
        "\",\"browser\":true}",
        200},
    {"POST", "/api/v1/sessions", "{\"email\":[[[[1]]]]}", 422},
};

/* A problem has no cookies and no tag. */
static bool
stands_alone(const reply *r)
{
	char line[400];
	return r->status < 400 ||
	       (!*reply_header(r, "Set-Cookie", line, sizeof line) &&
	           !*reply_header(r, "ETag", line, sizeof line));
}

/* One more allocation fails each time, until none is left to fail. */
static void
sweep(const struct request *r, bool all_that_follow)
{
	for (long n = 1;; n++) {
		atomic_store(&lasting, all_that_follow);
		atomic_store(&fail_at, n);
		reply got = served_ask(&s, r->verb, r->target,
		    "Origin: http://127.0.0.1:8080\r\n", r->body, s.hr.token);
		bool fits = stands_alone(&got);
		int status = reply_status(got);
		ck_assert_msg(fits,
		    "%s, allocation %ld: a %d with headers of "
		    "a success",
		    r->target, n, status);
		bool reached =
		    atomic_load(&fail_at) <= (all_that_follow ? 1 : 0);
		atomic_store(&fail_at, 0);
		ck_assert_msg(
		    status == 0 || status == 503 || status == r->status,
		    "%s, allocation %ld: %d", r->target, n, status);
		if (!reached) {
			ck_assert_int_eq(status, r->status);
			ck_assert_int_gt(n, 3);
			return;
		}
	}
}

START_TEST(without_memory_a_request_is_refused_or_ends)
{
	served_people(&s);
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
		sweep(&requests[i], false);
		sweep(&requests[i], true);
	}
	ck_assert_int_eq(
	    reply_status(served_get(&s, "/api/v1/me", s.hr.token)), 200);
}
END_TEST

/* Bytes of the stack that the deepest request had left. */
static atomic_size_t least_left;
static _Atomic(const char *) deepest;

enum { PAINT = 0xA5, MARGIN = 1024 };

static void
painted(void *user, http_request *r)
{
	pthread_attr_t attr;
	void *low = NULL;
	size_t size = 0, left = 0;
	volatile unsigned char here = 0;
	ck_assert_int_eq(pthread_getattr_np(pthread_self(), &attr), 0);
	pthread_attr_getstack(&attr, &low, &size);
	pthread_attr_destroy(&attr);
	volatile unsigned char *from = low;
	size_t n = (size_t)(&here - from) - MARGIN;
	for (size_t i = 0; i < n; i++)
		from[i] = PAINT;
	dispatch(user, r);
	while (left < n && from[left] == PAINT)
		left++;
	if (left < atomic_load(&least_left)) {
		const route *found;
		atomic_store(&least_left, left);
		for (size_t i = 0; (found = routes_at(i)); i++)
			if (!strcmp(r->path, found->path))
				atomic_store(&deepest, found->name);
	}
}

/* The route's path with an id for each of its parameters. */
static void
fill_in(const char *path, const char *id, char *out, size_t max)
{
	size_t n = 0;
	for (; *path && n + 80 < max; path++)
		if (*path == '{') {
			n += (size_t)snprintf(out + n, max - n, "%s", id);
			path = strchr(path, '}');
		} else {
			out[n++] = *path;
		}
	out[n] = '\0';
}

static void
ask_all(served *second)
{
	static const char *const bodies[] = {NULL, "{}",
	    "{\"title\":\"Engineer\",\"description\":\"Builds and runs a "
	    "service in C.\",\"email\":\"x@example.com\",\"password\":"
	    "\"a long enough password\",\"name\":\"Sample Person\"}",
	    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	    "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"};
	const served_person *people[] = {&s.hr, &s.candidate, &s.admin, NULL};
	const route *r;
	char path[400];
	for (size_t i = 0; (r = routes_at(i)); i++)
		for (size_t k = 0; k < 16; k++) {
			const served_person *who = people[k / 4];
			fill_in(r->path, s.hr.id, path, sizeof path);
			if (r->marks & UPGRADES || strstr(path, "log-out"))
				continue;
			int status = reply_status(served_ask(second,
			    method_name(r->method), path, "If-Match: *\r\n",
			    bodies[k % 4], who ? who->token : NULL));
			ck_assert_msg(status != 500, "%s gave 500", path);
		}
}

START_TEST(handlers_leave_room_on_their_stacks)
{
	hire_error err = {0};
	served second = {0};
	const http_options options = {.listen = "127.0.0.1:0",
	    .threads = 4,
	    .head_ms = 5000,
	    .body_ms = 5000,
	    .idle_ms = 5000,
	    .handle = painted,
	    .refuse = dispatch_refuse,
	    .user = &s.app};
	http_server *server;
	served_people(&s);
	atomic_store(&least_left, SIZE_MAX);
	ck_assert_ok(http_server_start(&options, &server, &err));
	second.port = http_server_port(server);
	ask_all(&second);
	http_server_stop(server);
	/* Of 100 KiB; the system's own functions may want some more. */
	ck_assert_uint_lt(least_left, 100 << 10);
	ck_assert_msg(least_left >= 20 << 10, "%s left %zu bytes",
	    deepest ? deepest : "a route", (size_t)least_left);
	printf("least left of a stack: %zu bytes (%s)\n", (size_t)least_left,
	    deepest ? deepest : "with parameters");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_memory");
	TCase *t = tcase_create("memory");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, without_memory_a_request_is_refused_or_ends);
	tcase_add_test(t, handlers_leave_room_on_their_stacks);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
