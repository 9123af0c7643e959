/* SPDX-License-Identifier: MIT
 * sqlite.h - the embedded store: one file, no server.
 */
#ifndef HIRE_STORE_SQLITE_H
#define HIRE_STORE_SQLITE_H

#include <hire/sys/store.h>

/* Open the store in the file at `path`, made readable to its owner alone when
 * it is new.  Tables come with migrate().  Borrows `ctx` until close().  Any
 * number of processes may have it open.  Errors: EINVAL (no path), EIO (with
 * what to do), ECORRUPT (no store), ENOMEM. */
HIRE_CHECK hire_status
hire__store_sqlite_open(
    hire_ctx *ctx, const char *path, hire_store *out, hire_error *err);

#endif
