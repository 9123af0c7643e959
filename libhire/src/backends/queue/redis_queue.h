/* SPDX-License-Identifier: MIT
 * redis_queue.h - the queue whose messages are rows of the store and wait in
 * line in Redis.
 */
#ifndef HIRE_QUEUE_REDIS_QUEUE_H
#define HIRE_QUEUE_REDIS_QUEUE_H

#include <hire/sys/queue.h>

/* A queue over the message records of `store` and the server at `url`, which
 * may come later.  `ctx` and `store` are borrowed until close().  Errors:
 * EINVAL (the URL, or a libhire without Redis), ENOMEM. */
HIRE_CHECK hire_status
hire__queue_redis_open(hire_ctx *ctx, const char *url, hire_store *store,
    hire_queue *out, hire_error *err);

#endif
