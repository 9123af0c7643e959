/* SPDX-License-Identifier: MIT
 * hire/interviews.h - live interviews over a store: every event is committed
 * before it is acknowledged, so any process may go on where another died.
 * All results live in `mem`.  Any thread.
 */
#ifndef HIRE_INTERVIEWS_H
#define HIRE_INTERVIEWS_H

#include <hire/interview.h>
#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** An interview as of now. */
typedef struct hire_interview_view {
	hire_interview interview;
	int64_t left; /**< of the candidate's time, microseconds */
	hire_interview_event *events; /**< the transcript's new part */
	size_t count;
} hire_interview_view;

/** The interview of an application.  Candidates see their own, hr their
 * organisation's.  `events` are those after `after_seq`. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_view(hire_platform *p, const hire_actor *who,
    const char *interview_id, int64_t after_seq, hire_arena *mem,
    hire_interview_view *out, hire_error *err);

/** Take one event of the candidate: begin, proceed, answer, skip, query, done,
 * leave, away or back.  It is durable on HIRE_OK.  `client_id` (1..64 bytes,
 * the client's own, or NULL) makes a resent event count once: the entry
 * recorded first comes back.  `*out` is that entry.  Errors: those of
 * hire_session_step(), ENOSEATS and ECLOSED for begin, EINVAL ("text" empty
 * or above 20,000 bytes). */
HIRE_API HIRE_CHECK hire_status
hire_interviews_take(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_event event, const char *text,
    const char *client_id, hire_arena *mem, hire_interview_event *out,
    hire_error *err);

/** Do our part while it is our turn: greet, ask, follow up, reply, conclude.
 * HIRE_OK with nothing done when it is not.  Safe to repeat and to race. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_think(
    hire_platform *p, const char *interview_id, hire_error *err);

/** A sign of life of a connected candidate, at least once a second; ends the
 * interview when its time is up.  `*left` (may be NULL) is the time left. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_tick(
    hire_platform *p, const char *interview_id, int64_t *left, hire_error *err);

/** Call an interview off, by hr or admin.  `technical`: the fault is ours, the
 * seat is given back. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_cancel(hire_platform *p, const hire_actor *who,
    const char *interview_id, bool technical, const char *reason,
    hire_error *err);

/** Interviews of a job (hr), of the caller (candidate) or all (admin with
 * `job_id` NULL), newest first (rows: hire_interview). */
HIRE_API HIRE_CHECK hire_status
hire_interviews_list(hire_platform *p, const hire_actor *who,
    const char *job_id, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err);

/** The scorecard, for hr and admin.  ESTATE before it is there. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_scorecard(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_arena *mem, hire_scorecard *out,
    hire_scorecard_result *result, hire_error *err);

/** Score an unscored interview again. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_rescore(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_error *err);

HIRE_END_DECLS
#endif
