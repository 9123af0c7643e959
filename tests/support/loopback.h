/* SPDX-License-Identifier: MIT
 * loopback.h - a small HTTP server on 127.0.0.1 that answers as a test says,
 * well or badly, and remembers what it was sent.
 */
#ifndef HIRE_TEST_LOOPBACK_H
#define HIRE_TEST_LOOPBACK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* How the server behaves to one request. */
typedef enum loopback_manner {
	LOOPBACK_WELL,   /* status, headers, `body` bytes */
	LOOPBACK_SLOW,   /* the same, a byte each 20 ms */
	LOOPBACK_SILENT, /* nothing, until the client leaves */
	LOOPBACK_CUT,    /* closes in the middle of the body */
	LOOPBACK_GARBAGE /* no HTTP at all */
} loopback_manner;

typedef struct loopback_reply {
	int status;
	const char *headers; /* lines that end in \r\n; NULL: none */
	size_t body;
	loopback_manner manner;
} loopback_reply;

enum { LOOPBACK_KEPT = 64 };

typedef struct loopback {
	int fd, port;
	pthread_t thread;
	pthread_mutex_t lock;
	const loopback_reply *replies; /* the last is given for ever */
	size_t reply_count;
	size_t requests;
	char *kept[LOOPBACK_KEPT]; /* requests as they came */
	bool over;
} loopback;

/* Listen on a free port; fails the test otherwise. */
void
loopback_open(loopback *l, const loopback_reply *replies, size_t count);

/* Answer by another script from now on. */
void
loopback_script(loopback *l, const loopback_reply *replies, size_t count);

void
loopback_close(loopback *l);

/* Requests so far. */
size_t
loopback_count(loopback *l);

/* The value of a header of request `n` (0 first), into `out`; "" when it has
 * none. */
void
loopback_header(
    loopback *l, size_t n, const char *name, char *out, size_t size);

/* The body of request `n`; lives until loopback_close(). */
const char *
loopback_body(loopback *l, size_t n);

#endif
