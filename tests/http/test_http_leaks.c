/* SPDX-License-Identifier: MIT
 * test_http_leaks.c - what is left when all clients have gone: no memory, no
 * files.  Apart from the crowd, whose manners it does not look at.
 */
#define _GNU_SOURCE
#include "served.h"

#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static served s;
static wire w[1];

static void
open_server(void)
{
	served_start_narrow(&s);
}

static void
close_server(void)
{
	served_stop(&s);
}

/* Open files: of the store, which opens one more connection (two files) when
 * more threads read at once than ever before, and all others. */
typedef struct files {
	int store, others;
} files;

static files
open_files(void)
{
	files f = {0, 0};
	char path[300], target[300];
	struct dirent *e;
	DIR *d = opendir("/proc/self/fd");
	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		snprintf(path, sizeof path, "/proc/self/fd/%s", e->d_name);
		ssize_t n = readlink(path, target, sizeof target - 1);
		target[n < 0 ? 0 : n] = '\0';
		bool store = strstr(target, "/hire.db") != NULL;
		f.store += store;
		f.others += !store;
	}
	closedir(d);
	return f;
}

/* Right, wrong, half and hostile. */
static void
one_of_each(uint64_t *seed)
{
	static const char *const rows[] = {
	    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
	    "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
	    "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n"
	    "Authorization: Bearer x.y.z\r\n\r\n",
	    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
	    "{\"a\":[1]}",
	    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\nz\r\n",
	    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
	    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Length: 9\r\nContent-Length: 8\r\n\r\n",
	    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n",
	    "\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\x02",
	    "GET /api/v1/live?ticket=x HTTP/1.1\r\nHost: localhost\r\n"
	    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
	    "Sec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"};
	const char *text = rows[test_random(seed, sizeof rows / sizeof *rows)];
	size_t n = strlen(text);
	if (!test_random(seed, 5))
		n = test_random(seed, n + 1);
	wire_open(&w[0], &s);
	wire_send(&w[0], text, n);
	if (n == strlen(text) && test_random(seed, 8)) {
		wire_patience_ms = 20;
		reply r;
		wire_reply(&w[0], false, &r);
		ck_assert_int_ne(r.status, 500);
		reply_free(&r);
	}
	wire_close(&w[0]);
}

static size_t
memory_in_use(void)
{
	struct mallinfo2 m = mallinfo2();
	return m.uordblks + m.hblkhd;
}

static void
mixed_requests(int count, uint64_t *seed)
{
	for (int i = 0; i < count; i++)
		one_of_each(seed);
	served_counts(&s, 0, 0);
}

/* The store's connections are as many as threads ever read at once, and each
 * has memory of its own: what counts are 10,000 requests without a new one. */
START_TEST(ten_thousand_mixed_requests_leave_nothing)
{
	enum { ROUNDS = 10000, WARM = 2000, THREADS_AT_ALL = 32 };
	uint64_t seed = 7;
	files first = open_files(), before, after;
	size_t bytes;
	int tries = 0;
	mixed_requests(WARM, &seed);
	do {
		ck_assert_int_lt(tries++, THREADS_AT_ALL);
		before = open_files();
		bytes = memory_in_use();
		mixed_requests(ROUNDS, &seed);
		after = open_files();
	} while (after.store > before.store);
	/* The library closes a socket a moment after it says so. */
	for (int i = 0; i < 100 && after.others > first.others; i++) {
		usleep(10000);
		after = open_files();
	}
	ck_assert_int_eq(after.others, first.others);
	/* Of 10,000 requests, 10 bytes of each would show. */
	ck_assert_msg(memory_in_use() < bytes + 100000,
	    "%zu bytes before, %zu after", bytes, memory_in_use());
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_leaks");
	TCase *t = tcase_create("leaks");
	tcase_add_checked_fixture(t, open_server, close_server);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, ten_thousand_mixed_requests_leave_nothing);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
