/* SPDX-License-Identifier: MIT
 * test_store_disk.c - what only a file on a disk can go through:
 * crashes, full and read-only disks, damage.
 */
#define _GNU_SOURCE
#include "backends/store/sqlite.h"

#include "store_file.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int syncs;

/* Stands before the C library's own, for SQLite too. */
HIRE_API int
fdatasync(int fd)
{
	syncs++;
	return fsync(fd);
}

START_TEST(each_commit_is_on_the_disk_before_it_is_acknowledged)
{
	hire_store s = file_open_migrated();
	for (int i = 0; i < 20; i++) {
		thing t = thing_new(file_mem, i);
		int before = syncs;
		ck_assert_ok(file_add(&s, &t, NULL));
		ck_assert_int_gt(syncs, before);
	}
	file_close(&s);
}
END_TEST

START_TEST(only_the_owner_can_read_it)
{
	struct stat info;
	mode_t old = umask(0);
	hire_store s = file_open_migrated();
	umask(old);
	const char *const ends[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < 3; i++) {
		const char *name =
		    hire_arena_printf(file_mem, "%s%s", file_path, ends[i]);
		ck_assert_int_eq(stat(name, &info), 0);
		ck_assert_uint_eq(info.st_mode & 0777, 0600);
	}
	file_close(&s);
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
	    hire__store_sqlite_open(ctx, file_path, &s, NULL))
		_exit(1);
	hire_rows rows;
	int n = file_read(&s, &rows, NULL) ? 0 : (int)rows.count;
	for (;; n++) {
		thing t = thing_new(own, n);
		if (file_add(&s, &t, NULL) || write(fd, &n, sizeof n) < 0)
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
	hire_store s = file_open_migrated();
	file_close(&s);
	for (useconds_t round = 0; round < 15; round++) {
		hire_rows rows;
		int last = crash_after(500 + round * 700);
		s = file_open();
		ck_assert_ok(file_read(&s, &rows, NULL));
		const thing *t = rows.rows;
		ck_assert_int_gt((int)rows.count, last);
		for (int i = 0; i < (int)rows.count; i++)
			ck_assert_str_eq(t[i].id, thing_id(file_mem, i));
		file_close(&s);
		if (rows.count > 900)
			break;
	}
}
END_TEST

/* Fill until it fails; returns the rows acknowledged. */
static int
fill(hire_store *s, hire_status want)
{
	char *big = hire_arena_alloc(file_mem, 100001);
	hire_error err = {0};
	hire_status st = HIRE_OK;
	int n = 0;
	memset(big, 'x', 100000);
	for (; !st && n < 500; n++) {
		thing t = thing_new(file_mem, n);
		t.extra = big;
		st = file_add(s, &t, &err);
	}
	ck_assert_msg(st == want, "%s: %s", hire_status_name(st), err.message);
	ck_assert_ptr_nonnull(strstr(err.message, "hire.db"));
	return n - 1;
}

START_TEST(a_full_disk_loses_nothing)
{
	if (mount("tmpfs", file_folder, "tmpfs", 0, "size=3m")) {
		printf("skipped: no right to mount a small disk\n");
		return;
	}
	hire_store s = file_open_migrated();
	int rows = fill(&s, HIRE_ENOSPC);
	file_holds(&s, rows);
	file_close(&s);
	mount("tmpfs", file_folder, "tmpfs", MS_REMOUNT, "size=30m");
	s = file_open();
	file_holds(&s, rows);
	thing more = thing_new(file_mem, 9999);
	ck_assert_ok(file_add(&s, &more, NULL));
	file_close(&s);
	umount(file_folder);
}
END_TEST

START_TEST(a_limit_on_file_size_loses_nothing)
{
	hire_store s = file_open_migrated();
	struct rlimit old, small;
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 2 << 20;
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	int rows = fill(&s, HIRE_ENOSPC);
	setrlimit(RLIMIT_FSIZE, &old);
	file_holds(&s, rows);
	file_close(&s);
}
END_TEST

/* In a child without root's rights: the status of opening and writing. */
static int
as_nobody(mode_t dir, mode_t file)
{
	ck_assert_int_eq(chmod(file_folder, dir) | chmod(file_path, file), 0);
	pid_t child = fork();
	int how = 0;
	if (!child) {
		hire_store s;
		hire_error err = {0};
		thing t = thing_new(file_mem, 1);
		if (!getuid() && (setgroups(0, NULL) || setuid(65534)))
			_exit(250);
		hire_status st =
		    hire__store_sqlite_open(file_host.ctx, file_path, &s, &err);
		if (!st)
			st = file_add(&s, &t, &err);
		_exit(strstr(err.message, file_path) ? (int)st : 251);
	}
	waitpid(child, &how, 0);
	return WIFEXITED(how) ? WEXITSTATUS(how) : 252;
}

START_TEST(what_cannot_be_written_says_so)
{
	hire_store s = file_open_migrated();
	file_close(&s);
	ck_assert_int_eq(as_nobody(0555, 0644), HIRE_EIO);
	ck_assert_int_eq(as_nobody(0555, 0600), HIRE_EIO);
	chmod(file_folder, 0700);
}
END_TEST

START_TEST(a_missing_folder_says_so)
{
	hire_store s;
	hire_error err = {0};
	ck_assert_status(hire__store_sqlite_open(
	                     file_host.ctx, "/nowhere/hire.db", &s, &err),
	    HIRE_EIO);
	ck_assert_ptr_nonnull(strstr(err.message, "/nowhere/hire.db"));
	ck_assert_status(
	    hire__store_sqlite_open(file_host.ctx, "", &s, &err), HIRE_EINVAL);
}
END_TEST

static void
scribble(off_t at, size_t n)
{
	int fd = open(file_path, O_WRONLY | O_CREAT, 0600);
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
	    hire__store_sqlite_open(file_host.ctx, file_path, &s, &err),
	    HIRE_ECORRUPT);
}
END_TEST

START_TEST(damage_is_told_apart)
{
	hire_store s = file_open_migrated();
	hire_rows rows;
	for (int i = 0; i < 200; i++) {
		thing t = thing_new(file_mem, i);
		ck_assert_ok(file_add(&s, &t, NULL));
	}
	file_close(&s);
	struct stat info;
	ck_assert_int_eq(stat(file_path, &info), 0);
	scribble(4096, (size_t)info.st_size - 4096);
	hire_status st =
	    hire__store_sqlite_open(file_host.ctx, file_path, &s, NULL);
	if (!st) {
		st = file_read(&s, &rows, NULL);
		file_close(&s);
	}
	ck_assert_int_eq(st, HIRE_ECORRUPT);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_disk");
	TCase *c = tcase_create("file");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, file_setup, file_teardown);
	tcase_add_test(c, each_commit_is_on_the_disk_before_it_is_acknowledged);
	tcase_add_test(c, only_the_owner_can_read_it);
	tcase_add_test(c, kill_loses_no_acknowledged_row);
	tcase_add_test(c, a_full_disk_loses_nothing);
	tcase_add_test(c, a_limit_on_file_size_loses_nothing);
	tcase_add_test(c, what_cannot_be_written_says_so);
	tcase_add_test(c, a_missing_folder_says_so);
	tcase_add_test(c, what_is_no_store_is_refused);
	tcase_add_test(c, damage_is_told_apart);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
