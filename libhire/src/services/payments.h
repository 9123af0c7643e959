/* SPDX-License-Identifier: MIT
 * payments.h - what the files of the payments service share.
 */
#ifndef HIRE_SERVICES_PAYMENTS_H
#define HIRE_SERVICES_PAYMENTS_H

#include <hire/payments.h>

#include "work.h"

/* A payment of the actor's organisation (admin: any), or ENOTFOUND. */
HIRE_CHECK hire_status
hire__own_payment(
    hire__work *w, const hire_actor *who, const char *id, hire_payment *out);

/* `minor` units in the currency of `payment`. */
hire_money
hire__payment_money(const hire_payment *payment, int64_t minor);

/* State of a payment by what is known of its money. */
hire_payment_state
hire__payment_state(const hire_payment *payment);

/* "payment:<id>:<what>:<count>": a cause that can only happen once. */
HIRE_CHECK hire_status
hire__payment_cause(hire__work *w, const hire_payment *payment,
    const char *what, int64_t count, const char **out);

/* Note that `amount` went back to the payer for `seats` seats, which leave the
 * ledger of `job`: changes and stores both rows and issues the credit note
 * (`*note`; its id is NULL when the amount is 0). */
HIRE_CHECK hire_status
hire__payment_give_back(hire__work *w, hire_payment *payment, hire_job *job,
    int64_t seats, int64_t amount, hire_invoice *note);

/* Issue an invoice or credit note with the next number of the platform. */
HIRE_CHECK hire_status
hire__invoice_issue(hire__work *w, const hire_payment *payment,
    hire_invoice_kind kind, int64_t amount, const char *description,
    const char *cause, hire_invoice *out);

/* The document for people. */
HIRE_CHECK hire_status
hire__invoice_write(hire__work *w, const hire_invoice *invoice,
    const hire_payment *payment, const char **out);

#endif
