/* SPDX-License-Identifier: MIT
 * worker_threads.c - threads that run workers; see worker_threads.h.
 */
#include "worker_threads.h"
#include "../shared/lanes.h"
#include "steady.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAUSE_MAX = 60, INSIDE_MAX = 64 };

enum { WORKERS_MAX = INSIDE_MAX + 1 + LANES_SENDERS };

struct worker_threads {
	hire_platform *platform;
	logger *log;
	metrics *counts;
	lanes lanes;
	pthread_mutex_t lock;
	pthread_cond_t over;
	atomic_bool stop;
	pthread_t threads[WORKERS_MAX];
	size_t started, taken;
};

static bool
asked_to_stop(void *user)
{
	return ((worker_threads *)user)->stop;
}

/* The words of the failure stay in the store: they may quote a document. */
static void
tell(void *user, const hire_worker_news *n)
{
	worker_threads *all = user;
	char json[200];
	metrics_worked(all->counts, n->message->kind, n->status, n->dead);
	if (!n->status)
		return;
	snprintf(json, sizeof json,
	    "{\"kind\":\"%.60s\",\"status\":\"%s\",\"attempt\":%d,"
	    "\"dead\":%s}",
	    n->message->kind, hire_status_name(n->status),
	    (int)n->message->attempts, n->dead ? "true" : "false");
	log_event(all->log, n->dead ? HIRE_LOG_ERROR : HIRE_LOG_WARN,
	    "worker.failed", json);
}

/* Sleep, but not when it is over. */
static void
rest(worker_threads *all, int seconds)
{
	struct timespec until = steady_in((int64_t)seconds * 1000);
	pthread_mutex_lock(&all->lock);
	while (!all->stop &&
	       !pthread_cond_timedwait(&all->over, &all->lock, &until))
		;
	pthread_mutex_unlock(&all->lock);
}

static void *
run(void *arg)
{
	worker_threads *all = arg;
	pthread_mutex_lock(&all->lock);
	size_t n = all->taken++;
	pthread_mutex_unlock(&all->lock);
	const hire_worker_options options = {.size = sizeof options,
	    .stop = asked_to_stop,
	    .news = tell,
	    .user = all,
	    .kinds = lanes_of(&all->lanes, n)};
	for (int pause = 1; !all->stop; pause *= 2) {
		hire_error err = {0};
		hire_status st = hire_worker_run(all->platform, &options, &err);
		if (all->stop)
			break;
		log_text(all->log, HIRE_LOG_ERROR, "worker.out_of_reach",
		    "status", hire_status_name(st));
		pause = pause > PAUSE_MAX ? PAUSE_MAX : pause;
		rest(all, pause);
	}
	return NULL;
}

hire_status
worker_threads_start(hire_platform *platform, int64_t count, logger *log,
    metrics *counts, worker_threads **out, hire_error *err)
{
	if (!count)
		return HIRE_OK;
	worker_threads *all = calloc(1, sizeof *all);
	if (!all)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	all->platform = platform;
	all->log = log;
	all->counts = counts;
	lanes_plan(&all->lanes, NULL, (size_t)count);
	pthread_mutex_init(&all->lock, NULL);
	steady_cond(&all->over);
	for (size_t i = 0; i < WORKERS_MAX && lanes_of(&all->lanes, i); i++) {
		if (pthread_create(
		        &all->threads[all->started], NULL, run, all)) {
			worker_threads_stop(all);
			return hire_fail(
			    err, HIRE_EIO, NULL, "no thread for a worker");
		}
		all->started++;
	}
	*out = all;
	return HIRE_OK;
}

void
worker_threads_tell(worker_threads *all)
{
	if (!all)
		return;
	pthread_mutex_lock(&all->lock);
	all->stop = true;
	pthread_cond_broadcast(&all->over);
	pthread_mutex_unlock(&all->lock);
}

void
worker_threads_stop(worker_threads *all)
{
	if (!all)
		return;
	worker_threads_tell(all);
	while (all->started)
		pthread_join(all->threads[--all->started], NULL);
	pthread_cond_destroy(&all->over);
	pthread_mutex_destroy(&all->lock);
	free(all);
}
