/* SPDX-License-Identifier: MIT
 * live.c - the conversation: show what is new, do our part, take the answer.
 * Everything that counts is in the store; this loop may die at any moment and
 * another goes on.
 */
#include "live.h"
#include "interviews.h"
#include "out.h"
#include "term.h"

#include <string.h>

static hire_status
refresh(live *l, hire_error *err)
{
	hire_arena_reset(l->mem);
	hire_status st = hire_interviews_view(
	    l->c->platform, &l->who, l->id, l->seen, l->mem, &l->view, err);
	if (!st)
		l->left = l->view.left;
	return st;
}

static bool
is_over(const live *l)
{
	return l->view.interview.state >= HIRE_INTERVIEW_CONCLUDED;
}

/* Print what is new, except what the candidate typed here. */
static void
show_new(live *l)
{
	for (size_t i = 0; i < l->view.count; i++) {
		const hire_interview_event *e = &l->view.events[i];
		l->seen = e->seq;
		if (event_is_ours(e->event) || e->event == HIRE_EVENT_TIME_UP)
			event_print(l->c, l->ui, e);
	}
	fflush(l->ui);
}

/* The words that wait for the candidate, after a break. */
static void
show_again(live *l)
{
	const hire_interview_event *last = NULL;
	long long s = (long long)(l->view.left / HIRE_SECOND);
	for (size_t i = 0; i < l->view.count; i++) {
		if (event_is_ours(l->view.events[i].event))
			last = &l->view.events[i];
		l->seen = l->view.events[i].seq;
	}
	fprintf(l->ui, "Welcome back: %lld:%02lld left.\n", s / 60, s % 60);
	if (last)
		event_print(l->c, l->ui, last);
}

static hire_status
send(live *l, hire_event event, const char *text, hire_error *err)
{
	hire_interview_event entry;
	char id[64];
	/* The place in the transcript names it: sent again, it counts once. */
	snprintf(id, sizeof id, "cli-%lld-%s", (long long)l->seen,
	    hire_word(&hire_event_words, (int)event));
	hire_status st = hire_interviews_take(l->c->platform, &l->who, l->id,
	    &(hire_saying){.event = event,
	        .text = text,
	        .client_id =
	            event == HIRE_EVENT_AWAY || event == HIRE_EVENT_BACK ? NULL
	                                                                 : id},
	    l->mem, &entry, err);
	/* The clock, HR or another terminal may have been faster: the view will
	 * say where it stands. */
	if (st != HIRE_ESTATE)
		return st == HIRE_ETIMEUP ? HIRE_OK : st;
	fprintf(l->ui,
	    "The interview was taken over by another session, or is over: "
	    "this was not taken.\n");
	return HIRE_OK;
}

/* The event that an entry is in the present state. */
static hire_event
event_of(const live *l, live_entry entry)
{
	hire_interview_state state = l->view.interview.state;
	if (entry == LIVE_LEAVE)
		return HIRE_EVENT_LEAVE;
	if (state == HIRE_INTERVIEW_READY)
		return HIRE_EVENT_BEGIN;
	if (state == HIRE_INTERVIEW_GREETING)
		return HIRE_EVENT_PROCEED;
	if (state == HIRE_INTERVIEW_CANDIDATE_QUESTIONS)
		return entry == LIVE_TEXT ? HIRE_EVENT_QUERY : HIRE_EVENT_DONE;
	return entry == LIVE_SKIP ? HIRE_EVENT_SKIP : HIRE_EVENT_ANSWER;
}

static const char *
hint_of(hire_interview_state state)
{
	switch (state) {
	case HIRE_INTERVIEW_READY:
		return "Ready?  Enter begins the interview and its clock; "
		       "/leave and Ctrl-C go\naway, and nothing has begun.";
	case HIRE_INTERVIEW_GREETING:
		return "Enter when you are ready; /help says more.";
	case HIRE_INTERVIEW_CANDIDATE_QUESTIONS:
		return "Ask, or only Enter when you have no more questions.";
	default:
		return "An empty line ends the answer; /help says more.";
	}
}

/* One turn of the candidate; `*gone` when they go away. */
static hire_status
their_turn(live *l, bool *gone, hire_error *err)
{
	hire_interview_state state = l->view.interview.state;
	bool many = state == HIRE_INTERVIEW_QUESTION ||
	            state == HIRE_INTERVIEW_FOLLOW_UP;
	live_entry entry;
	if (!l->c->quiet)
		fprintf(l->ui, "%s%s%s\n", out_on(l->c, OUT_DIM),
		    hint_of(state), out_on(l->c, OUT_PLAIN));
	hire_status st = live_read(l, many, &entry, err);
	if (st || entry == LIVE_ENDED)
		return st;
	*gone = entry == LIVE_PAUSE;
	if (*gone && l->line_len + l->text_len)
		fprintf(
		    l->ui, "\nWhat you had typed and not sent was not kept.\n");
	/* Before the beginning there is nothing to leave. */
	if (state == HIRE_INTERVIEW_READY && entry == LIVE_LEAVE)
		*gone = true;
	if (*gone)
		return state == HIRE_INTERVIEW_READY
		           ? HIRE_OK
		           : send(l, HIRE_EVENT_AWAY, NULL, err);
	hire_event event = event_of(l, entry);
	bool words = event == HIRE_EVENT_ANSWER || event == HIRE_EVENT_QUERY;
	return send(l, event, words ? l->text : NULL, err);
}

/* Come in: after a break the clock goes on from where it was. */
static hire_status
enter(live *l, hire_error *err)
{
	hire_status st = refresh(l, err);
	if (st || is_over(l) || l->view.interview.state == HIRE_INTERVIEW_READY)
		return st;
	if (l->view.interview.mode == HIRE_CLOCK_AWAY)
		st = send(l, HIRE_EVENT_BACK, NULL, err);
	if (!st)
		st = hire_interviews_tick(l->c->platform, l->id, &l->left, err);
	if (!st)
		st = refresh(l, err);
	if (!st)
		show_again(l);
	return st;
}

static hire_status
converse(live *l, bool *over, hire_error *err)
{
	bool gone = false;
	hire_status st = enter(l, err);
	while (!st && !gone) {
		st = refresh(l, err);
		if (st)
			break;
		show_new(l);
		if (is_over(l))
			break;
		if (l->view.interview.turn == HIRE_TURN_OURS)
			st = hire_interviews_think(l->c->platform, l->id, err);
		else
			st = their_turn(l, &gone, err);
	}
	*over = !st && !gone;
	return st;
}

hire_status
live_hold(
    cli *c, const hire_actor *who, const char *id, bool *over, hire_error *err)
{
	struct termios old;
	live *l = hire_arena_alloc(c->mem, sizeof *l);
	if (!l)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	*l = (live){
	    .c = c, .who = *who, .id = id, .ui = c->json ? stderr : stdout};
	hire_status st = hire_arena_new(c->ctx, 0, &l->mem, err);
	if (st)
		return st;
	term_catch();
	l->tty = term_raw(&old);
	if (l->tty)
		term_mark_paste(l->ui, true);
	st = converse(l, over, err);
	if (l->tty) {
		term_mark_paste(l->ui, false);
		term_restore(&old);
	}
	hire_arena_free(l->mem);
	return st;
}
