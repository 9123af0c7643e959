/* SPDX-License-Identifier: MIT
 * kinds.h - the kinds of messages, and the handlers that workers run.
 */
#ifndef HIRE_SERVICES_KINDS_H
#define HIRE_SERVICES_KINDS_H

#include <hire/worker.h>

#include "work.h"

#define HIRE__KIND_RESUME "resume.read"
#define HIRE__KIND_TIMER  "interview.timer"
#define HIRE__KIND_SCORE  "interview.score"
#define HIRE__KIND_MAIL   "mail.send"
#define HIRE__KIND_REFUND "payment.refund" /* id: of the credit note */

#define HIRE__KIND_SWEEP   "platform.sweep"
#define HIRE__KIND_WEBHOOK "webhook.send" /* id: of the delivery */

/* The row of the table for `kind`, or NULL. */
const hire_work_kind *
hire__work_kind(const char *kind);

/* A handler does the work of `m` and, in the transaction that makes it real,
 * takes it from the queue with hire__done().  Whatever it returns but HIRE_OK
 * is tried again later, or buried when trying again is of no use. */
typedef hire_status (*hire__handler)(hire_platform *p, hire_message *m,
    const char *id, hire_arena *mem, hire_error *err);

hire_status
hire__handle_resume(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);
hire_status
hire__handle_timer(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);
hire_status
hire__handle_score(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);
hire_status
hire__handle_mail(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);

hire_status
hire__handle_refund(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);

hire_status
hire__handle_sweep(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);

hire_status
hire__handle_webhook(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err);

/* See that the next sweep is due some time; it orders the one after itself. */
HIRE_CHECK hire_status
hire__order_sweep(hire_platform *p, hire_arena *mem, hire_error *err);

/* What becomes of the thing when its message is given up for good; runs in the
 * transaction that buries it.  `why` is one line. */
typedef hire_status (*hire__give_up)(
    hire__work *w, const char *id, hire_status st, const char *why);

hire_status
hire__give_up_resume(
    hire__work *w, const char *id, hire_status st, const char *why);
hire_status
hire__give_up_score(
    hire__work *w, const char *id, hire_status st, const char *why);

hire_status
hire__give_up_webhook(
    hire__work *w, const char *id, hire_status st, const char *why);

/* The message is done, with this transaction. */
HIRE_CHECK hire_status
hire__done(hire__work *w, const hire_message *m);

/* It is not a failure, but to be done again at `at`, with this transaction. */
HIRE_CHECK hire_status
hire__later(hire__work *w, const hire_message *m, hire_time at);

#endif
