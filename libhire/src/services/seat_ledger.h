/* SPDX-License-Identifier: MIT
 * seat_ledger.h - entries in a job's seat ledger.
 * Apart because payments buy and return seats and interviews use them up, and
 * neither may do it in a way of its own.
 */
#ifndef HIRE_SERVICES_SEAT_LEDGER_H
#define HIRE_SERVICES_SEAT_LEDGER_H

#include <hire/seats.h>

#include "work.h"

/* The sums that the job's row carries. */
hire_seats
hire__job_seats(const hire_job *job);

/* In the running transaction: enter `count` seats of `kind` in the ledger of
 * `job` (as read in this transaction), bring its sums and state up to date and
 * store it.  `cause` names what can only happen once: entered a second time it
 * is HIRE_OK and changes nothing.  `payment_id` and `interview_id` say what is
 * behind it, or NULL.  As hire_seats_enter() when the seats do not allow it;
 * `*job` is untouched then.  The version of the job's row makes two
 * transactions that enter at once run one after the other. */
HIRE_CHECK hire_status
hire__seat_enter(hire__work *w, hire_job *job, hire_seat_kind kind,
    int64_t count, const char *cause, const char *payment_id,
    const char *interview_id);

/* Compute the state of `job` anew, note when it first opened, and store it;
 * also for a pause or a close that the caller has just set. */
HIRE_CHECK hire_status
hire__job_state_refresh(hire__work *w, hire_job *job);

#endif
