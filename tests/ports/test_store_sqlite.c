/* SPDX-License-Identifier: MIT
 * test_store_sqlite.c - what only a file on a disk can go through: crashes,
 * full and read-only disks, damage, older and newer programs.
 */
#define _GNU_SOURCE
#include "backends/store/sqlite.h"

#include "conform_record.h"
#include "stores.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static test_host host;
static hire_arena *mem;
static char folder[TEST_FOLDER_MAX], path[128];

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	test_folder_make(folder);
	snprintf(path, sizeof path, "%s/hire.db", folder);
}

static void
teardown(void)
{
	test_folder_remove(folder);
	hire_arena_free(mem);
	test_host_close(&host);
}

static const char *
migrate(hire_store *s, bool dry)
{
	const hire_record *const records[] = {&thing_record};
	const char *plan = NULL;
	hire_error err = {0};
	ck_assert_msg(
	    !s->ops.migrate(s->state, records, 1, dry, mem, &plan, &err), "%s",
	    err.message);
	return plan;
}

static hire_store
open_store(void)
{
	hire_store s;
	hire_error err = {0};
	ck_assert_msg(!hire__store_sqlite_open(host.ctx, path, &s, &err), "%s",
	    err.message);
	return s;
}

static hire_store
open_migrated(void)
{
	hire_store s = open_store();
	migrate(&s, false);
	return s;
}

static void
close_store(hire_store *s)
{
	s->ops.close(s->state);
}

static hire_status
add(hire_store *s, const thing *t, hire_error *err)
{
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, true, &tx, err);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, t, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

static hire_status
read_all(hire_store *s, hire_rows *rows, hire_error *err)
{
	hire_query q = {
	    .size = sizeof q, .record = &thing_record, .limit = 1000};
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, false, &tx, err);
	if (st)
		return st;
	st = s->ops.select(s->state, tx, &q, mem, rows, err);
	s->ops.rollback(s->state, tx);
	return st;
}

/* Run SQL behind the store's back. */
static void
raw(const char *sql)
{
	sqlite3 *db;
	char *message = NULL;
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, sql, NULL, NULL, &message);
	ck_assert_msg(!message, "%s", message);
	sqlite3_close(db);
}

START_TEST(only_the_owner_can_read_it)
{
	struct stat info;
	mode_t old = umask(0);
	hire_store s = open_migrated();
	umask(old);
	const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < 3; i++) {
		const char *name =
		    hire_arena_printf(mem, "%s%s", path, ends[i]);
		ck_assert_int_eq(stat(name, &info), 0);
		ck_assert_uint_eq(info.st_mode & 0777, 0600);
	}
	close_store(&s);
}
END_TEST

/* Commit rows one by one and tell each number through `fd` once it is in. */
static void
commit_for_ever(int fd)
{
	hire_ctx *ctx;
	hire_store s;
	hire_arena *own;
	if (hire_ctx_new(NULL, &ctx, NULL) ||
	    hire_arena_new(ctx, 0, &own, NULL) ||
	    hire__store_sqlite_open(ctx, path, &s, NULL))
		_exit(1);
	hire_rows rows;
	int n = read_all(&s, &rows, NULL) ? 0 : (int)rows.count;
	for (;; n++) {
		thing t = thing_new(own, n);
		if (add(&s, &t, NULL) || write(fd, &n, sizeof n) < 0)
			_exit(1);
		hire_arena_reset(own);
	}
}

/* The last number told before the child was killed after `us`. */
static int
crash_after(useconds_t us)
{
	int ends[2], n, last = -1;
	ck_assert_int_eq(pipe(ends), 0);
	pid_t child = fork();
	if (!child) {
		close(ends[0]);
		commit_for_ever(ends[1]);
	}
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], &last, sizeof last), sizeof last);
	struct timespec nap = {0, (long)us * 1000};
	nanosleep(&nap, NULL);
	kill(child, SIGKILL);
	while (read(ends[0], &n, sizeof n) == sizeof n)
		last = n;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return last;
}

START_TEST(kill_loses_no_acknowledged_row)
{
	hire_store s = open_migrated();
	close_store(&s);
	for (useconds_t round = 0; round < 15; round++) {
		hire_rows rows;
		int last = crash_after(500 + round * 700);
		s = open_store();
		ck_assert_ok(read_all(&s, &rows, NULL));
		const thing *t = rows.rows;
		ck_assert_int_gt((int)rows.count, last);
		for (int i = 0; i < (int)rows.count; i++)
			ck_assert_str_eq(t[i].id, thing_id(mem, i));
		close_store(&s);
		if (rows.count > 900)
			break;
	}
}
END_TEST

/* Fill until it fails; returns the rows acknowledged. */
static int
fill(hire_store *s, hire_status want)
{
	char *big = hire_arena_alloc(mem, 100001);
	hire_error err = {0};
	hire_status st = HIRE_OK;
	int n = 0;
	memset(big, 'x', 100000);
	for (; !st && n < 500; n++) {
		thing t = thing_new(mem, n);
		t.extra = big;
		st = add(s, &t, &err);
	}
	ck_assert_msg(st == want, "%s: %s", hire_status_name(st), err.message);
	ck_assert_ptr_nonnull(strstr(err.message, "hire.db"));
	return n - 1;
}

static void
nothing_lost(hire_store *s, int rows)
{
	hire_rows got;
	hire_error err = {0};
	hire_status st = read_all(s, &got, &err);
	ck_assert_msg(!st, "%s", err.message);
	ck_assert_int_eq((int)got.count, rows);
}

START_TEST(a_full_disk_loses_nothing)
{
	if (mount("tmpfs", folder, "tmpfs", 0, "size=3m")) {
		printf("skipped: no right to mount a small disk\n");
		return;
	}
	hire_store s = open_migrated();
	int rows = fill(&s, HIRE_ENOSPC);
	nothing_lost(&s, rows);
	close_store(&s);
	mount("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=30m");
	s = open_store();
	nothing_lost(&s, rows);
	thing more = thing_new(mem, 9999);
	ck_assert_ok(add(&s, &more, NULL));
	close_store(&s);
	umount(folder);
}
END_TEST

START_TEST(a_limit_on_file_size_loses_nothing)
{
	hire_store s = open_migrated();
	struct rlimit old, small;
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 2 << 20;
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	int rows = fill(&s, HIRE_ENOSPC);
	setrlimit(RLIMIT_FSIZE, &old);
	nothing_lost(&s, rows);
	close_store(&s);
}
END_TEST

/* In a child without root's rights: the status of opening and writing. */
static int
as_nobody(mode_t dir, mode_t file)
{
	ck_assert_int_eq(chmod(folder, dir) | chmod(path, file), 0);
	pid_t child = fork();
	int how = 0;
	if (!child) {
		hire_store s;
		hire_error err = {0};
		thing t = thing_new(mem, 1);
		if (!getuid() && (setgroups(0, NULL) || setuid(65534)))
			_exit(250);
		hire_status st =
		    hire__store_sqlite_open(host.ctx, path, &s, &err);
		if (!st)
			st = add(&s, &t, &err);
		_exit(strstr(err.message, path) ? (int)st : 251);
	}
	waitpid(child, &how, 0);
	return WIFEXITED(how) ? WEXITSTATUS(how) : 252;
}

START_TEST(what_cannot_be_written_says_so)
{
	hire_store s = open_migrated();
	close_store(&s);
	ck_assert_int_eq(as_nobody(0555, 0644), HIRE_EIO);
	ck_assert_int_eq(as_nobody(0555, 0600), HIRE_EIO);
	chmod(folder, 0700);
}
END_TEST

START_TEST(a_missing_folder_says_so)
{
	hire_store s;
	hire_error err = {0};
	ck_assert_status(
	    hire__store_sqlite_open(host.ctx, "/nowhere/hire.db", &s, &err),
	    HIRE_EIO);
	ck_assert_ptr_nonnull(strstr(err.message, "/nowhere/hire.db"));
	ck_assert_status(
	    hire__store_sqlite_open(host.ctx, "", &s, &err), HIRE_EINVAL);
}
END_TEST

static void
scribble(off_t at, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	ck_assert_int_ge(fd, 0);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(pwrite(fd, "\x5A", 1, at + (off_t)i), 1);
	close(fd);
}

START_TEST(what_is_no_store_is_refused)
{
	hire_store s;
	hire_error err = {0};
	scribble(0, 5000);
	ck_assert_status(
	    hire__store_sqlite_open(host.ctx, path, &s, &err), HIRE_ECORRUPT);
}
END_TEST

START_TEST(damage_is_told_apart)
{
	hire_store s = open_migrated();
	hire_rows rows;
	for (int i = 0; i < 200; i++) {
		thing t = thing_new(mem, i);
		ck_assert_ok(add(&s, &t, NULL));
	}
	close_store(&s);
	struct stat info;
	ck_assert_int_eq(stat(path, &info), 0);
	scribble(4096, (size_t)info.st_size - 4096);
	hire_status st = hire__store_sqlite_open(host.ctx, path, &s, NULL);
	if (!st) {
		st = read_all(&s, &rows, NULL);
		close_store(&s);
	}
	ck_assert_int_eq(st, HIRE_ECORRUPT);
}
END_TEST

START_TEST(values_without_a_meaning_are_corrupt)
{
	hire_rows rows;
	hire_error err = {0};
	hire_store s = open_migrated();
	thing t = thing_new(mem, 1);
	ck_assert_ok(add(&s, &t, NULL));
	raw("update thing set state = 99");
	ck_assert_status(read_all(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "state");
	raw("update thing set state = 0, flag = 7");
	ck_assert_status(read_all(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "flag");
	raw("update thing set flag = 1, body = cast(x'610062' as text)");
	ck_assert_status(read_all(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "body");
	raw("update thing set body = null");
	ck_assert_ok(read_all(&s, &rows, &err));
	close_store(&s);
}
END_TEST

static const char old_table[] =
    "create table thing (_seq integer primary key, id text unique,"
    " version integer, created_at integer, name text) strict;"
    "insert into thing (id, version, created_at, name) values"
    " ('a', 1, 7, 'Old \xC3\xA9t\xC3\xA9'), ('b', 2, 8, null)";

START_TEST(an_older_table_is_brought_up)
{
	hire_rows rows;
	hire_error err = {0};
	raw(old_table);
	hire_store s = open_store();
	const char *dry = migrate(&s, true);
	ck_assert_ptr_nonnull(strstr(dry, "add column \"color\""));
	ck_assert_ptr_nonnull(strstr(dry, "thing_search"));
	ck_assert_str_eq(migrate(&s, true), dry);
	ck_assert_str_eq(migrate(&s, false), dry);
	ck_assert_str_eq(migrate(&s, false), "");
	/* the old table let a required text be NULL */
	ck_assert_status(read_all(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "name");
	raw("delete from thing where id = 'b'");
	ck_assert_ok(read_all(&s, &rows, NULL));
	const thing *t = rows.rows;
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_ptr_null(t->color);
	ck_assert_int_eq(t->created_at, 7);
	hire_query q = {.size = sizeof q, .record = &thing_record};
	hire_tx *tx;
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(s.ops.search(s.state, tx, &q, "ETE", mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1); /* rebuilt, and without accents */
	s.ops.rollback(s.state, tx);
	close_store(&s);
}
END_TEST

START_TEST(steps_are_logged)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	hire_store s = open_migrated();
	migrate(&s, false);
	close_store(&s);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_prepare_v2(db,
	        "select count(*), min(at), min(version), min(done) from "
	        "schema_step where done like 'create table%'",
	        -1, &stmt, NULL),
	    SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	ck_assert_int_eq(sqlite3_column_int(stmt, 0), 1);
	ck_assert_int_eq(sqlite3_column_int64(stmt, 1), host.now.wall);
	ck_assert_str_eq(
	    (const char *)sqlite3_column_text(stmt, 2), hire_version());
	ck_assert_ptr_nonnull(
	    strstr((const char *)sqlite3_column_text(stmt, 3), "thing"));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}
END_TEST

START_TEST(a_newer_store_still_serves_an_older_program)
{
	hire_rows rows;
	hire_store s = open_migrated();
	raw("alter table thing add column later text;"
	    "alter table thing add column count2 integer not null default 0");
	ck_assert_str_eq(migrate(&s, false), "");
	thing t = thing_new(mem, 1);
	ck_assert_ok(add(&s, &t, NULL));
	ck_assert_ok(read_all(&s, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	close_store(&s);
}
END_TEST

START_TEST(processes_that_start_together_agree)
{
	enum { PROCESSES = 6 };
	pid_t children[PROCESSES];
	for (int i = 0; i < PROCESSES; i++)
		if (!(children[i] = fork())) {
			hire_store s;
			const hire_record *const one[] = {&thing_record};
			const char *plan;
			thing t = thing_new(mem, i);
			hire_status st =
			    hire__store_sqlite_open(host.ctx, path, &s, NULL);
			if (!st)
				st = s.ops.migrate(
				    s.state, one, 1, false, mem, &plan, NULL);
			_exit((int)(st ? st : add(&s, &t, NULL)));
		}
	for (int i = 0; i < PROCESSES; i++) {
		int how;
		waitpid(children[i], &how, 0);
		ck_assert_int_eq(how, 0);
	}
	hire_store s = open_store();
	nothing_lost(&s, PROCESSES);
	close_store(&s);
}
END_TEST

START_TEST(without_tables_it_says_what_is_missing)
{
	hire_error err = {0};
	hire_store s = open_store();
	thing t = thing_new(mem, 1);
	ck_assert_status(add(&s, &t, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "thing"));
	close_store(&s);
}
END_TEST

static hire_status
use_all(hire_store *s, hire_arena *own)
{
	const hire_record *const records[] = {&thing_record};
	const char *text;
	hire_tx *tx;
	hire_rows rows;
	hire_bucket *buckets;
	size_t count;
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .order = "color",
	    .limit = 1};
	hire_aggregate a = {
	    .size = sizeof a, .record = &thing_record, .group = "name"};
	thing one = {.id = "a", .version = 1, .name = "a"};
	thing two = {.id = "b", .version = 1, .name = "b", .count = 1};
	hire_status st =
	    s->ops.migrate(s->state, records, 1, false, own, &text, NULL);
	if (!st)
		st = s->ops.ping(s->state, own, &text, NULL);
	if (!st)
		st = s->ops.begin(s->state, true, &tx, NULL);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = s->ops.insert(s->state, tx, &thing_record, &two, NULL);
	if (!st)
		st = s->ops.update(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = st ? NULL : rows.next;
	if (!st)
		st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = NULL;
	if (!st)
		st = s->ops.search(s->state, tx, &q, "a b", own, &rows, NULL);
	if (!st)
		st = s->ops.aggregate(
		    s->state, tx, &a, own, &buckets, &count, NULL);
	if (!st)
		st = s->ops.remove(s->state, tx, &thing_record, "b", 1, NULL);
	if (!st)
		return s->ops.commit(s->state, tx, NULL);
	s->ops.rollback(s->state, tx);
	return st;
}

static hire_status
whole_life(hire_ctx *ctx)
{
	hire_store s;
	hire_arena *own;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	test_folder_remove(folder);
	mkdir(folder, 0700);
	st = hire__store_sqlite_open(ctx, path, &s, NULL);
	if (!st) {
		st = use_all(&s, own);
		s.ops.close(s.state);
	}
	hire_arena_free(own);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(whole_life);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_sqlite");
	TCase *c = tcase_create("file");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, only_the_owner_can_read_it);
	tcase_add_test(c, kill_loses_no_acknowledged_row);
	tcase_add_test(c, a_full_disk_loses_nothing);
	tcase_add_test(c, a_limit_on_file_size_loses_nothing);
	tcase_add_test(c, what_cannot_be_written_says_so);
	tcase_add_test(c, a_missing_folder_says_so);
	tcase_add_test(c, what_is_no_store_is_refused);
	tcase_add_test(c, damage_is_told_apart);
	tcase_add_test(c, values_without_a_meaning_are_corrupt);
	tcase_add_test(c, an_older_table_is_brought_up);
	tcase_add_test(c, steps_are_logged);
	tcase_add_test(c, a_newer_store_still_serves_an_older_program);
	tcase_add_test(c, processes_that_start_together_agree);
	tcase_add_test(c, without_tables_it_says_what_is_missing);
	tcase_add_test(c, every_allocation_may_fail);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
