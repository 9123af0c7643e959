/* SPDX-License-Identifier: MIT
 * gate.c - at most so many at once, and at most so many waiting.
 */
#include "password.h"

#include <unistd.h>

enum { WAITING = 64 };

void
hire__gate_init(hire__gate *g, int max_running, int max_waiting)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (!max_running)
		max_running = cores < 1               ? 1
		              : cores > HIRE__HASHERS ? HIRE__HASHERS
		                                      : (int)cores;
	*g = (hire__gate){.max_running = max_running,
	    .max_waiting = max_waiting ? max_waiting : WAITING};
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->left, NULL);
}

void
hire__gate_fini(hire__gate *g)
{
	pthread_cond_destroy(&g->left);
	pthread_mutex_destroy(&g->lock);
}

hire_status
hire__gate_enter(hire__gate *g, hire_error *err)
{
	pthread_mutex_lock(&g->lock);
	bool full =
	    g->running >= g->max_running && g->waiting >= g->max_waiting;
	if (!full) {
		g->waiting++;
		while (g->running >= g->max_running)
			pthread_cond_wait(&g->left, &g->lock);
		g->waiting--;
		g->running++;
	}
	pthread_mutex_unlock(&g->lock);
	if (!full)
		return HIRE_OK;
	return hire_fail(err, HIRE_EBUSY, NULL,
	    "too many log-ins at once: try again in a few seconds");
}

void
hire__gate_leave(hire__gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->running--;
	pthread_cond_signal(&g->left);
	pthread_mutex_unlock(&g->lock);
}
