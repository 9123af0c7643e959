/* SPDX-License-Identifier: MIT
 * local.h - identity without anybody else: own passwords, own tokens.
 */
#ifndef HIRE_BACKENDS_IDENTITY_LOCAL_H
#define HIRE_BACKENDS_IDENTITY_LOCAL_H

#include <hire/sys/identity.h>

/* All is copied.  Keys are 32 random bytes (never a password). */
typedef struct hire__identity_local {
	const unsigned char *key;
	const unsigned char *old_key; /* still verifies; NULL: none */
	const char *issuer;           /* NULL: "hire" */
	const char *audience;         /* NULL: "hire" */
} hire__identity_local;

/* Borrows `ctx` until hire_identity_fini().  Errors: EINVAL, ENOMEM. */
HIRE_CHECK hire_status
hire__identity_local_open(hire_ctx *ctx, const hire__identity_local *options,
    hire_identity *out, hire_error *err);

#endif
