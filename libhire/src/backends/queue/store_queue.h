/* SPDX-License-Identifier: MIT
 * store_queue.h - the queue that needs nothing but the store.
 */
#ifndef HIRE_QUEUE_STORE_QUEUE_H
#define HIRE_QUEUE_STORE_QUEUE_H

#include <hire/sys/queue.h>

/* A queue over the message records of `store`, which is borrowed until
 * close(), as is `ctx`.  Errors: ENOMEM. */
HIRE_CHECK hire_status
hire__queue_store_open(
    hire_ctx *ctx, hire_store *store, hire_queue *out, hire_error *err);

#endif
