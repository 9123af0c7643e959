/* SPDX-License-Identifier: MIT
 * file.h - mail as files in an outbox folder.
 */
#ifndef HIRE_BACKENDS_MAIL_FILE_H
#define HIRE_BACKENDS_MAIL_FILE_H

#include <hire/sys/mail.h>

/* Open the folder `path` (made with mode 0700 when absent; its parent must be
 * there); messages come `from` that address.  Each becomes "<id>.eml".
 * Borrows `ctx` until hire_mail_fini().  Errors: EINVAL, EIO, ENOSPC,
 * ENOMEM. */
HIRE_CHECK hire_status
hire__mail_file_open(hire_ctx *ctx, const char *path, const char *from,
    hire_mail *out, hire_error *err);

#endif
