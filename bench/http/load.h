/* SPDX-License-Identifier: MIT
 * load.h - HTTP requests over connections that stay open, from one thread.
 */
#ifndef HIRE_BENCH_HTTP_LOAD_H
#define HIRE_BENCH_HTTP_LOAD_H

#include <stddef.h>

typedef struct load {
	int port;
	const char *const *requests; /* taken in turns; whole, as sent */
	size_t request_count;
	size_t connections;
	double seconds; /* of sending */
	size_t total;   /* ... or so many in all; 0: no end */
	double rate;    /* a second; 0: the next when a reply is there */
} load;

typedef struct load_result {
	double *micros; /* of each reply that was a 2xx; owned */
	size_t count, room;
	size_t refused; /* any other, or none */
	size_t bytes;   /* of replies, heads too */
	double seconds;
} load_result;

/* Run it; a connection that ends is opened again.  Any thread. */
void
load_run(const load *l, load_result *out);

void
load_free(load_result *r);

/* A blocking connection to a port of this machine; -1: nobody is there. */
int
load_connect(int port);

/* Send `request` on a connection of its own; the whole reply with a NUL behind
 * it, for free(), or NULL. */
char *
load_once(int port, const char *request);

/* A second time of the steady clock. */
double
load_clock(void);

#endif
