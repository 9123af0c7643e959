/* SPDX-License-Identifier: MIT
 * fuzz_interview.c - bytes as events: whatever order they come in, the machine
 * keeps its limits, settles a seat once and never passes its deadline.
 *
 * Byte 0 to 4: questions, follow-ups, queries, minutes, cap.  Then 3 bytes a
 * step: the event; how long it takes (exponent, mantissa); what the clocks do
 * besides (bit 0: the fault is ours, 1: wall jump, 2: the machine restarts,
 * 3: no steady clock).
 */
#include <hire/interview.h>

#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(cond)                                                             \
	do {                                                                   \
		if (!(cond))                                                   \
			abort();                                               \
	} while (0)

static const unsigned settled = HIRE_EFFECT_USE | HIRE_EFFECT_GIVE_BACK;

static void
pass(hire_instant *now, uint8_t length, uint8_t how)
{
	int64_t us = (int64_t)(length & 15) << (length >> 4) * 2;
	now->wall += us;
	now->steady += us;
	if (how & 2)
		now->wall += (how & 128 ? 1 : -1) * HIRE_HOUR;
	if (how & 4) {
		now->boot++;
		now->steady = 0;
	}
}

static void
check_state(const hire_session *s, int seats)
{
	bool over = s->state >= HIRE_INTERVIEW_CONCLUDED;
	MUST((int)s->state < hire_interview_state_count);
	MUST((int)s->turn < hire_turn_count);
	MUST((s->end != HIRE_END_NONE) == over);
	MUST(s->asked <= s->limits.questions);
	MUST(s->probes <= s->limits.probes);
	MUST(s->queries <= s->limits.queries);
	MUST(s->answered <= s->asked * (1 + s->limits.probes));
	MUST(s->clock.spent >= 0 && s->clock.spent <= s->clock.budget);
	MUST(s->clock.given_back >= 0 && s->clock.given_back <= s->clock.cap);
	MUST(seats == 0 || (seats == 1 && !over));
}

static void
check_refusal(const hire_session *before, const hire_session *after,
    unsigned effects, hire_status st, const hire_error *err)
{
	MUST(st == HIRE_ESTATE || st == HIRE_ETURN || st == HIRE_ELIMIT ||
	     st == HIRE_ETIMEUP || st == HIRE_EINVAL);
	MUST(err->code == st && *err->message);
	MUST(!memcmp(before, after, sizeof *before) && !effects);
}

/* One step; how many seats are reserved then. */
static int
step(hire_session *s, const uint8_t *data, hire_instant *now, int seats)
{
	hire_error err = {0};
	hire_session before = *s;
	unsigned effects = 0;
	hire_event event = (hire_event)(data[0] % (hire_event_count + 1));
	pass(now, data[1], data[2]);
	hire_instant seen = *now;
	if (data[2] & 8)
		seen.boot = 0;
	hire_status st =
	    hire_session_step(s, event, data[2] & 1, seen, s, &effects, &err);
	if (st) {
		check_refusal(&before, s, effects, st, &err);
		return seats;
	}
	MUST((effects & settled) != settled);
	if (event == HIRE_EVENT_ANSWER)
		MUST(s->answered == before.answered + 1 &&
		     hire_clock_left(&s->clock) > 0);
	else
		MUST(s->answered == before.answered);
	return seats + !!(effects & HIRE_EFFECT_RESERVE) -
	       !!(effects & settled);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { HEAD = 5, STEP = 3 };
	hire_session s;
	if (size < HEAD)
		return 0;
	hire_limits limits = {data[0], data[1] % 4, data[2] % 21};
	if (hire_session_init(&s, limits, data[3], data[4], NULL))
		return 0;
	s.clock.gap = data[4] & 1 ? HIRE_CLOCK_GAP : 0;
	hire_instant now = {HIRE_DAY, HIRE_HOUR, 1};
	int seats = 0;
	for (size_t i = HEAD; i + STEP <= size; i += STEP) {
		seats = step(&s, data + i, &now, seats);
		check_state(&s, seats);
	}
	return 0;
}
