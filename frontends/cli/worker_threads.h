/* SPDX-License-Identifier: MIT
 * worker_threads.h - several workers in one process, and their clean end.
 */
#ifndef HIRE_CLI_WORKER_THREADS_H
#define HIRE_CLI_WORKER_THREADS_H

#include "../shared/lanes.h"
#include "cli.h"

typedef struct worker_plan {
	lanes lanes;
	const char *name; /* of the workers in leases; NULL: made up */
	const hire_queue_limit *limits;
	size_t limit_count;
	int64_t grace; /* seconds for messages in hand once it is to stop */
	/* Told of each message, one at a time. */
	void (*news)(void *user, const hire_worker_news *news);
	void *user;
} worker_plan;

/* Work until a signal comes.  `*left` becomes the number of messages whose
 * leases were given back while their handlers went on: then the process must
 * end without waiting for anything. */
hire_status
worker_threads_run(
    hire_platform *p, const worker_plan *plan, size_t *left, hire_error *err);

#endif
