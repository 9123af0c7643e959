/* SPDX-License-Identifier: MIT
 * redis_gone.c - looking for a Redis server that is gone.
 * Whoever notices that pays for it once.  From then on a thread looks for it,
 * and everybody else is told at once: a request must not wait for what only
 * makes it quicker.
 */
#include "ctx.h"
#include "json.h"
#include "redis_inside.h"

#include <signal.h>
#include <time.h>

enum {
	PAUSE_MS = 20,      /* between two looks, growing */
	PAUSE_MAX_MS = 200, /* also when it is there, but not ready yet */
	REFUSED_MS = 3000   /* it is there and does not want us */
};

static void
tell(const hire__redis *r, hire_log_level level, const char *event,
    const char *why)
{
	hire__buf b = HIRE__BUF(r->ctx, 4096);
	hire__jw w = {.b = &b};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "setting", r->field);
	hire__jw_str(&w, "place", r->url.place);
	if (why)
		hire__jw_str(&w, "error", why);
	hire__jw_end(&w, '}');
	hire_ctx_log(r->ctx, level, event, b.failed ? NULL : b.s);
	hire__buf_free(&b);
}

bool
hire__redis_thread(pthread_t *out, void *(*run)(void *), void *arg)
{
	sigset_t all, had;
	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &had))
		return false;
	bool ok = !pthread_create(out, NULL, run, arg);
	pthread_sigmask(SIG_SETMASK, &had, NULL);
	return ok;
}

void
hire__redis_drain(hire__redis *r)
{
	while (r->idle) {
		hire__redis_conn *c = r->idle;
		r->idle = c->next;
		hire__redis_conn_free(c);
	}
}

static void
found(hire__redis *r, hire__redis_conn *c)
{
	pthread_mutex_lock(&r->lock);
	r->down = false;
	c->epoch = r->epoch;
	c->next = r->idle;
	r->idle = c;
	pthread_mutex_unlock(&r->lock);
	tell(r, HIRE_LOG_INFO, "redis.back", NULL);
}

/* Wait; whether somebody wants to close meanwhile. */
static bool
pause_ms(hire__redis *r, int64_t ms)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	int64_t ns = until.tv_nsec + ms * 1000000;
	until.tv_sec += ns / 1000000000;
	until.tv_nsec = (long)(ns % 1000000000);
	pthread_mutex_lock(&r->lock);
	int late = 0;
	while (!r->closing && !late)
		late = pthread_cond_timedwait(&r->ending, &r->lock, &until);
	bool closing = r->closing;
	pthread_mutex_unlock(&r->lock);
	return closing;
}

/* One look for the server: a connection, or NULL; `*refused`: it is there. */
static hire__redis_conn *
look(hire__redis *r, bool *refused)
{
	hire_error err = {.code = HIRE_OK};
	hire__redis_conn *c = hire__redis_conn_new(r, true);
	hire_status st = c ? hire__redis_resolve(r, &err) : hire__nomem(&err);
	if (!st)
		st = hire__redis_join(c, &err);
	if (!st)
		return c;
	if (c)
		hire__redis_conn_free(c);
	pthread_mutex_lock(&r->lock);
	if (st == HIRE_EBACKEND)
		r->why = err;
	pthread_mutex_unlock(&r->lock);
	*refused = !strcmp(err.field, r->field);
	return NULL;
}

static void *
wake(void *redis)
{
	hire__redis *r = redis;
	bool refused = false;
	for (int64_t ms = PAUSE_MS; !pause_ms(r, refused ? REFUSED_MS : ms);
	     ms = ms * 2 > PAUSE_MAX_MS ? PAUSE_MAX_MS : ms * 2) {
		refused = false;
		hire__redis_conn *c = look(r, &refused);
		if (c) {
			found(r, c);
			break;
		}
	}
	return NULL;
}

void
hire__redis_lost(hire__redis *r, uint64_t epoch, const hire_error *why)
{
	pthread_mutex_lock(&r->lock);
	bool news = !r->down && !r->closing && epoch == r->epoch;
	if (news) {
		r->epoch++;
		r->why = *why;
		hire__redis_drain(r);
		/* The last one has said so, and is about to end. */
		if (r->waking)
			pthread_join(r->waker, NULL);
		r->waking = hire__redis_thread(&r->waker, wake, r);
		r->down = r->waking; /* or else everybody looks */
	}
	pthread_mutex_unlock(&r->lock);
	if (news)
		tell(r, HIRE_LOG_WARN, "redis.gone", why->message);
}
