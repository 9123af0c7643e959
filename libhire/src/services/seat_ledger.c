/* SPDX-License-Identifier: MIT
 * seat_ledger.c - entries in a job's seat ledger.
 */
#include "seat_ledger.h"

#include "webhooks.h"

hire_seats
hire__job_seats(const hire_job *job)
{
	return (hire_seats){job->seats_bought, job->seats_reserved,
	    job->seats_used, job->seats_refunded};
}

/* Full or ended by HR: no candidate gets in any more. */
static hire_status
tell_closed(hire__work *w, const hire_job *job)
{
	const hire__fact facts[] = {HIRE__TEXT("job_id", job->id),
	    HIRE__TEXT("state", hire_word(&hire_job_state_words, job->state)),
	    HIRE__NUMBER("seats_used", job->seats_used),
	    HIRE__NUMBER("seats_reserved", job->seats_reserved)};
	return hire__webhook_tell(
	    w, HIRE_WEBHOOK_JOB_CLOSED, job->organisation_id, facts, 4);
}

hire_status
hire__job_state_refresh(hire__work *w, hire_job *job)
{
	hire_job next = *job;
	hire_seats seats = hire__job_seats(job);
	next.state = hire_seats_job_state(&seats, job->paused, job->closed);
	if (next.state == HIRE_JOB_OPEN && !next.posted_at)
		next.posted_at = w->now.wall;
	bool closed =
	    next.state == HIRE_JOB_FULL || next.state == HIRE_JOB_CLOSED;
	hire_status st = hire__update(w, &hire_job_record, &next);
	if (!st && closed && job->state != next.state)
		st = tell_closed(w, &next);
	if (!st)
		*job = next;
	return st;
}

static hire_status
write_entry(hire__work *w, const hire_job *job, hire_seat_kind kind,
    int64_t count, const char *cause, const char *payment_id,
    const char *interview_id)
{
	hire_seat_entry e;
	hire_record_init(&hire_seat_entry_record, &e);
	e.job_id = job->id;
	e.kind = kind;
	e.count = count;
	e.cause = cause;
	e.payment_id = payment_id;
	e.interview_id = interview_id;
	hire_status st = hire__insert(w, &hire_seat_entry_record, &e);
	/* It was not there when we looked: someone was faster. */
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

hire_status
hire__seat_enter(hire__work *w, hire_job *job, hire_seat_kind kind,
    int64_t count, const char *cause, const char *payment_id,
    const char *interview_id)
{
	hire_seat_entry before;
	bool entered = false;
	hire_filter by_cause = HIRE_IS("cause", cause);
	hire_status st = hire__find(
	    w, &hire_seat_entry_record, &by_cause, 1, &before, &entered);
	if (st || entered)
		return st;
	hire_seats seats = hire__job_seats(job);
	st = hire_seats_enter(&seats, kind, count, w->err);
	if (!st)
		st = write_entry(
		    w, job, kind, count, cause, payment_id, interview_id);
	if (st)
		return st;
	hire_job next = *job;
	next.seats_bought = seats.bought;
	next.seats_reserved = seats.reserved;
	next.seats_used = seats.used;
	next.seats_refunded = seats.refunded;
	st = hire__job_state_refresh(w, &next);
	if (!st)
		*job = next;
	return st;
}
