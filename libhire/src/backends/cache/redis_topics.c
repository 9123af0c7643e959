/* SPDX-License-Identifier: MIT
 * redis_topics.c - messages between processes.
 * A thread of ours holds the one connection that is subscribed.  Whenever it
 * breaks it is made anew and told again what everybody here listens to; what
 * was sent meanwhile is lost, as the port says.
 */
#include "redis_topics.h"

#include "util/ctx.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
	SILENCE_MS = 400, /* after this without a word the server is asked */
	PAUSE_MS = 50,    /* between two tries to reach it */
	CONFIRM_MS = 500, /* longest wait for a subscription */
	WANTED_MAX = 64 << 20
};

/* The connection that listens. */
typedef struct listening {
	redis_topics *t;
	hire__redis_conn *conn;
	hire_arena *mem;
	int64_t asked_ms; /* when it was asked for a word; 0: it has answered */
	int64_t heard_ms; /* when it last said anything */
} listening;

static int64_t
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
wake(const redis_topics *t)
{
	/* A full pipe wakes as well. */
	ssize_t n = write(t->wake[1], "", 1);
	(void)n;
}

/* Ask the server for a topic, or no longer for it. */
static void
send_wish(listening *l, const char *verb, const char *topic)
{
	char channel[HIRE__REDIS_PREFIX_MAX + HIRE_CACHE_KEY_MAX + 1];
	int n = snprintf(channel, sizeof channel, "%s%s",
	    hire__redis_prefix(l->t->redis), topic);
	hire__redis_arg words[] = {
	    HIRE__REDIS_TEXT(verb), {.s = channel, .len = (size_t)n}};
	hire__redis_add(l->conn, words, 2);
}

static void
ask_for(void *user, const char *topic)
{
	listening *l = user;
	send_wish(l, "SUBSCRIBE", topic);
	l->t->asked++;
}

/* A new connection knows nothing: tell it everything. */
static void
begin(listening *l)
{
	redis_topics *t = l->t;
	pthread_mutex_lock(&t->lock);
	hire__buf_clear(&t->wanted);
	t->granted = t->asked;
	topics_each(&t->here, ask_for, l);
	t->link = LINK_UP;
	pthread_cond_broadcast(&t->heard);
	pthread_mutex_unlock(&t->lock);
	l->heard_ms = now_ms();
}

/* What was wanted since; false: start over, for some of it is not known. */
static bool
pass_on(listening *l)
{
	redis_topics *t = l->t;
	char bytes[64];
	while (read(t->wake[0], bytes, sizeof bytes) > 0)
		;
	pthread_mutex_lock(&t->lock);
	bool ok = !t->wanted.failed && !t->ending;
	for (size_t at = 0; ok && at < t->wanted.len;) {
		const char *wish = t->wanted.s + at;
		send_wish(
		    l, *wish == '+' ? "SUBSCRIBE" : "UNSUBSCRIBE", wish + 1);
		at += strlen(wish) + 1;
	}
	hire__buf_clear(&t->wanted);
	pthread_mutex_unlock(&t->lock);
	return ok;
}

/* Messages, and what the server says about subscriptions. */
static void
hear(listening *l, const hire__redis_reply *r)
{
	redis_topics *t = l->t;
	l->heard_ms = now_ms();
	l->asked_ms = 0;
	if (r->kind != HIRE__REDIS_ARRAY || r->count != 3 || !r->items[0]->s ||
	    !r->items[1]->s)
		return;
	if (!strcmp(r->items[0]->s, "subscribe")) {
		pthread_mutex_lock(&t->lock);
		t->granted++;
		pthread_cond_broadcast(&t->heard);
		pthread_mutex_unlock(&t->lock);
	}
	size_t prefix = strlen(hire__redis_prefix(t->redis));
	if (!strcmp(r->items[0]->s, "message") && r->items[2]->s &&
	    r->items[1]->len >= prefix)
		topics_publish(&t->here, r->items[1]->s + prefix,
		    r->items[2]->s, r->items[2]->len);
}

/* Read all that is there. */
static hire_status
hear_all(listening *l, hire_error *err)
{
	bool got = true;
	hire_status st = HIRE_OK;
	while (!st && got) {
		hire__redis_reply said;
		st = hire__redis_poll(l->conn, l->mem, &said, &got, err);
		if (!st && got)
			st = hire__redis_check(l->t->redis, &said, err);
		if (!st && got) {
			hear(l, &said);
			hire_arena_reset(l->mem);
		}
	}
	return st;
}

/* A connection can be dead without a sign: ask.  False: it is. */
static bool
is_alive(listening *l)
{
	int64_t now = now_ms();
	if (l->asked_ms)
		return now - l->asked_ms < SILENCE_MS;
	if (now - l->heard_ms >= SILENCE_MS) {
		hire__redis_arg ping = HIRE__REDIS_TEXT("PING");
		hire__redis_add(l->conn, &ping, 1);
		l->asked_ms = now;
	}
	return true;
}

/* Until the connection breaks or close() is called. */
static void
serve(listening *l, hire_error *err)
{
	begin(l);
	while (pass_on(l) && is_alive(l) && !hear_all(l, err)) {
		struct pollfd p[2] = {{.fd = l->t->wake[0], .events = POLLIN}};
		p[1].fd = hire__redis_fd(l->conn, &p[1].events);
		poll(p, 2, SILENCE_MS / 4);
	}
}

/* One connection from its beginning to its end. */
static void
listen_once(redis_topics *t)
{
	hire_error err = {.code = HIRE_OK};
	listening l = {.t = t};
	hire_status st = hire_arena_new(t->ctx, 0, &l.mem, &err);
	if (!st)
		st = hire__redis_connect(t->redis, &l.conn, &err);
	if (!st)
		serve(&l, &err);
	pthread_mutex_lock(&t->lock);
	t->link = st ? LINK_DOWN : LINK_TRYING;
	pthread_cond_broadcast(&t->heard);
	pthread_mutex_unlock(&t->lock);
	hire__redis_give(l.conn);
	hire_arena_free(l.mem);
}

static void *
run(void *listeners)
{
	redis_topics *t = listeners;
	bool ending = false;
	while (!ending) {
		listen_once(t);
		pthread_mutex_lock(&t->lock);
		ending = t->ending;
		bool down = t->link == LINK_DOWN || t->wanted.failed;
		pthread_mutex_unlock(&t->lock);
		struct pollfd p = {.fd = t->wake[0], .events = POLLIN};
		if (down && !ending)
			poll(&p, 1, PAUSE_MS);
	}
	return NULL;
}

/* Wait for the server's word on ticket `n`, 0: on everything. */
static void
wait_for(redis_topics *t, uint64_t n)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += CONFIRM_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	int late = 0;
	while (!late &&
	       (t->link == LINK_TRYING ||
	           (t->link == LINK_UP && t->granted < (n ? n : t->asked))))
		late = pthread_cond_timedwait(&t->heard, &t->lock, &until);
}

/* Under the lock: note the wish, and start the thread with the first one. */
static hire_status
want(redis_topics *t, char sign, const char *topic, hire_error *err)
{
	if (!t->started) {
		t->started = hire__redis_thread(&t->thread, run, t);
		return t->started ? HIRE_OK
		                  : hire_fail(err, HIRE_EBUSY, NULL,
		                        "no thread could be started");
	}
	if (t->link != LINK_UP)
		return HIRE_OK; /* told when it is */
	hire__buf_addc(&t->wanted, sign);
	hire__buf_add(&t->wanted, topic, strlen(topic) + 1);
	wake(t);
	return hire__buf_check(&t->wanted, err);
}

hire_status
redis_topics_add(redis_topics *t, const char *topic, hire_cache_heard heard,
    void *user, uint64_t *id, hire_error *err)
{
	char gone[HIRE_CACHE_KEY_MAX + 1];
	pthread_mutex_lock(&t->lock);
	hire_status st = topics_add(&t->here, topic, heard, user, id, err);
	uint64_t ticket = 0;
	if (!st) {
		ticket = t->link == LINK_UP ? ++t->asked : 0;
		st = want(t, '+', topic, err);
		if (st)
			topics_remove(&t->here, *id, gone);
		else
			wait_for(t, ticket);
	}
	pthread_mutex_unlock(&t->lock);
	return st;
}

void
redis_topics_remove(redis_topics *t, uint64_t id)
{
	char topic[HIRE_CACHE_KEY_MAX + 1];
	pthread_mutex_lock(&t->lock);
	/* Without memory to say so, the thread starts over. */
	if (topics_remove(&t->here, id, topic) && want(t, '-', topic, NULL))
		wake(t);
	pthread_mutex_unlock(&t->lock);
}

hire_status
redis_topics_init(
    redis_topics *t, hire_ctx *ctx, hire__redis *redis, hire_error *err)
{
	pthread_condattr_t steady;
	if (pipe(t->wake))
		return hire_fail(
		    err, HIRE_EBUSY, NULL, "too many files are open");
	for (int i = 0; i < 2; i++) {
		fcntl(t->wake[i], F_SETFD, FD_CLOEXEC);
		fcntl(t->wake[i], F_SETFL, O_NONBLOCK);
	}
	t->ctx = ctx;
	t->redis = redis;
	t->wanted = HIRE__BUF(ctx, WANTED_MAX);
	topics_init(&t->here, ctx);
	pthread_mutex_init(&t->lock, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&t->heard, &steady);
	pthread_condattr_destroy(&steady);
	return HIRE_OK;
}

void
redis_topics_fini(redis_topics *t)
{
	if (!t->ctx)
		return;
	pthread_mutex_lock(&t->lock);
	t->ending = true;
	wake(t);
	pthread_mutex_unlock(&t->lock);
	if (t->started)
		pthread_join(t->thread, NULL);
	topics_fini(&t->here);
	hire__buf_free(&t->wanted);
	pthread_cond_destroy(&t->heard);
	pthread_mutex_destroy(&t->lock);
	close(t->wake[0]);
	close(t->wake[1]);
}
