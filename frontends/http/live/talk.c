/* SPDX-License-Identifier: MIT
 * talk.c - one talk: what the client says goes to the library, what happened
 * since goes to the client.
 */
#include "talk.h"
#include "view.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A message holds an answer of 20,000 bytes and its JSON. */
enum { WORK_MEM = 8 << 20, ID_MAX = 64 };

#define LIVE_X(name, text) text,
static const char *const heard_names[] = {LIVE_HEARD_MAP(LIVE_X)};
#undef LIVE_X
const hire_words live_heard_words = {"type", heard_names, LIVE_HEARD_COUNT};
static const hire_event events[] = {[LIVE_BEGIN] = HIRE_EVENT_BEGIN,
    [LIVE_PROCEED] = HIRE_EVENT_PROCEED,
    [LIVE_ANSWER] = HIRE_EVENT_ANSWER,
    [LIVE_SKIP] = HIRE_EVENT_SKIP,
    [LIVE_QUERY] = HIRE_EVENT_QUERY,
    [LIVE_DONE] = HIRE_EVENT_DONE,
    [LIVE_LEAVE] = HIRE_EVENT_LEAVE};

typedef struct word {
	live_heard type;
	const char *id, *text;
	int64_t last_seq, to;
	bool consent;
} word;
static const hire_field word_fields[] = {
    VIEW_ASK_ENUM(
        word, type, LIVE_HEARD_COUNT, live_heard_words, "kind of message"),
    VIEW_ASK(word, id, 0, 0, ID_MAX, "the client's own: counted once"),
    VIEW_ASK(word, text, 0, 0, 20000, "what is said"),
    VIEW_ASK_INT(word, last_seq, 0, INT64_MAX, 0, "last entry seen"),
    VIEW_ASK_INT(word, to, 0, INT64_MAX, 0, "the entry that it answers"),
    VIEW_ASK_BOOL(word, consent, "begin: agrees to the interview"),
};
static const hire_record word_view = {"the protocol's messages", "",
    sizeof(word), word_fields, sizeof word_fields / sizeof *word_fields, NULL,
    0};

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

/* Away and back come from us; that either is refused, since the interview has
 * gone on meanwhile, is fine. */
static void
note_line(talk *t, hire_event event, hire_arena *mem)
{
	hire_interview_event ignored;
	hire_error err;
	if (hire_interviews_take(t->all->options.platform, &t->who,
	        t->interview_id,
	        &(hire_saying){.event = event, .line = t->line}, mem, &ignored,
	        &err))
		hire_ctx_log(t->all->options.ctx, HIRE_LOG_DEBUG,
		    "live.not_noted", NULL);
}

/* What a client should know beside the entries. */
static void
tell_rest(talk *t, const hire_interview_view *view, hire_arena *mem)
{
	const hire_interview *row = &view->interview;
	t->left = runs(row) ? view->left : -1;
	if (runs(row) && t->turn != (int)row->turn)
		say_clock(t, view->left, row->turn);
	t->turn = (int)row->turn;
	/* Another line was lost after this one had come. */
	if (runs(row) && row->mode == HIRE_CLOCK_AWAY)
		note_line(t, HIRE_EVENT_BACK, mem);
	if (row->state < HIRE_INTERVIEW_CONCLUDED || t->over)
		return;
	t->over = true;
	say_state(t, row);
	talk_end(t->all, t->socket, CLOSE_OVER, "the interview is over");
}

/* Send what the outbox has room for; the ticker comes back for the rest. */
static void
show(talk *t, const hire_interview_view *view, hire_arena *mem)
{
	for (size_t i = 0; i < view->count && !t->full; i++) {
		t->full = ws_queued(t->all->hub, t->socket) > OUTBOX_FULL;
		if (t->full)
			return;
		if (view->events[i].seq > t->replay_seq)
			say_parts(t, &view->events[i]);
		say_event(t, &view->events[i]);
		t->sent_seq = view->events[i].seq;
	}
	if (t->sent_seq >= view->interview.last_seq)
		tell_rest(t, view, mem);
}

/* A newer connection speaks, and nobody has told us. */
static void
yield_to(talk *t, int64_t line)
{
	pthread_mutex_lock(&t->all->lock);
	line_replace(t->all, t->interview_id, line);
	pthread_mutex_unlock(&t->all->lock);
}

/* Send everything behind what was sent last: a page of the transcript at a
 * time. */
static hire_status
catch_up(talk *t, hire_arena *mem, hire_error *err)
{
	hire_interview_view view = {.count = 1};
	hire_status st = HIRE_OK;
	t->full = ws_queued(t->all->hub, t->socket) > OUTBOX_FULL;
	while (t->greeted && !st && view.count && !t->full) {
		st = look(t, t->sent_seq, mem, &view, err);
		if (!st && view.interview.line > t->line) {
			yield_to(t, view.interview.line);
			break;
		}
		if (!st)
			show(t, &view, mem);
		if (!st && t->sent_seq >= view.interview.last_seq)
			break;
	}
	return st;
}

/* Our turn of the talk, when it is ours, and the news of it. */
static hire_status
think(talk *t, hire_arena *mem, hire_error *err)
{
	hire_status st = hire_interviews_think(
	    t->all->options.platform, t->interview_id, err);
	return st ? st : catch_up(t, mem, err);
}

static hire_status
go_on(talk *t, hire_arena *mem, hire_error *err)
{
	hire_status st = catch_up(t, mem, err);
	bool ours =
	    t->greeted && t->left >= 0 && t->turn == (int)HIRE_TURN_OURS;
	return st || !ours ? st : think(t, mem, err);
}

static hire_status
hear_hello(talk *t, const word *w, hire_arena *mem, hire_error *err)
{
	hire_interview_view view;
	if (t->greeted)
		return hire_fail(err, HIRE_ESTATE, "type",
		    "hello is said once on a connection");
	hire_status st = look(t, INT64_MAX, mem, &view, err);
	if (st)
		return st;
	if (w->last_seq > view.interview.last_seq)
		return hire_fail(err, HIRE_EINVAL, "last_seq",
		    "is above %lld, the last entry; 0 asks for all of them",
		    (long long)view.interview.last_seq);
	say_welcome(t, &view);
	t->turn = (int)view.interview.turn;
	t->sent_seq = w->last_seq;
	t->replay_seq = view.interview.last_seq;
	t->greeted = true;
	return go_on(t, mem, err);
}

/* The entry that an event has made; nothing when it was resent. */
static hire_status
tell_own(talk *t, const hire_interview_event *entry, hire_arena *mem,
    hire_error *err)
{
	if (entry->seq <= t->sent_seq)
		return HIRE_OK;
	if (entry->seq > t->sent_seq + 1 || t->full)
		return catch_up(t, mem, err);
	say_event(t, entry);
	t->sent_seq = entry->seq;
	t->turn = (int)HIRE_TURN_OURS;
	return HIRE_OK;
}

static hire_status
check_event(const talk *t, const word *w, hire_error *err)
{
	if (w->type == LIVE_HEARD_COUNT)
		return hire_fail(err, HIRE_EINVAL, "type", "is missing");
	if (!t->greeted)
		return hire_fail(err, HIRE_ESTATE, "type", "say hello first");
	if (!w->id || !*w->id)
		return hire_fail(err, HIRE_EINVAL, "id",
		    "is missing: each message names itself");
	if (w->type == LIVE_BEGIN && !w->consent)
		return hire_fail(err, HIRE_EDENIED, "consent",
		    "an interview begins with the candidate's consent");
	return HIRE_OK;
}

static hire_status
hear_event(talk *t, const word *w, hire_arena *mem, hire_error *err)
{
	hire_interview_event entry;
	hire_status st = check_event(t, w, err);
	if (!st)
		st = hire_interviews_take(t->all->options.platform, &t->who,
		    t->interview_id,
		    &(hire_saying){.event = events[w->type],
		        .text = w->text,
		        .client_id = w->id,
		        .to = w->to,
		        .line = t->line},
		    mem, &entry, err);
	if (st)
		return st;
	t->all->answers += w->type == LIVE_ANSWER;
	say_ack(t, w->id, entry.seq);
	st = tell_own(t, &entry, mem, err);
	return st ? st : think(t, mem, err);
}

/* Whoever was wrong about the state gets to see it; whoever is wrong again and
 * again goes. */
static void
object(talk *t, const char *id, hire_arena *mem, hire_error *err)
{
	if (err->code == HIRE_ESTATE && !strcmp(err->field, "line")) {
		yield_to(t, t->line + 1);
		return;
	}
	bool state = err->code == HIRE_ESTATE || err->code == HIRE_ETURN ||
	             err->code == HIRE_ETIMEUP || err->code == HIRE_ELIMIT;
	say_problem(t, id, err->code, err);
	if (++t->faults >= FAULTS_MAX)
		talk_end(t->all, t->socket, CLOSE_FAULTS, "too many errors");
	else if (state && catch_up(t, mem, err))
		hire_ctx_log(
		    t->all->options.ctx, HIRE_LOG_WARN, "live.no_view", NULL);
}

/* The id of a message that was not read to its end, or NULL. */
static const char *
find_id(const message *m, hire_arena *mem)
{
	cJSON *tree = cJSON_ParseWithLength(m->text, m->len);
	const char *id =
	    cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "id"));
	size_t n = id ? strlen(id) : 0;
	id = n && n <= ID_MAX ? hire_arena_strdup(mem, id) : NULL;
	cJSON_Delete(tree);
	return id;
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
		object(t, w.id ? w.id : find_id(m, mem), mem, &err);
	else
		t->faults = 0;
}

/* The socket is gone, and no newer one has taken its place. */
static void
lose(talk *t, hire_arena *mem)
{
	pthread_mutex_lock(&t->all->lock);
	bool last = line_last(t->all, t);
	pthread_mutex_unlock(&t->all->lock);
	if (last && t->left >= 0)
		note_line(t, HIRE_EVENT_AWAY, mem);
}

static void
hear_all(talk *t, message *inbox, hire_arena *mem)
{
	while (inbox) {
		message *m = inbox;
		inbox = m->next;
		if (mem)
			hear(t, m, mem);
		free(m);
		hire_arena_reset(mem);
	}
}

void
talk_work(talk *t, unsigned todo, message *inbox)
{
	hire_arena *mem = NULL;
	hire_error err = {0};
	if (hire_arena_new(t->all->options.ctx, WORK_MEM, &mem, &err)) {
		talk_end(t->all, t->socket, CLOSE_INTERNAL, NULL);
		todo &= TALK_LOST;
	}
	hear_all(t, inbox, mem);
	if (todo & TALK_WAKE && go_on(t, mem, &err))
		say_problem(t, NULL, err.code, &err);
	if (todo & TALK_LOST) {
		hire_interviews_unlisten(
		    t->all->options.platform, t->listening);
		if (mem)
			lose(t, mem);
	}
	hire_arena_free(mem);
}
