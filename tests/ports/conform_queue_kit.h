/* SPDX-License-Identifier: MIT
 * conform_queue_kit.h - a queue under test and short ways to use it.
 */
#ifndef HIRE_CONFORM_QUEUE_KIT_H
#define HIRE_CONFORM_QUEUE_KIT_H

#include "conform_queue.h"

#define host  queue_kit_host
#define mem   queue_kit_mem
#define store queue_kit_store
#define queue queue_kit_queue
#define tx    queue_kit_tx

extern test_host host;
extern hire_arena *mem;
extern hire_store store;
extern hire_queue queue;
extern hire_tx *tx; /* what begin() began */

/* Fixture of each test. */
void
conform_queue_setup(void);
void
conform_queue_teardown(void);

/* These fail the test when they cannot. */
void
begin(void);
void
commit(void);
void
rollback(void);

/* A message of kind "test" that is due, with 2 attempts. */
hire_message
message(const char *body);

/* Put in a transaction of its own. */
void
put(hire_message m);

/* The bodies in a state, newest first, read in pages of two. */
const char *
listed(hire_message_state state);

/* Milliseconds of a clock that always runs. */
int64_t
test_steady_ms(void);

#endif
