/* SPDX-License-Identifier: MIT
 * wakes.c - threads that wait until something was stored; see wakes.h.
 */
#include "wakes.h"

#include <time.h>

void
hire__wakes_init(hire__wakes *w)
{
	pthread_condattr_t how;
	*w = (hire__wakes){.counts = {0}};
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_cond_init(&w->rung, &how);
	pthread_condattr_destroy(&how);
}

void
hire__wakes_fini(hire__wakes *w)
{
	pthread_cond_destroy(&w->rung);
	pthread_mutex_destroy(&w->lock);
}

/* FNV-1a. */
uint64_t
hire__wakes_bit(const char *topic)
{
	uint64_t h = 14695981039346656037u;
	for (; *topic; topic++)
		h = (h ^ (unsigned char)*topic) * 1099511628211u;
	return (uint64_t)1 << (h ^ h >> 32) % HIRE__WAKES_BELLS;
}

void
hire__wakes_end(hire__wakes *w, uint64_t bits)
{
	if (!bits)
		return;
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < HIRE__WAKES_BELLS; i++)
		w->counts[i] += (int64_t)(bits >> i & 1);
	pthread_cond_broadcast(&w->rung);
	pthread_mutex_unlock(&w->lock);
}

/* Only grows, so it differs as soon as one of them was rung; never 0. */
static int64_t
sum(const hire__wakes *w, uint64_t bits)
{
	int64_t all = 1;
	for (size_t i = 0; i < HIRE__WAKES_BELLS; i++)
		all += bits >> i & 1 ? w->counts[i] : 0;
	return all;
}

static struct timespec
end_of(hire_time most)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	int64_t us = t.tv_nsec / 1000 + most % HIRE_SECOND;
	t.tv_sec += (time_t)(most / HIRE_SECOND + us / HIRE_SECOND);
	t.tv_nsec = (long)(us % HIRE_SECOND * 1000);
	return t;
}

void
hire__wakes_wait(
    hire__wakes *w, const char *const *topics, hire_time most, int64_t *seen)
{
	struct timespec until = end_of(most > 0 ? most : 0);
	uint64_t bits = topics ? 0 : UINT64_MAX;
	int late = 0;
	for (size_t i = 0; topics && topics[i]; i++)
		bits |= hire__wakes_bit(topics[i]);
	pthread_mutex_lock(&w->lock);
	if (!*seen)
		*seen = sum(w, bits);
	while (sum(w, bits) == *seen && !late)
		late = pthread_cond_timedwait(&w->rung, &w->lock, &until);
	*seen = sum(w, bits);
	pthread_mutex_unlock(&w->lock);
}
