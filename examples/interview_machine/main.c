/* SPDX-License-Identifier: MIT
 * main.c - the interview machine alone, with a clock and a storage of our own.
 * Apart from the platform: for a host that has its own store and its own
 * questions and wants the timed interview's rules.
 */
#include <hire/interview.h>

#include <stdio.h>
#include <string.h>

/* What happens, and how many seconds after the line before. */
typedef struct line {
	int seconds;
	hire_event event;
} line;

static const line script[] = {
    {0, HIRE_EVENT_BEGIN},
    {1, HIRE_EVENT_GREET},
    {20, HIRE_EVENT_PROCEED},
    {2, HIRE_EVENT_ASK},
    {5, HIRE_EVENT_ASK}, /* refused: it is the candidate's turn */
    {90, HIRE_EVENT_ANSWER},
    {2, HIRE_EVENT_PROBE},
    {30, HIRE_EVENT_AWAY},
    {240, HIRE_EVENT_BACK}, /* four minutes without a line: given back */
    {45, HIRE_EVENT_ANSWER},
    {2, HIRE_EVENT_ASK},
    {60, HIRE_EVENT_SKIP},
    {1, HIRE_EVENT_INVITE},
    {15, HIRE_EVENT_DONE},
    {1, HIRE_EVENT_CONCLUDE},
    {5, HIRE_EVENT_SCORE},
    {5, HIRE_EVENT_SCORED},
};

/* Our storage: any place that keeps bytes will do. */
typedef struct record {
	unsigned char bytes[sizeof(hire_session)];
} record;

static void
save(record *place, const hire_session *session)
{
	memcpy(place->bytes, session, sizeof *session);
}

static hire_session
load(const record *place)
{
	hire_session session;
	memcpy(&session, place->bytes, sizeof session);
	return session;
}

/* Our clock.  A real host reads CLOCK_REALTIME and a clock that also counts
 * through suspend, and names the run of the machine in `boot`. */
static hire_instant
at(int64_t seconds)
{
	return (hire_instant){
	    .wall = INT64_C(1767225600) * HIRE_SECOND + seconds * HIRE_SECOND,
	    .steady = seconds * HIRE_SECOND,
	    .boot = 1};
}

static void
print_state(const hire_session *s, hire_event event, unsigned effects)
{
	int left = (int)(hire_clock_left(&s->clock) / HIRE_SECOND);
	printf("%-9s -> %-19s  turn %-9s  %2d:%02d left%s%s%s\n",
	    hire_word(&hire_event_words, event),
	    hire_word(&hire_interview_state_words, s->state),
	    hire_word(&hire_turn_words, s->turn), left / 60, left % 60,
	    effects & HIRE_EFFECT_RESERVE ? "  reserve a seat" : "",
	    effects & HIRE_EFFECT_USE ? "  the seat is used" : "",
	    effects & HIRE_EFFECT_SCORE ? "  queue the scoring" : "");
}

/* One event: load, step, save.  In a real store the three, and what the
 * effects ask for, are one transaction. */
static hire_status
take(record *place, hire_event event, hire_instant now, hire_error *err)
{
	hire_session session = load(place);
	unsigned effects = 0;
	hire_status st = hire_session_step(
	    &session, event, false, now, &session, &effects, err);
	if (st)
		return st;
	save(place, &session);
	print_state(&session, event, effects);
	return HIRE_OK;
}

static hire_status
play(record *place, hire_error *err)
{
	int64_t seconds = 0;
	for (size_t i = 0; i < sizeof script / sizeof *script; i++) {
		seconds += script[i].seconds;
		hire_status st = take(place, script[i].event, at(seconds), err);
		/* A refusal is an answer, not a fault: nothing changed. */
		if (st == HIRE_ETURN)
			printf("%-9s refused: %s\n",
			    hire_word(&hire_event_words, script[i].event),
			    err->message);
		else if (st)
			return st;
		*err = (hire_error){0};
	}
	return HIRE_OK;
}

int
main(void)
{
	record place;
	hire_session session;
	hire_error err = {0};
	hire_limits limits = {.questions = 2, .probes = 1, .queries = 3};
	/* 10 minutes, of which outages may give back 5. */
	hire_status st = hire_session_init(&session, limits, 10, 5, &err);
	if (!st) {
		save(&place, &session);
		st = play(&place, &err);
	}
	if (st)
		fprintf(stderr, "interview_machine: %s\n", err.message);
	return hire_status_exit(st);
}
