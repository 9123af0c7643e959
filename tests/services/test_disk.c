/* SPDX-License-Identifier: MIT
 * test_disk.c - full, read-only, damaged and missing: a clear error each time,
 * and nothing that was acknowledged is lost.
 */
#define _GNU_SOURCE
#include "disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_LEN = 128, NOBODY = 65534, PAGE = 4096 };

static scene s;

static void
setup(void)
{
	scene_open(&s);
}

static void
teardown(void)
{
	scene_close(&s);
}

static const char answer[] =
    "I looked at the query plan with EXPLAIN, added an index on the tenant "
    "column and measured again: the report went from 40 seconds to 300 ms.";

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL and Docker\n\n"
    "SKILLS\nPython, PostgreSQL, SQL, Docker, Linux, Git\n";

static const char *
inside(const char *name, char path[PATH_LEN])
{
	snprintf(path, PATH_LEN, "%s/%s", s.folder, name);
	return path;
}

/* The error names the path below the folder and says what to do. */
static void
check_clear(hire_status st, const hire_error *err, const char *what)
{
	ck_assert_msg(st == HIRE_ENOSPC || st == HIRE_EIO, "%s: %s: %s", what,
	    hire_status_name(st), err->message);
	ck_assert_int_eq(err->code, st);
	ck_assert_msg(strstr(err->message, s.folder), "%s: no path: %s", what,
	    err->message);
	ck_assert_msg(st != HIRE_ENOSPC || strstr(err->message, "free some"),
	    "%s: no advice: %s", what, err->message);
}

static hire_status
sign_up(hire_error *err)
{
	hire_account out;
	hire_sign_up in = {HIRE_ROLE_CANDIDATE, "new@example.com",
	    "Sample Candidate", "correct horse battery", NULL};
	return hire_accounts_sign_up(s.p, &in, s.mem, &out, err);
}

static hire_status
log_in(hire_error *err)
{
	hire_tokens out;
	return hire_accounts_log_in(s.p, "before@example.com",
	    "correct horse battery", NULL, s.mem, &out, err);
}

static hire_status
apply(const hire_actor *who, hire_application *out, hire_error *err)
{
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	return hire_applications_apply(
	    s.p, who, s.job.id, NULL, &file, s.mem, out, err);
}

static hire_status
reply(const hire_actor *who, const char *id, hire_error *err)
{
	hire_interview_event entry;
	return hire_interviews_take(s.p, who, id,
	    &(hire_saying){
	        .event = HIRE_EVENT_ANSWER, .text = answer, .client_id = "one"},
	    s.mem, &entry, err);
}

static bool
after_three(void *user)
{
	int *asked = user;
	return ++*asked > 3;
}

static void
work_a_little(void)
{
	int asked = 0;
	hire_error err = {0};
	hire_worker_options o = {.size = sizeof o,
	    .until_idle = true,
	    .stop = after_three,
	    .user = &asked};
	hire_status st = hire_worker_run(s.p, &o, &err);
	if (st)
		check_clear(st, &err, "worker");
}

/* Candidates at three places of the flow. */
typedef struct people {
	hire_actor talks, waits, comes;
	hire_application talking, waiting, coming;
} people;

static void
bring_people(people *all)
{
	hire_account out;
	hire_error err = {0};
	hire_sign_up before = {HIRE_ROLE_CANDIDATE, "before@example.com",
	    "Sample Candidate", "correct horse battery", NULL};
	ck_assert_ok(hire_accounts_sign_up(s.p, &before, s.mem, &out, &err));
	scene_pay(&s);
	all->talks = scene_candidate(&s);
	all->waits = scene_candidate(&s);
	all->comes = scene_candidate(&s);
	all->talking = scene_apply(&s, &all->talks, true);
	const char *id = all->talking.interview_id;
	scene_say(&s, &all->talks, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &all->talks, id, HIRE_EVENT_PROCEED, NULL);
	ck_assert_ok(apply(&all->waits, &all->waiting, &err));
}

static void
check_refusals(people *all)
{
	hire_error err[5] = {0};
	hire_payment pay;
	check_clear(sign_up(&err[0]), &err[0], "sign-up");
	check_clear(log_in(&err[1]), &err[1], "log-in");
	check_clear(
	    apply(&all->comes, &all->coming, &err[2]), &err[2], "apply");
	check_clear(reply(&all->talks, all->talking.interview_id, &err[3]),
	    &err[3], "answer");
	check_clear(hire_payments_checkout(
	                s.p, &s.hr, s.job.id, NULL, s.mem, &pay, &err[4]),
	    &err[4], "checkout");
}

static void
check_as_before(people *all, size_t entries)
{
	hire_interview_view v;
	hire_application app;
	hire_rows rows;
	scene_check_ledger(&s);
	ck_assert_ok(hire_interviews_view(
	    s.p, &all->talks, all->talking.interview_id, 0, s.mem, &v, NULL));
	ck_assert_uint_eq(v.count, entries);
	ck_assert_ok(hire_applications_get(
	    s.p, &all->waits, all->waiting.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_SUBMITTED);
	ck_assert_ok(hire_applications_list(
	    s.p, &all->comes, NULL, (hire_page){NULL, 10}, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
}

/* The same calls, with room. */
static void
check_all_go_on(people *all)
{
	hire_error err = {0};
	hire_application app;
	ck_assert_ok(sign_up(&err));
	ck_assert_ok(log_in(&err));
	ck_assert_ok(apply(&all->comes, &all->coming, &err));
	ck_assert_ok(reply(&all->talks, all->talking.interview_id, &err));
	ck_assert_ok(
	    hire_interviews_think(s.p, all->talking.interview_id, &err));
	test_host_sleep(&s.host, HIRE_HOUR);
	scene_work(&s);
	const hire_actor *who[] = {&all->waits, &all->comes};
	const char *ids[] = {all->waiting.id, all->coming.id};
	for (int i = 0; i < 2; i++) {
		ck_assert_ok(hire_applications_get(
		    s.p, who[i], ids[i], s.mem, &app, NULL));
		ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
	}
	scene_check_ledger(&s);
}

/* No half-written file stays. */
static void
check_no_leftovers(const char *folder)
{
	char path[PATH_LEN];
	DIR *dir = opendir(inside(folder, path));
	ck_assert_ptr_nonnull(dir);
	for (struct dirent *e; (e = readdir(dir));)
		ck_assert_msg(strncmp(e->d_name, ".tmp-", 5) != 0,
		    "left behind: %s/%s", folder, e->d_name);
	closedir(dir);
}

START_TEST(a_full_disk_refuses_and_loses_nothing)
{
	people all;
	hire_interview_view v;
	disk_kind kind = (disk_kind)_i;
	if (!disk_open(&s, kind))
		return;
	bring_people(&all);
	ck_assert_ok(hire_interviews_view(
	    s.p, &all.talks, all.talking.interview_id, 0, s.mem, &v, NULL));
	/* Opened anew, the log holds no room that was freed. */
	scene_restart(&s);
	disk_fill(&s, kind);
	for (int i = 0; i < 7; i++) {
		check_refusals(&all);
		work_a_little();
		check_as_before(&all, v.count);
	}
	disk_free(&s, kind);
	check_as_before(&all, v.count);
	check_all_go_on(&all);
	check_no_leftovers("blobs");
	check_no_leftovers("outbox");
	scene_restart(&s);
	scene_check_ledger(&s);
	disk_close(&s, kind);
}
END_TEST

static int blobs;

static int
count_blob(const char *path, const struct stat *info, int flag, struct FTW *at)
{
	(void)path, (void)info, (void)at;
	blobs += flag == FTW_F;
	return 0;
}

/* There is room for the resume but not for the application. */
START_TEST(bytes_of_a_refused_application_are_removed)
{
	char path[PATH_LEN];
	hire_error err = {0};
	hire_application app;
	if (!disk_open(&s, DISK_SMALL))
		return;
	scene_pay(&s);
	hire_actor who = scene_candidate(&s);
	scene_restart(&s);
	disk_fill(&s, DISK_SMALL);
	disk_spare(&s, 3);
	hire_status st = apply(&who, &app, &err);
	ck_assert_status(st, HIRE_ENOSPC);
	ck_assert_ptr_nonnull(strstr(err.message, "hire.db"));
	blobs = 0;
	ck_assert_int_eq(
	    nftw(inside("blobs", path), count_blob, 16, FTW_PHYS), 0);
	ck_assert_int_eq(blobs, 0);
	disk_free(&s, DISK_SMALL);
	ck_assert_ok(apply(&who, &app, &err));
	disk_close(&s, DISK_SMALL);
}
END_TEST

/* Opens the platform as somebody whom modes hold back; prints and gives the
 * status through the exit code. */
static void
open_as_nobody(hire_error *err)
{
	int ends[2], code;
	hire_status st;
	ck_assert_int_eq(pipe(ends), 0);
	pid_t pid = fork();
	if (!pid) {
		hire_platform *p = NULL;
		hire_config config = {.size = sizeof config, .data = s.folder};
		if (!getuid() &&
		    (setgroups(0, NULL) || setresgid(NOBODY, NOBODY, NOBODY) ||
		        setresuid(NOBODY, NOBODY, NOBODY)))
			_exit(99);
		*err = (hire_error){0};
		st = hire_platform_open(
		    s.host.ctx, &config, HIRE_NEED_ALL, &p, err);
		_exit(write(ends[1], err, sizeof *err) < 0 ? 99 : (int)st);
	}
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], err, sizeof *err), sizeof *err);
	close(ends[0]);
	ck_assert_int_eq(waitpid(pid, &code, 0), pid);
	ck_assert(WIFEXITED(code));
	ck_assert_int_eq(WEXITSTATUS(code), (int)err->code);
}

static void
close_platform(void)
{
	hire_platform_close(s.p);
	s.p = NULL;
}

START_TEST(a_read_only_folder_is_named)
{
	hire_error err;
	close_platform();
	ck_assert_int_eq(chmod(s.folder, 0555), 0);
	open_as_nobody(&err);
	ck_assert_int_eq(err.code, HIRE_EIO);
	check_clear(err.code, &err, "read-only folder");
	ck_assert_int_eq(chmod(s.folder, 0000), 0);
	open_as_nobody(&err);
	check_clear(err.code, &err, "closed folder");
	ck_assert_int_eq(chmod(s.folder, 0700), 0);
}
END_TEST

START_TEST(a_read_only_database_is_named)
{
	char path[PATH_LEN];
	hire_error err;
	close_platform();
	ck_assert_int_eq(chmod(s.folder, 0777), 0);
	ck_assert_int_eq(chmod(inside("hire.db", path), 0444), 0);
	open_as_nobody(&err);
	ck_assert_int_eq(err.code, HIRE_EIO);
	check_clear(err.code, &err, "read-only database");
	ck_assert_msg(
	    strstr(err.message, "hire.db") != NULL, "%s", err.message);
	ck_assert_int_eq(chmod(path, 0600), 0);
	ck_assert_int_eq(chmod(s.folder, 0700), 0);
}
END_TEST

static hire_status
open_here(hire_error *err)
{
	hire_config config = {.size = sizeof config, .data = s.folder};
	hire_platform *p = NULL;
	hire_status st =
	    hire_platform_open(s.host.ctx, &config, HIRE_NEED_ALL, &p, err);
	hire_platform_close(p);
	return st;
}

/* Write `n` bytes of noise over the database from `at` on. */
static void
damage(const char *path, off_t at, off_t n)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	ck_assert_int_ge(fd, 0);
	for (off_t i = 0; i < n; i++) {
		unsigned char noise =
		    (unsigned char)test_random(&s.host.seed, 256);
		ck_assert_int_eq(pwrite(fd, &noise, 1, at + i), 1);
	}
	close(fd);
}

START_TEST(a_damaged_database_is_told)
{
	char db[PATH_LEN], kept[PATH_LEN];
	struct stat info;
	hire_error err = {0};
	scene_pay(&s);
	close_platform();
	disk_copy(inside("hire.db", db), inside("kept", kept));
	ck_assert_int_eq(stat(db, &info), 0);
	/* header; the schema; all but the header; cut in two */
	damage(db, 0, 100);
	ck_assert_status(open_here(&err), HIRE_ECORRUPT);
	ck_assert_ptr_nonnull(strstr(err.message, "hire.db"));
	disk_copy(kept, db);
	damage(db, 100, PAGE - 100);
	ck_assert_status(open_here(&err), HIRE_ECORRUPT);
	disk_copy(kept, db);
	damage(db, 100, info.st_size - 100);
	ck_assert_status(open_here(&err), HIRE_ECORRUPT);
	disk_copy(kept, db);
	ck_assert_int_eq(truncate(db, info.st_size / 2), 0);
	ck_assert_status(open_here(&err), HIRE_ECORRUPT);
	disk_copy(kept, db);
	ck_assert_ok(open_here(&err));
}
END_TEST

START_TEST(damage_found_later_is_told)
{
	char db[PATH_LEN];
	struct stat info;
	hire_job job;
	hire_error err = {0};
	scene_pay(&s);
	close_platform();
	ck_assert_int_eq(stat(inside("hire.db", db), &info), 0);
	/* The schema stays; every page of rows is noise. */
	off_t schema = 8 * PAGE;
	damage(db, schema, info.st_size - schema);
	hire_config config = {.size = sizeof config, .data = s.folder};
	hire_status st =
	    hire_platform_open(s.host.ctx, &config, HIRE_NEED_ALL, &s.p, &err);
	if (!st)
		st = hire_jobs_get(s.p, &s.hr, s.job.id, s.mem, &job, &err);
	ck_assert_msg(
	    st == HIRE_ECORRUPT, "%s: %s", hire_status_name(st), err.message);
}
END_TEST

START_TEST(a_file_is_no_data_folder)
{
	char path[PATH_LEN];
	hire_error err = {0};
	hire_platform *p = NULL;
	int fd =
	    open(inside("file", path), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	close(fd);
	hire_config config = {.size = sizeof config, .data = path};
	hire_status st =
	    hire_platform_open(s.host.ctx, &config, HIRE_NEED_ALL, &p, &err);
	ck_assert_status(st, HIRE_EIO);
	check_clear(st, &err, "file");
	ck_assert_str_eq(err.field, "HIRE_DATA");
}
END_TEST

START_TEST(blobs_may_vanish_and_come_back)
{
	char path[PATH_LEN], away[PATH_LEN];
	hire_error err = {0};
	hire_application app;
	hire_rows rows;
	scene_pay(&s);
	hire_actor who = scene_candidate(&s), other = scene_candidate(&s);
	ck_assert_ok(apply(&who, &app, &err));
	/* Moved away while it is open: what is open goes on. */
	ck_assert_int_eq(rename(inside("blobs", path), inside("x", away)), 0);
	scene_work(&s);
	ck_assert_ok(
	    hire_applications_get(s.p, &who, app.id, s.mem, &app, NULL));
	ck_assert_int_eq(app.state, HIRE_APPLICATION_ELIGIBLE);
	/* Removed for good. */
	scene_restart(&s);
	ck_assert_int_eq(rmdir(path), 0);
	hire_status st = apply(&other, &app, &err);
	ck_assert_status(st, HIRE_EIO);
	check_clear(st, &err, "no blobs");
	ck_assert_ptr_nonnull(strstr(err.message, "blobs"));
	ck_assert_ok(hire_applications_list(
	    s.p, &other, NULL, (hire_page){NULL, 10}, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	scene_restart(&s);
	ck_assert_ok(apply(&other, &app, &err));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("disk");
	TCase *t = tcase_create("disk");
	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(
	    t, a_full_disk_refuses_and_loses_nothing, 0, DISK_KINDS);
	tcase_add_test(t, bytes_of_a_refused_application_are_removed);
	tcase_add_test(t, a_read_only_folder_is_named);
	tcase_add_test(t, a_read_only_database_is_named);
	tcase_add_test(t, a_damaged_database_is_told);
	tcase_add_test(t, damage_found_later_is_told);
	tcase_add_test(t, a_file_is_no_data_folder);
	tcase_add_test(t, blobs_may_vanish_and_come_back);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
