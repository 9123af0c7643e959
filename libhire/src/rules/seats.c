/* SPDX-License-Identifier: MIT
 * seats.c - the seat ledger: what each kind of entry does to a job's sums.
 * Apart from payments and interviews, which both write to it.
 */
#include <hire/seats.h>

enum { COUNT_MAX = 1000000 };

/* What one seat of each kind adds to the sums, and from where it is taken. */
static const struct {
	int8_t bought, reserved, used, refunded;
	hire_status missing; /* when there is nothing to take it from */
	const char *why;
} kinds[] = {
    [HIRE_SEAT_BOUGHT] = {1, 0, 0, 0, HIRE_EINVAL, "too many seats in all"},
    [HIRE_SEAT_RESERVED] = {0, 1, 0, 0, HIRE_ENOSEATS, "seats are free"},
    [HIRE_SEAT_USED] = {0, -1, 1, 0, HIRE_ESTATE, "seats are reserved"},
    [HIRE_SEAT_GIVEN_BACK] = {0, -1, 0, 0, HIRE_ESTATE, "seats are reserved"},
    [HIRE_SEAT_REFUNDED] = {0, 0, 0, 1, HIRE_ENOSEATS, "seats are free"},
};

int64_t
hire_seats_free(const hire_seats *seats)
{
	return seats->bought - seats->reserved - seats->used - seats->refunded;
}

/* How many seats of `kind` may be entered. */
static int64_t
available(const hire_seats *seats, hire_seat_kind kind)
{
	if (kind == HIRE_SEAT_BOUGHT)
		return INT64_MAX - seats->bought;
	return kinds[kind].reserved < 0 ? seats->reserved
	                                : hire_seats_free(seats);
}

hire_status
hire_seats_enter(
    hire_seats *seats, hire_seat_kind kind, int64_t count, hire_error *err)
{
	if ((unsigned)kind >= hire_seat_kind_count)
		return hire_fail(err, HIRE_EINVAL, "kind", "no such kind");
	if (count < 1 || count > COUNT_MAX)
		return hire_fail(
		    err, HIRE_EINVAL, "count", "1 to %d seats", COUNT_MAX);
	int64_t most = available(seats, kind);
	if (count > most)
		return hire_fail(err, kinds[kind].missing, "count", "%lld %s",
		    (long long)most, kinds[kind].why);
	seats->bought += kinds[kind].bought * count;
	seats->reserved += kinds[kind].reserved * count;
	seats->used += kinds[kind].used * count;
	seats->refunded += kinds[kind].refunded * count;
	return HIRE_OK;
}

hire_job_state
hire_seats_job_state(const hire_seats *seats, bool paused, bool closed)
{
	if (closed)
		return HIRE_JOB_CLOSED;
	if (!seats->bought)
		return HIRE_JOB_DRAFT;
	if (paused)
		return HIRE_JOB_PAUSED;
	return hire_seats_free(seats) > 0 ? HIRE_JOB_OPEN : HIRE_JOB_FULL;
}
