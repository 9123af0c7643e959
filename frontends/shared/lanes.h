/* SPDX-License-Identifier: MIT
 * lanes.h - which threads of a process do which kinds of work.
 * What waits for servers of others has threads of its own: mail one, and
 * webhooks several, since any organisation's server may be slow.
 */
#ifndef HIRE_FRONTENDS_LANES_H
#define HIRE_FRONTENDS_LANES_H

#include <hire/worker.h>

enum { LANES_KINDS = 64, LANES_SENDERS = 4 };

typedef struct lanes {
	const char *inside[LANES_KINDS + 1]; /* all that waits for nobody */
	const char *mail[2], *webhooks[2];   /* empty when not wanted */
	size_t threads;                      /* wanted for `inside` */
} lanes;

/* The kinds in `wanted` (NULL at the end; NULL: all), borrowed, `threads` for
 * those that wait for nobody. */
void
lanes_plan(lanes *l, const char *const *wanted, size_t threads);

/* The kinds of thread `i`, NULL behind the last one. */
const char *const *
lanes_of(const lanes *l, size_t i);

#endif
