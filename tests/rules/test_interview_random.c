/* SPDX-License-Identifier: MIT
 * test_interview_random.c - long random sequences of events against what must
 * always hold, counted here independently of the machine.
 */
#include "must.h"
#include "support.h"

#include <hire/interview.h>

enum { EVENTS = 100000, SEEDS = 5 };

/* The test's own books on one interview. */
typedef struct books {
	int asked, answered, probes, queries, reserved, settled, scoring;
	int64_t begun; /* true time */
} books;

typedef struct walk {
	uint64_t seed;
	hire_session s;
	books b;
	int64_t truth; /* microseconds of real time */
	hire_instant now;
	long taken, ended;
} walk;

static int
below(walk *w, int n)
{
	return (int)test_random(&w->seed, (uint64_t)n);
}

static void
start(walk *w)
{
	hire_limits l = {1 + below(w, 5), below(w, 4), below(w, 3)};
	MUST(!hire_session_init(&w->s, l, 1 + below(w, 30), below(w, 5), NULL));
	w->s.clock.gap = below(w, 2) ? HIRE_CLOCK_GAP : 0;
	w->b = (books){0};
}

/* Let real time pass; sometimes the wall clock jumps or the machine boots. */
static void
pass(walk *w)
{
	static const int64_t most[] = {
	    1, HIRE_SECOND, 5 * HIRE_SECOND, HIRE_MINUTE, 20 * HIRE_MINUTE};
	int kind = below(w, 100);
	int64_t limit = most[kind < 30   ? 0
	                     : kind < 75 ? 1
	                     : kind < 93 ? 2
	                     : kind < 99 ? 3
	                                 : 4];
	int64_t us = (int64_t)test_random(&w->seed, (uint64_t)limit);
	w->truth += us;
	w->now.wall += us;
	w->now.steady += us;
	if (!below(w, 50))
		w->now.wall += (below(w, 2) ? 1 : -1) * HIRE_HOUR;
}

/* A possible event mostly, any event at times. */
static hire_event
pick(walk *w)
{
	uint32_t set = hire_session_events(&w->s, w->now);
	/* Ends come seldom, or no talk gets far. */
	if (below(w, 40))
		set &= ~(1u << HIRE_EVENT_LEAVE | 1u << HIRE_EVENT_CANCEL);
	for (int i = 0; set && below(w, 5) && i < 1000; i++) {
		int e = below(w, hire_event_count);
		if (set >> e & 1)
			return (hire_event)e;
	}
	return (hire_event)below(w, hire_event_count);
}

static void
write_books(walk *w, hire_event event, unsigned effects)
{
	books *b = &w->b;
	b->asked += event == HIRE_EVENT_ASK;
	b->answered += event == HIRE_EVENT_ANSWER;
	b->queries += event == HIRE_EVENT_QUERY;
	b->probes = event == HIRE_EVENT_ASK
	                ? 0
	                : b->probes + (event == HIRE_EVENT_PROBE);
	if (event == HIRE_EVENT_BEGIN)
		b->begun = w->truth;
	b->reserved += !!(effects & HIRE_EFFECT_RESERVE);
	b->settled += !!(effects & HIRE_EFFECT_USE);
	b->settled += !!(effects & HIRE_EFFECT_GIVE_BACK);
	b->scoring += !!(effects & HIRE_EFFECT_SCORE);
	if (effects & HIRE_EFFECT_USE)
		MUST(b->answered > 0);
}

static void
check_books(const walk *w)
{
	const hire_session *s = &w->s;
	const books *b = &w->b;
	bool over = s->state >= HIRE_INTERVIEW_CONCLUDED;
	MUST((int)s->state < hire_interview_state_count);
	MUST((int)s->turn < hire_turn_count);
	MUST(s->asked == b->asked);
	MUST(s->answered == b->answered);
	MUST(s->probes == b->probes);
	MUST(s->queries == b->queries);
	MUST(b->asked <= s->limits.questions);
	MUST(b->probes <= s->limits.probes);
	MUST(b->queries <= s->limits.queries);
	MUST(b->settled == (over ? b->reserved : 0));
	MUST(b->scoring == over);
	MUST((s->end != HIRE_END_NONE) == over);
	MUST((s->turn == HIRE_TURN_NOBODY) ==
	     (over || s->state == HIRE_INTERVIEW_READY));
	MUST((s->clock.mode == HIRE_CLOCK_STOPPED) ==
	     (s->turn == HIRE_TURN_NOBODY));
	MUST(s->clock.spent >= 0);
	MUST(s->clock.spent <= s->clock.budget);
	MUST(s->clock.given_back >= 0);
	MUST(s->clock.given_back <= s->clock.cap);
}

/* Nothing is said after the deadline, by the machine's books or in truth. */
static void
check_deadline(const walk *w, hire_event event)
{
	const hire_clock *c = &w->s.clock;
	if (event == HIRE_EVENT_TIME_UP)
		MUST(hire_clock_left(c) == 0);
	if (event == HIRE_EVENT_TIME_UP || event == HIRE_EVENT_LEAVE ||
	    event == HIRE_EVENT_CANCEL || event == HIRE_EVENT_TICK ||
	    event >= HIRE_EVENT_SCORE)
		return;
	MUST(hire_clock_left(c) > 0);
	int64_t real = w->truth - w->b.begun;
	MUST(real < c->budget + c->cap);
	MUST(real == c->spent + c->given_back);
}

static void
step(walk *w)
{
	unsigned effects = 0;
	pass(w);
	hire_event event = pick(w);
	hire_status st = hire_session_step(
	    &w->s, event, below(w, 2), w->now, &w->s, &effects, NULL);
	if (st == HIRE_OK) {
		w->taken++;
		write_books(w, event, effects);
		check_deadline(w, event);
	}
	check_books(w);
	if (w->s.state == HIRE_INTERVIEW_SCORED ||
	    (w->s.state == HIRE_INTERVIEW_UNSCORED && below(w, 2))) {
		w->ended++;
		start(w);
	}
}

START_TEST(random_events_break_nothing)
{
	walk w = {.seed = (uint64_t)_i + 1, .now = {HIRE_DAY, HIRE_HOUR, 7}};
	start(&w);
	for (int i = 0; i < EVENTS; i++)
		step(&w);
	/* The walk has to get somewhere to mean anything. */
	ck_assert_int_gt(w.taken, EVENTS / 4);
	ck_assert_int_gt(w.ended, 1000);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("interview_random");
	TCase *t = tcase_create("random");
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, random_events_break_nothing, 0, SEEDS);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
