/* SPDX-License-Identifier: MIT
 * interviewer.c - our side of the talk: what to say next, then say it.
 * Words are made outside of any transaction, since an engine may take long;
 * they count only if nothing else happened meanwhile.
 */
#include <hire/interviews.h>

#include "interview_rows.h"

#include "util/ctx.h"

#include <string.h>

enum { STEPS_MAX = 8 };

/* A turn of ours: what was read, and what is to be said. */
typedef struct turn {
	const char *id;
	hire_interview row;
	hire_brief brief;
	const char *plan_json;
	hire_plan plan;
	const char *heard; /* the candidate's last words */
	hire__happening say;
	bool passed_on; /* a query that we cannot answer */
	bool stale;     /* somebody else acted first */
	int64_t next;   /* whose turn it is when that is said */
} turn;

static hire_status
look(hire__work *w, void *args)
{
	turn *t = args;
	hire_interview_event *events = NULL;
	size_t count = 0;
	t->heard = NULL;
	hire_status st = hire__get(w, &hire_interview_record, t->id, &t->row);
	if (st || t->row.turn != HIRE_TURN_OURS)
		return st;
	st = hire__interview_plan(w, t->id, &t->plan_json);
	if (!st)
		st = hire__interview_brief(w, &t->row, &t->brief);
	if (!st)
		st = hire__transcript(w, t->id,
		    t->row.last_seq > 8 ? t->row.last_seq - 8 : 0, &events,
		    &count);
	for (size_t i = count; !st && i-- > 0 && !t->heard;)
		if (events[i].event == t->row.latest)
			t->heard = events[i].text ? events[i].text : "";
	return st;
}

static hire_status
ask_next(hire_platform *p, turn *t, hire_arena *mem, hire_error *err)
{
	size_t next = (size_t)t->row.asked;
	hire_event event =
	    t->row.max_queries ? HIRE_EVENT_INVITE : HIRE_EVENT_CONCLUDE;
	if (next < t->plan.count && next < (size_t)t->row.max_questions) {
		t->say.event = HIRE_EVENT_ASK;
		t->say.question = t->row.asked + 1;
		t->say.text = t->plan.questions[next].text;
		return HIRE_OK;
	}
	t->say.event = event;
	if (event == HIRE_EVENT_INVITE)
		return hire_engine_invite(
		    p->engine, &t->brief, mem, &t->say.text, err);
	return hire_engine_conclude(
	    p->engine, &t->brief, HIRE_END_ALL_ASKED, mem, &t->say.text, err);
}

/* A follow-up must not cost a later question its time. */
static bool
has_time_to_probe(const hire_interview *row)
{
	const hire_time each = 3 * HIRE_MINUTE / 2;
	int64_t left = row->max_questions - row->asked;
	return row->budget - row->spent >= each * (left + 1);
}

/* A thin answer gets one follow-up while the row and the time allow it. */
static hire_status
after_answer(hire_platform *p, turn *t, hire_arena *mem, hire_error *err)
{
	size_t asked = (size_t)t->row.asked;
	if (t->row.probes < t->row.max_probes && asked >= 1 &&
	    asked <= t->plan.count && has_time_to_probe(&t->row)) {
		hire_status st = hire_engine_follow_up(p->engine,
		    &t->plan.questions[asked - 1], t->heard ? t->heard : "",
		    mem, &t->say.text, err);
		if (st)
			return st;
	}
	if (!t->say.text)
		return ask_next(p, t, mem, err);
	t->say.event = HIRE_EVENT_PROBE;
	t->say.question = t->row.asked;
	return HIRE_OK;
}

static hire_status
reply(hire_platform *p, turn *t, hire_arena *mem, hire_error *err)
{
	bool known = true;
	t->say.event = HIRE_EVENT_REPLY;
	hire_status st = hire_engine_reply(p->engine, &t->brief,
	    t->heard ? t->heard : "", mem, &t->say.text, &known, err);
	t->passed_on = !known;
	return st;
}

/* Find the words for what the last event calls for. */
static hire_status
find_words(hire_platform *p, turn *t, hire_arena *mem, hire_error *err)
{
	switch (t->row.latest) {
	case HIRE_EVENT_BEGIN:
		t->say.event = HIRE_EVENT_GREET;
		return hire_engine_greet(
		    p->engine, &t->brief, mem, &t->say.text, err);
	case HIRE_EVENT_ANSWER:
		return after_answer(p, t, mem, err);
	case HIRE_EVENT_QUERY:
		return reply(p, t, mem, err);
	case HIRE_EVENT_DONE:
		t->say.event = HIRE_EVENT_CONCLUDE;
		return hire_engine_conclude(p->engine, &t->brief,
		    HIRE_END_ALL_ASKED, mem, &t->say.text, err);
	default: /* proceed, skip */
		return ask_next(p, t, mem, err);
	}
}

static hire_status
tell_recruiter(hire__work *w, const turn *t)
{
	hire_job job;
	const char *text;
	hire_status st = hire__get(w, &hire_job_record, t->row.job_id, &job);
	if (!st)
		st = hire__text(w, &text,
		    "A candidate for \"%s\" asked in the interview %s:\n\n"
		    "%s\n\nThe job's text does not answer this, so the "
		    "candidate was told that you will.\n",
		    job.title, t->id, t->heard);
	return st ? st
	          : hire__post_account(w, job.created_by,
	                "A candidate's question for you", text);
}

static hire_status
say(hire__work *w, void *args)
{
	turn *t = args;
	hire_interview row;
	hire_status st = hire__get(w, &hire_interview_record, t->id, &row);
	if (st)
		return st;
	t->stale = row.last_seq != t->row.last_seq;
	if (t->stale)
		return HIRE_OK;
	st = hire__interview_step(w, &row, &t->say, NULL);
	/* Our turn is over when the time is up: the clock's holder ends it. */
	if (st == HIRE_ETIMEUP) {
		hire__happening end = {.event = HIRE_EVENT_TIME_UP};
		st = hire__interview_step(w, &row, &end, NULL);
	}
	t->next = row.turn;
	return st || !t->passed_on ? st : tell_recruiter(w, t);
}

static hire_status
one_turn(hire_platform *p, const char *id, hire_arena *mem, bool *more,
    hire_error *err)
{
	turn t = {.id = id};
	hire_status st = hire__read(p, look, &t, mem, err);
	*more = !st && t.row.turn == HIRE_TURN_OURS;
	if (!*more)
		return st;
	st = hire_plan_from_json(t.plan_json, mem, &t.plan, err);
	if (!st)
		st = find_words(p, &t, mem, err);
	if (!st)
		st = hire__write(p, say, &t, mem, err);
	*more = !st && (t.stale || t.next == HIRE_TURN_OURS);
	return st;
}

hire_status
hire_interviews_think(
    hire_platform *p, const char *interview_id, hire_error *err)
{
	hire_arena *mem = NULL;
	bool more = true;
	hire_status st = hire__need(p, HIRE_NEED_ENGINE, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	for (int i = 0; !st && more && i < STEPS_MAX; i++)
		st = one_turn(p, interview_id, mem, &more, err);
	hire_arena_free(mem);
	return st;
}
