/* SPDX-License-Identifier: MIT
 * sandbox_ref.h - references that carry their own facts under a signature.
 * Apart from the methods, which then need no memory between calls: any process
 * with the secret can answer for any payment.
 */
#ifndef HIRE_BACKENDS_PAYMENTS_SANDBOX_REF_H
#define HIRE_BACKENDS_PAYMENTS_SANDBOX_REF_H

#include <hire/sys/payments.h>

/* What a reference says: "sbx.<payment>.<minor><currency>.<tag>". */
typedef struct sandbox_facts {
	const char *payment;
	hire_money total;
} sandbox_facts;

/* A short name for `text` that only this secret gives, in `mem`. */
HIRE_CHECK hire_status
sandbox_tag(const char *secret, const char *text, hire_arena *mem,
    const char **out, hire_error *err);

HIRE_CHECK hire_status
sandbox_ref_make(const char *secret, const char *payment, hire_money total,
    hire_arena *mem, const char **out, hire_error *err);

/* ENOTFOUND when this secret did not make it. */
HIRE_CHECK hire_status
sandbox_ref_read(const char *secret, const char *ref, hire_arena *mem,
    sandbox_facts *out, hire_error *err);

#endif
