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

/** The usual `hire_clock.gap` of a host that ticks; microseconds. */
#define HIRE_CLOCK_GAP (3 * HIRE_SECOND)

/** How much of an interview's time is spent; plain data, safe to store.
 * All times in microseconds. */
typedef struct hire_clock {
	int64_t budget;     /**< the interview's length */
	int64_t spent;      /**< charged so far, 0..budget */
	int64_t cap;        /**< most that may be given back in all */
	int64_t given_back; /**< so far, 0..cap */
	/** In candidate mode, a silence between two readings longer than this
	 * is an outage (suspend, crash, restart) and given back like `away`.
	 * Only for a host that takes a reading at least every second while
	 * the candidate is connected (HIRE_EVENT_TICK); one that steps on
	 * events alone leaves it 0, no such rule, or every long answer would
	 * count as an outage. */
	int64_t gap;
	hire_clock_mode mode;
	hire_instant last; /**< the last reading that counted */
} hire_clock;

/** Account for the time from `clock->last` to `now`.  Elapsed time is taken
 * from the steady clock within one boot (both readings name the same one,
 * not 0): jumps of the wall clock then neither win nor lose a second, and a
 * reading older than the last is ignored.  Else it is the difference of the
 * wall clocks, never negative: across a restart of the machine there is no
 * other witness. */
HIRE_API void
hire_clock_advance(hire_clock *clock, hire_instant now);

/** Time left for the candidate as of `clock->last`; 0 when it is up. */
HIRE_API int64_t
hire_clock_left(const hire_clock *clock);

/** Wall time at which the interview ends if nothing happens after `now`: what
 * is left, and when our side or the line holds it up also what may still be
 * given back.  An outage can move it later (never past budget + cap in all):
 * a timer that fires sends HIRE_EVENT_TIME_UP and, when that is refused with
 * ESTATE, is set again to this. */
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
	/** The last event other than away, back and tick. */
	hire_event latest;
	hire_clock clock;
} hire_session;

/** What the platform has to do in the same transaction as the event. */
enum hire_effect {
	HIRE_EFFECT_RECORD = 1 << 0,    /**< append it to the transcript */
	HIRE_EFFECT_RESERVE = 1 << 1,   /**< reserve a seat */
	HIRE_EFFECT_USE = 1 << 2,       /**< the reserved seat is used */
	HIRE_EFFECT_GIVE_BACK = 1 << 3, /**< ... or given back */
	HIRE_EFFECT_TIMER = 1 << 4,     /**< the deadline moved by over 1 s */
	HIRE_EFFECT_SCORE = 1 << 5      /**< queue the scoring */
};

/** Start state of an interview of `minutes` (1..240) that may give back
 * `cap_minutes` (0..240).  EINVAL names the field out of range.  A host that
 * ticks then sets `session->clock.gap` to HIRE_CLOCK_GAP; see there. */
HIRE_API HIRE_CHECK hire_status
hire_session_init(hire_session *session, hire_limits limits, int32_t minutes,
    int32_t cap_minutes, hire_error *err);

/** Take one event at `now`.  On HIRE_OK `*out` is the next state and
 * `*effects` a set of hire_effect; on failure neither is touched.  `out` may
 * be `session`.  `technical` says, for cancel only, that the fault is ours.
 *
 * Errors, checked in this order: EINVAL (no such event), ESTATE (the event
 * has no row in this state), ETIMEUP (the time is up: send
 * HIRE_EVENT_TIME_UP), ETURN (the row waits for the other side), ELIMIT
 * (questions, follow-ups or queries are used up), ESTATE (the row's guard
 * does not hold, such as time_up while time is left).  The message names the
 * events that are possible. */
HIRE_API HIRE_CHECK hire_status
hire_session_step(const hire_session *session, hire_event event, bool technical,
    hire_instant now, hire_session *out, unsigned *effects, hire_error *err);

/** The events that hire_session_step() would take at `now`: bit
 * `1u << event` for each. */
HIRE_API uint32_t
hire_session_events(const hire_session *session, hire_instant now);

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

/** The whole table as Markdown, in `mem`: what docs/interview.md shows. */
HIRE_API HIRE_CHECK hire_status
hire_transitions_text(hire_arena *mem, const char **out, hire_error *err);

HIRE_END_DECLS
#endif
