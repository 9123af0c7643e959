/* SPDX-License-Identifier: MIT
 * event.c - one committed interview event, through the service call and at the
 * store, against one raw SQLite insert of the same words with the same
 * durability in the same folder; on a small store and on a hundredfold one.
 */
#include "scene.h"

#include "services/work.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum {
	SMALL = 100, /* interviews that lie in the store */
	LARGE = 100 * SMALL,
	ENTRIES = 20,   /* of each */
	LIVE = 70,      /* interviews going on, one after another answering */
	QUESTIONS = 10, /* of each */
	WARM_UP = 100,
	ROUNDS = 500,
	AGE = 1500, /* raw inserts before */
	BATCH = 20  /* interviews per transaction while filling */
};

typedef struct live {
	hire_actor who;
	const char *id;
	const char *still; /* an interview that only the store knows of */
} live;

typedef struct stage {
	scene s;
	live live[LIVE];
	size_t next_answer, next_row;
	int64_t sent;
	hire_arena *scratch;
	sqlite3 *raw;
	sqlite3_stmt *insert;
	hire_interview pattern; /* of the rows that fill the store */
	const char *filled;     /* the last one's id */
	size_t filled_count;
} stage;

static void
must_raw(stage *g, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		bench_die("raw SQLite", sqlite3_errmsg(g->raw));
}

static void
open_raw(stage *g)
{
	char path[300];
	snprintf(path, sizeof path, "%s/raw.db", g->s.folder);
	must_raw(g, sqlite3_open(path, &g->raw));
	must_raw(g, sqlite3_exec(g->raw,
	                "pragma journal_mode = wal;"
	                "pragma synchronous = full;"
	                "create table event (n integer primary key, at "
	                "integer, text text)",
	                NULL, NULL, NULL));
	must_raw(g, sqlite3_prepare_v2(g->raw,
	                "insert into event (at, text) values (?1, ?2)", -1,
	                &g->insert, NULL));
}

static double
raw_insert(void *user)
{
	stage *g = user;
	double start = bench_micros();
	sqlite3_bind_int64(g->insert, 1, ++g->sent);
	sqlite3_bind_text(g->insert, 2, scene_words, -1, SQLITE_STATIC);
	must_raw(g, sqlite3_step(g->insert));
	must_raw(g, sqlite3_reset(g->insert));
	return bench_micros() - start;
}

/* Until its log has been through a checkpoint and grows no more, as that of
 * the filled store: a growing file costs more to make durable. */
static void
age_raw(stage *g)
{
	for (int i = 0; i < AGE; i++)
		(void)raw_insert(g);
}

/* The next interview that waits for an answer. */
static live *
waiting(stage *g)
{
	hire_interview_view v;
	hire_error err = {0};
	for (size_t i = 0; i < LIVE; i++) {
		live *l = &g->live[g->next_answer++ % LIVE];
		bench_must(hire_interviews_view(g->s.p, &l->who, l->id,
		               INT64_MAX, g->scratch, &v, &err),
		    &err);
		if (v.interview.state == HIRE_INTERVIEW_QUESTION ||
		    v.interview.state == HIRE_INTERVIEW_FOLLOW_UP)
			return l;
	}
	bench_die("event", "no interview waits for an answer any more");
	return NULL;
}

static double
service_event(void *user)
{
	stage *g = user;
	hire_interview_event entry;
	hire_error err = {0};
	const live *l = waiting(g);
	const char *client_id =
	    hire_arena_printf(g->scratch, "message-%lld", (long long)++g->sent);
	double start = bench_micros();
	bench_must(hire_interviews_take(g->s.p, &l->who, l->id,
	               &(hire_saying){.event = HIRE_EVENT_ANSWER,
	                   .text = scene_words,
	                   .client_id = client_id},
	               g->scratch, &entry, &err),
	    &err);
	double took = bench_micros() - start;
	bench_must(hire_interviews_think(g->s.p, l->id, &err), &err);
	hire_arena_reset(g->scratch);
	return took;
}

static hire_status
add_entry(hire__work *w, const char *interview_id, int64_t seq)
{
	hire_interview_event e;
	hire_record_init(&hire_interview_event_record, &e);
	e.interview_id = interview_id;
	e.seq = seq;
	e.event = HIRE_EVENT_ANSWER;
	e.question = 1;
	e.text = scene_words;
	return hire__insert(w, &hire_interview_event_record, &e);
}

/* The least that any event takes: find the row, add an entry, store it. */
static hire_status
store_step(hire__work *w, void *args)
{
	hire_interview row;
	hire_status st = hire__get(w, &hire_interview_record, args, &row);
	if (!st)
		st = add_entry(w, row.id, ++row.last_seq);
	return st ? st : hire__update(w, &hire_interview_record, &row);
}

static double
store_event(void *user)
{
	stage *g = user;
	hire_error err = {0};
	const char *id = g->live[g->next_row++ % LIVE].still;
	double start = bench_micros();
	bench_must(
	    hire__write(g->s.p, store_step, (void *)id, g->scratch, &err),
	    &err);
	double took = bench_micros() - start;
	hire_arena_reset(g->scratch);
	return took;
}

static hire_status
add_interview(hire__work *w, stage *g)
{
	hire_interview row = g->pattern;
	row.id = NULL;
	row.application_id =
	    hire_arena_printf(w->mem, "app_%026lld", (long long)++g->sent);
	row.last_seq = ENTRIES;
	hire_status st = hire__insert(w, &hire_interview_record, &row);
	for (int64_t seq = 1; !st && seq <= ENTRIES; seq++)
		st = add_entry(w, row.id, seq);
	g->filled = row.id;
	return st;
}

static hire_status
add_batch(hire__work *w, void *args)
{
	stage *g = args;
	hire_status st = HIRE_OK;
	for (int i = 0; !st && i < BATCH; i++) {
		st = add_interview(w, g);
		/* the newest are live, whatever lies behind them */
		g->live[g->filled_count++ % LIVE].still =
		    hire_arena_strdup(g->s.mem, g->filled);
	}
	return st;
}

static void
fill(stage *g, int interviews)
{
	hire_error err = {0};
	for (int n = 0; n < interviews; n += BATCH)
		bench_must(
		    hire__write(g->s.p, add_batch, g, g->scratch, &err), &err);
	hire_arena_reset(g->scratch);
}

static void
begin_interviews(stage *g)
{
	for (size_t i = 0; i < LIVE; i++) {
		live *l = &g->live[i];
		l->who = scene_candidate(&g->s);
		l->id = scene_apply(&g->s, &l->who, g->s.mem);
		scene_say(
		    &g->s, &l->who, l->id, HIRE_EVENT_BEGIN, NULL, g->s.mem);
		scene_say(
		    &g->s, &l->who, l->id, HIRE_EVENT_PROCEED, NULL, g->s.mem);
	}
}

static void
measure(bench *b, int interviews, const char *const names[3])
{
	stage g = {0};
	hire_interview_view v;
	hire_error err = {0};
	const bench_case cases[] = {
	    {names[0], raw_insert, &g, 0, false},
	    {names[1], store_event, &g, 1.5, true},
	    {names[2], service_event, &g, 1.5, true},
	};
	scene_open(&g.s, b, QUESTIONS, LIVE);
	bench_must(hire_arena_new(g.s.ctx, 0, &g.scratch, &err), &err);
	open_raw(&g);
	begin_interviews(&g);
	bench_must(hire_interviews_view(g.s.p, &g.live[0].who, g.live[0].id, 0,
	               g.s.mem, &v, &err),
	    &err);
	g.pattern = v.interview;
	fill(&g, interviews);
	age_raw(&g);
	bench_run(b, cases, sizeof cases / sizeof *cases, WARM_UP, ROUNDS);
	sqlite3_finalize(g.insert);
	sqlite3_close(g.raw);
	hire_arena_free(g.scratch);
	scene_close(&g.s);
}

void
bench_event(bench *b)
{
	static const char *const small[] = {"raw SQLite insert, durable",
	    "event at the store, 100 interviews in it",
	    "event through the service, 100 in it"};
	static const char *const large[] = {"raw SQLite insert, durable",
	    "event at the store, 10000 interviews in it",
	    "event through the service, 10000 in it"};
	measure(b, SMALL, small);
	measure(b, LARGE, large);
}
