/* SPDX-License-Identifier: MIT
 * bench_store.c - one committed interview event against one raw SQLite insert
 * of the same words with the same durability, on a small and a large store.
 * The two are taken in turns, so that a busy machine slows both.
 */
#include "backends/store/sqlite.h"

#include <hire/model.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	SMALL = 100,   /* interviews; the large store has 100 times more */
	LIVE = 100,    /* of them going on at the same time */
	ENTRIES = 20,  /* per interview, before the clock runs */
	ROUNDS = 2000, /* events measured */
	WARM_UP = 700, /* until both logs have been through a checkpoint */
	BATCH = 200    /* interviews per transaction while filling */
};

static const char words[] =
    "I kept the queue in the same database as the change, so a crash between "
    "the two could lose neither; each worker took a lease and had to finish "
    "before it ran out, and whatever failed five times went to a list that "
    "we looked at every morning.";

typedef struct bench {
	hire_ctx *ctx;
	hire_arena *mem;
	hire_store store;
	sqlite3 *raw;
	sqlite3_stmt *insert;
	int64_t made; /* rows so far: numbers their ids */
} bench;

static void
check(hire_status st, const hire_error *err)
{
	if (!st)
		return;
	fprintf(stderr, "bench_store: %s: %s\n", hire_status_name(st),
	    err->message);
	exit(1);
}

static void
check_raw(bench *b, int rc)
{
	if (rc == SQLITE_OK || rc == SQLITE_DONE)
		return;
	fprintf(stderr, "bench_store: raw: %s\n", sqlite3_errmsg(b->raw));
	exit(1);
}

static double
micros(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static const char *
id(bench *b, const char *prefix, int64_t n)
{
	return hire_arena_printf(b->mem, "%s_%026lld", prefix, (long long)n);
}

static void
add_event(bench *b, hire_tx *tx, const char *interview_id, int64_t seq)
{
	hire_error err = {0};
	hire_interview_event e;
	hire_record_init(&hire_interview_event_record, &e);
	e.id = id(b, "iev", ++b->made);
	e.interview_id = interview_id;
	e.seq = seq;
	e.event = HIRE_EVENT_ANSWER;
	e.question = 1;
	e.text = words;
	e.client_id = id(b, "c", seq);
	e.created_at = e.updated_at = b->made * HIRE_SECOND;
	check(b->store.ops.insert(
	          b->store.state, tx, &hire_interview_event_record, &e, &err),
	    &err);
}

static void
add_interview(bench *b, hire_tx *tx, int64_t n, const char *plan)
{
	hire_error err = {0};
	hire_interview i;
	hire_record_init(&hire_interview_record, &i);
	i.id = id(b, "int", n);
	i.application_id = id(b, "app", n);
	i.job_id = id(b, "job", n / 10);
	i.candidate_id = id(b, "acct", n);
	i.state = HIRE_INTERVIEW_QUESTION;
	i.created_at = i.updated_at = i.started_at = i.last_wall =
	    INT64_C(1795348800) * HIRE_SECOND;
	i.last_seq = ENTRIES;
	i.plan = plan;
	check(b->store.ops.insert(
	          b->store.state, tx, &hire_interview_record, &i, &err),
	    &err);
	for (int64_t seq = 1; seq <= ENTRIES; seq++)
		add_event(b, tx, i.id, seq);
}

/* A plan of about 4 KB, as ten questions with their rubrics have. */
static const char *
make_plan(hire_arena *mem)
{
	char *s = hire_arena_alloc(mem, 4096);
	if (s)
		memset(s, 'q', 4095);
	return s;
}

static void
fill(bench *b, int64_t interviews)
{
	hire_error err = {0};
	for (int64_t n = 0; n < interviews; n++) {
		hire_tx *tx;
		if (n % BATCH == 0)
			check(
			    b->store.ops.begin(b->store.state, true, &tx, &err),
			    &err);
		add_interview(b, tx, n, make_plan(b->mem));
		if (n % BATCH == BATCH - 1 || n == interviews - 1) {
			check(b->store.ops.commit(b->store.state, tx, &err),
			    &err);
			hire_arena_reset(b->mem);
		}
	}
}

static void
select_one(bench *b, hire_tx *tx, const hire_query *q, hire_rows *rows)
{
	hire_error err = {0};
	check(b->store.ops.select(b->store.state, tx, q, b->mem, rows, &err),
	    &err);
}

/* What a service does for one answer. */
static double
one_event(bench *b, int64_t interview)
{
	hire_error err = {0};
	hire_filter by_id = HIRE_IS("id", id(b, "int", interview));
	hire_filter last[] = {
	    HIRE_IS("interview_id", by_id.text), HIRE_NUM("seq", HIRE_GE, 0)};
	hire_query find = {.size = sizeof find,
	    .record = &hire_interview_record,
	    .filters = &by_id,
	    .filter_count = 1,
	    .limit = 1};
	hire_query tail = {.size = sizeof tail,
	    .record = &hire_interview_event_record,
	    .filters = last,
	    .filter_count = 2,
	    .order = "seq",
	    .limit = 1};
	hire_rows rows;
	hire_tx *tx;
	double start = micros();
	check(b->store.ops.begin(b->store.state, true, &tx, &err), &err);
	select_one(b, tx, &find, &rows);
	hire_interview i = *(hire_interview *)rows.rows;
	last[1].number = i.last_seq;
	select_one(b, tx, &tail, &rows);
	add_event(b, tx, i.id, ++i.last_seq);
	i.answered++;
	i.spent += HIRE_SECOND;
	i.last_wall += HIRE_SECOND;
	i.updated_at += HIRE_SECOND;
	check(b->store.ops.update(
	          b->store.state, tx, &hire_interview_record, &i, &err),
	    &err);
	check(b->store.ops.commit(b->store.state, tx, &err), &err);
	double took = micros() - start;
	hire_arena_reset(b->mem);
	return took;
}

static void
open_raw(bench *b, const char *path)
{
	check_raw(b, sqlite3_open(path, &b->raw));
	check_raw(b, sqlite3_exec(b->raw,
	                 "pragma journal_mode = wal;"
	                 "pragma synchronous = full;"
	                 "create table event (n integer primary key, at "
	                 "integer, text text)",
	                 NULL, NULL, NULL));
	check_raw(b, sqlite3_prepare_v2(b->raw,
	                 "insert into event (at, text) values (?1, ?2)", -1,
	                 &b->insert, NULL));
}

static double
one_raw(bench *b, int64_t n)
{
	double start = micros();
	sqlite3_bind_int64(b->insert, 1, n);
	sqlite3_bind_text(b->insert, 2, words, -1, SQLITE_STATIC);
	check_raw(b, sqlite3_step(b->insert));
	check_raw(b, sqlite3_reset(b->insert));
	return micros() - start;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double
median(double *all, size_t n)
{
	qsort(all, n, sizeof *all, by_size);
	return all[n / 2];
}

static void
report(bench *b, int64_t interviews)
{
	static double raw[ROUNDS], event[ROUNDS];
	for (int64_t n = -WARM_UP; n < ROUNDS; n++) {
		double r = one_raw(b, n);
		/* the newest are live, whatever lies behind them */
		double e = one_event(b, interviews - 1 - (n + WARM_UP) % LIVE);
		if (n >= 0) {
			raw[n] = r;
			event[n] = e;
		}
	}
	double r = median(raw, ROUNDS), e = median(event, ROUNDS);
	printf("store of %6lld interviews, %8lld events: raw insert %7.1f us, "
	       "committed event %7.1f us, ratio %.2f\n",
	    (long long)interviews, (long long)b->made, r, e, e / r);
}

static void
measure(const char *folder, int64_t interviews)
{
	char path[256], raw[256];
	const char *plan;
	size_t count;
	hire_error err = {0};
	bench b = {0};
	const hire_record *const *records = hire_records(&count);
	snprintf(path, sizeof path, "%s/store%lld.db", folder,
	    (long long)interviews);
	snprintf(
	    raw, sizeof raw, "%s/raw%lld.db", folder, (long long)interviews);
	check(hire_ctx_new(NULL, &b.ctx, &err), &err);
	check(hire_arena_new(b.ctx, 0, &b.mem, &err), &err);
	check(hire__store_sqlite_open(b.ctx, path, &b.store, &err), &err);
	check(b.store.ops.migrate(
	          b.store.state, records, count, false, b.mem, &plan, &err),
	    &err);
	open_raw(&b, raw);
	fill(&b, interviews);
	report(&b, interviews);
	sqlite3_finalize(b.insert);
	sqlite3_close(b.raw);
	b.store.ops.close(b.store.state);
	hire_arena_free(b.mem);
	hire_ctx_free(b.ctx);
	unlink(path);
	unlink(raw);
}

/* bench_store [FOLDER]: the folder decides which disk is measured. */
int
main(int argc, char **argv)
{
	char folder[200];
	snprintf(folder, sizeof folder, "%s/hire-bench-XXXXXX",
	    argc > 1 ? argv[1] : ".");
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	measure(folder, SMALL);
	measure(folder, (int64_t)SMALL * 100);
	return rmdir(folder) ? 1 : 0;
}
