/* SPDX-License-Identifier: MIT
 * disk.h - a disk under the test's control: full, and free again.
 */
#ifndef HIRE_TEST_DISK_H
#define HIRE_TEST_DISK_H

#include "scene.h"

/* How a disk is made full. */
typedef enum disk_kind {
	DISK_SMALL, /* a file system of 8 MiB in memory, really full (root) */
	DISK_QUOTA  /* no file may grow: RLIMIT_FSIZE 0 */
} disk_kind;

enum { DISK_KINDS = DISK_QUOTA + 1 };

/* Move the scene's folder onto such a disk and open its platform there; false,
 * with a line saying so, where this machine does not allow it. */
bool
disk_open(scene *s, disk_kind kind);

/* No byte more fits. */
void
disk_fill(scene *s, disk_kind kind);

void
disk_free(scene *s, disk_kind kind);

/* On a full small disk: leave room for `pages` of 4096 bytes. */
void
disk_spare(scene *s, long pages);

/* Back to the folder that scene_close() removes. */
void
disk_close(scene *s, disk_kind kind);

/* Write the file `to` anew with what `from` holds. */
void
disk_copy(const char *from, const char *to);

#endif
