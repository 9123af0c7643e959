/* SPDX-License-Identifier: MIT
 * sqlite_turn.c - who may use the file: one writer, and as many readers as get
 * on with each other.
 * Apart from connections, which are kept: a turn is a transaction's.
 */
#include "sqlite_conn.h"

#include <time.h>
#include <unistd.h>

/* Readers for each core: some wait for the disk.  More would only wait for the
 * cores and for each other's locks, each with pages of its own, and a reader
 * that came late could be done before one that came early. */
enum { READERS_A_CORE = 4, READERS_LEAST = 8, READERS_MOST = 32 };

typedef hire__lite_waiting waiting;

static int
reader_count(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (cores < READERS_LEAST / READERS_A_CORE)
		return READERS_LEAST;
	if (cores > READERS_MOST / READERS_A_CORE)
		return READERS_MOST;
	return (int)cores * READERS_A_CORE;
}

static void
init_cond(pthread_cond_t *cond)
{
	pthread_condattr_t how;
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &how);
	pthread_condattr_destroy(&how);
}

void
hire__lite_turns_init(hire__lite_turns *t)
{
	*t = (hire__lite_turns){
	    .wait_s = HIRE__LITE_WAIT_S, .readers = reader_count()};
	t->last = &t->first;
	pthread_mutex_init(&t->lock, NULL);
	init_cond(&t->written);
}

void
hire__lite_turns_fini(hire__lite_turns *t)
{
	pthread_cond_destroy(&t->written);
	pthread_mutex_destroy(&t->lock);
}

static struct timespec
wait_end(const hire__lite_turns *t)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += t->wait_s;
	return until;
}

/* Whoever runs goes first: a thread that has to be woken would leave the file
 * alone meanwhile.  SQLite itself would let the others sleep and poll. */
static bool
take_write(hire__lite_turns *t)
{
	struct timespec until = wait_end(t);
	int late = 0;
	while (t->writing && !late)
		late = pthread_cond_timedwait(&t->written, &t->lock, &until);
	bool ours = !t->writing;
	t->writing = true;
	return ours;
}

static void
step_out(hire__lite_turns *t, waiting *w)
{
	waiting **at = &t->first;
	while (*at != w)
		at = &(*at)->next;
	*at = w->next;
	if (!w->next)
		t->last = at;
}

/* First come, first served. */
static bool
take_read(hire__lite_turns *t)
{
	if (t->readers > 0) {
		t->readers--;
		return true;
	}
	struct timespec until = wait_end(t);
	waiting w = {0};
	int late = 0;
	init_cond(&w.called);
	*t->last = &w;
	t->last = &w.next;
	while (!w.in && !late)
		late = pthread_cond_timedwait(&w.called, &t->lock, &until);
	if (!w.in)
		step_out(t, &w);
	pthread_cond_destroy(&w.called);
	return w.in;
}

bool
hire__lite_turn_take(hire__lite_turns *t, bool write)
{
	pthread_mutex_lock(&t->lock);
	bool ours = write ? take_write(t) : take_read(t);
	pthread_mutex_unlock(&t->lock);
	return ours;
}

/* The turn goes from hand to hand, so that nobody can slip in between.  Called
 * under the lock: one that lost its core before it called would keep the next
 * waiting for as long. */
static void
end_read(hire__lite_turns *t)
{
	waiting *w = t->first;
	if (!w) {
		t->readers++;
		return;
	}
	t->first = w->next;
	if (!w->next)
		t->last = &t->first;
	w->in = true;
	pthread_cond_signal(&w->called);
}

void
hire__lite_turn_end(hire__lite_turns *t, bool write)
{
	pthread_mutex_lock(&t->lock);
	if (write) {
		t->writing = false;
		pthread_cond_signal(&t->written);
	} else {
		end_read(t);
	}
	pthread_mutex_unlock(&t->lock);
}
