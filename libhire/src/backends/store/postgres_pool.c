/* SPDX-License-Identifier: MIT
 * postgres_pool.c - connections to a PostgreSQL store: opening, lending.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>

enum { OPTIONS_MAX = 96, PAUSE_MS = 50, PAUSE_MAX_MS = 400 };

int64_t
hire__pg_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
}

bool
hire__pg_wait(const hire__pg_conn *c, bool out)
{
	struct pollfd p = {.fd = c->store->pq.socket(c->pq),
	    .events = (short)(POLLIN | (out ? POLLOUT : 0))};
	int got;
	do {
		int64_t left = c->until - hire__pg_clock();
		int64_t ms = left > 0 ? left / 1000 + 1 : 0;
		got = poll(&p, 1, ms > 3600000 ? 3600000 : (int)ms);
	} while (got < 0 && errno == EINTR);
	return got > 0;
}

void
hire__pg_disconnect(hire__pg_conn *c)
{
	if (c->pq)
		c->store->pq.finish(c->pq);
	c->pq = NULL;
	c->lost = c->owes = c->begun = false;
}

/* Our defaults stand where the URL says nothing: a dead network is noticed,
 * and with several hosts the one that takes writes is wanted. */
static void
fill(const hire__pg *s, const char **names, const char **values)
{
	size_t n = 0;
	bool many = strchr(s->url.place, ',') != NULL;
	const char *ours[][2] = {{"client_encoding", "UTF8"},
	    {"fallback_application_name", "libhire"},
	    {"tcp_user_timeout", "10000"}, {"keepalives_idle", "15"},
	    {"keepalives_interval", "5"}, {"keepalives_count", "3"},
	    {"target_session_attrs", many ? "read-write" : "any"}};
	for (const PQconninfoOption *o = s->url.options;
	     o->keyword && n < OPTIONS_MAX - 1; o++) {
		const char *value = o->val;
		for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
			if (!value && !strcmp(o->keyword, ours[i][0]))
				value = ours[i][1];
		if (!value)
			continue;
		names[n] = o->keyword;
		values[n++] = value;
	}
	names[n] = NULL;
	values[n] = NULL;
}

/* Notices are for people at a terminal. */
static void
ignore(void *user, const PGresult *r)
{
	(void)user, (void)r;
}

static hire_status
accept_server(hire__pg_conn *c, hire_error *err)
{
	const hire__pg *s = c->store;
	const hire__pq *pq = &s->pq;
	const char *coding = pq->parameterStatus(c->pq, "server_encoding");
	if (pq->serverVersion(c->pq) < HIRE__PG_OLDEST)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s is too old (%d): use 13 or newer",
		    s->url.place, pq->serverVersion(c->pq) / 10000);
	if (coding && strcmp(coding, "UTF8") != 0)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "the database %s is kept in %s: make one with encoding "
		    "UTF8",
		    s->url.place, coding);
	if (pq->setnonblocking(c->pq, 1) || !pq->enterPipelineMode(c->pq))
		return hire__nomem(err);
	return HIRE_OK;
}

/* One attempt; `*again`: another may do better. */
static hire_status
try(hire__pg_conn *c, bool *again, hire_error *err)
{
	const char *names[OPTIONS_MAX], *values[OPTIONS_MAX];
	const hire__pq *pq = &c->store->pq;
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	*again = false;
	fill(c->store, names, values);
	c->pq = pq->connectStartParams(names, values, 0);
	if (!c->pq)
		return hire__nomem(err);
	pq->setErrorVerbosity(c->pq, PQERRORS_VERBOSE); /* tells the code */
	pq->setNoticeReceiver(c->pq, ignore, NULL);
	if (pq->status(c->pq) == CONNECTION_BAD)
		next = PGRES_POLLING_FAILED;
	while (next == PGRES_POLLING_WRITING || next == PGRES_POLLING_READING) {
		if (!hire__pg_wait(c, next == PGRES_POLLING_WRITING))
			return hire_fail(err, HIRE_EBACKEND, NULL,
			    "PostgreSQL at %s does not answer: check host, "
			    "port and network",
			    c->store->url.place);
		next = pq->connectPoll(c->pq);
	}
	if (next == PGRES_POLLING_OK)
		return accept_server(c, err);
	return hire__pg_unreachable(
	    c->store, pq->errorMessage(c->pq), again, err);
}

static void
pause_ms(int64_t ms)
{
	nanosleep(
	    &(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL);
}

hire_status
hire__pg_connect(hire__pg_conn *c, hire_error *err)
{
	hire__pg *s = c->store;
	bool again = false;
	pthread_mutex_lock(&s->lock);
	bool reached = s->reached;
	pthread_mutex_unlock(&s->lock);
	hire_status st = try(c, &again, err);
	for (int64_t ms = PAUSE_MS;
	     st && again && reached && hire__pg_clock() < c->until; ms *= 2) {
		hire__pg_disconnect(c);
		pause_ms(ms < PAUSE_MAX_MS ? ms : PAUSE_MAX_MS);
		st = try(c, &again, err);
	}
	if (st)
		hire__pg_disconnect(c);
	pthread_mutex_lock(&s->lock);
	s->reached = s->reached || !st;
	pthread_mutex_unlock(&s->lock);
	return st;
}

/* An idle connection, or the right to make one. */
static bool
take_turn(hire__pg *s, hire__pg_conn **out)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += HIRE__PG_WAIT_S;
	int late = 0;
	pthread_mutex_lock(&s->lock);
	while (s->used >= s->url.pool && !late)
		late = pthread_cond_timedwait(&s->freed, &s->lock, &until);
	bool ours = s->used < s->url.pool;
	*out = ours ? s->idle : NULL;
	if (*out)
		s->idle = (*out)->next;
	s->used += ours;
	pthread_mutex_unlock(&s->lock);
	return ours;
}

static void
end_turn(hire__pg *s, hire__pg_conn *idle)
{
	pthread_mutex_lock(&s->lock);
	if (idle) {
		idle->next = s->idle;
		s->idle = idle;
	}
	s->used--;
	pthread_cond_signal(&s->freed);
	pthread_mutex_unlock(&s->lock);
}

hire_status
hire__pg_take(
    hire__pg *s, hire__pg_mode mode, hire__pg_conn **out, hire_error *err)
{
	hire__pg_conn *c;
	if (!take_turn(s, &c))
		return hire_fail(err, HIRE_EBUSY, NULL,
		    "all %lld connections to PostgreSQL at %s are in use: try "
		    "again, or raise pool= in HIRE_STORE",
		    (long long)s->url.pool, s->url.place);
	if (!c && !(c = hire__zalloc(s->ctx, sizeof *c))) {
		end_turn(s, NULL);
		return hire__nomem(err);
	}
	c->store = s;
	c->next = NULL;
	c->mode = mode;
	c->begun = c->changed = c->failed = false;
	c->proof.record = NULL;
	*out = c;
	return HIRE_OK;
}

void
hire__pg_give(hire__pg_conn *c)
{
	hire__pg_drop_held(c);
	if (c->lost)
		hire__pg_disconnect(c);
	end_turn(c->store, c);
}

void
hire__pg_drain(hire__pg *s)
{
	while (s->idle) {
		hire__pg_conn *c = s->idle;
		s->idle = c->next;
		hire__pg_disconnect(c);
		hire__free(s->ctx, c);
	}
}
