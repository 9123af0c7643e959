/* SPDX-License-Identifier: MIT
 * hire/payments.h - paying for seats, provider events, refunds, invoices.
 * All results live in `mem`.  Any thread.
 */
#ifndef HIRE_PAYMENTS_H
#define HIRE_PAYMENTS_H

#include <hire/money.h>
#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** Begin a payment for HIRE_SEATS_PER_PAYMENT seats of a job; `url` of the
 * result is where to pay.  The same `idempotency_key` (1..255 bytes, or NULL)
 * of one organisation gives the same payment, or ECONFLICT for another job.
 * Without a key a payment of the job that still waits at the same price is
 * given again; with another key it is another order, and whoever pays both has
 * bought twice the seats.
 * ECLOSED when HR closed the job.  Repeat with the same key after EBACKEND,
 * EBUSY or ETIMEOUT. */
HIRE_API HIRE_CHECK hire_status
hire_payments_checkout(hire_platform *p, const hire_actor *who,
    const char *job_id, const char *idempotency_key, hire_arena *mem,
    hire_payment *out, hire_error *err);

/** What an event of a provider came to. */
typedef struct hire_event_outcome {
	bool duplicate;         /**< it had acted before */
	const char *payment_id; /**< or NULL */
	const char *text;       /**< one line */
} hire_event_outcome;

/** Take a provider's webhook: `body` and `signature` as they came.  Stored and
 * acted on in one transaction, once, in whatever order events come.  An event
 * whose payment is unknown or whose amount or currency differs from ours is
 * stored, told of in `text`, and changes nothing.  EAUTH when it is not
 * genuine. */
HIRE_API HIRE_CHECK hire_status
hire_payments_event(hire_platform *p, const char *body, size_t len,
    const char *signature, hire_arena *mem, hire_event_outcome *out,
    hire_error *err);

/** The payment that the sandbox's page shows to whoever knows it.  ESTATE with
 * another provider. */
HIRE_API HIRE_CHECK hire_status
hire_payments_sandbox_page(hire_platform *p, const char *payment_id,
    hire_arena *mem, hire_payment *out, hire_error *err);

/** Pay on the sandbox's page: makes the signed event that a provider would
 * send and takes it.  Like a provider's page it asks for no log-in: whoever
 * knows the payment may pay it.  `paid` false: the payment fails.  ESTATE with
 * another provider. */
HIRE_API HIRE_CHECK hire_status
hire_payments_sandbox(hire_platform *p, const char *payment_id, bool paid,
    hire_arena *mem, hire_event_outcome *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_payments_get(hire_platform *p, const hire_actor *who,
    const char *payment_id, hire_arena *mem, hire_payment *out,
    hire_error *err);

/** Payments of the organisation; admin: all; newest first (rows:
 * hire_payment). */
HIRE_API HIRE_CHECK hire_status
hire_payments_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

/** Pay back `seats` unused seats of a payment (0: all that can be).  The seats
 * leave the job and the credit note is written at once; a worker tells the
 * provider.  ENOSEATS when fewer are unused; ESTATE when the payment is not
 * paid, paid back already, or was paid through another provider. */
HIRE_API HIRE_CHECK hire_status
hire_payments_refund(hire_platform *p, const hire_actor *who,
    const char *payment_id, int64_t seats, hire_arena *mem, hire_payment *out,
    hire_error *err);

/** Invoices and credit notes of the organisation; admin: all; newest first
 * (rows: hire_invoice). */
HIRE_API HIRE_CHECK hire_status
hire_payments_invoices(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

/** An invoice as plain text for people, in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_payments_invoice_text(hire_platform *p, const hire_actor *who,
    const char *invoice_id, hire_arena *mem, const char **out, hire_error *err);

HIRE_END_DECLS
#endif
