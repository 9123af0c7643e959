/* SPDX-License-Identifier: MIT
 * route_interview.c - interviews: transcripts, scorecards, and a whole talk
 * for clients that have no WebSocket.
 */
#include "call.h"
#include "view.h"
#include "views.h"

static const shape interview_shape = {.member = "interview",
    .form = SHAPE_ROW,
    .record = &hire_interview_record,
    .by_role = true};
static const shape clock_shape = {
    .member = "clock", .form = SHAPE_ROW, .record = &remaining_view};
static const shape events_shape = {.member = "events",
    .form = SHAPE_ROWS,
    .record = &hire_interview_event_record};

typedef struct of_job {
	const char *job_id;
} of_job;
static const hire_field of_job_fields[] = {
    VIEW_ASK(of_job, job_id, 0, 1, 40, "of this job; a recruiter must say"),
};
VIEW(of_job);
static const shape interviews_shape = {.member = "interviews",
    .form = SHAPE_ROWS,
    .record = &hire_interview_record,
    .by_role = true,
    .paged = true};

static hire_status
run_list(call *c, hire_error *err)
{
	const of_job *in = c->query;
	hire_rows rows;
	hire_status st = hire_interviews_list(
	    c->app->platform, &c->who, in->job_id, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &interviews_shape, &rows, err);
}

static hire_status
give_view(call *c, const hire_interview_view *v, hire_error *err)
{
	remaining clock = {v->left};
	hire_status st = give_row(c, &interview_shape, &v->interview, err);
	if (!st)
		st = give_row(c, &clock_shape, &clock, err);
	return st ? st : give_list(c, &events_shape, v->events, v->count, err);
}

static hire_status
look(call *c, int64_t after_seq, hire_interview_view *out, hire_error *err)
{
	return hire_interviews_view(c->app->platform, &c->who, c->params[0],
	    after_seq, c->mem, out, err);
}

typedef struct since {
	int64_t after_seq;
} since;
static const hire_field since_fields[] = {
    VIEW_ASK_INT(since, after_seq, 0, INT64_C(9007199254740991), 0,
        "entries of the transcript after this one"),
};
VIEW(since);

/* A candidate who looks is there: the clock may hear of it. */
static hire_status
run_get(call *c, hire_error *err)
{
	const since *in = c->query;
	hire_interview_view v;
	hire_status st = look(c, in->after_seq, &v, err);
	if (!st && c->who.role == HIRE_ROLE_CANDIDATE &&
	    v.interview.state > HIRE_INTERVIEW_READY &&
	    v.interview.state < HIRE_INTERVIEW_CONCLUDED)
		st = hire_interviews_tick(
		    c->app->platform, c->params[0], &v.left, err);
	return st ? st : give_view(c, &v, err);
}

/* What a candidate may say, and what it is to the interview. */
static const hire_event said[] = {HIRE_EVENT_BEGIN, HIRE_EVENT_PROCEED,
    HIRE_EVENT_ANSWER, HIRE_EVENT_SKIP, HIRE_EVENT_QUERY, HIRE_EVENT_DONE,
    HIRE_EVENT_LEAVE};
static const char *const said_names[] = {
    "begin", "proceed", "answer", "skip", "query", "done", "leave"};
static const hire_words said_words = {
    "said", said_names, sizeof said_names / sizeof *said_names};

typedef struct saying {
	int event;
	const char *id, *text;
	int64_t to;
	bool consent;
} saying;
static const hire_field saying_fields[] = {
    VIEW_ASK_ENUM(saying, event, 0, said_words, "what the candidate does"),
    VIEW_ASK(saying, id, HIRE_REQUIRED, 1, 64,
        "the client's own, new for each event: one that is sent again counts "
        "once"),
    VIEW_ASK(saying, text, 0, 0, 20000, "of an answer or a query"),
    VIEW_ASK_INT(saying, to, 0, INT64_MAX, 0,
        "seq of the entry that it answers, refused when that is past; 0: of "
        "the present one"),
    VIEW_ASK_BOOL(saying, consent, "to the interview; begin needs it"),
};
VIEW(saying);

/* Take the event, do our part, give what is new in the transcript: the event
 * itself first. */
static hire_status
run_say(call *c, hire_error *err)
{
	const saying *in = c->body;
	hire_interview_event entry;
	hire_interview_view v;
	hire_event event = said[in->event];
	if (event == HIRE_EVENT_BEGIN && !in->consent)
		return hire_fail(err, HIRE_EDENIED, "consent",
		    "an interview begins with the candidate's consent");
	hire_status st =
	    hire_interviews_take(c->app->platform, &c->who, c->params[0],
	        &(hire_saying){.event = event,
	            .text = in->text,
	            .client_id = in->id,
	            .to = in->to},
	        c->mem, &entry, err);
	if (!st)
		st = hire_interviews_think(c->app->platform, c->params[0], err);
	if (!st)
		st = look(c, entry.seq - 1, &v, err);
	return st ? st : give_view(c, &v, err);
}

static const shape card_shape = {.form = SHAPE_RAW, .schema = "scorecard"};

static hire_status
run_scorecard(call *c, hire_error *err)
{
	hire_scorecard card;
	hire_scorecard_result result;
	const char *json;
	hire_status st = hire_interviews_scorecard(c->app->platform, &c->who,
	    c->params[0], c->mem, &card, &result, err);
	if (!st)
		st = hire_scorecard_to_json(&result, c->mem, &json, err);
	return st ? st : give_raw(c, &card_shape, json, err);
}

typedef struct calling_off {
	const char *reason;
	bool technical;
} calling_off;
static const hire_field calling_off_fields[] = {
    VIEW_ASK(
        calling_off, reason, HIRE_REQUIRED, 1, 500, "why, for the transcript"),
    VIEW_ASK_BOOL(calling_off, technical,
        "the fault is the platform's: the seat is given back"),
};
VIEW(calling_off);

static hire_status
run_cancel(call *c, hire_error *err)
{
	const calling_off *in = c->body;
	return hire_interviews_cancel(c->app->platform, &c->who, c->params[0],
	    in->technical, in->reason, err);
}

static hire_status
run_rescore(call *c, hire_error *err)
{
	return hire_interviews_rescore(
	    c->app->platform, &c->who, c->params[0], err);
}

#define ONE "/api/v1/interviews/{interview_id}"
static const route rows[] = {
    {GET, "/api/v1/interviews", "listInterviews",
        "A job's interviews, or a candidate's own, newest first", BY_PEOPLE,
        PAGED, HIRE_SCOPE_INTERVIEWS_READ, .query = &of_job_view,
        .gives = {&interviews_shape}, .run = run_list},
    {GET, ONE, "getInterview",
        "An interview with its transcript; a candidate without a WebSocket "
        "asks each second, which tells that the line holds",
        BY_PEOPLE, 0, HIRE_SCOPE_INTERVIEWS_READ, .query = &since_view,
        .gives = {&interview_shape, &clock_shape, &events_shape},
        .run = run_get},
    {POST, ONE "/events", "sayInInterview",
        "One event of the candidate, and what the interviewer says to it",
        BY_CANDIDATE, NO_KEYS, .body = &saying_view, .body_flags = HIRE_INPUT,
        .example = "{\"event\":\"answer\",\"id\":\"a-17\",\"text\":\"I "
                   "measured first: the query read the whole table.\"}",
        .gives = {&interview_shape, &clock_shape, &events_shape},
        .run = run_say},
    {GET, ONE "/scorecard", "getScorecard",
        "The scorecard: levels with quotes, strengths, what to improve",
        BY_STAFF, 0, HIRE_SCOPE_INTERVIEWS_READ, .gives = {&card_shape},
        .run = run_scorecard},
    {POST, ONE "/cancel", "cancelInterview", "Call an interview off", BY_STAFF,
        0, HIRE_SCOPE_INTERVIEWS_WRITE, .body = &calling_off_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"reason\":\"The job was filled.\"}", .status = 204,
        .run = run_cancel},
    {POST, ONE "/rescore", "rescoreInterview",
        "Score an unscored interview again, in the background", BY_STAFF,
        CREATES, HIRE_SCOPE_INTERVIEWS_WRITE, .status = 204,
        .run = run_rescore},
};
const route_list interview_routes = {rows, sizeof rows / sizeof *rows};
