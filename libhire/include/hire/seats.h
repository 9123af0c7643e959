/* SPDX-License-Identifier: MIT
 * hire/seats.h - the seat ledger of a job: pure rules.
 */
#ifndef HIRE_SEATS_H
#define HIRE_SEATS_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** Interview seats that one payment buys. */
#define HIRE_SEATS_PER_PAYMENT 10

/** Sums of a job's ledger, each at least 0. */
typedef struct hire_seats {
	int64_t bought, reserved, used, refunded;
} hire_seats;

/** Seats that may still be reserved or refunded. */
HIRE_API int64_t
hire_seats_free(const hire_seats *seats);

/** Enter `count` (1..1,000,000) seats of `kind`; a job's sums are its ledger
 * entered row by row.  reserved and refunded need free seats (ENOSEATS); used
 * and given_back end as many reservations (ESTATE when there are fewer).
 * EINVAL: the count or kind is out of range, or the sum would overflow.
 * `*seats` is untouched on failure. */
HIRE_API HIRE_CHECK hire_status
hire_seats_enter(
    hire_seats *seats, hire_seat_kind kind, int64_t count, hire_error *err);

/** State of a job with these seats: draft while none was bought, then open or
 * full; paused by HR wins over open and full, closed by HR over all. */
HIRE_API hire_job_state
hire_seats_job_state(const hire_seats *seats, bool paused, bool closed);

HIRE_END_DECLS
#endif
