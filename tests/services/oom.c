/* SPDX-License-Identifier: MIT
 * oom.c - sweeping the allocations of service calls over a real store.
 * Apart from test_oom.c, which says what is called.
 */
#include "oom.h"

#include "disk.h"

#include "services/work.h"

#include <sqlite3.h>
#include <stdio.h>

enum { PATH_LEN = 128, WORKER_POINTS = 100, POINTS_MAX = 100000 };

static long points;

long
oom_points(void)
{
	return points;
}

/* A number that changes when anybody else commits to the store. */
static int64_t
store_stamp(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	ck_assert_int_eq(
	    sqlite3_prepare_v2(db, "pragma data_version", -1, &stmt, NULL), 0);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	int64_t stamp = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return stamp;
}

static sqlite3 *
look_from_outside(const scene *s)
{
	char path[PATH_LEN];
	sqlite3 *db = NULL;
	snprintf(path, sizeof path, "%s/hire.db", s->folder);
	ck_assert_int_eq(
	    sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), 0);
	return db;
}

static void
check_transcript(scene *s, const hire_interview *i)
{
	hire_interview_view v;
	hire_application app;
	ck_assert_ok(
	    hire_interviews_view(s->p, &s->admin, i->id, 0, s->mem, &v, NULL));
	ck_assert_int_eq((int64_t)v.count, i->last_seq);
	for (size_t n = 0; n < v.count; n++)
		ck_assert_int_eq(v.events[n].seq, (int64_t)n + 1);
	ck_assert_ok(hire_applications_get(
	    s->p, &s->admin, i->application_id, s->mem, &app, NULL));
	ck_assert_str_eq(app.interview_id, i->id);
}

static void
check_application(scene *s, const hire_application *a)
{
	hire_resume resume;
	hire_match_result match;
	ck_assert_ok(hire_applications_resume(
	    s->p, &s->admin, a->id, s->mem, &resume, NULL));
	bool read = a->state == HIRE_APPLICATION_ELIGIBLE ||
	            a->state == HIRE_APPLICATION_NOT_ELIGIBLE;
	ck_assert_int_eq(read && !a->match_id, false);
	if (read)
		ck_assert_ok(hire_applications_match(
		    s->p, &s->admin, a->id, s->mem, &match, NULL));
	if (a->state == HIRE_APPLICATION_ELIGIBLE)
		ck_assert_ptr_nonnull(a->interview_id);
}

static void
check_whole(scene *s)
{
	hire_rows rows;
	hire_page page = {NULL, 1000};
	scene_check_ledger(s);
	ck_assert_ok(hire_interviews_list(
	    s->p, &s->admin, NULL, page, s->mem, &rows, NULL));
	const hire_interview *i = rows.rows;
	for (size_t n = 0; n < rows.count; n++)
		check_transcript(s, &i[n]);
	ck_assert_ok(hire_applications_list(
	    s->p, &s->hr, s->job.id, page, s->mem, &rows, NULL));
	const hire_application *a = rows.rows;
	for (size_t n = 0; n < rows.count; n++)
		check_application(s, &a[n]);
}

/* What it reads is dropped again: a long sweep reads much. */
void
oom_check_whole(scene *s)
{
	hire_arena *kept = s->mem;
	ck_assert_ok(hire_arena_new(s->host.ctx, 0, &s->mem, NULL));
	check_whole(s);
	hire_arena_free(s->mem);
	s->mem = kept;
}

static void
free_arena(void *mem)
{
	hire_arena_free(mem);
}

/* One attempt with the `at`-th allocation failing; whether it was reached. */
static bool
attempt(oom_body body, oom_call *c, long at, bool lasting, hire_status *st)
{
	test_host *h = &c->s->host;
	ck_assert_ok(hire_arena_new(h->ctx, 0, &c->mem, NULL));
	h->failed = false;
	h->lasting = lasting;
	h->fail_at = at;
	c->err = (hire_error){0};
	*st = body(c);
	h->fail_at = 0;
	h->lasting = false;
	return h->failed;
}

/* What must hold after an attempt that failed. */
static void
check_failure(const char *name, oom_call *c, long at, hire_status st,
    oom_effect effect, bool changed)
{
	ck_assert_msg(st == HIRE_ENOMEM,
	    "%s: allocation %ld failing gave %s: %s", name, at,
	    hire_status_name(st), c->err.message);
	ck_assert_msg(c->err.code == HIRE_ENOMEM,
	    "%s: allocation %ld failing left no error", name, at);
	ck_assert_msg(effect != OOM_NOTHING || !changed,
	    "%s: allocation %ld failing changed the store", name, at);
	if (changed)
		oom_check_whole(c->s);
}

void
oom_sweep(const char *name, oom_body body, oom_call *c, oom_effect effect)
{
	sqlite3 *db = look_from_outside(c->s);
	int64_t before = store_stamp(db);
	hire_status st;
	long round = 0, live = 0;
	bool alone = effect == OOM_COUNTED;
	/* Each point twice: it and all that follow, then it alone. */
	while (attempt(body, c, round / 2 + 1, round % 2 == 0 && !alone, &st)) {
		hire_arena_free(c->mem);
		int64_t now = store_stamp(db);
		check_failure(
		    name, c, round / 2 + 1, st, effect, now != before);
		before = now;
		if (!round)
			live = c->s->host.live;
		ck_assert_msg(effect != OOM_NOTHING || c->s->host.live <= live,
		    "%s: allocation %ld failing leaked %ld", name,
		    round / 2 + 1, c->s->host.live - live);
		ck_assert_int_lt(++round, POINTS_MAX);
	}
	ck_assert_msg(!st, "%s with memory: %s: %s", name, hire_status_name(st),
	    c->err.message);
	ck_assert_msg(round > 0, "%s: nothing was allocated", name);
	sqlite3_close(db);
	oom_check_whole(c->s);
	ck_assert(hire_arena_defer(c->s->mem, free_arena, c->mem));
	printf("%-24s %5ld points\n", name, round / 2);
	points += round / 2;
}

static void
open_again(scene *s)
{
	hire_config config = {.size = sizeof config,
	    .data = s->folder,
	    .webhook_allow = s->webhook_allow};
	ck_assert_ok(hire_platform_open(
	    s->host.ctx, &config, HIRE_NEED_ALL, &s->p, NULL));
}

/* Put the store back as it was when `kept` was copied. */
static void
put_back(scene *s, const char *db, const char *kept)
{
	hire_platform_close(s->p);
	disk_copy(kept, db);
	open_again(s);
}

static bool
out_of_patience(void *user)
{
	int *asked = user;
	return ++*asked > 20;
}

static void
run_worker(scene *s, long at)
{
	int asked = 0;
	hire_worker_options o = {.size = sizeof o,
	    .until_idle = true,
	    .stop = out_of_patience,
	    .user = &asked};
	s->host.failed = false;
	s->host.fail_at = at;
	hire_status st = hire_worker_run(s->p, &o, NULL);
	s->host.fail_at = 0;
	ck_assert_msg(!st || (st == HIRE_ENOMEM && s->host.failed),
	    "worker, allocation %ld failing: %s", at, hire_status_name(st));
}

void
oom_sweep_worker(
    const char *name, scene *s, long stride, void (*done)(scene *s))
{
	char db[PATH_LEN], kept[PATH_LEN];
	snprintf(db, sizeof db, "%s/hire.db", s->folder);
	snprintf(kept, sizeof kept, "%s/kept", s->folder);
	hire_platform_close(s->p);
	disk_copy(db, kept);
	open_again(s);
	hire_time wall = s->host.now.wall;
	long calls = s->host.calls, swept = 0;
	run_worker(s, 0);
	calls = s->host.calls - calls;
	if (!stride)
		stride = calls / WORKER_POINTS + 1;
	for (long at = 1; at <= calls; at += stride, swept++) {
		put_back(s, db, kept);
		s->host.now.wall = wall;
		run_worker(s, at);
		ck_assert_msg(
		    s->host.failed, "%s: allocation %ld not reached", name, at);
		oom_check_whole(s);
		test_host_sleep(&s->host, HIRE_HOUR);
		run_worker(s, 0);
		oom_check_whole(s);
		done(s);
	}
	put_back(s, db, kept);
	s->host.now.wall = wall;
	run_worker(s, 0);
	done(s);
	printf("%-24s %5ld points, each %ldth of %ld\n", name, swept, stride,
	    calls);
	points += swept;
}

void
oom_sweep_open(scene *s)
{
	hire_config config = {.size = sizeof config, .data = s->folder};
	hire_platform_close(s->p);
	long at = 1, live = s->host.live;
	hire_error err = {0};
	for (;; at++) {
		s->host.failed = false;
		s->host.fail_at = at;
		s->p = NULL;
		hire_status st = hire_platform_open(
		    s->host.ctx, &config, HIRE_NEED_ALL, &s->p, &err);
		s->host.fail_at = 0;
		if (!s->host.failed) {
			ck_assert_ok(st);
			break;
		}
		ck_assert_msg(st == HIRE_ENOMEM,
		    "open: allocation %ld failing gave %s: %s", at,
		    hire_status_name(st), err.message);
		hire_platform_close(s->p);
		ck_assert_int_eq(s->host.live, live);
	}
	printf("%-24s %5ld points\n", "open", at - 1);
	points += at - 1;
}
