/* SPDX-License-Identifier: MIT
 * test_interview_pairs.c - the interview machine: every state, turn and event
 * is a row of the table or a named error, in time and after it.
 */
#include "must.h"
#include "support.h"

#include <hire/interview.h>

enum { ROWS_MAX = 100 };

static const hire_limits usual = {.questions = 2, .probes = 1, .queries = 1};

static hire_instant
at(int64_t seconds)
{
	int64_t us = seconds * HIRE_SECOND;
	return (hire_instant){HIRE_DAY + us, HIRE_HOUR + us, 7};
}

static const hire_transition *
row_of(hire_interview_state state, hire_event event, size_t *index)
{
	size_t count;
	const hire_transition *rows = hire_transitions(&count);
	for (*index = 0; *index < count; ++*index)
		if (rows[*index].state == state && rows[*index].event == event)
			return &rows[*index];
	return NULL;
}

START_TEST(no_pair_stands_twice)
{
	size_t count, first;
	const hire_transition *rows = hire_transitions(&count);
	ck_assert_uint_le(count, ROWS_MAX);
	for (size_t i = 0; i < count; i++) {
		row_of(rows[i].state, rows[i].event, &first);
		ck_assert_uint_eq(first, i);
	}
}
END_TEST

/* Outcomes of one session and event against the table. */
static bool
try_event(const hire_session *s, int event, hire_instant now)
{
	hire_session out;
	memset(&out, 0x5A, sizeof out);
	hire_session before = out;
	unsigned effects = 0xABCD;
	hire_error err = {0};
	size_t index;
	const hire_transition *row =
	    row_of(s->state, (hire_event)event, &index);
	hire_status st = hire_session_step(
	    s, (hire_event)event, false, now, &out, &effects, &err);
	bool listed = hire_session_events(s, now) >> event & 1;
	MUST(listed == (st == HIRE_OK));
	if (st == HIRE_OK) {
		MUST(row);
		MUST(out.state == row->next);
		MUST(!(effects & HIRE_EFFECT_RECORD) ==
		     (event == HIRE_EVENT_TICK));
		return true;
	}
	MUST(st == HIRE_ESTATE || st == HIRE_ETURN || st == HIRE_ELIMIT ||
	     st == HIRE_ETIMEUP);
	MUST(row || st == HIRE_ESTATE);
	MUST(err.code == st);
	MUST(!strcmp(err.field, "event"));
	MUST(strstr(err.message, "possible now: "));
	MUST(!memcmp(&out, &before, sizeof out));
	MUST(effects == 0xABCD);
	return false;
}

/* Every state, turn, clock, latest event and whether limits are reached. */
static void
each_session(void (*visit)(const hire_session *s, hire_instant now))
{
	const int variants = hire_interview_state_count * hire_turn_count *
	                     hire_event_count * 2 * 2 * 2 * 4;
	for (int v = 0; v < variants; v++) {
		hire_session s;
		int n = v;
		MUST(!hire_session_init(&s, usual, 30, 5, NULL));
		s.state =
		    (hire_interview_state)(n % hire_interview_state_count);
		n /= hire_interview_state_count;
		s.turn = (hire_turn)(n % hire_turn_count);
		n /= hire_turn_count;
		s.latest = (hire_event)(n % hire_event_count);
		n /= hire_event_count;
		bool full = n & 1, away = n & 2, up = n & 4;
		s.limits.queries = n & 8 ? 0 : 1;
		s.answered = n & 16 ? 1 : 0;
		s.asked = full ? s.limits.questions : 1;
		s.probes = full ? s.limits.probes : 0;
		s.queries = full ? s.limits.queries : 0;
		s.clock.mode = away ? HIRE_CLOCK_AWAY : HIRE_CLOCK_CANDIDATE;
		s.clock.spent = up ? s.clock.budget : 0;
		s.clock.last = at(0);
		visit(&s, at(0));
	}
}

static bool covered[ROWS_MAX];

static void
visit_all_events(const hire_session *s, hire_instant now)
{
	size_t index;
	for (int e = 0; e < hire_event_count; e++)
		if (try_event(s, e, now)) {
			row_of(s->state, (hire_event)e, &index);
			covered[index] = true;
		}
}

START_TEST(every_pair_is_a_row_or_a_named_error)
{
	size_t count;
	hire_transitions(&count);
	memset(covered, 0, sizeof covered);
	each_session(visit_all_events);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(covered[i], "row %zu was never taken", i);
}
END_TEST

static void
visit_late(const hire_session *s, hire_instant now)
{
	const uint32_t always = 1u << HIRE_EVENT_TIME_UP |
	                        1u << HIRE_EVENT_LEAVE |
	                        1u << HIRE_EVENT_CANCEL | 1u << HIRE_EVENT_TICK;
	bool live = s->state >= HIRE_INTERVIEW_GREETING &&
	            s->state <= HIRE_INTERVIEW_CANDIDATE_QUESTIONS;
	uint32_t set = hire_session_events(s, now);
	if (live && hire_clock_left(&s->clock) == 0)
		MUST(set == always);
	else
		MUST(!(set & 1u << HIRE_EVENT_TIME_UP));
	if (s->state == HIRE_INTERVIEW_SCORED)
		MUST(set == 0);
}

START_TEST(after_the_time_only_the_end_is_possible)
{
	each_session(visit_late);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("interview pairs");
	TCase *t = tcase_create("machine");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, no_pair_stands_twice);
	tcase_add_test(t, every_pair_is_a_row_or_a_named_error);
	tcase_add_test(t, after_the_time_only_the_end_is_possible);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
