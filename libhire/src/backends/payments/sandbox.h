/* SPDX-License-Identifier: MIT
 * sandbox.h - payments that move no money, for trying things out.
 */
#ifndef HIRE_BACKENDS_PAYMENTS_SANDBOX_H
#define HIRE_BACKENDS_PAYMENTS_SANDBOX_H

#include <hire/sys/payments.h>

/* All is copied. */
typedef struct hire__sandbox {
	const char *secret;   /* signs references and events; 16+ bytes */
	const char *base_url; /* of the local pay page; NULL: a local one */
	bool production;      /* refused: nobody would be charged */
} hire__sandbox;

/* Borrows `ctx` until hire_payments_fini().  Errors: EINVAL, EDENIED (in
 * production), ENOMEM. */
HIRE_CHECK hire_status
hire__payments_sandbox_open(hire_ctx *ctx, const hire__sandbox *options,
    hire_payments *out, hire_error *err);

/* What the pay page does when a button is pressed: an event on `ref`, signed
 * at `now`, in `mem`, to be handed to the service that takes webhooks.
 * `amount` NULL is the whole payment.  `key` tells apart two events of one
 * type on one payment (two partial refunds); the same key gives the same event
 * id again.  EUSAGE when `payments` is another backend; ENOTFOUND. */
HIRE_CHECK hire_status
hire__sandbox_event(const hire_payments *payments, hire_notice_type type,
    const char *ref, const hire_money *amount, const char *key, hire_time now,
    hire_arena *mem, const char **body, const char **signature,
    hire_error *err);

#endif
