/* SPDX-License-Identifier: MIT
 * file.h - blobs as files in a folder.
 */
#ifndef HIRE_BACKENDS_BLOBS_FILE_H
#define HIRE_BACKENDS_BLOBS_FILE_H

#include <hire/sys/blobs.h>

/* Open the folder `path` (made with mode 0700 when absent; its parent must be
 * there).  Several processes may use one folder.  Borrows `ctx` until
 * hire_blobs_fini().  Errors: EINVAL, EIO, ENOSPC, ENOMEM. */
HIRE_CHECK hire_status
hire__blobs_file_open(
    hire_ctx *ctx, const char *path, hire_blobs *out, hire_error *err);

#endif
