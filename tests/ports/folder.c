/* SPDX-License-Identifier: MIT
 * folder.c - a folder for one test, gone afterwards.
 */
#define _GNU_SOURCE
#include "folder.h"

#include "support.h"

#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

void
test_folder_make(char out[TEST_FOLDER_LEN])
{
	snprintf(out, TEST_FOLDER_LEN, "/tmp/hire-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(out));
}

static int
remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

void
test_folder_remove(const char *path)
{
	ck_assert_int_eq(nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

bool
test_folder_mount(const char *path, const char *options)
{
	return !unshare(
	           geteuid() ? CLONE_NEWUSER | CLONE_NEWNS : CLONE_NEWNS) &&
	       !mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) &&
	       !mount("none", path, "tmpfs", 0, options);
}

bool
test_folder_grow(const char *path, const char *options)
{
	return !mount("none", path, "tmpfs", MS_REMOUNT, options);
}

void
test_folder_unmount(const char *path)
{
	ck_assert_int_eq(umount2(path, MNT_DETACH), 0);
}
