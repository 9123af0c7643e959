/* SPDX-License-Identifier: MIT
 * pool.c - the threads that call the library for talks.
 */
#include "talk.h"

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
	int64_t heard = t->heard_seq;
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
	/* What was announced meanwhile was mostly our own doing. */
	if (t->heard_seq > heard && t->heard_seq > t->sent_seq)
		t->todo |= TALK_WAKE;
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
