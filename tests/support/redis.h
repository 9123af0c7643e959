/* SPDX-License-Identifier: MIT
 * redis.h - Redis servers for suites: the one of this test run, shared by
 * prefix, and ones of a test's own that may be killed.
 */
#ifndef HIRE_TEST_REDIS_H
#define HIRE_TEST_REDIS_H

#include <stdbool.h>
#include <sys/types.h>

/* Whether this run has a server; otherwise "skipped" is printed, once. */
bool
test_redis_here(void);

/* Its URL with a prefix that no other test has; lives until the next call. */
const char *
test_redis_new(void);

/* Its port; 0 without one. */
int
test_redis_port(void);

/* A server of one's own on a free port of 127.0.0.1, which ends with the
 * test's process. */
typedef struct redis_server {
	int port;
	pid_t pid; /* 0: not running */
	char folder[64], url[64];
	const char *const *args;
} redis_server;

/* Start it with arguments up to NULL (or NULL), and wait until it answers.
 * Borrows `args`.  Fails the test otherwise. */
void
redis_server_start(redis_server *s, const char *const *args);
/* The same again, on its port. */
void
redis_server_again(redis_server *s);
/* End it by a signal, and wait for that.  Not running is a no-op. */
void
redis_server_kill(redis_server *s, int sig);
/* End it, and remove its folder. */
void
redis_server_end(redis_server *s);

/* Send one line as typed into redis-cli to a server, and wait for the
 * beginning of the answer; "" when there is none.  Overwritten by the next
 * call. */
const char *
redis_say(int port, const char *line);

#endif
