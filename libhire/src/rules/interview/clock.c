/* SPDX-License-Identifier: MIT
 * clock.c - how much of an interview's time is spent, from readings of clocks.
 * Apart from the machine so that fairness can be tested without a talk.
 */
#include <hire/interview.h>

static int64_t
smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* later - earlier, within 0..INT64_MAX for any two readings. */
static int64_t
difference(int64_t earlier, int64_t later)
{
	if (later <= earlier)
		return 0;
	uint64_t d = (uint64_t)later - (uint64_t)earlier;
	return d > INT64_MAX ? INT64_MAX : (int64_t)d;
}

static int64_t
sum(int64_t a, int64_t b)
{
	return b > 0 && a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* Whether the steady clock is a witness between the two. */
static bool
one_boot(hire_instant a, hire_instant b)
{
	return a.boot != 0 && a.boot == b.boot;
}

/* Whether `t` since the last reading is not the candidate's own time. */
static bool
is_given_back(const hire_clock *clock, int64_t t)
{
	return clock->mode != HIRE_CLOCK_CANDIDATE ||
	       (clock->gap > 0 && t > clock->gap);
}

static void
account(hire_clock *clock, int64_t t)
{
	int64_t free = is_given_back(clock, t)
	                   ? smaller(t, clock->cap - clock->given_back)
	                   : 0;
	clock->given_back += free;
	clock->spent += smaller(t - free, hire_clock_left(clock));
}

void
hire_clock_advance(hire_clock *clock, hire_instant now)
{
	bool steady = one_boot(clock->last, now);
	/* A steady clock never runs back: such a reading is merely late, and
	 * starting again from it would charge its time twice. */
	if (steady && now.steady < clock->last.steady)
		return;
	int64_t t = steady ? difference(clock->last.steady, now.steady)
	                   : difference(clock->last.wall, now.wall);
	if (clock->mode != HIRE_CLOCK_STOPPED)
		account(clock, t);
	clock->last = now;
}

int64_t
hire_clock_left(const hire_clock *clock)
{
	return clock->budget - clock->spent;
}

hire_time
hire_clock_deadline(const hire_clock *clock, hire_instant now)
{
	hire_clock then = *clock;
	hire_clock_advance(&then, now);
	int64_t left = hire_clock_left(&then);
	if (left > 0 && then.mode != HIRE_CLOCK_CANDIDATE)
		left += then.cap - then.given_back;
	return sum(now.wall, left);
}
