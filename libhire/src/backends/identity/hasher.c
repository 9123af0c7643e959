/* SPDX-License-Identifier: MIT
 * hasher.c - threads that hash; see hasher.h.
 * Fresh pages cost as much as a third of a hash, so each thread keeps its own
 * for a while; large ones where the system has them.
 */
#define _GNU_SOURCE /* SCHED_BATCH */
#include "hasher.h"

#include "util/ctx.h"

#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
	PRIORITY = 15,   /* nice: behind all that serves requests */
	PAGES_KEPT = 10, /* seconds without a job */
	SLICE = 100000,  /* nanoseconds that nobody who wakes has to wait */
	STACK = 256 << 10,
	LARGE_PAGE = 2 << 20
};

/* libargon2 hands its allocator no word of whose job it is: the thread knows.
 * Set once by each thread before its first job. */
static _Thread_local hire__hasher_slot *mine;

static void
drop_pages(hire__hasher_slot *s)
{
	if (s->pages)
		munmap(s->pages, s->size);
	s->pages = NULL;
	s->size = 0;
}

static int
take_pages(uint8_t **out, size_t n)
{
	if (n > mine->size) {
		size_t size = (n + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
		drop_pages(mine);
		void *got = mmap(NULL, size, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (got == MAP_FAILED)
			return ARGON2_MEMORY_ALLOCATION_ERROR;
		madvise(got, size, MADV_HUGEPAGE);
		mine->pages = got;
		mine->size = size;
	}
	*out = mine->pages;
	return ARGON2_OK;
}

/* They stay for the next job; argon2 has wiped them. */
static void
leave_pages(uint8_t *pages, size_t n)
{
	(void)pages, (void)n;
}

/* Under the lock: wait for a job, without the pages after a while.  False: the
 * end. */
static bool
wait_for_job(hire__hasher_slot *s)
{
	hire__hasher *h = s->all;
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += PAGES_KEPT;
	while (!h->ending && (!s->job || s->done)) {
		if (!s->pages)
			pthread_cond_wait(&h->work, &h->lock);
		else if (pthread_cond_timedwait(&h->work, &h->lock, &until))
			drop_pages(s);
	}
	return s->job && !s->done;
}

/* Of this thread alone, on Linux.  The length of its slices counts from 6.12
 * on: without, a thread that wakes may wait for milliseconds, whatever it is
 * worth.  Refused: it stays as it was. */
static void
stand_back(void)
{
	/* Linux's struct sched_attr, which libraries did not have for long. */
	const struct {
		uint32_t size, policy;
		uint64_t flags;
		int32_t nice;
		uint32_t priority;
		uint64_t runtime, deadline, period;
	} attr = {.size = 48,
	    .policy = SCHED_BATCH,
	    .nice = PRIORITY,
	    .runtime = SLICE};
	_Static_assert(sizeof attr == 48, "the first version of it");
	if (syscall(SYS_sched_setattr, 0, &attr, 0))
		(void)setpriority(PRIO_PROCESS, 0, PRIORITY);
}

static void *
work(void *arg)
{
	hire__hasher_slot *s = arg;
	hire__hasher *h = s->all;
	mine = s;
	stand_back();
	pthread_mutex_lock(&h->lock);
	while (wait_for_job(s)) {
		pthread_mutex_unlock(&h->lock);
		int code = argon2id_ctx(s->job);
		pthread_mutex_lock(&h->lock);
		s->code = code;
		s->done = true;
		pthread_cond_broadcast(&h->done);
	}
	pthread_mutex_unlock(&h->lock);
	drop_pages(s);
	return NULL;
}

/* Signals are for the host's own threads. */
static bool
start(hire__hasher_slot *s)
{
	pthread_attr_t attr;
	sigset_t all, before;
	if (s->started)
		return true;
	if (pthread_attr_init(&attr))
		return false;
	sigfillset(&all);
	pthread_attr_setstacksize(&attr, STACK);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	s->started = !pthread_create(&s->thread, &attr, work, s);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
	return s->started;
}

void
hire__hasher_init(hire__hasher *h)
{
	pthread_condattr_t attr;
	*h = (hire__hasher){.ending = false};
	pthread_mutex_init(&h->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&h->work, &attr);
	pthread_condattr_destroy(&attr);
	pthread_cond_init(&h->done, NULL);
	for (size_t i = 0; i < HIRE__HASHERS; i++)
		h->slots[i].all = h;
}

void
hire__hasher_fini(hire__hasher *h)
{
	pthread_mutex_lock(&h->lock);
	h->ending = true;
	pthread_cond_broadcast(&h->work);
	pthread_mutex_unlock(&h->lock);
	for (size_t i = 0; i < HIRE__HASHERS; i++)
		if (h->slots[i].started)
			pthread_join(h->slots[i].thread, NULL);
	pthread_cond_destroy(&h->done);
	pthread_cond_destroy(&h->work);
	pthread_mutex_destroy(&h->lock);
}

hire_status
hire__hasher_run(
    hire__hasher *h, argon2_context *job, int *code, hire_error *err)
{
	hire__hasher_slot *s = h->slots;
	job->allocate_cbk = take_pages;
	job->free_cbk = leave_pages;
	pthread_mutex_lock(&h->lock);
	while (s < h->slots + HIRE__HASHERS && s->job)
		s++;
	bool ready = s < h->slots + HIRE__HASHERS && start(s);
	if (ready) {
		s->job = job;
		s->done = false;
		pthread_cond_broadcast(&h->work);
		while (!s->done)
			pthread_cond_wait(&h->done, &h->lock);
		*code = s->code;
		s->job = NULL;
		s->done = false;
	}
	pthread_mutex_unlock(&h->lock);
	return ready ? HIRE_OK : hire__nomem(err);
}
