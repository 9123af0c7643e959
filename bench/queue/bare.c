/* SPDX-License-Identifier: MIT
 * bare.c - the least that a queue on PostgreSQL has to do, by libpq alone: the
 * limit that ours is measured against.
 */
#include "common.h"

#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_MAX = 1000, ARRAY_MAX = BATCH_MAX * 256 };

static const task *t;
static atomic_size_t left;

static const char one[] = "insert into q (kind, body) values ('bench', $1)";
static const char many[] =
    "insert into q (kind, body) select 'bench', unnest($1::text[])";
static const char take[] =
    "with c as (select id from q where state = 0 and run_at <= now() order by "
    "run_at, id for update skip locked limit $1::int) update q set state = 1, "
    "attempts = attempts + 1, lease_until = now() + '60 s' from c where q.id ="
    " c.id returning q.id, q.body";
static const char done[] =
    "delete from q where id = any($1::bigint[]) and state = 1";

static PGconn *
reach(void)
{
	PGconn *c = PQconnectdb(t->url);
	must(PQstatus(c) == CONNECTION_OK, "connect", PQerrorMessage(c));
	const char *const all[][2] = {
	    {"one", one}, {"many", many}, {"take", take}, {"done", done}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		PGresult *r = PQprepare(c, all[i][0], all[i][1], 1, NULL);
		must(PQresultStatus(r) == PGRES_COMMAND_OK, "prepare",
		    PQerrorMessage(c));
		PQclear(r);
	}
	return c;
}

static void
run(PGconn *c, const char *sql)
{
	PGresult *r = PQexec(c, sql);
	must(PQresultStatus(r) == PGRES_COMMAND_OK ||
	         PQresultStatus(r) == PGRES_TUPLES_OK,
	    sql, PQerrorMessage(c));
	PQclear(r);
}

static void
prepare(const task *of)
{
	t = of;
	PGconn *c = PQconnectdb(t->url);
	must(PQstatus(c) == CONNECTION_OK, "connect", PQerrorMessage(c));
	run(c, "create table q (id bigint generated always as identity primary "
	       "key, kind text not null, body text not null, state smallint not"
	       " null default 0, run_at timestamptz not null default now(), "
	       "attempts int not null default 0, lease_until timestamptz)");
	run(c, "create index q_due on q (run_at, id) where state = 0");
	PQfinish(c);
}

static void
send(PGconn *c, const char *name, const char *value)
{
	PGresult *r = PQexecPrepared(c, name, 1, &value, NULL, NULL, 0);
	must(PQresultStatus(r) == PGRES_COMMAND_OK, name, PQerrorMessage(c));
	PQclear(r);
}

/* {"...","..."}: the body with its quotes escaped, so many times. */
static const char *
array_of(size_t count)
{
	static char out[ARRAY_MAX];
	char *at = out;
	*at++ = '{';
	for (size_t i = 0; i < count; i++) {
		*at++ = '"';
		for (const char *b = body; *b; b++) {
			if (*b == '"')
				*at++ = '\\';
			*at++ = *b;
		}
		*at++ = '"';
		*at++ = i + 1 < count ? ',' : '}';
	}
	*at = '\0';
	return out;
}

static const char *batch;

static void
fill(size_t jobs)
{
	PGconn *c = reach();
	for (size_t n = 0; n < jobs; n += BATCH_MAX)
		send(c, "many",
		    array_of(jobs - n < BATCH_MAX ? jobs - n : BATCH_MAX));
	PQfinish(c);
	atomic_store(&left, t->jobs);
}

static pthread_once_t made = PTHREAD_ONCE_INIT;

static void
make_batch(void)
{
	batch = array_of(t->batch);
}

static void
put(size_t n, size_t jobs)
{
	(void)n;
	pthread_once(&made, make_batch);
	PGconn *c = reach();
	for (size_t i = 0; i < jobs; i += t->batch)
		send(c, t->batch == 1 ? "one" : "many",
		    t->batch == 1 ? body : batch);
	PQfinish(c);
}

static bool
one_less(size_t count)
{
	size_t was = atomic_load(&left);
	while (was && !atomic_compare_exchange_weak(
	                  &left, &was, was > count ? was - count : 0))
		;
	return was > count;
}

/* The ids of an answer as an array; how many. */
static size_t
read_ids(const PGresult *r, char *out, size_t size)
{
	size_t at = 0, n = (size_t)PQntuples(r);
	for (size_t i = 0; i < n && at + 24 < size; i++)
		at += (size_t)snprintf(out + at, size - at, "%c%s",
		    i ? ',' : '{', PQgetvalue(r, (int)i, 0));
	snprintf(out + at, size - at, "}");
	return n;
}

/* Complete and claim before one sync: one transaction, one round trip. */
static size_t
turn(PGconn *c, char *ids, size_t size, size_t count, bool more)
{
	char limit[16];
	const char *id = ids, *most = limit;
	size_t got = 0;
	snprintf(limit, sizeof limit, "%zu", t->batch);
	if (count)
		must(PQsendQueryPrepared(c, "done", 1, &id, NULL, NULL, 0),
		    "send", PQerrorMessage(c));
	if (more)
		must(PQsendQueryPrepared(c, "take", 1, &most, NULL, NULL, 0),
		    "send", PQerrorMessage(c));
	must(PQpipelineSync(c), "sync", PQerrorMessage(c));
	for (;;) {
		PGresult *r = PQgetResult(c);
		ExecStatusType st = r ? PQresultStatus(r) : PGRES_EMPTY_QUERY;
		if (st == PGRES_TUPLES_OK)
			got = read_ids(r, ids, size);
		must(st != PGRES_FATAL_ERROR, "turn", PQerrorMessage(c));
		PQclear(r);
		if (st == PGRES_PIPELINE_SYNC)
			return got;
	}
}

static void
work(size_t n)
{
	static _Thread_local char ids[BATCH_MAX * 24];
	size_t count = 0;
	(void)n;
	PGconn *c = reach();
	PQenterPipelineMode(c);
	for (bool more = true; more;) {
		more = one_less(count);
		count = turn(c, ids, sizeof ids, count, more);
	}
	PQfinish(c);
}

static atomic_bool over;
static atomic_size_t started;
static _Atomic double started_at;

static void *
hear(void *arg)
{
	char ids[64];
	(void)arg;
	PGconn *c = reach();
	run(c, "listen q");
	while (!over) {
		struct pollfd p = {.fd = PQsocket(c), .events = POLLIN};
		PGnotify *note;
		bool told = false;
		PQconsumeInput(c);
		while ((note = PQnotifies(c))) {
			told = true;
			PQfreemem(note);
		}
		if (!told) {
			poll(&p, 1, 1000);
			continue;
		}
		PQenterPipelineMode(c);
		while (turn(c, ids, sizeof ids, 0, true)) {
			atomic_store(&started_at, micros());
			atomic_fetch_add(&started, 1);
			turn(c, ids, sizeof ids, 1, false);
		}
		PQexitPipelineMode(c);
	}
	PQfinish(c);
	return NULL;
}

static void
idle(double out[ADDS])
{
	pthread_t thread;
	must(!pthread_create(&thread, NULL, hear, NULL), "thread", NULL);
	pause_ms(500);
	PGconn *c = PQconnectdb(t->url);
	const char *value = body;
	for (size_t i = 0; i < ADDS; i++) {
		double begun = micros();
		PGresult *r = PQexecParams(c,
		    "with n as (select pg_notify('q', '')) insert into q "
		    "(kind, "
		    "body) select 'bench', $1 from n",
		    1, NULL, &value, NULL, NULL, 0);
		must(PQresultStatus(r) == PGRES_COMMAND_OK, "add",
		    PQerrorMessage(c));
		PQclear(r);
		while (atomic_load(&started) <= i)
			pause_ms(1);
		out[i] = atomic_load(&started_at) - begun;
		pause_ms(ADD_PAUSE_MS);
	}
	over = true;
	pthread_join(thread, NULL);
	PQfinish(c);
}

const side bare = {prepare, fill, put, work, idle};
