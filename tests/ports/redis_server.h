/* SPDX-License-Identifier: MIT
 * redis_server.h - a Redis server of a test's own, to be killed and started
 * again at will.
 */
#ifndef HIRE_TEST_REDIS_SERVER_H
#define HIRE_TEST_REDIS_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct redis_server {
	pid_t pid; /* 0: it is down */
	int port;
	bool keeps; /* its data, in an append-only file */
	char folder[64];
} redis_server;

/* Whether redis-server is installed; otherwise "skipped" is printed, once. */
bool
redis_server_here(void);

/* Start one on a free port of 127.0.0.1 and wait until it answers; ends the
 * program otherwise.  It dies with the process that started it. */
void
redis_server_start(redis_server *s, bool keeps);

/* Kill -9, and start again over what it kept. */
void
redis_server_kill(redis_server *s);
void
redis_server_again(redis_server *s);

/* End it and remove its folder. */
void
redis_server_stop(redis_server *s);

/* In a forked child: die with the parent, and let go of its sockets. */
void
redis_server_part(void);

/* One command of words without spaces, such as "FLUSHALL"; the answer's first
 * bytes in a buffer that the next call uses again. */
const char *
redis_server_say(const redis_server *s, const char *command);

#endif
