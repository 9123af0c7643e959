/* SPDX-License-Identifier: MIT
 * relay.h - a wire between a client and a server on 127.0.0.1 that breaks at
 * the moment a test chooses.
 */
#ifndef HIRE_TEST_RELAY_H
#define HIRE_TEST_RELAY_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

/* What happens, once, to what a client says with the word in it. */
typedef enum relay_fault {
	RELAY_NONE,
	RELAY_UNSAID,     /* it never arrives: both sides are cut off */
	RELAY_UNANSWERED, /* it arrives, the answer does not come back */
	RELAY_HANGING     /* it never arrives, and the server is not told */
} relay_fault;

enum { RELAY_WIRES = 32 };

typedef struct relay {
	int fd, port, to;
	const char *word;
	atomic_int fault; /* set it back to RELAY_NONE tells that it struck */
	atomic_bool over;
	atomic_bool away;  /* nobody listens, as while a server restarts */
	atomic_bool still; /* nothing is carried, and nobody is told */
	atomic_bool bury;  /* the wires there are carry nothing any more */
	atomic_int lag;    /* milliseconds that everything takes longer */
	pthread_t thread;
	int near[RELAY_WIRES], far[RELAY_WIRES]; /* -1: none */
	bool mute[RELAY_WIRES];
} relay;

/* Listen on r->port for the server on port `to`; fails the test otherwise. */
void
relay_open(relay *r, int to, const char *word);

/* Let `fault` strike the next time the word is said. */
void
relay_break(relay *r, relay_fault fault);

void
relay_close(relay *r);

/* Cut every wire and listen no more, until relay_back(). */
void
relay_leave(relay *r);
void
relay_back(relay *r);

/* Carry nothing, as a network that is down; or go on where that was left. */
void
relay_still(relay *r, bool still);
/* The wires there are carry nothing any more, and nobody is told; new ones do.
 */
void
relay_bury(relay *r);
/* Let everything take `ms` longer. */
void
relay_lag(relay *r, int ms);

#endif
