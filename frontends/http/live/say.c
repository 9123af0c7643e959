/* SPDX-License-Identifier: MIT
 * say.c - messages to the client: JSON objects with a "type".
 */
#include "json.h"
#include "talk.h"

static json
begin(buf *b, const char *type)
{
	json j = {b, false};
	json_open(&j, NULL, '{');
	json_text(&j, "type", type);
	return j;
}

/* A queue that is full closes the connection: nothing to do here. */
static void
end(talk *t, json *j)
{
	json_close(j, '}');
	if (!j->out->bad && !t->gone &&
	    ws_send(t->all->hub, t->socket, j->out->s, j->out->len))
		hire_ctx_log(
		    t->all->options.ctx, HIRE_LOG_DEBUG, "live.unsent", NULL);
	buf_free(j->out);
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
	json j = begin(&b, "welcome");
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
	json j = begin(&b, "event");
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
	json j = begin(&b, "ack");
	json_text(&j, "id", id);
	json_int(&j, "seq", seq);
	end(t, &j);
}

void
say_clock(talk *t, const hire_interview_view *view)
{
	buf b = {0};
	json j = begin(&b, "clock");
	time_members(t, &j, view->left);
	json_text(&j, "turn",
	    hire_word(&hire_turn_words, (int64_t)view->interview.turn));
	end(t, &j);
}

void
say_state(talk *t, const hire_interview *row)
{
	buf b = {0};
	json j = begin(&b, "state");
	state_members(&j, row);
	end(t, &j);
}

void
say_problem(talk *t, const char *id, hire_status st, const hire_error *err)
{
	buf b = {0};
	json j = begin(&b, "error");
	json_text(&j, "id", id);
	json_text(&j, "code", hire_status_name(st));
	json_text(&j, "detail",
	    err->message[0] ? err->message : hire_status_text(st));
	json_text(&j, "field", err->field[0] ? err->field : NULL);
	end(t, &j);
}

void
say_plain(live *all, ws_conn_id socket, const char *type)
{
	buf b = {0};
	json j = begin(&b, type);
	json_close(&j, '}');
	if (!b.bad && ws_send(all->hub, socket, b.s, b.len))
		hire_ctx_log(
		    all->options.ctx, HIRE_LOG_DEBUG, "live.unsent", NULL);
	buf_free(&b);
}
