/* SPDX-License-Identifier: MIT
 * interview.c - the interview machine: runs on the table of
 * interview_table.h and allows nothing that has no row there.
 */
#include "interview_table.h"

#include <stdio.h>
#include <string.h>

enum {
	QUESTIONS_MAX = 50,
	PROBES_MAX = 3,
	QUERIES_MAX = 20,
	MINUTES_MAX = 240,
	LIST_MAX = 256, /* bytes of "answer, skip, ..." */
	HIRE_TURN_STAYS = hire_turn_count
};

#define GUARD_NAME(name, turn, timed, text)    GUARD_##name,
#define GUARD_ROW(name, turn, timed, text)     {HIRE_TURN_##turn, timed},
#define ACTION_NAME(name, turn, effects, text) ACTION_##name,
#define ACTION_ROW(name, turn, effects, text)  {HIRE_TURN_##turn, effects},
#define ROW(state, event, guard, action, next)                                 \
	{HIRE_INTERVIEW_##state, HIRE_EVENT_##event, GUARD_##guard,            \
	    ACTION_##action, HIRE_INTERVIEW_##next},

enum guard { HIRE__GUARD_MAP(GUARD_NAME) };
enum action { HIRE__ACTION_MAP(ACTION_NAME) };

static const struct {
	hire_turn turn;
	bool timed;
} guards[] = {HIRE__GUARD_MAP(GUARD_ROW)};

static const struct {
	int turn;
	unsigned effects;
} actions[] = {HIRE__ACTION_MAP(ACTION_ROW)};

typedef struct row {
	hire_interview_state state;
	hire_event event;
	enum guard guard;
	enum action action;
	hire_interview_state next;
} row;

static const row rows[] = {HIRE__TRANSITION_MAP(ROW)};

/* How the talk ends by the event that ends it. */
static const hire_interview_end ends[hire_event_count] = {
    [HIRE_EVENT_CONCLUDE] = HIRE_END_ALL_ASKED,
    [HIRE_EVENT_LEAVE] = HIRE_END_LEFT,
    [HIRE_EVENT_CANCEL] = HIRE_END_CANCELLED,
    [HIRE_EVENT_TIME_UP] = HIRE_END_TIME_UP,
};

static const row *
find(hire_interview_state state, hire_event event)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].state == state && rows[i].event == event)
			return &rows[i];
	return NULL;
}

static hire_status
limit(bool used_up)
{
	return used_up ? HIRE_ELIMIT : HIRE_OK;
}

static hire_status
state(bool holds)
{
	return holds ? HIRE_OK : HIRE_ESTATE;
}

/* What a guard asks for beyond turn and time. */
static hire_status
guard_check(enum guard guard, const hire_session *s)
{
	bool all_asked = s->asked >= s->limits.questions;
	switch (guard) {
	case GUARD_NO_TIME:
		return state(hire_clock_left(&s->clock) <= 0);
	case GUARD_HERE:
		return state(s->clock.mode != HIRE_CLOCK_AWAY);
	case GUARD_GONE:
		return state(s->clock.mode == HIRE_CLOCK_AWAY);
	case GUARD_UNGREETED:
		return state(s->latest == HIRE_EVENT_BEGIN);
	case GUARD_QUESTIONS:
		return limit(all_asked);
	case GUARD_PROBES:
		return s->latest != HIRE_EVENT_ANSWER
		           ? HIRE_ESTATE
		           : limit(s->probes >= s->limits.probes);
	case GUARD_QUERIES:
		return limit(s->queries >= s->limits.queries);
	case GUARD_INVITING:
		return all_asked ? limit(!s->limits.queries) : HIRE_ESTATE;
	case GUARD_UNINVITING:
		return state(all_asked && !s->limits.queries);
	case GUARD_QUERIED:
		return state(s->latest == HIRE_EVENT_QUERY);
	case GUARD_NONE:
	case GUARD_OURS:
	case GUARD_THEIRS:
		break;
	}
	return HIRE_OK;
}

/* Whether `r` (NULL: no row) may be taken from `s`, whose clock is at now. */
static hire_status
check(const row *r, const hire_session *s)
{
	if (!r)
		return HIRE_ESTATE;
	if (guards[r->guard].timed && hire_clock_left(&s->clock) <= 0)
		return HIRE_ETIMEUP;
	hire_turn turn = guards[r->guard].turn;
	if (turn != HIRE_TURN_NOBODY && turn != s->turn)
		return HIRE_ETURN;
	return guard_check(r->guard, s);
}

static uint32_t
possible(const hire_session *s)
{
	uint32_t set = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].state == s->state && !check(&rows[i], s))
			set |= UINT32_C(1) << rows[i].event;
	return set;
}

uint32_t
hire_session_events(const hire_session *session, hire_instant now)
{
	hire_session s = *session;
	hire_clock_advance(&s.clock, now);
	return possible(&s);
}

/* "answer, skip, ..." of everything possible in `s`. */
static void
list_possible(const hire_session *s, char out[LIST_MAX])
{
	uint32_t set = possible(s);
	size_t n = 0;
	snprintf(out, LIST_MAX, "nothing");
	for (int e = 0; e < hire_event_count; e++)
		if (set >> e & 1 && n < LIST_MAX)
			n += (size_t)snprintf(out + n, LIST_MAX - n, "%s%s",
			    n ? ", " : "", hire_word(&hire_event_words, e));
}

/* Refuse `event` with `st`, saying why and what is possible instead. */
static hire_status
refuse(const hire_session *s, hire_event event, const row *r, hire_status st,
    hire_error *err)
{
	size_t count;
	char list[LIST_MAX];
	list_possible(s, list);
	const char *name = hire_word(&hire_event_words, (int)event);
	const char *where =
	    hire_word(&hire_interview_state_words, (int)s->state);
	if (!r)
		return hire_fail(err, st, "event",
		    "%s has no place in %s; possible now: %s", name, where,
		    list);
	if (st == HIRE_ETIMEUP)
		return hire_fail(err, st, "event",
		    "%s comes after the time is up; possible now: %s", name,
		    list);
	return hire_fail(err, st, "event",
	    "%s in %s needs: %s; possible now: %s", name, where,
	    hire_transitions(&count)[r - rows].guard, list);
}

/* What the clock does from here on. */
static hire_clock_mode
mode_after(const row *r, const hire_session *s)
{
	if (s->turn == HIRE_TURN_NOBODY)
		return HIRE_CLOCK_STOPPED;
	if (r->event == HIRE_EVENT_AWAY)
		return HIRE_CLOCK_AWAY;
	/* Whatever the candidate sends shows that the line is back. */
	bool heard = r->event == HIRE_EVENT_BACK ||
	             guards[r->guard].turn == HIRE_TURN_CANDIDATE;
	if (s->clock.mode == HIRE_CLOCK_AWAY && !heard)
		return HIRE_CLOCK_AWAY;
	return s->turn == HIRE_TURN_OURS ? HIRE_CLOCK_OURS
	                                 : HIRE_CLOCK_CANDIDATE;
}

static void
count_event(hire_session *s, enum action action)
{
	switch (action) {
	case ACTION_ASKED:
		s->asked++;
		s->probes = 0;
		break;
	case ACTION_PROBED:
		s->probes++;
		break;
	case ACTION_ANSWERED:
		s->answered++;
		break;
	case ACTION_QUERIED:
		s->queries++;
		break;
	default:
		break;
	}
}

/* The reserved seat is used by an interview with an answer in it, unless we
 * broke it off ourselves. */
static unsigned
settle(const hire_session *s, bool technical)
{
	bool ours = technical && s->end == HIRE_END_CANCELLED;
	return s->answered && !ours ? HIRE_EFFECT_USE : HIRE_EFFECT_GIVE_BACK;
}

/* Whether a timer set for `before` has to be set again. */
static unsigned
timer(const hire_clock *before, const hire_clock *after)
{
	if (after->mode == HIRE_CLOCK_STOPPED)
		return 0;
	hire_time was = hire_clock_deadline(before, before->last);
	hire_time is = hire_clock_deadline(after, after->last);
	bool moved = is > was ? (uint64_t)is - (uint64_t)was > HIRE_SECOND
	                      : (uint64_t)was - (uint64_t)is > HIRE_SECOND;
	return moved || before->mode == HIRE_CLOCK_STOPPED ? HIRE_EFFECT_TIMER
	                                                   : 0;
}

/* Take the row from `s`, whose clock is at now; the effects. */
static unsigned
take(const row *r, bool technical, hire_session *s)
{
	unsigned effects = actions[r->action].effects;
	s->state = r->next;
	if (actions[r->action].turn != HIRE_TURN_STAYS) {
		s->turn = (hire_turn)actions[r->action].turn;
		s->latest = r->event;
	}
	count_event(s, r->action);
	if (r->next == HIRE_INTERVIEW_CONCLUDED)
		s->end = ends[r->event];
	if (r->action == ACTION_END)
		effects |= settle(s, technical);
	s->clock.mode = mode_after(r, s);
	return effects;
}

hire_status
hire_session_step(const hire_session *session, hire_event event, bool technical,
    hire_instant now, hire_session *out, unsigned *effects, hire_error *err)
{
	if ((unsigned)event >= hire_event_count)
		return hire_fail(err, HIRE_EINVAL, "event", "no such event");
	hire_session s = *session;
	hire_clock_advance(&s.clock, now);
	const row *r = find(s.state, event);
	hire_status st = check(r, &s);
	if (st)
		return refuse(&s, event, r, st, err);
	unsigned did = take(r, technical, &s);
	*effects = did | timer(&session->clock, &s.clock);
	*out = s;
	return HIRE_OK;
}

static hire_status
within(const char *field, int32_t value, int32_t least, int32_t most,
    hire_error *err)
{
	if (value >= least && value <= most)
		return HIRE_OK;
	return hire_fail(
	    err, HIRE_EINVAL, field, "%d to %d", (int)least, (int)most);
}

hire_status
hire_session_init(hire_session *session, hire_limits limits, int32_t minutes,
    int32_t cap_minutes, hire_error *err)
{
	const struct {
		const char *field;
		int32_t value, least, most;
	} inputs[] = {
	    {"questions", limits.questions, 1, QUESTIONS_MAX},
	    {"probes", limits.probes, 0, PROBES_MAX},
	    {"queries", limits.queries, 0, QUERIES_MAX},
	    {"minutes", minutes, 1, MINUTES_MAX},
	    {"cap_minutes", cap_minutes, 0, MINUTES_MAX},
	};
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		hire_status st = within(inputs[i].field, inputs[i].value,
		    inputs[i].least, inputs[i].most, err);
		if (st)
			return st;
	}
	*session = (hire_session){.limits = limits,
	    .clock = {.budget = minutes * HIRE_MINUTE,
	        .cap = cap_minutes * HIRE_MINUTE}};
	return HIRE_OK;
}
