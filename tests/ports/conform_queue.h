/* SPDX-License-Identifier: MIT
 * conform_queue.h - what every queue must do, as a Check case.
 */
#ifndef HIRE_CONFORM_QUEUE_H
#define HIRE_CONFORM_QUEUE_H

#include "conform_store.h"

#include <hire/sys/queue.h>

/* The queue under test over an open store with its message table; defined
 * beside the suite's main(). */
hire_status
conform_queue_open(hire_ctx *ctx, hire_store *store, hire_queue *out);

void
conform_queue_use(const conform_store *which);

TCase *
conform_turn_case(void (*choose)(void));
TCase *
conform_queue_case(void (*choose)(void));

/* Stores and queues under several threads. */
void
conform_threads_use(const conform_store *which);

TCase *
conform_threads_case(void (*choose)(void));

#endif
