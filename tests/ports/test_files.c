/* SPDX-License-Identifier: MIT
 * test_files.c - blobs and mail as files: the ports' promises, and what
 * happens when the disk is full, read-only or gone.
 */
#include "conform.h"
#include "folder.h"
#include "stage.h"

#include "backends/blobs/file.h"
#include "backends/mail/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[TEST_FOLDER_LEN];

static void
setup(void)
{
	stage_open();
	test_folder_make(folder);
}

static void
teardown(void)
{
	test_folder_remove(folder);
	stage_close();
}

static const char *
inside(const char *name)
{
	return hire_arena_printf(stage_mem, "%s/%s", folder, name);
}

/* Names in a folder, without the dots. */
static int
count(const char *path, const char *suffix)
{
	DIR *dir = opendir(path);
	ck_assert_ptr_nonnull(dir);
	int n = 0;
	for (struct dirent *e; (e = readdir(dir));) {
		size_t len = strlen(e->d_name), want = strlen(suffix);
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..") &&
		     len >= want && !strcmp(e->d_name + len - want, suffix);
	}
	closedir(dir);
	return n;
}

START_TEST(file_blobs_conform)
{
	hire_blobs b;
	ck_assert_ok(
	    hire__blobs_file_open(stage_host.ctx, inside("blobs"), &b, NULL));
	conform_blobs(&b, stage_mem);
	hire_blobs_fini(&b);
	hire_blobs_fini(&b); /* a zeroed handle is a no-op */
}
END_TEST

START_TEST(blobs_are_private_and_survive)
{
	hire_blobs b;
	const char *path = inside("blobs");
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, path, &b, NULL));
	ck_assert_ok(b.ops.put(b.state, "resumes/app_1", "x", 1, NULL));
	hire_blobs_fini(&b);
	struct stat info;
	ck_assert_int_eq(stat(path, &info), 0);
	ck_assert_int_eq(info.st_mode & 0777, 0700);
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, path, &b, NULL));
	const void *bytes;
	size_t len;
	ck_assert_ok(b.ops.get(
	    b.state, "resumes/app_1", 9, stage_mem, &bytes, &len, NULL));
	/* two levels of folders, the file, nothing temporary */
	ck_assert_int_eq(count(path, ""), 1);
	hire_blobs_fini(&b);
}
END_TEST

START_TEST(what_a_killed_writer_left_goes)
{
	const char *path = inside("blobs");
	hire_blobs b;
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, path, &b, NULL));
	hire_blobs_fini(&b);
	const char *names[] = {"/.tmp-old", "/.tmp-new"};
	for (int i = 0; i < 2; i++) {
		const char *p =
		    hire_arena_printf(stage_mem, "%s%s", path, names[i]);
		int fd = open(p, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		ck_assert_int_ge(fd, 0);
		time_t t = (time_t)(stage_host.now.wall / HIRE_SECOND);
		struct timespec times[2] = {
		    {t - (i ? 10 : 7200), 0}, {t - (i ? 10 : 7200), 0}};
		ck_assert_int_eq(futimens(fd, times), 0);
		close(fd);
	}
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, path, &b, NULL));
	ck_assert_int_eq(count(path, ""), 1);
	hire_blobs_fini(&b);
}
END_TEST

/* A put that fails names the place and a way out, and loses nothing. */
static void
fails_whole(const char *options, hire_status want, const char *advice)
{
	static char big[1 << 20];
	hire_blobs b;
	hire_error err = {.code = HIRE_OK};
	const void *bytes;
	size_t len;
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, folder, &b, NULL));
	ck_assert_ok(b.ops.put(b.state, "a", "old", 3, NULL));
	if (options && !test_folder_mount(folder, options)) {
		printf("skipped: no mounts here\n");
		hire_blobs_fini(&b);
		return;
	}
	hire_blobs_fini(&b);
	ck_assert_ok(hire__blobs_file_open(stage_host.ctx, folder, &b, NULL));
	if (want == HIRE_ENOSPC)
		ck_assert_ok(b.ops.put(b.state, "a", "old", 3, NULL));
	ck_assert_status(b.ops.put(b.state, "a", big, sizeof big, &err), want);
	ck_assert_ptr_nonnull(strstr(err.message, folder));
	ck_assert_ptr_nonnull(strstr(err.message, advice));
	ck_assert_status(
	    b.ops.ping(b.state, NULL), want == HIRE_ENOSPC ? HIRE_OK : want);
	if (want == HIRE_ENOSPC) {
		ck_assert_ok(
		    b.ops.get(b.state, "a", 3, stage_mem, &bytes, &len, NULL));
		ck_assert_int_eq(memcmp(bytes, "old", 3), 0);
		ck_assert_int_eq(count(folder, ""), 1);
	}
	hire_blobs_fini(&b);
	test_folder_unmount(folder);
}

START_TEST(a_full_disk_is_told)
{
	fails_whole("size=64k", HIRE_ENOSPC, "free some space");
}
END_TEST

START_TEST(a_read_only_disk_is_told)
{
	fails_whole("ro", HIRE_EIO, "read-only");
}
END_TEST

START_TEST(a_missing_folder_is_told)
{
	hire_blobs b;
	hire_mail m;
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(
	    hire__blobs_file_open(stage_host.ctx, inside("a/b"), &b, &err),
	    HIRE_EIO);
	ck_assert_ptr_nonnull(strstr(err.message, "a/b"));
	ck_assert_status(
	    hire__blobs_file_open(stage_host.ctx, "", &b, NULL), HIRE_EINVAL);
	ck_assert_status(hire__mail_file_open(
	                     stage_host.ctx, inside("m"), "x@y\r\nz", &m, NULL),
	    HIRE_EINVAL);
}
END_TEST

static const char *
letter(const char *name)
{
	size_t len;
	char *text = test_read_file(stage_mem,
	    hire_arena_printf(stage_mem, "%s/outbox/%s", folder, name), &len);
	ck_assert_ptr_nonnull(text);
	for (const char *line = text; *line;) {
		size_t n = strcspn(line, "\r\n");
		ck_assert_uint_le(n, 78);
		ck_assert_int_eq(strncmp(line + n, "\r\n", 2), 0);
		for (size_t i = 0; i < n; i++)
			ck_assert(line[i] >= 0x20 || line[i] == '\t');
		line += n + 2;
	}
	return text;
}

static void
has(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what), "no %s in %s", what, text);
}

START_TEST(file_mail_conforms)
{
	hire_mail m;
	ck_assert_ok(hire__mail_file_open(
	    stage_host.ctx, inside("outbox"), "jobs@example.com", &m, NULL));
	int n = conform_mail(&m);
	hire_mail_fini(&m);
	ck_assert_int_eq(count(inside("outbox"), ".eml"), n);
	ck_assert_int_eq(count(inside("outbox"), ""), n);
	const char *text = letter("conform-1.eml");
	has(text, "From: <jobs@example.com>\r\nTo: <candidate@example.com>\r\n"
	          "Subject: Plain\r\n");
	has(text, "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n");
	has(text, "Message-ID: <conform-1@example.com>\r\n");
	has(text, "\r\n\r\nHello,\r\n\r\n=2Edot first\r\n"
	          "trailing blank=20\r\nend\r\n");
	text = letter("conform-2.eml");
	has(text, "Subject: =?utf-8?Q?Einladung=20zum=20Gespr=C3=A4ch");
	has(text, "?=\r\n =?utf-8?Q?");
	has(text, "Gr=C3=BC=C3=9Fe\r\nno line end\r\n");
	text = letter("conform-3.eml");
	has(text, "Subject: =?utf-8?Q?=3D=3Futf");
	has(text, "=3D3D\r\n");
}
END_TEST

START_TEST(long_lines_are_folded)
{
	hire_mail m;
	char line[5000];
	for (size_t i = 0; i < sizeof line; i++)
		line[i] = "abc =.\xC3\xBC"[i % 8];
	line[sizeof line - 8] = '\0';
	hire_mail_message message = {
	    "long", "candidate@example.com", "x", line};
	ck_assert_ok(hire__mail_file_open(
	    stage_host.ctx, inside("outbox"), "jobs@example.com", &m, NULL));
	ck_assert_ok(m.ops.send(m.state, &message, NULL));
	hire_mail_fini(&m);
	letter("long.eml");
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	hire_blobs b = {.state = NULL};
	hire_mail m = {.state = NULL};
	hire_arena *a = NULL;
	hire_blob_page page;
	const void *bytes;
	size_t len;
	hire_mail_message message = {"x", "candidate@example.com", "s", "t"};
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__blobs_file_open(ctx, folder, &b, NULL);
	if (!st)
		st = b.ops.put(b.state, "a", "x", 1, NULL);
	if (!st)
		st = b.ops.list(b.state, "", NULL, 9, a, &page, NULL);
	if (!st)
		st = b.ops.get(b.state, "a", 9, a, &bytes, &len, NULL);
	if (!st)
		st = hire__mail_file_open(
		    ctx, folder, "jobs@example.com", &m, NULL);
	if (!st)
		st = m.ops.send(m.state, &message, NULL);
	hire_blobs_fini(&b);
	hire_mail_fini(&m);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("files");
	TCase *c = tcase_create("blobs and mail");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, file_blobs_conform);
	tcase_add_test(c, blobs_are_private_and_survive);
	tcase_add_test(c, what_a_killed_writer_left_goes);
	tcase_add_test(c, a_full_disk_is_told);
	tcase_add_test(c, a_read_only_disk_is_told);
	tcase_add_test(c, a_missing_folder_is_told);
	tcase_add_test(c, file_mail_conforms);
	tcase_add_test(c, long_lines_are_folded);
	tcase_add_test(c, every_allocation_may_fail);
	suite_add_tcase(s, c);
	return test_run(s);
}
