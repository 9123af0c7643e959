/* SPDX-License-Identifier: MIT
 * sockets.h - many WebSockets of a client, on one thread.
 */
#ifndef HIRE_BENCH_HTTP_SOCKETS_H
#define HIRE_BENCH_HTTP_SOCKETS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sockets sockets;

typedef struct sockets_options {
	int port;
	size_t count;     /* at most */
	size_t in_flight; /* handshakes at once */
	/* Target of a socket's request; in `out`. */
	void (*path)(void *user, size_t which, char *out, size_t size);
	/* A text came; borrowed. */
	void (*heard)(void *user, size_t which, const char *text);
	/* The 101 came; may be NULL. */
	void (*opened)(void *user, size_t which);
	void *user;
} sockets_options;

/* `options` is copied. */
sockets *
sockets_new(const sockets_options *options);

/* Open from .. from + count - 1; the seconds it took.  Failure ends the
 * benchmark. */
double
sockets_open(sockets *s, size_t from, size_t count);

/* Microseconds of each handshake so far. */
double *
sockets_handshakes(sockets *s, size_t *count);

void
sockets_send(sockets *s, size_t which, const char *text);

/* Hear what came, waiting at most `ms`. */
void
sockets_turn(sockets *s, int ms);

/* Sockets that the other side has ended. */
size_t
sockets_lost(const sockets *s);

/* Hang up. */
void
sockets_close(sockets *s, size_t which);

/* Close all, free. */
void
sockets_free(sockets *s);

#endif
