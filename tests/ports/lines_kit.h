/* SPDX-License-Identifier: MIT
 * lines_kit.h - a queue over a Redis server of the test's own and an embedded
 * store, and short ways to use them.
 */
#ifndef HIRE_TEST_LINES_KIT_H
#define HIRE_TEST_LINES_KIT_H

#include "redis.h"
#include "stage.h"

#include <hire/sys/queue.h>

extern redis_server lines_server;
extern hire_store lines_store;
extern hire_queue lines_queue;
extern hire_message *lines_last; /* what was claimed last */

/* Checked fixtures: a server, a store, a queue. */
void
lines_setup(void);
void
lines_teardown(void);

/* Another queue over the same store: `port` 0 is the server's, `prefix` NULL
 * the queue's own. */
hire_queue
lines_open(int port, const char *prefix);

/* A message of kind "test", priority 5, due now, with two attempts. */
hire_message
lines_message(const char *body);
void
lines_put(hire_queue *q, hire_message m);

/* More of one kind than may wait in line, in one transaction. */
void
lines_put_many(hire_queue *q, const char *kind, int64_t priority, int count);

/* Claim up to 10 for an hour as `worker`; the bodies, as "1 2 3". */
const char *
lines_claim(hire_queue *q, const char *worker, const char *const *kinds);

/* Settle `m` in a transaction of its own. */
hire_status
lines_complete(hire_queue *q, const hire_message *m);

/* Bodies in a state, newest first. */
const char *
lines_listed(hire_message_state state);

#endif
