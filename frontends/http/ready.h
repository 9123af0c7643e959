/* SPDX-License-Identifier: MIT
 * ready.h - whether the server can do its work: every backend answers, or is
 * one that only makes it quicker.
 * Asked at most once a second, however many ask: whoever looks after the server
 * must not be able to wear it out.
 */
#ifndef HIRE_HTTP_READY_H
#define HIRE_HTTP_READY_H

#include <hire/platform.h>

typedef struct ready ready;

enum { READY_PORTS_MAX = 16 };

typedef struct ready_port {
	char port[16], backend[32];
	bool ok;
	bool spared; /* work goes on without it, only slower */
} ready_port;

typedef struct ready_report {
	bool ok; /* all that nothing goes on without answered */
	size_t count;
	ready_port ports[READY_PORTS_MAX];
} ready_report;

/* Borrows both until ready_free().  NULL: out of memory. */
ready *
ready_new(hire_ctx *ctx, hire_platform *platform);
void
ready_free(ready *r);

/* What is known, at most a second old; while a look takes longer, what the one
 * before found, for 5 seconds; then nothing at all (not ok).  Who has nothing
 * to go by waits for the look in hand until it is 2 seconds old.  Any thread.
 */
void
ready_check(ready *r, ready_report *out);

#endif
