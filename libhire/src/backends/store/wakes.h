/* SPDX-License-Identifier: MIT
 * wakes.h - threads that wait until something was stored.
 * Topics share 64 bells: a wake of one may end the wait for another, which
 * then finds nothing and waits again.
 */
#ifndef HIRE_STORE_WAKES_H
#define HIRE_STORE_WAKES_H

#include <hire/base.h>

#include <pthread.h>

/* Where not every wake arrives, waits end this often by themselves. */
#define HIRE__WAKES_LOOK (HIRE_SECOND / 5)

enum { HIRE__WAKES_BELLS = 64 };

typedef struct hire__wakes {
	pthread_mutex_t lock;
	pthread_cond_t rung;
	int64_t counts[HIRE__WAKES_BELLS];
} hire__wakes;

void
hire__wakes_init(hire__wakes *w);
void
hire__wakes_fini(hire__wakes *w);

/* The bell of a topic, as a bit. */
uint64_t
hire__wakes_bit(const char *topic);

/* End the waits for the bells in `bits`. */
void
hire__wakes_end(hire__wakes *w, uint64_t bits);

/* wait() of the store port. */
void
hire__wakes_wait(
    hire__wakes *w, const char *const *topics, hire_time most, int64_t *seen);

#endif
