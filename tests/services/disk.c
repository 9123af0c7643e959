/* SPDX-License-Identifier: MIT
 * disk.c - a full disk for tests: a small file system, or a limit on files.
 */
#define _GNU_SOURCE
#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LEN = 128 };

void
disk_copy(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct stat info;
	ck_assert(in >= 0 && out >= 0 && !fstat(in, &info));
	ck_assert_int_eq(
	    sendfile(out, in, NULL, (size_t)info.st_size), info.st_size);
	close(in);
	close(out);
}

static const char *
inside(const scene *s, const char *name, char path[PATH_LEN])
{
	snprintf(path, PATH_LEN, "%s/%s", s->folder, name);
	return path;
}

static void
open_platform(scene *s)
{
	hire_config config = {.size = sizeof config, .data = s->folder};
	ck_assert_ok(hire_platform_open(
	    s->host.ctx, &config, HIRE_NEED_ALL, &s->p, NULL));
}

/* Only the database moves: a scene that moves has no blobs yet. */
static bool
move_to_small(scene *s)
{
	char db[PATH_LEN], kept[PATH_LEN];
	snprintf(kept, sizeof kept, "%s.kept", s->folder);
	hire_platform_close(s->p);
	disk_copy(inside(s, "hire.db", db), kept);
	/* In a namespace of its own the mount ends with this process. */
	bool ok = !unshare(CLONE_NEWNS) &&
	          !mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) &&
	          !mount("tmpfs", s->folder, "tmpfs", 0, "size=8m,mode=0700");
	if (ok)
		disk_copy(kept, db);
	else
		printf("skipped: no file system can be mounted: %s\n",
		    strerror(errno));
	remove(kept);
	open_platform(s);
	return ok;
}

bool
disk_open(scene *s, disk_kind kind)
{
	signal(SIGXFSZ, SIG_IGN);
	return kind == DISK_QUOTA || move_to_small(s);
}

static void
may_grow(bool yes)
{
	struct rlimit limit;
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = yes ? limit.rlim_max : 0;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

void
disk_fill(scene *s, disk_kind kind)
{
	char path[PATH_LEN];
	static const char zeros[4096];
	if (kind == DISK_QUOTA) {
		may_grow(false);
		return;
	}
	int fd = open(
	    inside(s, "ballast", path), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
	while (write(fd, zeros, sizeof zeros) > 0)
		continue;
	ck_assert_int_eq(errno, ENOSPC);
	close(fd);
}

void
disk_spare(scene *s, long pages)
{
	char path[PATH_LEN];
	struct stat info;
	ck_assert_int_eq(stat(inside(s, "ballast", path), &info), 0);
	ck_assert_int_eq(truncate(path, info.st_size - pages * 4096), 0);
}

void
disk_free(scene *s, disk_kind kind)
{
	char path[PATH_LEN];
	if (kind == DISK_QUOTA)
		may_grow(true);
	else
		ck_assert_int_eq(unlink(inside(s, "ballast", path)), 0);
}

void
disk_close(scene *s, disk_kind kind)
{
	hire_platform_close(s->p);
	s->p = NULL;
	if (kind == DISK_SMALL)
		ck_assert_int_eq(umount2(s->folder, MNT_DETACH), 0);
}
