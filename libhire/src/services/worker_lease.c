/* SPDX-License-Identifier: MIT
 * worker_lease.c - keeping the lease of the message in hand.
 */
#include "worker_lease.h"

#include <time.h>

/* A third of a lease: two renewals may fail before it is lost. */
#define RENEW_EVERY (HIRE__LEASE / 3)
#define RETRY_EVERY HIRE_SECOND
#define LOOK_EVERY  (HIRE_SECOND / 4)

static int64_t
steady_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
}

static void
rest_until(hire__lease *l, int64_t at)
{
	struct timespec until = {.tv_sec = (time_t)(at / HIRE_SECOND),
	    .tv_nsec = (long)(at % HIRE_SECOND * 1000)};
	pthread_cond_timedwait(&l->changed, &l->lock, &until);
}

static void
renew(hire__lease *l)
{
	const hire_queue *q = &l->p->queue;
	hire_status st =
	    q->ops.renew ? q->ops.renew(q->state, &l->held, HIRE__LEASE, NULL)
	                 : HIRE_OK;
	l->renewed = l->renewed || !st;
	l->renew_at = steady_now() + (st ? RETRY_EVERY : RENEW_EVERY);
}

static hire_status
again_now(hire__work *w, void *args)
{
	const hire_queue *q = &w->p->queue;
	hire_message m = *(hire_message *)args;
	return q->ops.again(q->state, w->tx, &m, w->now.wall, NULL, w->err);
}

/* Whoever has lost it already has nothing to give. */
static void
give_back(hire__lease *l)
{
	hire_error err = {0};
	hire_arena *mem;
	hire_message m = l->held;
	l->settling = true;
	if (hire_arena_new(l->p->ctx, 0, &mem, &err))
		return;
	hire_status st = hire__write(l->p, again_now, &m, mem, &err);
	hire_arena_free(mem);
	if (l->o->news)
		l->o->news(l->o->user, &(hire_worker_news){.message = &m,
		                           .status = st,
		                           .error = err.message,
		                           .given_back = true});
}

static void *
run(void *arg)
{
	hire__lease *l = arg;
	pthread_mutex_lock(&l->lock);
	while (!l->over) {
		int64_t now = steady_now();
		if (!l->message || l->settling) {
			pthread_cond_wait(&l->changed, &l->lock);
		} else if (l->o->abandon && l->o->abandon(l->o->user)) {
			give_back(l);
		} else if (now >= l->renew_at) {
			renew(l);
		} else {
			int64_t look =
			    l->o->abandon ? now + LOOK_EVERY : l->renew_at;
			rest_until(l, look < l->renew_at ? look : l->renew_at);
		}
	}
	pthread_mutex_unlock(&l->lock);
	return NULL;
}

static void
list(hire__lease *l, bool in)
{
	hire__lease **at = &l->p->leases;
	pthread_mutex_lock(&l->p->leases_lock);
	while (*at && *at != l)
		at = &(*at)->next;
	if (in)
		*at = l;
	else if (*at)
		*at = l->next;
	pthread_mutex_unlock(&l->p->leases_lock);
}

/* Under both locks: others look for their own among all. */
static void
set_message(hire__lease *l, const hire_message *m)
{
	pthread_mutex_lock(&l->p->leases_lock);
	l->message = m;
	pthread_mutex_unlock(&l->p->leases_lock);
}

hire_status
hire__lease_begin(hire__lease *lease, hire_platform *p,
    const hire_worker_options *o, hire_error *err)
{
	pthread_condattr_t how;
	*lease = (hire__lease){.p = p, .o = o};
	pthread_mutex_init(&lease->lock, NULL);
	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_cond_init(&lease->changed, &how);
	pthread_condattr_destroy(&how);
	if (!pthread_create(&lease->thread, NULL, run, lease)) {
		list(lease, true);
		return HIRE_OK;
	}
	pthread_cond_destroy(&lease->changed);
	pthread_mutex_destroy(&lease->lock);
	return hire_fail(
	    err, HIRE_EBACKEND, NULL, "no thread is left to keep leases with");
}

void
hire__lease_end(hire__lease *lease)
{
	list(lease, false);
	pthread_mutex_lock(&lease->lock);
	lease->over = true;
	pthread_cond_signal(&lease->changed);
	pthread_mutex_unlock(&lease->lock);
	pthread_join(lease->thread, NULL);
	pthread_cond_destroy(&lease->changed);
	pthread_mutex_destroy(&lease->lock);
}

void
hire__lease_keep(hire__lease *lease, const hire_message *m)
{
	pthread_mutex_lock(&lease->lock);
	set_message(lease, m);
	lease->held = *m;
	lease->renew_at = steady_now() + RENEW_EVERY;
	lease->renewed = lease->settling = false;
	pthread_cond_signal(&lease->changed);
	pthread_mutex_unlock(&lease->lock);
}

void
hire__lease_drop(hire__lease *lease, hire_message *out)
{
	pthread_mutex_lock(&lease->lock);
	*out = lease->held;
	set_message(lease, NULL);
	pthread_mutex_unlock(&lease->lock);
}

bool
hire__lease_settle(hire_platform *p, const hire_message *m, hire_message *out)
{
	bool news = false;
	*out = *m;
	pthread_mutex_lock(&p->leases_lock);
	hire__lease *l = p->leases;
	while (l && l->message != m)
		l = l->next;
	pthread_mutex_unlock(&p->leases_lock);
	if (!l)
		return false;
	/* It is this thread's: nobody ends it meanwhile. */
	pthread_mutex_lock(&l->lock);
	news = l->renewed;
	l->renewed = false;
	l->settling = true;
	*out = l->held;
	pthread_mutex_unlock(&l->lock);
	return news;
}
