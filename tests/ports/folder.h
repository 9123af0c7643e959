/* SPDX-License-Identifier: MIT
 * folder.h - a folder for one test, gone afterwards.
 */
#ifndef HIRE_TEST_FOLDER_H
#define HIRE_TEST_FOLDER_H

#include <hire/base.h>

enum { TEST_FOLDER_LEN = 64 };

/* Make an empty one. */
void
test_folder_make(char out[TEST_FOLDER_LEN]);

/* Remove it with all that is in it. */
void
test_folder_remove(const char *path);

/* Become root of a mount space of our own and mount `options` ("size=64k",
 * "ro") on `path` as a file system in memory; false where the system does not
 * let us.  Only for a test in a process of its own. */
bool
test_folder_mount(const char *path, const char *options);

/* Give that file system other options, such as more room. */
bool
test_folder_grow(const char *path, const char *options);

void
test_folder_unmount(const char *path);

#endif
