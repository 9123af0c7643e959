/* SPDX-License-Identifier: MIT
 * pool.c - the threads that call the library for talks, and the one that keeps
 * the clocks going.
 */
#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A sign of life for each connected candidate, at least once a second. */
enum { TICK_MS = 500, BATCH = 500, CLOCK_EVERY = 10 };

void
pool_due(live *all, talk *t, unsigned todo)
{
	t->todo |= todo;
	if (t->in_queue || t->working)
		return;
	t->in_queue = true;
	t->holders++;
	t->next_due = NULL;
	*all->queue_end = t;
	all->queue_end = &t->next_due;
	pthread_cond_signal(&all->due);
}

static talk *
take(live *all)
{
	talk *t = all->queue;
	all->queue = t->next_due;
	if (!all->queue)
		all->queue_end = &all->queue;
	t->in_queue = false;
	t->working = true;
	return t;
}

static void
work_on(live *all, talk *t)
{
	unsigned todo = t->todo;
	message *inbox = t->first;
	t->todo = 0;
	t->first = t->last = NULL;
	t->waiting = 0;
	pthread_mutex_unlock(&all->lock);
	talk_work(t, todo, inbox);
	pthread_mutex_lock(&all->lock);
	t->working = false;
	if (t->paused && !t->gone) {
		t->paused = false;
		ws_resume(all->hub, t->socket);
	}
	if (t->todo || t->first)
		pool_due(all, t, 0);
	talk_release(all, t);
}

static void *
run(void *arg)
{
	live *all = arg;
	pthread_mutex_lock(&all->lock);
	while (!all->stop || all->queue) {
		if (all->queue)
			work_on(all, take(all));
		else
			pthread_cond_wait(&all->due, &all->lock);
	}
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

/* Those whose clock runs, a few at a time. */
static size_t
collect(live *all, size_t *at, const char *ids[BATCH], char names[][IDS_MAX])
{
	size_t n = 0;
	pthread_mutex_lock(&all->lock);
	for (; *at < TABLE_SIZE && n < BATCH; ++*at)
		for (talk *t = all->table[*at]; t && n < BATCH;
		     t = t->next_same)
			if (!t->gone && !t->replaced && t->left >= 0) {
				memcpy(names[n], t->interview_id, IDS_MAX);
				ids[n] = names[n];
				n++;
			}
	pthread_mutex_unlock(&all->lock);
	return n;
}

/* A clock that has come to its end, or a word on the time left. */
static void
spread(live *all, const char *const *ids, const int64_t *lefts, size_t n,
    bool tell)
{
	pthread_mutex_lock(&all->lock);
	for (size_t i = 0; i < n; i++) {
		talk *t = table_find(all, ids[i]);
		if (!t || t->gone)
			continue;
		t->left = lefts[i];
		if (lefts[i] <= 0)
			pool_due(all, t, TALK_WAKE);
		else if (tell)
			pool_due(all, t, TALK_CLOCK);
	}
	pthread_mutex_unlock(&all->lock);
}

static void
tick_all(live *all, bool tell, char names[][IDS_MAX])
{
	const char *ids[BATCH];
	int64_t lefts[BATCH];
	hire_error err;
	for (size_t at = 0; at < TABLE_SIZE;) {
		size_t n = collect(all, &at, ids, names);
		if (n && !hire_interviews_tick_many(
		             all->options.platform, ids, n, lefts, &err))
			spread(all, ids, lefts, n, tell);
	}
}

static void *
tick(void *arg)
{
	live *all = arg;
	char(*names)[IDS_MAX] = calloc(BATCH, IDS_MAX);
	unsigned round = 0;
	pthread_mutex_lock(&all->lock);
	while (names && !all->stop) {
		struct timespec t;
		clock_gettime(CLOCK_REALTIME, &t);
		t.tv_nsec += TICK_MS * 1000000L;
		t.tv_sec += t.tv_nsec / 1000000000L;
		t.tv_nsec %= 1000000000L;
		pthread_cond_timedwait(&all->rest, &all->lock, &t);
		pthread_mutex_unlock(&all->lock);
		tick_all(all, ++round % CLOCK_EVERY == 0, names);
		pthread_mutex_lock(&all->lock);
	}
	pthread_mutex_unlock(&all->lock);
	free(names);
	return NULL;
}

hire_status
pool_start(live *all, hire_error *err)
{
	while (all->pool_size < all->options.threads) {
		if (pthread_create(&all->pool[all->pool_size], NULL, run, all))
			return hire_fail(err, HIRE_EIO, NULL, "no thread");
		all->pool_size++;
	}
	all->ticking = !pthread_create(&all->ticker, NULL, tick, all);
	return all->ticking ? HIRE_OK
	                    : hire_fail(err, HIRE_EIO, NULL, "no thread");
}

void
pool_stop(live *all)
{
	pthread_mutex_lock(&all->lock);
	all->stop = true;
	pthread_cond_broadcast(&all->due);
	pthread_cond_broadcast(&all->rest);
	pthread_mutex_unlock(&all->lock);
	while (all->pool_size)
		pthread_join(all->pool[--all->pool_size], NULL);
	if (all->ticking)
		pthread_join(all->ticker, NULL);
}
