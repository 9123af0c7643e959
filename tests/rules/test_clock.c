/* SPDX-License-Identifier: MIT
 * test_clock.c - the interview clock against a reference that knows the truth.
 * The reference adds up the true lengths of what happened in a closed form;
 * it shares no step with the clock.
 */
#include "must.h"
#include "support.h"

#include <hire/interview.h>

enum { SCENARIOS = 3000 };

/* A world with real time and two clocks that show it as clocks do. */
typedef struct world {
	uint64_t seed;
	hire_instant now;
	int64_t charged, free; /* true sums: the candidate's time, the rest */
	hire_clock clock;
} world;

static int64_t
upto(world *w, int64_t n)
{
	return (int64_t)test_random(&w->seed, (uint64_t)n);
}

static world
open_world(uint64_t seed, int64_t budget, int64_t cap, int64_t gap)
{
	world w = {.seed = seed, .now = {100 * HIRE_DAY, HIRE_HOUR, 7}};
	w.clock = (hire_clock){.budget = budget,
	    .cap = cap,
	    .gap = gap,
	    .mode = HIRE_CLOCK_CANDIDATE,
	    .last = w.now};
	return w;
}

static void
pass(world *w, int64_t us)
{
	w->now.wall += us;
	w->now.steady += us;
}

static void
read_clock(world *w)
{
	hire_clock_advance(&w->clock, w->now);
}

/* The candidate works for `us`, with a sign of life each second. */
static void
candidate(world *w, int64_t us)
{
	w->clock.mode = HIRE_CLOCK_CANDIDATE;
	w->charged += us;
	for (; us > HIRE_SECOND; us -= HIRE_SECOND) {
		pass(w, HIRE_SECOND);
		read_clock(w);
	}
	pass(w, us);
	read_clock(w);
}

/* Suspend, crash or restart: silence in the candidate's time. */
static void
outage(world *w, int64_t us)
{
	w->clock.mode = HIRE_CLOCK_CANDIDATE;
	w->free += us;
	pass(w, us);
	read_clock(w);
}

/* We think, or the line is down; read at any moments. */
static void
held_up(world *w, hire_clock_mode mode, int64_t us)
{
	w->clock.mode = mode;
	w->free += us;
	int64_t part = upto(w, us + 1);
	pass(w, part);
	if (upto(w, 2))
		read_clock(w);
	pass(w, us - part);
	read_clock(w);
}

/* The wall clock jumps, somewhere between two readings within one boot. */
static void
jump(world *w)
{
	static const int64_t by[] = {
	    HIRE_HOUR, -HIRE_HOUR, HIRE_DAY, -HIRE_DAY, 1, -1};
	w->now.wall += by[upto(w, 6)];
	candidate(w, 1 + upto(w, HIRE_SECOND));
}

/* The machine starts anew: the steady clock knows nothing of before. */
static void
reboot(world *w, int64_t us)
{
	w->clock.mode = HIRE_CLOCK_CANDIDATE;
	w->free += us;
	w->now.wall += us;
	w->now.steady = upto(w, HIRE_HOUR);
	w->now.boot++;
	read_clock(w);
}

static void
happen(world *w)
{
	int64_t outage_us = HIRE_CLOCK_GAP + 1 + upto(w, HIRE_MINUTE);
	switch (upto(w, 7)) {
	case 0:
		outage(w, outage_us);
		break;
	case 1:
		reboot(w, outage_us);
		break;
	case 2:
		jump(w);
		break;
	case 3:
		held_up(w, HIRE_CLOCK_OURS, upto(w, 20 * HIRE_SECOND));
		break;
	case 4:
		held_up(w, HIRE_CLOCK_AWAY, upto(w, HIRE_MINUTE));
		break;
	default:
		candidate(w, upto(w, 2 * HIRE_MINUTE));
	}
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void
check_truth(const world *w)
{
	const hire_clock *c = &w->clock;
	int64_t given = least(c->cap, w->free);
	int64_t spent = least(c->budget, w->charged + w->free - given);
	MUST(c->given_back == given);
	MUST(c->spent == spent);
	MUST(hire_clock_left(c) == c->budget - spent);
}

START_TEST(nobody_loses_or_wins_a_microsecond)
{
	for (uint64_t seed = 1; seed <= SCENARIOS; seed++) {
		world w = open_world(
		    seed, 30 * HIRE_MINUTE, 5 * HIRE_MINUTE, HIRE_CLOCK_GAP);
		w.clock.cap = upto(&w, 11) * HIRE_MINUTE;
		for (int i = 0; i < 60; i++) {
			happen(&w);
			check_truth(&w);
		}
	}
}
END_TEST

START_TEST(a_host_without_ticks_charges_long_answers)
{
	world w = open_world(1, 30 * HIRE_MINUTE, 5 * HIRE_MINUTE, 0);
	pass(&w, 4 * HIRE_MINUTE);
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, 4 * HIRE_MINUTE);
	ck_assert_int_eq(w.clock.given_back, 0);
}
END_TEST

START_TEST(the_gap_has_an_edge)
{
	world w = open_world(1, HIRE_HOUR, HIRE_HOUR, HIRE_CLOCK_GAP);
	pass(&w, HIRE_CLOCK_GAP);
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, HIRE_CLOCK_GAP);
	pass(&w, HIRE_CLOCK_GAP + 1);
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, HIRE_CLOCK_GAP);
	ck_assert_int_eq(w.clock.given_back, HIRE_CLOCK_GAP + 1);
}
END_TEST

START_TEST(a_late_reading_counts_once)
{
	world w = open_world(1, HIRE_HOUR, 0, 0);
	hire_instant early = w.now;
	pass(&w, HIRE_SECOND);
	read_clock(&w);
	hire_clock_advance(&w.clock, early);
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, HIRE_SECOND);
}
END_TEST

START_TEST(without_a_steady_clock_the_wall_never_runs_back)
{
	world w = open_world(1, HIRE_HOUR, 0, 0);
	w.now.boot = w.clock.last.boot = 0;
	w.now.wall -= HIRE_DAY;
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, 0);
	w.now.wall += HIRE_MINUTE;
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, HIRE_MINUTE);
}
END_TEST

START_TEST(extreme_readings_overflow_nothing)
{
	static const int64_t ends[] = {INT64_MIN, -1, 0, 1, INT64_MAX};
	for (int i = 0; i < 5 * 5 * 2 * 4; i++) {
		int n = i / 25;
		hire_clock c = {.budget = HIRE_HOUR,
		    .cap = HIRE_MINUTE,
		    .mode = (hire_clock_mode)(n / 2),
		    .last = {ends[i % 5], ends[i % 5], n % 2}};
		hire_instant now = {ends[i / 5 % 5], ends[i / 5 % 5], n % 2};
		hire_time end = hire_clock_deadline(&c, now);
		ck_assert_int_ge(end, now.wall);
		hire_clock_advance(&c, now);
		ck_assert_int_ge(c.spent, 0);
		ck_assert_int_le(c.spent, c.budget);
		ck_assert_int_le(c.given_back, c.cap);
	}
}
END_TEST

START_TEST(a_stopped_clock_stands)
{
	world w = open_world(1, HIRE_HOUR, 0, 0);
	w.clock.mode = HIRE_CLOCK_STOPPED;
	pass(&w, HIRE_DAY);
	read_clock(&w);
	ck_assert_int_eq(w.clock.spent, 0);
}
END_TEST

START_TEST(the_deadline_is_when_the_time_is_up)
{
	for (uint64_t seed = 1; seed <= 500; seed++) {
		world w = open_world(seed, 5 * HIRE_MINUTE, 5 * HIRE_MINUTE, 0);
		for (int i = 0; i < 6; i++)
			happen(&w);
		w.clock.mode = (hire_clock_mode)(1 + upto(&w, 3));
		int64_t wait =
		    hire_clock_deadline(&w.clock, w.now) - w.now.wall;
		if (hire_clock_left(&w.clock) == 0) {
			MUST(wait == 0);
			continue;
		}
		pass(&w, wait - 1);
		read_clock(&w);
		ck_assert_int_eq(hire_clock_left(&w.clock), 1);
		pass(&w, 1);
		read_clock(&w);
		ck_assert_int_eq(hire_clock_left(&w.clock), 0);
	}
}
END_TEST

START_TEST(a_timer_set_again_and_again_reaches_the_end)
{
	/* Nobody ticks although the host said so: all silence is an outage,
	 * and still the time is up after budget and cap. */
	world w =
	    open_world(1, 7 * HIRE_MINUTE, 30 * HIRE_MINUTE, HIRE_CLOCK_GAP);
	hire_time begun = w.now.wall;
	int rounds = 0;
	for (; rounds < 100; rounds++) {
		hire_time end = hire_clock_deadline(&w.clock, w.now);
		if (end == w.now.wall)
			break;
		pass(&w, end - w.now.wall);
	}
	ck_assert_int_lt(rounds, 10);
	ck_assert_int_eq(w.now.wall - begun, 37 * HIRE_MINUTE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("clock");
	TCase *t = tcase_create("clock");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, nobody_loses_or_wins_a_microsecond);
	tcase_add_test(t, a_host_without_ticks_charges_long_answers);
	tcase_add_test(t, the_gap_has_an_edge);
	tcase_add_test(t, a_late_reading_counts_once);
	tcase_add_test(t, without_a_steady_clock_the_wall_never_runs_back);
	tcase_add_test(t, extreme_readings_overflow_nothing);
	tcase_add_test(t, a_stopped_clock_stands);
	tcase_add_test(t, the_deadline_is_when_the_time_is_up);
	tcase_add_test(t, a_timer_set_again_and_again_reaches_the_end);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
