/* SPDX-License-Identifier: MIT
 * say.c - messages to the client: JSON objects with a "type".
 */
#include "json.h"
#include "problem.h"
#include "talk.h"

#include <string.h>

#define LIVE_X(name, text) text,
static const char *const said_names[] = {LIVE_SAID_MAP(LIVE_X)};
#undef LIVE_X
const hire_words live_said_words = {"type", said_names, LIVE_SAID_COUNT};

static json
begin(buf *b, live_said type)
{
	json j = {b, false};
	json_open(&j, NULL, '{');
	json_text(&j, "type", said_names[type]);
	return j;
}

/* A queue that is full closes the connection, and one that is closed takes
 * nothing: nothing to do here.  Without memory the client would miss
 * something and not know, so it has to come again. */
static void
send_off(live *all, ws_conn_id socket, json *j)
{
	json_close(j, '}');
	hire_status st =
	    j->out->bad ? HIRE_ENOMEM
	                : ws_send(all->hub, socket, j->out->s, j->out->len);
	if (st == HIRE_ENOMEM)
		talk_end(all, socket, CLOSE_INTERNAL, NULL);
	buf_free(j->out);
}

static void
end(talk *t, json *j)
{
	send_off(t->all, t->socket, j);
}

static void
time_members(talk *t, json *j, int64_t left)
{
	json_int(j, "now_ms", hire_ctx_now(t->all->options.ctx).wall / 1000);
	json_int(j, "left_ms", left / 1000);
}

static void
state_members(json *j, const hire_interview *row)
{
	json_text(j, "state",
	    hire_word(&hire_interview_state_words, (int64_t)row->state));
	json_text(j, "turn", hire_word(&hire_turn_words, (int64_t)row->turn));
	json_text(j, "end",
	    row->state >= HIRE_INTERVIEW_CONCLUDED
	        ? hire_word(&hire_interview_end_words, (int64_t)row->end)
	        : NULL);
	json_int(j, "asked", row->asked);
	json_int(j, "questions", row->max_questions);
}

void
say_welcome(talk *t, const hire_interview_view *view)
{
	buf b = {0};
	json j = begin(&b, LIVE_WELCOME);
	json_int(&j, "protocol", 1);
	json_text(&j, "interview_id", t->interview_id);
	json_int(&j, "last_seq", view->interview.last_seq);
	state_members(&j, &view->interview);
	json_int(&j, "minutes", view->interview.budget / HIRE_MINUTE);
	time_members(t, &j, view->left);
	end(t, &j);
}

void
say_event(talk *t, const hire_interview_event *event)
{
	buf b = {0};
	json j = begin(&b, LIVE_EVENT);
	json_int(&j, "seq", event->seq);
	json_text(&j, "event", hire_word(&hire_event_words, event->event));
	json_int(&j, "question", event->question);
	json_text(&j, "text", event->text);
	json_text(&j, "id", event->client_id);
	json_int(&j, "at_ms", event->created_at / 1000);
	json_int(&j, "left_ms", event->left / 1000);
	end(t, &j);
}

void
say_ack(talk *t, const char *id, int64_t seq)
{
	buf b = {0};
	json j = begin(&b, LIVE_ACK);
	json_text(&j, "id", id);
	json_int(&j, "seq", seq);
	end(t, &j);
}

void
say_clock(talk *t, int64_t left, int64_t turn)
{
	buf b = {0};
	json j = begin(&b, LIVE_CLOCK);
	time_members(t, &j, left);
	json_text(&j, "turn", hire_word(&hire_turn_words, turn));
	end(t, &j);
}

void
say_state(talk *t, const hire_interview *row)
{
	buf b = {0};
	json j = begin(&b, LIVE_STATE);
	state_members(&j, row);
	end(t, &j);
}

/* What names our files and servers is for the log, as in the REST API. */
static void
keep_inside(const talk *t, hire_status st, const hire_error *err)
{
	buf b = {0};
	json j = {&b, false};
	json_open(&j, NULL, '{');
	json_text(&j, "status", hire_status_name(st));
	json_text(&j, "why", err->message);
	json_close(&j, '}');
	buf_add(&b, "", 1);
	hire_ctx_log(t->all->options.ctx, HIRE_LOG_ERROR, "live.failed",
	    b.bad ? NULL : b.s);
	buf_free(&b);
}

void
say_problem(talk *t, const char *id, hire_status st, const hire_error *err)
{
	buf b = {0};
	bool inside = problem_is_inside(st);
	bool words = err->message[0] && !inside;
	json j = begin(&b, LIVE_ERROR);
	json_text(&j, "id", id);
	json_text(&j, "code", hire_status_name(st));
	json_text(&j, "detail", words ? err->message : hire_status_text(st));
	json_text(&j, "field", err->field[0] && !inside ? err->field : NULL);
	end(t, &j);
	if (inside)
		keep_inside(t, st, err);
}

void
say_plain(live *all, ws_conn_id socket, live_said type)
{
	buf b = {0};
	json j = begin(&b, type);
	send_off(all, socket, &j);
}

/* Bytes of the first sentence, or of the first words of a long one, the white
 * space behind included. */
static size_t
few_words(const char *s)
{
	enum { MANY = 48 };
	static const char space[] = " \t\n";
	for (size_t n = 0; s[n]; n++) {
		bool ends = strchr(".?!", s[n]) && strchr(space, s[n + 1]);
		if (s[n] == '\n' || ends || (n >= MANY && s[n] == ' '))
			return n + 1 + strspn(s + n + 1, space);
	}
	return strlen(s);
}

static void
say_part(talk *t, int64_t seq, const char *text, size_t len)
{
	buf b = {0}, words = {0};
	json j = begin(&b, LIVE_PART);
	buf_add(&words, text, len);
	b.bad = b.bad || words.bad;
	json_int(&j, "seq", seq);
	json_text(&j, "text", words.s);
	buf_free(&words);
	end(t, &j);
}

void
say_parts(talk *t, const hire_interview_event *event)
{
	static const unsigned ours =
	    1u << HIRE_EVENT_GREET | 1u << HIRE_EVENT_ASK |
	    1u << HIRE_EVENT_PROBE | 1u << HIRE_EVENT_INVITE |
	    1u << HIRE_EVENT_REPLY | 1u << HIRE_EVENT_CONCLUDE;
	const char *s = event->text;
	if (!s || !(ours >> event->event & 1) || !s[few_words(s)])
		return;
	for (size_t n; (n = few_words(s)); s += n)
		say_part(t, event->seq, s, n);
}
