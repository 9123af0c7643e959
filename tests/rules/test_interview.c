/* SPDX-License-Identifier: MIT
 * test_interview.c - the interview machine: the order of a whole talk, the
 * names of refusals, the seat, and the printed table.
 */
#include "must.h"
#include "support.h"

#include <hire/interview.h>

#include <stdio.h>
#include <string.h>

static const hire_limits usual = {.questions = 2, .probes = 1, .queries = 1};

static hire_instant
at(int64_t seconds)
{
	int64_t us = seconds * HIRE_SECOND;
	return (hire_instant){HIRE_DAY + us, HIRE_HOUR + us, 7};
}

/* A talk as it should go: event, whose turn then, effects. */
typedef struct beat {
	hire_event event;
	hire_turn turn;
	hire_interview_state state;
	unsigned effects;
} beat;

#define B(event, turn, state, effects)                                         \
	{                                                                      \
		HIRE_EVENT_##event, HIRE_TURN_##turn, HIRE_INTERVIEW_##state,  \
		    HIRE_EFFECT_RECORD | (effects)                             \
	}
#define T HIRE_EFFECT_TIMER

static const beat whole_talk[] = {
    B(BEGIN, OURS, GREETING, HIRE_EFFECT_RESERVE | T),
    B(GREET, CANDIDATE, GREETING, T),
    B(PROCEED, OURS, GREETING, T),
    B(ASK, CANDIDATE, QUESTION, T),
    B(ANSWER, OURS, QUESTION, T),
    B(PROBE, CANDIDATE, FOLLOW_UP, T),
    B(AWAY, CANDIDATE, FOLLOW_UP, T),
    B(BACK, CANDIDATE, FOLLOW_UP, T),
    B(ANSWER, OURS, FOLLOW_UP, T),
    B(ASK, CANDIDATE, QUESTION, T),
    B(SKIP, OURS, QUESTION, T),
    B(INVITE, CANDIDATE, CANDIDATE_QUESTIONS, T),
    B(QUERY, OURS, CANDIDATE_QUESTIONS, T),
    B(REPLY, CANDIDATE, CANDIDATE_QUESTIONS, T),
    B(DONE, OURS, CANDIDATE_QUESTIONS, T),
    B(CONCLUDE, NOBODY, CONCLUDED, HIRE_EFFECT_USE | HIRE_EFFECT_SCORE),
    B(SCORE, NOBODY, SCORING, 0),
    B(SCORE, NOBODY, SCORING, 0),
    B(UNSCORED, NOBODY, UNSCORED, 0),
    B(SCORE, NOBODY, SCORING, 0),
    B(SCORED, NOBODY, SCORED, 0),
};
enum { BEATS = sizeof whole_talk / sizeof *whole_talk };

START_TEST(a_whole_talk)
{
	hire_session s;
	unsigned effects;
	ck_assert_ok(hire_session_init(&s, usual, 30, 5, NULL));
	for (int i = 0; i < BEATS; i++) {
		const beat *b = &whole_talk[i];
		hire_error err = {0};
		hire_status st = hire_session_step(
		    &s, b->event, false, at(i), &s, &effects, &err);
		ck_assert_msg(st == HIRE_OK, "%d: %s", i, err.message);
		ck_assert_msg(effects == b->effects, "%d: %x", i, effects);
		ck_assert_int_eq(s.turn, b->turn);
		ck_assert_int_eq(s.state, b->state);
	}
	ck_assert_int_eq(s.end, HIRE_END_ALL_ASKED);
	ck_assert_int_eq(s.asked, 2);
	ck_assert_int_eq(s.answered, 2);
	ck_assert_int_eq(s.queries, 1);
}
END_TEST

/* The talk up to its first `beats` beats. */
static hire_session
talk(int beats, hire_limits limits)
{
	hire_session s;
	unsigned effects;
	ck_assert_ok(hire_session_init(&s, limits, 30, 5, NULL));
	for (int i = 0; i < beats; i++)
		ck_assert_ok(hire_session_step(
		    &s, whole_talk[i].event, false, at(i), &s, &effects, NULL));
	return s;
}

/* `event` 30 s after the talk's first `beats` beats. */
static hire_status
then(int beats, hire_limits limits, hire_event event, hire_error *err)
{
	hire_session s = talk(beats, limits);
	unsigned effects;
	return hire_session_step(
	    &s, event, false, at(beats + 30), &s, &effects, err);
}

static const struct {
	int beats;
	hire_event event;
	hire_status want;
} refusals[] = {
    {0, HIRE_EVENT_ANSWER, HIRE_ESTATE},
    {0, HIRE_EVENT_LEAVE, HIRE_ESTATE},
    {0, HIRE_EVENT_TICK, HIRE_ESTATE},
    {1, HIRE_EVENT_BEGIN, HIRE_ESTATE},
    {1, HIRE_EVENT_PROCEED, HIRE_ETURN},
    {2, HIRE_EVENT_ASK, HIRE_ETURN},
    {3, HIRE_EVENT_GREET, HIRE_ESTATE},
    {3, HIRE_EVENT_PROBE, HIRE_ESTATE},
    {4, HIRE_EVENT_PROBE, HIRE_ETURN},
    {5, HIRE_EVENT_ANSWER, HIRE_ETURN},
    {5, HIRE_EVENT_INVITE, HIRE_ESTATE},
    {5, HIRE_EVENT_BACK, HIRE_ESTATE},
    {7, HIRE_EVENT_AWAY, HIRE_ESTATE},
    {9, HIRE_EVENT_PROBE, HIRE_ELIMIT},
    {11, HIRE_EVENT_PROBE, HIRE_ESTATE},
    {11, HIRE_EVENT_ASK, HIRE_ELIMIT},
    {11, HIRE_EVENT_CONCLUDE, HIRE_ESTATE},
    {14, HIRE_EVENT_QUERY, HIRE_ELIMIT},
    {14, HIRE_EVENT_CONCLUDE, HIRE_ETURN},
    {15, HIRE_EVENT_REPLY, HIRE_ESTATE},
    {15, HIRE_EVENT_TIME_UP, HIRE_ESTATE},
    {16, HIRE_EVENT_LEAVE, HIRE_ESTATE},
    {16, HIRE_EVENT_SCORED, HIRE_ESTATE},
    {BEATS, HIRE_EVENT_SCORE, HIRE_ESTATE},
};

START_TEST(refusals_have_names)
{
	ck_assert_status(
	    then(refusals[_i].beats, usual, refusals[_i].event, NULL),
	    refusals[_i].want);
}
END_TEST

START_TEST(refusals_say_what_is_possible)
{
	hire_error err = {0};
	ck_assert_status(then(11, usual, HIRE_EVENT_ASK, &err), HIRE_ELIMIT);
	ck_assert_str_eq(err.message,
	    "ask in question needs: our turn, questions left; "
	    "possible now: invite, leave, cancel, away, tick");
	ck_assert_status(
	    then(BEATS, usual, HIRE_EVENT_SCORE, &err), HIRE_ESTATE);
	ck_assert_str_eq(
	    err.message, "score has no place in scored; possible now: nothing");
	ck_assert_status(then(1, usual, (hire_event)99, &err), HIRE_EINVAL);
	ck_assert_status(then(1, usual, (hire_event)-1, &err), HIRE_EINVAL);
}
END_TEST

START_TEST(without_queries_the_talk_concludes_at_once)
{
	const hire_limits none = {.questions = 2, .probes = 1, .queries = 0};
	ck_assert_status(then(11, none, HIRE_EVENT_INVITE, NULL), HIRE_ELIMIT);
	ck_assert_status(then(9, none, HIRE_EVENT_CONCLUDE, NULL), HIRE_ESTATE);
	ck_assert_ok(then(11, none, HIRE_EVENT_CONCLUDE, NULL));
}
END_TEST

START_TEST(our_thinking_can_run_out_of_time)
{
	hire_session s = talk(5, usual); /* 25 s of 35 min are over at most */
	unsigned effects;
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_TICK, false, at(34 * 60), &s, &effects, NULL));
	ck_assert_status(hire_session_step(&s, HIRE_EVENT_ASK, false,
	                     at(36 * 60), &s, &effects, NULL),
	    HIRE_ETIMEUP);
	ck_assert_status(hire_session_step(&s, HIRE_EVENT_AWAY, false,
	                     at(36 * 60), &s, &effects, NULL),
	    HIRE_ETIMEUP);
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_TIME_UP, false, at(36 * 60), &s, &effects, NULL));
	ck_assert_int_eq(s.end, HIRE_END_TIME_UP);
	ck_assert_int_eq(hire_clock_left(&s.clock), 0);
}
END_TEST

/* The seat after the first `beats` beats and one event. */
static const struct {
	int beats;
	hire_event event;
	bool technical;
	unsigned seat;
	hire_interview_end end;
} endings[] = {
    {0, HIRE_EVENT_CANCEL, false, 0, HIRE_END_CANCELLED},
    {0, HIRE_EVENT_CANCEL, true, 0, HIRE_END_CANCELLED},
    {1, HIRE_EVENT_LEAVE, false, HIRE_EFFECT_GIVE_BACK, HIRE_END_LEFT},
    {4, HIRE_EVENT_LEAVE, false, HIRE_EFFECT_GIVE_BACK, HIRE_END_LEFT},
    {5, HIRE_EVENT_LEAVE, false, HIRE_EFFECT_USE, HIRE_END_LEFT},
    {5, HIRE_EVENT_LEAVE, true, HIRE_EFFECT_USE, HIRE_END_LEFT},
    {4, HIRE_EVENT_CANCEL, false, HIRE_EFFECT_GIVE_BACK, HIRE_END_CANCELLED},
    {7, HIRE_EVENT_CANCEL, false, HIRE_EFFECT_USE, HIRE_END_CANCELLED},
    {7, HIRE_EVENT_CANCEL, true, HIRE_EFFECT_GIVE_BACK, HIRE_END_CANCELLED},
};

START_TEST(the_seat_follows_the_end)
{
	hire_session s = talk(endings[_i].beats, usual);
	unsigned effects;
	ck_assert_ok(hire_session_step(&s, endings[_i].event,
	    endings[_i].technical, at(60), &s, &effects, NULL));
	ck_assert_uint_eq(
	    effects, endings[_i].seat | HIRE_EFFECT_RECORD | HIRE_EFFECT_SCORE);
	ck_assert_int_eq(s.end, endings[_i].end);
	ck_assert_int_eq(s.turn, HIRE_TURN_NOBODY);
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_STOPPED);
}
END_TEST

START_TEST(a_skip_is_no_answer)
{
	hire_session s = talk(4, usual);
	unsigned effects;
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_SKIP, false, at(9), &s, &effects, NULL));
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_LEAVE, false, at(9), &s, &effects, NULL));
	ck_assert_uint_eq(
	    effects & HIRE_EFFECT_GIVE_BACK, HIRE_EFFECT_GIVE_BACK);
}
END_TEST

START_TEST(who_answers_is_not_away)
{
	hire_session s = talk(7, usual);
	unsigned effects;
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_AWAY);
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_TICK, false, at(20), &s, &effects, NULL));
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_AWAY);
	ck_assert_uint_eq(effects, 0);
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_ANSWER, false, at(40), &s, &effects, NULL));
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_OURS);
	/* What we say while nobody listens does not bring the line back. */
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_AWAY, false, at(41), &s, &effects, NULL));
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_ASK, false, at(50), &s, &effects, NULL));
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_AWAY);
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_BACK, false, at(60), &s, &effects, NULL));
	ck_assert_int_eq(s.clock.mode, HIRE_CLOCK_CANDIDATE);
}
END_TEST

static const struct {
	int64_t jump;
	unsigned effects;
} jumps[] = {{0, 0}, {1, 0}, {-1, 0}, {HIRE_SECOND, 0}, {-HIRE_SECOND, 0},
    {HIRE_SECOND + 1, HIRE_EFFECT_TIMER}, {-HIRE_HOUR, HIRE_EFFECT_TIMER}};

START_TEST(the_timer_follows_the_wall_clock)
{
	hire_session s = talk(4, usual);
	unsigned effects;
	hire_instant now = at(5);
	now.wall += jumps[_i].jump;
	ck_assert_ok(hire_session_step(
	    &s, HIRE_EVENT_TICK, false, now, &s, &effects, NULL));
	ck_assert_uint_eq(effects, jumps[_i].effects);
}
END_TEST

static const struct {
	hire_limits limits;
	int32_t minutes, cap;
	const char *field; /* "": fine */
} starts[] = {
    {{1, 0, 0}, 1, 0, ""},
    {{50, 3, 20}, 240, 240, ""},
    {{0, 0, 0}, 30, 5, "questions"},
    {{51, 0, 0}, 30, 5, "questions"},
    {{10, -1, 0}, 30, 5, "probes"},
    {{10, 4, 0}, 30, 5, "probes"},
    {{10, 1, -1}, 30, 5, "queries"},
    {{10, 1, 21}, 30, 5, "queries"},
    {{10, 1, 5}, 0, 5, "minutes"},
    {{10, 1, 5}, 241, 5, "minutes"},
    {{10, 1, 5}, 30, -1, "cap_minutes"},
    {{10, 1, 5}, 30, 241, "cap_minutes"},
};

START_TEST(limits_are_checked)
{
	hire_session s;
	memset(&s, 0x5A, sizeof s);
	hire_session before = s;
	hire_error err = {0};
	hire_status st = hire_session_init(
	    &s, starts[_i].limits, starts[_i].minutes, starts[_i].cap, &err);
	ck_assert_str_eq(err.field, starts[_i].field);
	ck_assert_status(st, *starts[_i].field ? HIRE_EINVAL : HIRE_OK);
	ck_assert_int_eq(
	    !memcmp(&s, &before, sizeof s), *starts[_i].field != '\0');
}
END_TEST

START_TEST(the_page_shows_the_table)
{
	test_host host;
	hire_arena *mem;
	const char *table;
	size_t n;
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	ck_assert_ok(hire_transitions_text(mem, &table, NULL));
	const char *page =
	    test_read_file(mem, HIRE_SOURCE_DIR "/docs/interview.md", &n);
	ck_assert_ptr_nonnull(page);
	if (!strstr(page, table)) {
		printf("docs/interview.md should hold:\n%s", table);
		fflush(stdout);
	}
	ck_assert_ptr_nonnull(strstr(page, table));
	hire_arena_free(mem);
	test_host_close(&host);
}
END_TEST

static hire_status
print_table(hire_ctx *ctx)
{
	hire_arena *mem;
	const char *text;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = hire_transitions_text(mem, &text, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(printing_survives_lack_of_memory)
{
	test_every_allocation(print_table);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("interview");
	TCase *t = tcase_create("machine");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_whole_talk);
	tcase_add_loop_test(t, refusals_have_names, 0,
	    (int)(sizeof refusals / sizeof *refusals));
	tcase_add_test(t, refusals_say_what_is_possible);
	tcase_add_test(t, without_queries_the_talk_concludes_at_once);
	tcase_add_test(t, our_thinking_can_run_out_of_time);
	tcase_add_loop_test(t, the_seat_follows_the_end, 0,
	    (int)(sizeof endings / sizeof *endings));
	tcase_add_test(t, a_skip_is_no_answer);
	tcase_add_test(t, who_answers_is_not_away);
	tcase_add_loop_test(
	    t, limits_are_checked, 0, (int)(sizeof starts / sizeof *starts));
	tcase_add_loop_test(t, the_timer_follows_the_wall_clock, 0,
	    (int)(sizeof jumps / sizeof *jumps));
	tcase_add_test(t, the_page_shows_the_table);
	tcase_add_test(t, printing_survives_lack_of_memory);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
