/* SPDX-License-Identifier: MIT
 * redis.c - connections to a Redis server: making, lending, looking for a
 * server that is gone.
 * Whoever notices that it is gone pays for it once.  From then on a thread
 * looks for it, and everybody else is told at once: a request must not wait
 * for what only makes it quicker.
 */
#include "ctx.h"
#include "json.h"
#include "redis_inside.h"

#include <signal.h>
#include <time.h>

enum {
	OUT_MAX = 64 << 20, /* of commands that wait to be sent */
	REPLY_MAX = 4 << 20,
	PAUSE_MS = 20,      /* between two looks, growing */
	PAUSE_MAX_MS = 200, /* also when it is there, but not ready yet */
	REFUSED_MS = 3000   /* it is there and does not want us */
};

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

static hire__redis_conn *
conn_new(hire__redis *r, bool pooled)
{
	hire__redis_conn *c = hire__zalloc(r->ctx, sizeof *c);
	if (!c)
		return NULL;
	c->redis = r;
	c->fd = -1;
	c->pooled = pooled;
	c->out = HIRE__BUF(r->ctx, OUT_MAX);
	return c;
}

static void
conn_free(hire__redis_conn *c)
{
	hire__redis_cut(c);
	hire__free(c->redis->ctx, c);
}

/* Log in and choose the database: with a PING behind, so that there is an
 * answer that only a server which is ready gives. */
static hire_status
greet(hire__redis_conn *c, int64_t until, hire_arena *mem, hire_error *err)
{
	const hire__redis_url *u = &c->redis->url;
	hire__redis_arg auth[3] = {HIRE__REDIS_TEXT("AUTH")};
	char number[24];
	size_t n = 1, calls = 1;
	if (u->user)
		auth[n++] = HIRE__REDIS_TEXT(u->user);
	if (u->password) {
		auth[n++] = HIRE__REDIS_TEXT(u->password);
		hire__redis_add(c, auth, n);
		calls++;
	}
	hire__redis_arg choose[] = {
	    HIRE__REDIS_TEXT("SELECT"), hire__redis_number(u->db, number)};
	if (u->db) {
		hire__redis_add(c, choose, 2);
		calls++;
	}
	hire__redis_arg ping = HIRE__REDIS_TEXT("PING");
	hire__redis_add(c, &ping, 1);
	hire_status st = HIRE_OK;
	while (!st && calls--) {
		hire__redis_reply *said;
		st = hire__redis_exchange(c, until, mem, &said, err);
		if (!st && !said)
			st = hire_fail(err, HIRE_EBACKEND, NULL,
			    "Redis at %s accepts connections and says nothing",
			    u->place);
		if (!st)
			st = hire__redis_check(c->redis, said, err);
	}
	return st;
}

/* Connect and log in, to where the name was last found. */
static hire_status
join(hire__redis_conn *c, hire_error *err)
{
	hire__redis *r = c->redis;
	hire_arena *mem;
	int64_t until = hire__redis_clock() + r->url.timeout;
	hire_status st = hire_arena_new(r->ctx, 0, &mem, err);
	if (st)
		return st;
	st = hire__redis_reach(c, until, err);
	if (!st)
		st = greet(c, until, mem, err);
	if (st)
		hire__redis_cut(c);
	hire_arena_free(mem);
	return st;
}

/* Free the idle ones; under the lock. */
static void
drain(hire__redis *r)
{
	while (r->idle) {
		hire__redis_conn *c = r->idle;
		r->idle = c->next;
		conn_free(c);
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
	hire__redis_conn *c = conn_new(r, true);
	hire_status st = c ? hire__redis_resolve(r, &err) : hire__nomem(&err);
	if (!st)
		st = join(c, &err);
	if (!st)
		return c;
	if (c)
		conn_free(c);
	pthread_mutex_lock(&r->lock);
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
		drain(r);
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
		st = join(c, &why);
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
		conn_free(idle);
}

hire_status
hire__redis_take(hire__redis *r, hire__redis_conn **out, hire_error *err)
{
	hire__redis_conn *c = NULL;
	hire_status st = take_turn(r, &c, err);
	if (st)
		return st;
	if (!c && !(c = conn_new(r, true))) {
		end_turn(r, NULL);
		return hire__nomem(err);
	}
	if (!hire__redis_fresh(c)) {
		hire__redis_cut(c);
		st = start(c, err);
	}
	if (st) {
		conn_free(c);
		end_turn(r, NULL);
	} else {
		*out = c;
	}
	return st;
}

hire_status
hire__redis_connect(hire__redis *r, hire__redis_conn **out, hire_error *err)
{
	hire__redis_conn *c = conn_new(r, false);
	hire_status st = c ? start(c, err) : hire__nomem(err);
	if (!st)
		*out = c;
	else if (c)
		conn_free(c);
	return st;
}

void
hire__redis_give(hire__redis_conn *c)
{
	if (!c)
		return;
	if (!c->pooled) {
		conn_free(c);
		return;
	}
	hire__redis *r = c->redis;
	bool keep = c->fd >= 0 && !c->lost && !c->owed && !c->out.len;
	if (!keep)
		conn_free(c);
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
	drain(r);
	pthread_cond_destroy(&r->ending);
	pthread_cond_destroy(&r->freed);
	pthread_mutex_destroy(&r->lock);
	hire__redis_url_free(r->ctx, &r->url);
	hire__free(r->ctx, r);
}
