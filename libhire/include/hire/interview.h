/* SPDX-License-Identifier: MIT
 * hire/interview.h - the interview machine and its clock: pure rules.
 * Nothing here reads a clock or a store; whoever embeds it brings both.
 */
#ifndef HIRE_INTERVIEW_H
#define HIRE_INTERVIEW_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** What the clock is doing between two readings.  Time of `candidate` is
 * charged; `ours` and `away` are given back up to the cap, then charged. */
typedef enum hire_clock_mode {
	HIRE_CLOCK_STOPPED,
	HIRE_CLOCK_CANDIDATE,
	HIRE_CLOCK_OURS,
	HIRE_CLOCK_AWAY
} hire_clock_mode;

/** A gap between two signs of life longer than this is an outage (suspend,
 * crash, restart) and given back like `away`; microseconds. */
#define HIRE_CLOCK_GAP (3 * HIRE_SECOND)

/** How much of an interview's time is spent; plain data, safe to store.
 * All times in microseconds. */
typedef struct hire_clock {
	int64_t budget;     /**< the interview's length */
	int64_t spent;      /**< charged so far, 0..budget */
	int64_t cap;        /**< most that may be given back in all */
	int64_t given_back; /**< so far, 0..cap */
	hire_clock_mode mode;
	hire_instant last; /**< the last reading that counted */
} hire_clock;

/** Account for the time from `clock->last` to `now`.  Elapsed time is taken
 * from the steady clock within one boot, else from the wall clock, and is
 * never negative: jumps of the wall clock neither win nor lose a second. */
HIRE_API void
hire_clock_advance(hire_clock *clock, hire_instant now);

/** Time left for the candidate as of `clock->last`; 0 when it is up. */
HIRE_API int64_t
hire_clock_left(const hire_clock *clock);

/** Wall time at which the interview ends at the latest if nothing happens
 * after `now`: what is left, and when our side or the line holds it up also
 * what may still be given back. */
HIRE_API hire_time
hire_clock_deadline(const hire_clock *clock, hire_instant now);

/** Most of everything in one interview. */
typedef struct hire_limits {
	int32_t questions; /**< 1..50; 10 by default */
	int32_t probes;    /**< follow-ups per question, 0..3; 1 by default */
	int32_t queries;   /**< the candidate's questions, 0..20; 5 */
} hire_limits;

/** The whole state of an interview; plain data, safe to store. */
typedef struct hire_session {
	hire_interview_state state;
	hire_interview_end end;
	hire_turn turn;
	hire_limits limits;
	int32_t asked;    /**< questions asked, 0..limits.questions */
	int32_t answered; /**< answers given, follow-ups included */
	int32_t probes;   /**< follow-ups to the present question */
	int32_t queries;  /**< questions the candidate asked */
	hire_clock clock;
} hire_session;

/** What the platform has to do in the same transaction as the event. */
enum hire_effect {
	HIRE_EFFECT_RECORD = 1 << 0,    /**< append it to the transcript */
	HIRE_EFFECT_RESERVE = 1 << 1,   /**< reserve a seat */
	HIRE_EFFECT_USE = 1 << 2,       /**< the reserved seat is used */
	HIRE_EFFECT_GIVE_BACK = 1 << 3, /**< ... or given back */
	HIRE_EFFECT_TIMER = 1 << 4,     /**< the deadline moved */
	HIRE_EFFECT_SCORE = 1 << 5      /**< queue the scoring */
};

/** Start state of an interview of `minutes` (1..240) that may give back
 * `cap_minutes` (0..240).  EINVAL names the field out of range. */
HIRE_API HIRE_CHECK hire_status
hire_session_init(hire_session *session, hire_limits limits, int32_t minutes,
    int32_t cap_minutes, hire_error *err);

/** Take one event at `now`.  On HIRE_OK `*out` is the next state and
 * `*effects` a set of hire_effect; on failure neither is touched.  `out` may
 * be `session`.  `technical` says, for cancel only, that the fault is ours.
 *
 * Errors: ESTATE (the event has no row in this state), ETURN (the row waits
 * for the other side), ELIMIT (questions, follow-ups or queries are used up),
 * ETIMEUP (the time is up: send HIRE_EVENT_TIME_UP), EINVAL (no such event).
 * HIRE_EVENT_TIME_UP itself is refused with ESTATE while time is left. */
HIRE_API HIRE_CHECK hire_status
hire_session_step(const hire_session *session, hire_event event, bool technical,
    hire_instant now, hire_session *out, unsigned *effects, hire_error *err);

/** One row of the table, for `hire-cli states`, docs and tests. */
typedef struct hire_transition {
	hire_interview_state state;
	hire_event event;
	const char *guard;  /**< what must hold, "" for nothing; static */
	const char *action; /**< what happens, in words; static */
	hire_interview_state next;
} hire_transition;

/** The whole table; static, `*count` rows. */
HIRE_API const hire_transition *
hire_transitions(size_t *count);

HIRE_END_DECLS
#endif
