/* SPDX-License-Identifier: MIT
 * worker_lease.h - keeping the lease of the message in hand.
 * A thread of its own, since a handler may wait for others for long.
 */
#ifndef HIRE_SERVICES_WORKER_LEASE_H
#define HIRE_SERVICES_WORKER_LEASE_H

#include "kinds.h"

#define HIRE__LEASE (30 * HIRE_SECOND)

typedef struct hire__lease {
	hire_platform *p;
	const hire_worker_options *o; /* borrowed */
	struct hire__lease *next;     /* among the platform's */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	const hire_message *message; /* the handler's; NULL: none in hand */
	hire_message held;           /* as it stands in the queue */
	int64_t renew_at;            /* microseconds of the steady clock */
	bool renewed;                /* since the handler asked last */
	bool settling;               /* the handler ends it: leave it alone */
	bool over;
} hire__lease;

/* Start the thread.  `lease` stays where it is until hire__lease_end(). */
HIRE_CHECK hire_status
hire__lease_begin(hire__lease *lease, hire_platform *p,
    const hire_worker_options *o, hire_error *err);
void
hire__lease_end(hire__lease *lease);

/* From here to hire__lease_drop() it is renewed; `m` is borrowed. */
void
hire__lease_keep(hire__lease *lease, const hire_message *m);

/* Not any more; `out` becomes the message as it stands in the queue. */
void
hire__lease_drop(hire__lease *lease, hire_message *out);

/* The transaction under way decides what becomes of `m`: it is not renewed any
 * more.  `out` becomes what stands in the queue; the result says whether that
 * is news, which a transaction that began before it cannot see. */
bool
hire__lease_settle(hire_platform *p, const hire_message *m, hire_message *out);

#endif
