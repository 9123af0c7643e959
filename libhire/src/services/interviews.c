/* SPDX-License-Identifier: MIT
 * interviews.c - the live session: the candidate's events, views, the clock.
 * Each event is committed before it is acknowledged.
 */
#include <hire/interviews.h>

#include "interview_rows.h"
#include "kinds.h"

#include "util/utf8.h"

#include <string.h>

enum { TEXT_MAX = 20000, CLIENT_ID_MAX = 64 };

typedef struct taking {
	const hire_actor *who;
	const char *id;
	hire__happening what;
	int64_t to, line; /* 0: not checked */
	hire_interview_event entry;
	bool time_up;
} taking;

static bool
from_candidate(hire_event event)
{
	switch (event) {
	case HIRE_EVENT_BEGIN:
	case HIRE_EVENT_PROCEED:
	case HIRE_EVENT_ANSWER:
	case HIRE_EVENT_SKIP:
	case HIRE_EVENT_QUERY:
	case HIRE_EVENT_DONE:
	case HIRE_EVENT_LEAVE:
	case HIRE_EVENT_AWAY:
	case HIRE_EVENT_BACK:
		return true;
	default:
		return false;
	}
}

static hire_status
check_text(const hire__happening *what, hire_error *err)
{
	bool needed =
	    what->event == HIRE_EVENT_ANSWER || what->event == HIRE_EVENT_QUERY;
	size_t n = what->text ? strlen(what->text) : 0;
	if (n > TEXT_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "text",
		    "has %zu bytes, at most %d are allowed", n, TEXT_MAX);
	if (n && !hire__utf8_valid(what->text, n))
		return hire_fail(err, HIRE_EINVAL, "text", "is not UTF-8");
	if (needed && (!n || hire__utf8_is_blank(what->text, n)))
		return hire_fail(err, HIRE_EINVAL, "text", "is empty");
	return HIRE_OK;
}

static hire_status
check_happening(const hire__happening *what, hire_error *err)
{
	size_t n = what->client_id ? strlen(what->client_id) : 1;
	if (!from_candidate(what->event))
		return hire_fail(err, HIRE_EDENIED, "event",
		    "%s is not for candidates to send",
		    hire_word(&hire_event_words, what->event));
	if (n < 1 || n > CLIENT_ID_MAX)
		return hire_fail(err, HIRE_EINVAL, "client_id",
		    "has %zu bytes, it must have 1 to %d", n, CLIENT_ID_MAX);
	return check_text(what, err);
}

/* The entry that a resent message made the first time. */
static hire_status
find_resent(hire__work *w, taking *t, bool *found)
{
	hire_filter filters[] = {HIRE_IS("interview_id", t->id),
	    HIRE_IS("client_id", t->what.client_id)};
	*found = false;
	if (!t->what.client_id)
		return HIRE_OK;
	return hire__find(
	    w, &hire_interview_event_record, filters, 2, &t->entry, found);
}

static hire_status
own_interview(
    hire__work *w, const hire_actor *who, const char *id, hire_interview *row)
{
	hire_status st = hire__allow(who, HIRE__CANDIDATE, w->err);
	return st ? st : hire__seen_interview(w, who, id, row);
}

/* The candidate may have withdrawn since the interview was made ready. */
static hire_status
may_begin(hire__work *w, const hire_interview *row, hire_event event)
{
	hire_application app;
	if (event != HIRE_EVENT_BEGIN || row->state != HIRE_INTERVIEW_READY)
		return HIRE_OK;
	hire_status st =
	    hire__get(w, &hire_application_record, row->application_id, &app);
	if (st || app.state == HIRE_APPLICATION_ELIGIBLE)
		return st;
	return hire_fail(w->err, HIRE_ESTATE, "application",
	    "it is %s, the interview is not open",
	    hire_word(&hire_application_state_words, app.state));
}

/* An answer that comes when its question is past must not be taken for one to
 * the next.  A line that broke meanwhile leaves the question open. */
static hire_status
check_to(hire__work *w, const taking *t, const hire_interview *row)
{
	hire_interview_event *later = NULL;
	size_t count = 0;
	hire_status st = HIRE_OK;
	bool open = t->to <= row->last_seq;
	if (!t->to || t->to == row->last_seq)
		return HIRE_OK;
	if (open)
		st = hire__transcript(w, t->id, t->to, &later, &count);
	for (size_t i = 0; i < count; i++)
		open = open && (later[i].event == HIRE_EVENT_AWAY ||
		                   later[i].event == HIRE_EVENT_BACK);
	return st || open ? st
	                  : hire_fail(w->err, HIRE_ESTATE, "to",
	                        "entry %lld does not wait for an answer",
	                        (long long)t->to);
}

/* Of two connections of a candidate the older one has nothing more to say. */
static hire_status
check_line(hire__work *w, const taking *t, const hire_interview *row)
{
	if (!t->line || t->line >= row->line)
		return HIRE_OK;
	return hire_fail(w->err, HIRE_ESTATE, "line",
	    "a newer connection speaks for the candidate");
}

static hire_status
take(hire__work *w, void *args)
{
	taking *t = args;
	hire_interview row;
	bool resent = false;
	hire_status st = own_interview(w, t->who, t->id, &row);
	if (!st)
		st = check_line(w, t, &row);
	if (!st)
		st = find_resent(w, t, &resent);
	if (st || resent)
		return st;
	bool in_question = row.state == HIRE_INTERVIEW_QUESTION ||
	                   row.state == HIRE_INTERVIEW_FOLLOW_UP;
	t->what.question = in_question ? row.asked : 0;
	st = check_to(w, t, &row);
	if (!st)
		st = may_begin(w, &row, t->what.event);
	if (!st)
		st = hire__interview_step(w, &row, &t->what, &t->entry);
	t->time_up = st == HIRE_ETIMEUP;
	return st;
}

static hire_status
end_in_time(hire__work *w, void *args)
{
	hire_interview row;
	hire__happening what = {.event = HIRE_EVENT_TIME_UP};
	hire_status st =
	    hire__get(w, &hire_interview_record, (const char *)args, &row);
	return st ? st : hire__interview_step(w, &row, &what, NULL);
}

hire_status
hire_interviews_take(hire_platform *p, const hire_actor *who,
    const char *interview_id, const hire_saying *saying, hire_arena *mem,
    hire_interview_event *out, hire_error *err)
{
	const char *text = saying->text;
	taking t = {.who = who,
	    .id = interview_id,
	    .what = {.event = saying->event,
	        .text = text && *text ? text : NULL,
	        .client_id = saying->client_id},
	    .to = saying->to,
	    .line = saying->line};
	hire_status st = check_happening(&t.what, err);
	if (!st)
		st = hire__write(p, take, &t, mem, err);
	if (t.time_up) {
		/* Whoever notices first ends it; losing that race is fine. */
		hire_error ignored;
		char *id = hire_arena_strdup(mem, interview_id);
		if (id && hire__write(p, end_in_time, id, mem, &ignored))
			hire_ctx_log(p->ctx, HIRE_LOG_DEBUG,
			    "interview.ended_already", NULL);
	}
	if (!st)
		*out = t.entry;
	return st;
}

typedef struct viewing {
	const hire_actor *who;
	const char *id;
	int64_t after;
	hire_interview_view view;
} viewing;

static hire_status
view(hire__work *w, void *args)
{
	viewing *v = args;
	hire_interview *row = &v->view.interview;
	hire_status st = hire__seen_interview(w, v->who, v->id, row);
	if (!st)
		st = hire__transcript(
		    w, v->id, v->after, &v->view.events, &v->view.count);
	if (st)
		return st;
	hire_session s;
	hire__session_load(row, &s);
	hire_clock_advance(&s.clock, w->now);
	v->view.left = hire_clock_left(&s.clock);
	return HIRE_OK;
}

hire_status
hire_interviews_view(hire_platform *p, const hire_actor *who,
    const char *interview_id, int64_t after_seq, hire_arena *mem,
    hire_interview_view *out, hire_error *err)
{
	viewing v = {.who = who, .id = interview_id, .after = after_seq};
	hire_status st = hire__read(p, view, &v, mem, err);
	if (!st)
		*out = v.view;
	return st;
}

typedef struct cancelling {
	const hire_actor *who;
	const char *id;
	hire__happening what;
} cancelling;

static hire_status
cancel(hire__work *w, void *args)
{
	cancelling *c = args;
	hire_interview row;
	hire_status st = hire__allow(c->who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__seen_interview(w, c->who, c->id, &row);
	if (!st)
		st = hire__interview_step(w, &row, &c->what, NULL);
	return st ? st
	          : hire__audit(w, c->who, "interview.cancel", c->id,
	                c->what.technical ? "technical" : NULL);
}

hire_status
hire_interviews_cancel(hire_platform *p, const hire_actor *who,
    const char *interview_id, bool technical, const char *reason,
    hire_error *err)
{
	hire_arena *mem = NULL;
	cancelling c = {who, interview_id,
	    {.event = HIRE_EVENT_CANCEL,
	        .technical = technical,
	        .text = reason && *reason ? reason : NULL}};
	hire_status st = check_text(&c.what, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, cancel, &c, mem, err);
	hire_arena_free(mem);
	return st;
}

typedef struct listing {
	const hire_actor *who;
	const char *job_id;
	hire_page page;
	hire_rows rows;
} listing;

static hire_status
list(hire__work *w, void *args)
{
	listing *l = args;
	hire_filter filters[2];
	size_t n = 0;
	hire_job job;
	hire_status st = HIRE_OK;
	if (l->who->role == HIRE_ROLE_CANDIDATE)
		filters[n++] =
		    (hire_filter)HIRE_IS("candidate_id", l->who->account_id);
	else if (l->job_id)
		st = hire__own_job(w, l->who, l->job_id, &job);
	else if (l->who->role == HIRE_ROLE_HR)
		st = hire_fail(w->err, HIRE_EINVAL, "job", "is missing");
	if (l->job_id)
		filters[n++] = (hire_filter)HIRE_IS("job_id", l->job_id);
	return st ? st
	          : hire__list(w, &hire_interview_record, filters, n, NULL,
	                true, l->page, &l->rows);
}

hire_status
hire_interviews_list(hire_platform *p, const hire_actor *who,
    const char *job_id, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	listing l = {who, job_id, page, {0}};
	hire_status st = hire__read(p, list, &l, mem, err);
	if (!st)
		*out = l.rows;
	return st;
}

/* The durable timer: ends an interview also when nobody is connected. */

typedef struct timing {
	hire_message *message;
	const char *id;
} timing;

static hire_status
put_off(hire__work *w, hire_message *m, const hire_interview *row)
{
	hire_session s;
	hire__session_load(row, &s);
	hire_time at = hire_clock_deadline(&s.clock, w->now);
	if (at < w->now.wall + HIRE_SECOND)
		at = w->now.wall + HIRE_SECOND;
	return hire__later(w, m, at);
}

static hire_status
time_out(hire__work *w, void *args)
{
	timing *t = args;
	hire_interview row;
	hire__happening what = {.event = HIRE_EVENT_TIME_UP};
	hire_status st = hire__get(w, &hire_interview_record, t->id, &row);
	if (st == HIRE_ENOTFOUND)
		return hire__done(w, t->message);
	if (st)
		return st;
	if (row.mode == HIRE_CLOCK_STOPPED)
		return hire__done(w, t->message);
	st = hire__interview_step(w, &row, &what, NULL);
	if (st == HIRE_ESTATE)
		return put_off(w, t->message, &row);
	return st ? st : hire__done(w, t->message);
}

hire_status
hire__handle_timer(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	timing t = {m, id};
	return hire__write(p, time_out, &t, mem, err);
}
