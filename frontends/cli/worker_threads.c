/* SPDX-License-Identifier: MIT
 * worker_threads.c - several workers in one process, and their clean end.
 */
#include "worker_threads.h"

#include "term.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS_MAX = 256, LOOK_MS = 50, GIVE_BACK_MS = 2000 };

typedef struct crew crew;

typedef struct hand {
	crew *crew;
	pthread_t thread;
	char name[80];
	const char *const *kinds;
} hand;

struct crew {
	hire_platform *p;
	const worker_plan *plan;
	pthread_mutex_t lock;
	hand hands[THREADS_MAX];
	size_t count, over, given_back;
	hire_error err; /* the first failure */
	atomic_bool stop, abandon;
};

static bool
asked_to_stop(void *user)
{
	return ((crew *)user)->stop || term_caught();
}

static bool
asked_to_abandon(void *user)
{
	return ((crew *)user)->abandon;
}

static void
tell(void *user, const hire_worker_news *news)
{
	crew *all = user;
	pthread_mutex_lock(&all->lock);
	all->given_back += news->given_back;
	all->plan->news(all->plan->user, news);
	pthread_mutex_unlock(&all->lock);
}

/* One that cannot go on ends all: the program says why. */
static void *
work(void *arg)
{
	hand *h = arg;
	crew *all = h->crew;
	hire_error err = {0};
	const hire_worker_options options = {.size = sizeof options,
	    .name = *h->name ? h->name : NULL,
	    .stop = asked_to_stop,
	    .news = tell,
	    .user = all,
	    .kinds = h->kinds,
	    .limits = all->plan->limits,
	    .limit_count = all->plan->limit_count,
	    .abandon = asked_to_abandon};
	hire_status st = hire_worker_run(all->p, &options, &err);
	pthread_mutex_lock(&all->lock);
	if (st && !all->err.code) {
		all->err = err;
		all->err.code = st;
	}
	all->over++;
	all->stop = all->stop || st;
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

static void
name_hand(hand *h, const char *name, size_t i)
{
	if (name)
		snprintf(h->name, sizeof h->name, "%.60s-%zu", name, i + 1);
}

static hire_status
start(crew *all, hire_error *err)
{
	const char *const *kinds;
	while (all->count < THREADS_MAX &&
	       (kinds = lanes_of(&all->plan->lanes, all->count))) {
		hand *h = &all->hands[all->count];
		*h = (hand){.crew = all, .kinds = kinds};
		name_hand(h, all->plan->name, all->count);
		if (pthread_create(&h->thread, NULL, work, h)) {
			all->stop = true;
			return hire_fail(
			    err, HIRE_EBACKEND, NULL, "no thread is left");
		}
		all->count++;
	}
	return HIRE_OK;
}

static bool
are_over(crew *all, bool given_back_too)
{
	pthread_mutex_lock(&all->lock);
	size_t over = all->over + (given_back_too ? all->given_back : 0);
	pthread_mutex_unlock(&all->lock);
	return over >= all->count;
}

static void
pause_ms(long ms)
{
	nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

/* Wait for the end; after the signal only so long, then give leases back. */
static void
watch(crew *all)
{
	int64_t waited = 0, grace = all->plan->grace * 1000;
	while (!are_over(all, all->abandon)) {
		pause_ms(LOOK_MS);
		waited += asked_to_stop(all) ? LOOK_MS : 0;
		all->abandon = waited > grace;
		if (waited > grace + GIVE_BACK_MS)
			return;
	}
}

hire_status
worker_threads_run(
    hire_platform *p, const worker_plan *plan, size_t *left, hire_error *err)
{
	crew *all = calloc(1, sizeof *all);
	if (!all)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	all->p = p;
	all->plan = plan;
	pthread_mutex_init(&all->lock, NULL);
	hire_status st = start(all, err);
	watch(all);
	pthread_mutex_lock(&all->lock);
	*left = all->count - all->over;
	if (!st && all->err.code) {
		*err = all->err;
		st = all->err.code;
	}
	pthread_mutex_unlock(&all->lock);
	if (*left) /* they still use it */
		return st;
	for (size_t i = 0; i < all->count; i++)
		pthread_join(all->hands[i].thread, NULL);
	pthread_mutex_destroy(&all->lock);
	free(all);
	return st;
}
