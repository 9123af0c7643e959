/* SPDX-License-Identifier: MIT
 * worker_threads.h - the background work, done inside the server.
 * Apart from the library's worker, which is one loop for one thread: here are
 * the threads, and what is done when such a loop fails.
 */
#ifndef HIRE_HTTP_WORKER_THREADS_H
#define HIRE_HTTP_WORKER_THREADS_H

#include <hire/worker.h>

#include "log.h"
#include "metrics.h"

typedef struct worker_threads worker_threads;

/* Start `count` workers for everything that only needs the platform, and one
 * more for mail and four for webhooks, which wait for others.  With a `count`
 * of 0 nothing is started.  All arguments are borrowed until the end.  ENOMEM,
 * EIO.
 */
HIRE_CHECK hire_status
worker_threads_start(hire_platform *platform, int64_t count, logger *log,
    metrics *counts, worker_threads **out, hire_error *err);

/* Ask them to end after the message in hand. */
void
worker_threads_tell(worker_threads *all);

/* Wait for all of them, and free.  NULL is a no-op. */
void
worker_threads_stop(worker_threads *all);

#endif
