/* SPDX-License-Identifier: MIT
 * folder.h - files in one folder, written so that a crash cannot halve them,
 * and what to tell people when the disk says no.
 */
#ifndef HIRE_UTIL_FOLDER_H
#define HIRE_UTIL_FOLDER_H

#include <hire/base.h>

/* Set `fd` to -1 before hire__folder_open(). */
typedef struct hire__folder {
	hire_ctx *ctx; /* borrowed */
	int fd;        /* -1: closed */
	char *path;    /* owned; for messages */
} hire__folder;

/* Open `path`, made with mode 0700 when absent (its parent must be there), and
 * clear away what an interrupted writer left an hour ago or more.  EINVAL,
 * EIO, ENOSPC, ENOMEM. */
HIRE_CHECK hire_status
hire__folder_open(
    hire__folder *f, hire_ctx *ctx, const char *path, hire_error *err);

/* Takes a half-built one too. */
void
hire__folder_close(hire__folder *f);

/* HIRE_ENOSPC or HIRE_EIO for the errno `code`: what failed ("writing"), where
 * (`name` in the folder, or NULL) and what to do about it. */
hire_status
hire__folder_fail(const hire__folder *f, int code, const char *doing,
    const char *name, hire_error *err);

/* Write the file `name` (relative; its folders are made) with mode 0600,
 * durably: a crash leaves the old content or the new one, whole.  With `fresh`
 * an old one stays and HIRE_EEXISTS is returned, with `err` untouched. */
HIRE_CHECK hire_status
hire__folder_write(const hire__folder *f, const char *name, const void *bytes,
    size_t len, bool fresh, hire_error *err);

/* Remove the file `name`, durably; HIRE_OK also when it was not there. */
HIRE_CHECK hire_status
hire__folder_remove(const hire__folder *f, const char *name, hire_error *err);

/* Write and remove a file of one byte. */
HIRE_CHECK hire_status
hire__folder_ping(const hire__folder *f, hire_error *err);

#endif
