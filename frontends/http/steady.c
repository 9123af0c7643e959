/* SPDX-License-Identifier: MIT
 * steady.c - waits that nobody's clock disturbs; see steady.h.
 */
#include "steady.h"

void
steady_cond(pthread_cond_t *cond)
{
	pthread_condattr_t how;
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &how);
	pthread_condattr_destroy(&how);
}

struct timespec
steady_in(int64_t ms)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += ms % 1000 * 1000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}
