/* SPDX-License-Identifier: MIT
 * hasher.h - threads that hash: behind everybody else, on pages of their own.
 * Apart from the gate, which says how many come in; a thread cannot get back
 * the priority that it gave up, so callers never hash themselves.
 */
#ifndef HIRE_BACKENDS_IDENTITY_HASHER_H
#define HIRE_BACKENDS_IDENTITY_HASHER_H

#include <hire/base.h>

#include <argon2.h>
#include <pthread.h>

enum { HIRE__HASHERS = 64 };

typedef struct hire__hasher hire__hasher;

/* One thread, started with its first job, and the job that it has. */
typedef struct hire__hasher_slot {
	hire__hasher *all;
	pthread_t thread;
	bool started, done;
	argon2_context *job; /* NULL: free */
	int code;            /* what argon2 said */
	void *pages;         /* kept between jobs; NULL: none */
	size_t size;
} hire__hasher_slot;

struct hire__hasher {
	pthread_mutex_t lock;
	pthread_cond_t work, done; /* `work` on the monotonic clock */
	bool ending;
	hire__hasher_slot slots[HIRE__HASHERS];
};

/* Starts no thread yet. */
void
hire__hasher_init(hire__hasher *h);

/* End the threads and give their pages back. */
void
hire__hasher_fini(hire__hasher *h);

/* Run argon2id as `job` says, its memory and threads ours, and wait for it;
 * `*code` is what it returned.  At most HIRE__HASHERS callers at once.
 * ENOMEM when no thread can be had. */
HIRE_CHECK hire_status
hire__hasher_run(
    hire__hasher *h, argon2_context *job, int *code, hire_error *err);

#endif
