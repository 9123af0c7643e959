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

/** Each event, and each change of an interview's state, is announced on the
 * cache port when it is durable, whoever made it: topic
 * HIRE_INTERVIEW_TOPIC and the interview's id, the body its last sequence
 * number in decimal.  At most once and only to those who listen then: whoever
 * hears nothing looks with hire_interviews_view(). */
#define HIRE_INTERVIEW_TOPIC "interview:"

/** In front of the announcement of a line, on the same topic: see
 * hire_interviews_claim(). */
#define HIRE_INTERVIEW_LINE "line:"

/** Call `heard` for each announcement of an interview, by the cache port's
 * rules, until hire_interviews_unlisten(). */
HIRE_API HIRE_CHECK hire_status
hire_interviews_listen(hire_platform *p, const char *interview_id,
    hire_cache_heard heard, void *user, uint64_t *id, hire_error *err);
HIRE_API void
hire_interviews_unlisten(hire_platform *p, uint64_t id);

/** Let a new connection speak for an interview's candidate from now on, and no
 * older one.  `*line` is its number, kept with the interview; 0 gives it the
 * next one.  Numbers go by when tickets were asked for: a connection that comes
 * when a newer one has claimed stays silent, and learns it as others do.
 * Everyone who listens is told: the body is HIRE_INTERVIEW_LINE and the number
 * in decimal; whoever holds a lower one ends it.  Who misses that learns it
 * from hire_interviews_take(), _view() or _tick_many(). */
HIRE_API HIRE_CHECK hire_status
hire_interviews_claim(
    hire_platform *p, const char *interview_id, int64_t *line, hire_error *err);

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

/** What a candidate says or does. */
typedef struct hire_saying {
	hire_event event;      /**< begin, proceed, answer, skip, query, done,
	                            leave, away or back */
	const char *text;      /**< of an answer or a query: 1..20,000 bytes of
	                            UTF-8, not blank; else NULL */
	const char *client_id; /**< 1..64 bytes, the client's own, or NULL:
	                            what is sent again counts once */
	int64_t to;   /**< sequence number of the entry that it is said to: it
	                   must wait for it still; 0: whatever waits */
	int64_t line; /**< number of the connection that it comes over, which
	                   must be the newest; 0: over none */
} hire_saying;

/** Take one event of the candidate.  It is durable on HIRE_OK.  Of a resent one
 * (`client_id`) the entry recorded first comes back.  `*out` is the entry.
 * Errors: those of hire_session_step(), ENOSEATS and ECLOSED for begin, EINVAL
 * ("text" blank or above 20,000 bytes), ESTATE ("to" is past: of several
 * answers to one question, whoever sends them, one is taken; "line": a newer
 * connection speaks for the candidate, also of what is resent). */
HIRE_API HIRE_CHECK hire_status
hire_interviews_take(hire_platform *p, const hire_actor *who,
    const char *interview_id, const hire_saying *saying, hire_arena *mem,
    hire_interview_event *out, hire_error *err);

/** Do our part while it is our turn: greet, ask, follow up, reply, conclude.
 * HIRE_OK with nothing done when it is not.  Safe to repeat and to race. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_think(
    hire_platform *p, const char *interview_id, hire_error *err);

/** A sign of life of a connected candidate, at least once a second; ends the
 * interview when its time is up.  `*left` (may be NULL) is the time left.
 * Mostly it only reads: see docs/interview.md. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_tick(
    hire_platform *p, const char *interview_id, int64_t *left, hire_error *err);

/** What a tick finds.  Frozen layout. */
typedef struct hire_tick {
	int64_t left;     /**< of the time; -1: there is no such interview */
	int64_t last_seq; /**< last entry of the transcript */
	int64_t line;     /**< the connection that speaks; 0: none yet */
} hire_tick;

/** The same for `count` interviews at once, in few transactions; a server does
 * this once a second for all its candidates, and so learns also what was
 * announced and did not reach it.  `out[i]` is about ids[i]. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_tick_many(hire_platform *p, const char *const *ids,
    size_t count, hire_tick *out, hire_error *err);

/** Life of a ticket. */
#define HIRE_TICKET_LIFE HIRE_MINUTE

/** A ticket for one connection to an interview that the actor may see: for
 * where a bearer token cannot go, such as the URL of a WebSocket. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_ticket(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_arena *mem, const char **ticket,
    hire_time *expires, hire_error *err);

/** Take a ticket, once: who holds it, with the scope interviews:read alone,
 * and for which interview; `*line` is the number of the candidate's connection
 * that it opens, 0 for others.  EAUTH when it is wrong, used or over, or so is
 * the log-in it was made in. */
HIRE_API HIRE_CHECK hire_status
hire_interviews_redeem(hire_platform *p, const char *ticket, hire_arena *mem,
    hire_actor *out, const char **interview_id, int64_t *line, hire_error *err);

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
