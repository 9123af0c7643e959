/* SPDX-License-Identifier: MIT
 * redis.c - connections to a Redis server: opening, lending.
 */
#include "ctx.h"
#include "redis_inside.h"

#include <time.h>

enum { REPLY_MAX = 4 << 20 };

const char *
hire__redis_prefix(const hire__redis *r)
{
	return r->url.prefix;
}

const char *
hire__redis_place(const hire__redis *r)
{
	return r->url.place;
}

/* A connection where none was yet.  What is wrong with the server is noted
 * for all. */
static hire_status
start(hire__redis_conn *c, hire_error *err)
{
	hire__redis *r = c->redis;
	hire_error why = {.code = HIRE_OK};
	pthread_mutex_lock(&r->lock);
	bool known = r->addresses > 0, down = r->down;
	uint64_t epoch = r->epoch;
	if (down)
		why = r->why;
	pthread_mutex_unlock(&r->lock);
	hire_status st = down    ? why.code
	                 : known ? HIRE_OK
	                         : hire__redis_resolve(r, &why);
	if (!st)
		st = hire__redis_join(c, &why);
	if (st == HIRE_EBACKEND && !down)
		hire__redis_lost(r, epoch, &why);
	if (st && err)
		*err = why;
	return st;
}

/* An idle connection, or the right to make one. */
static hire_status
take_turn(hire__redis *r, hire__redis_conn **out, hire_error *err)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	int64_t ns = until.tv_nsec + r->url.timeout * 1000;
	until.tv_sec += ns / 1000000000;
	until.tv_nsec = (long)(ns % 1000000000);
	int late = 0;
	hire_status st = HIRE_OK;
	pthread_mutex_lock(&r->lock);
	while (!r->down && r->used >= r->url.pool && !late)
		late = pthread_cond_timedwait(&r->freed, &r->lock, &until);
	if (r->down) {
		if (err)
			*err = r->why;
		st = r->why.code;
	} else if (r->used >= r->url.pool) {
		st = hire_fail(err, HIRE_EBUSY, NULL,
		    "all %lld connections to Redis at %s are in use: try "
		    "again, or raise pool= in %s",
		    (long long)r->url.pool, r->url.place, r->field);
	} else {
		*out = r->idle;
		r->idle = *out ? (*out)->next : NULL;
		r->used++;
	}
	pthread_mutex_unlock(&r->lock);
	return st;
}

static void
end_turn(hire__redis *r, hire__redis_conn *idle)
{
	pthread_mutex_lock(&r->lock);
	bool keep = idle && idle->epoch == r->epoch && !r->closing;
	if (keep) {
		idle->next = r->idle;
		r->idle = idle;
	}
	r->used--;
	/* Those who wait for it hear also that the server is gone. */
	pthread_cond_broadcast(&r->freed);
	pthread_mutex_unlock(&r->lock);
	if (idle && !keep)
		hire__redis_conn_free(idle);
}

hire_status
hire__redis_take(hire__redis *r, hire__redis_conn **out, hire_error *err)
{
	hire__redis_conn *c = NULL;
	hire_status st = take_turn(r, &c, err);
	if (st)
		return st;
	if (!c && !(c = hire__redis_conn_new(r, true))) {
		end_turn(r, NULL);
		return hire__nomem(err);
	}
	if (!hire__redis_fresh(c)) {
		hire__redis_cut(c);
		st = start(c, err);
	}
	if (st) {
		hire__redis_conn_free(c);
		end_turn(r, NULL);
	} else {
		*out = c;
	}
	return st;
}

hire_status
hire__redis_connect(hire__redis *r, hire__redis_conn **out, hire_error *err)
{
	hire__redis_conn *c = hire__redis_conn_new(r, false);
	hire_status st = c ? start(c, err) : hire__nomem(err);
	if (!st)
		*out = c;
	else if (c)
		hire__redis_conn_free(c);
	return st;
}

void
hire__redis_give(hire__redis_conn *c)
{
	if (!c)
		return;
	if (!c->pooled) {
		hire__redis_conn_free(c);
		return;
	}
	hire__redis *r = c->redis;
	bool keep = c->fd >= 0 && !c->lost && !c->owed && !c->out.len;
	if (!keep)
		hire__redis_conn_free(c);
	end_turn(r, keep ? c : NULL);
}

hire_status
hire__redis_open(hire_ctx *ctx, const char *url,
    const hire__redis_options *options, hire__redis **out, hire_error *err)
{
	void *reader = NULL; /* whether there can be any */
	pthread_condattr_t steady;
	hire__redis *r = hire__zalloc(ctx, sizeof *r);
	if (!r)
		return hire__nomem(err);
	r->ctx = ctx;
	r->field = options->field;
	r->reply_max = options->reply_max ? options->reply_max : REPLY_MAX;
	hire_status st = hire__redis_reader_new(&reader, r->field, err);
	hire__redis_reader_free(reader);
	if (!st)
		st = hire__redis_url_parse(ctx, r->field, url, &r->url, err);
	if (st) {
		hire__free(ctx, r);
		return st;
	}
	pthread_mutex_init(&r->lock, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&r->freed, &steady);
	pthread_cond_init(&r->ending, &steady);
	pthread_condattr_destroy(&steady);
	*out = r;
	return HIRE_OK;
}

void
hire__redis_close(hire__redis *r)
{
	if (!r)
		return;
	pthread_mutex_lock(&r->lock);
	r->closing = true;
	pthread_cond_broadcast(&r->ending);
	pthread_mutex_unlock(&r->lock);
	if (r->waking)
		pthread_join(r->waker, NULL);
	hire__redis_drain(r);
	pthread_cond_destroy(&r->ending);
	pthread_cond_destroy(&r->freed);
	pthread_mutex_destroy(&r->lock);
	hire__redis_url_free(r->ctx, &r->url);
	hire__free(r->ctx, r);
}
