/* SPDX-License-Identifier: MIT
 * live.h - live interviews: sockets on one side, the library on the other.
 * docs/interview-protocol.md is what clients see.
 */
#ifndef HIRE_HTTP_LIVE_H
#define HIRE_HTTP_LIVE_H

#include <hire/hire.h>

#include "ws/hub.h"

typedef struct live live;

typedef struct live_options {
	hire_platform *platform;
	hire_ctx *ctx;
	size_t connections; /* at most */
	int threads;        /* that call the library */
} live_options;

/* Start.  ENOMEM, EIO. */
HIRE_CHECK hire_status
live_new(const live_options *options, live **out, hire_error *err);

/* Tell everyone to come back later and take nobody new; wait at most `drain_ms`
 * for them to go.  What they said before is still worked on.  A second call
 * does nothing.  NULL is fine. */
void
live_stop(live *all, int64_t drain_ms);

/* live_stop(), and free once no other thread can use `all`. */
void
live_free(live *all, int64_t drain_ms);

/* Speak for `fd`, whose 101 reply is sent, on an interview of `who`; owns `fd`
 * from HIRE_OK on.  ELIMIT, ENOMEM, EIO. */
HIRE_CHECK hire_status
live_adopt(live *all, int fd, const hire_actor *who, const char *interview_id,
    int64_t line, hire_error *err);

/* For metrics. */
typedef struct live_counts {
	ws_counters sockets;
	uint64_t talks, replaced, answers;
} live_counts;
void
live_counters(live *all, live_counts *out);

#endif
