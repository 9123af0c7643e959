/* SPDX-License-Identifier: MIT
 * password.h - hashing passwords with argon2id, a bounded number at a time.
 * Apart from tokens, which cost nothing and never wait.
 */
#ifndef HIRE_BACKENDS_IDENTITY_PASSWORD_H
#define HIRE_BACKENDS_IDENTITY_PASSWORD_H

#include <hire/sys/identity.h>

#include "hasher.h"

#include <pthread.h>

/* Every hash holds 19 MiB and a core: as many at once as there are cores,
 * a few behind them, and no more. */
typedef struct hire__gate {
	pthread_mutex_t lock;
	pthread_cond_t left;
	int running, waiting; /* under `lock` */
	int max_running, max_waiting;
} hire__gate;

/* `max_running` 0: the number of cores; `max_waiting` 0: 64. */
void
hire__gate_init(hire__gate *g, int max_running, int max_waiting);
void
hire__gate_fini(hire__gate *g);

/* Wait for a place; HIRE_EBUSY when too many wait already.  Then leave. */
HIRE_CHECK hire_status
hire__gate_enter(hire__gate *g, hire_error *err);
void
hire__gate_leave(hire__gate *g);

/* Whether everybody tries this one first; at most HIRE_PASSWORD_MAX bytes. */
bool
hire__password_common(const char *password);

/* The policy of hire_identity_ops.hash. */
HIRE_CHECK hire_status
hire__password_check(const char *password, hire_error *err);

/* Where passwords are hashed: who may come in, and who does the work. */
typedef struct hire__hashing {
	hire__gate gate;
	hire__hasher hasher;
} hire__hashing;

HIRE_CHECK hire_status
hire__password_hash(hire__hashing *h, const char *password, hire_arena *mem,
    const char **out, hire_error *err);

HIRE_CHECK hire_status
hire__password_verify(hire__hashing *h, const char *password, const char *hash,
    hire_identity_match *out, hire_error *err);

#endif
