/* SPDX-License-Identifier: MIT
 * signature.h - signed events: "t=<seconds>,v1=<hex>" over "<t>.<body>".
 * Stripe's scheme, which our sandbox shares so that both take one path.
 */
#ifndef HIRE_BACKENDS_PAYMENTS_SIGNATURE_H
#define HIRE_BACKENDS_PAYMENTS_SIGNATURE_H

#include <hire/base.h>

/* The header for `body` signed at `now`, in `mem`. */
HIRE_CHECK hire_status
hire__signature_make(hire_arena *mem, const char *secret, const char *body,
    size_t len, hire_time now, const char **out, hire_error *err);

/* HIRE_OK when any v1 matches and the age is at most 300 s (60 s ahead of us);
 * else HIRE_EAUTH. */
HIRE_CHECK hire_status
hire__signature_check(hire_ctx *ctx, const char *secret, const char *header,
    const char *body, size_t len, hire_time now, hire_error *err);

#endif
