/* SPDX-License-Identifier: MIT
 * talk.c - one talk: what the client says goes to the library, what happened
 * since goes to the client.
 */
#include "talk.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

/* A message holds an answer of 20,000 bytes and its JSON. */
enum { WORK_MEM = 8 << 20 };

#define LIVE_TYPE_MAP(X)                                                       \
	X(LIVE_HELLO, "hello")                                                 \
	X(LIVE_BEGIN, "begin")                                                 \
	X(LIVE_PROCEED, "proceed")                                             \
	X(LIVE_ANSWER, "answer")                                               \
	X(LIVE_SKIP, "skip")                                                   \
	X(LIVE_QUERY, "query")                                                 \
	X(LIVE_DONE, "done")                                                   \
	X(LIVE_LEAVE, "leave")

typedef enum live_type {
#define X(name, text) name,
	LIVE_TYPE_MAP(X)
#undef X
	    LIVE_TYPES
} live_type;
static const char *const type_names[] = {
#define X(name, text) text,
    LIVE_TYPE_MAP(X)
#undef X
};
static const hire_words type_words = {"type", type_names, LIVE_TYPES};
static const hire_event events[] = {[LIVE_BEGIN] = HIRE_EVENT_BEGIN,
    [LIVE_PROCEED] = HIRE_EVENT_PROCEED,
    [LIVE_ANSWER] = HIRE_EVENT_ANSWER,
    [LIVE_SKIP] = HIRE_EVENT_SKIP,
    [LIVE_QUERY] = HIRE_EVENT_QUERY,
    [LIVE_DONE] = HIRE_EVENT_DONE,
    [LIVE_LEAVE] = HIRE_EVENT_LEAVE};

typedef struct word {
	live_type type;
	const char *id, *text;
	int64_t last_seq;
	bool consent;
} word;
static const hire_field word_fields[] = {
    VIEW_ASK_ENUM(word, type, 0, type_words, "kind of message"),
    VIEW_ASK(word, id, 0, 0, 64, "the client's own: counted once"),
    VIEW_ASK(word, text, 0, 0, 20000, "what is said"),
    VIEW_ASK_INT(word, last_seq, 0, INT64_MAX, 0, "last entry seen"),
    VIEW_ASK_BOOL(word, consent, "begin: agrees to the interview"),
};
VIEW(word);

static hire_status
look(talk *t, int64_t after, hire_arena *mem, hire_interview_view *out,
    hire_error *err)
{
	return hire_interviews_view(t->all->options.platform, &t->who,
	    t->interview_id, after, mem, out, err);
}

static bool
runs(const hire_interview *row)
{
	return row->state > HIRE_INTERVIEW_READY &&
	       row->state < HIRE_INTERVIEW_CONCLUDED;
}

/* Send everything behind what was sent last. */
static hire_status
catch_up(talk *t, hire_arena *mem, hire_error *err)
{
	hire_interview_view view;
	hire_status st = look(t, t->sent_seq, mem, &view, err);
	if (st || !t->greeted)
		return st;
	for (size_t i = 0; i < view.count; i++) {
		say_event(t, &view.events[i]);
		t->sent_seq = view.events[i].seq;
	}
	if (view.count)
		say_clock(t, &view);
	t->left = runs(&view.interview) ? view.left : -1;
	if (view.count && view.interview.state >= HIRE_INTERVIEW_CONCLUDED)
		say_state(t, &view.interview);
	return HIRE_OK;
}

/* Our turn of the talk, when it is ours, and the news of it. */
static hire_status
go_on(talk *t, hire_arena *mem, hire_error *err)
{
	hire_status st = catch_up(t, mem, err);
	if (!st)
		st = hire_interviews_think(
		    t->all->options.platform, t->interview_id, err);
	return st ? st : catch_up(t, mem, err);
}

/* The line is up again: told once, where the talk knows that it broke. */
static void
come_back(talk *t, const hire_interview *row, hire_arena *mem)
{
	hire_interview_event ignored;
	hire_error err;
	if (runs(row) && hire_interviews_take(t->all->options.platform, &t->who,
	                     t->interview_id, HIRE_EVENT_BACK, NULL, NULL, mem,
	                     &ignored, &err))
		hire_ctx_log(t->all->options.ctx, HIRE_LOG_DEBUG,
		    "live.was_not_away", NULL);
}

static hire_status
hear_hello(talk *t, const word *w, hire_arena *mem, hire_error *err)
{
	hire_interview_view view;
	hire_status st = look(t, INT64_MAX, mem, &view, err);
	if (st)
		return st;
	say_welcome(t, &view);
	t->greeted = true;
	t->sent_seq = w->last_seq < view.interview.last_seq
	                  ? w->last_seq
	                  : view.interview.last_seq;
	come_back(t, &view.interview, mem);
	return go_on(t, mem, err);
}

static hire_status
hear_event(talk *t, const word *w, hire_arena *mem, hire_error *err)
{
	hire_interview_event entry;
	if (!t->greeted)
		return hire_fail(err, HIRE_ESTATE, "type", "say hello first");
	if (!w->id)
		return hire_fail(err, HIRE_EINVAL, "id",
		    "is missing: each message names itself");
	if (w->type == LIVE_BEGIN && !w->consent)
		return hire_fail(err, HIRE_EDENIED, "consent",
		    "an interview begins with the candidate's consent");
	hire_status st = hire_interviews_take(t->all->options.platform, &t->who,
	    t->interview_id, events[w->type], w->text, w->id, mem, &entry, err);
	if (st)
		return st;
	t->all->answers += w->type == LIVE_ANSWER;
	say_ack(t, w->id, entry.seq);
	return go_on(t, mem, err);
}

static void
hear(talk *t, const message *m, hire_arena *mem)
{
	word w;
	hire_error err = {0};
	hire_record_init(&word_view, &w);
	hire_status st = hire_record_from_json(
	    &word_view, &w, m->text, m->len, HIRE_INPUT, mem, &err);
	if (!st)
		st = w.type == LIVE_HELLO ? hear_hello(t, &w, mem, &err)
		                          : hear_event(t, &w, mem, &err);
	if (st)
		say_problem(t, w.id, st, &err);
	/* Whoever was wrong about the state gets to see it. */
	if (st && catch_up(t, mem, &err))
		hire_ctx_log(
		    t->all->options.ctx, HIRE_LOG_WARN, "live.no_view", NULL);
}

/* The socket is gone, and no newer one has taken its place. */
static void
lose(talk *t, hire_arena *mem)
{
	hire_interview_event ignored;
	hire_error err;
	if (t->replaced || t->told_away || t->left < 0)
		return;
	t->told_away = true;
	if (hire_interviews_take(t->all->options.platform, &t->who,
	        t->interview_id, HIRE_EVENT_AWAY, NULL, NULL, mem, &ignored,
	        &err))
		hire_ctx_log(t->all->options.ctx, HIRE_LOG_DEBUG,
		    "live.over_already", NULL);
}

void
talk_work(talk *t, unsigned todo, message *inbox)
{
	hire_arena *mem = NULL;
	hire_error err = {0};
	hire_interview_view view;
	if (hire_arena_new(t->all->options.ctx, WORK_MEM, &mem, &err)) {
		talk_end(t->all, t->socket, 1011, NULL);
		todo &= TALK_LOST;
	}
	while (inbox) {
		message *m = inbox;
		inbox = m->next;
		if (mem)
			hear(t, m, mem);
		free(m);
		if (mem)
			hire_arena_reset(mem);
	}
	if (todo & TALK_WAKE && go_on(t, mem, &err))
		say_problem(t, NULL, err.code, &err);
	else if (todo & TALK_CLOCK && !look(t, INT64_MAX, mem, &view, &err))
		say_clock(t, &view);
	if (todo & TALK_LOST) {
		hire_interviews_unlisten(
		    t->all->options.platform, t->listening);
		if (mem)
			lose(t, mem);
	}
	hire_arena_free(mem);
}
