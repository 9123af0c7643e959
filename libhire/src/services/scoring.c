/* SPDX-License-Identifier: MIT
 * scoring.c - worker: from a finished talk to a scorecard, or an honest
 * "unscored, because ...".
 */
#include <hire/interviews.h>

#include "interview_rows.h"
#include "kinds.h"
#include "once.h"
#include "webhooks.h"

#include "util/ctx.h"

/* One interview being scored. */
typedef struct scoring {
	hire_message *message;
	const char *id;
	hire_interview row;
	hire_interview_event *events;
	size_t count;
	const char *plan;  /* JSON */
	const char *facts; /* of the resume, JSON; NULL: none */
	const char *result;
	hire_scorecard_result card;
	bool over; /* nothing is left to do */
} scoring;

static hire_status
resume_facts(hire__work *w, scoring *s)
{
	hire_application app;
	hire_resume resume;
	hire_status st =
	    hire__get(w, &hire_application_record, s->row.application_id, &app);
	if (!st)
		st = hire__get(w, &hire_resume_record, app.resume_id, &resume);
	if (!st)
		s->facts = resume.facts;
	return st;
}

/* Take the interview in hand; another worker may have had it before. */
static hire_status
start(hire__work *w, void *args)
{
	scoring *s = args;
	hire__happening what = {.event = HIRE_EVENT_SCORE};
	hire_status st = hire__get(w, &hire_interview_record, s->id, &s->row);
	if (st)
		return st;
	s->over = s->row.state == HIRE_INTERVIEW_SCORED;
	if (s->over)
		return hire__done(w, s->message);
	st = hire__interview_step(w, &s->row, &what, NULL);
	if (!st)
		st = hire__transcript(w, s->id, 0, &s->events, &s->count);
	if (!st)
		st = hire__interview_plan(w, s->id, &s->plan);
	return st ? st : resume_facts(w, s);
}

static hire_status
judge(hire_platform *p, scoring *s, hire_arena *mem, hire_error *err)
{
	hire_plan plan;
	const hire_facts *facts = NULL;
	hire_utterance *said =
	    hire_arena_alloc(mem, (s->count + 1) * sizeof *said);
	if (!said)
		return hire__nomem(err);
	for (size_t i = 0; i < s->count; i++)
		said[i] = (hire_utterance){s->events[i].seq, s->events[i].event,
		    (int32_t)s->events[i].question, s->events[i].text};
	hire_status st = hire_plan_from_json(s->plan, mem, &plan, err);
	if (!st && s->facts)
		st = hire_facts_from_json(s->facts, mem, &facts, err);
	if (!st)
		st = hire_engine_score(p->engine, &plan, facts, said, s->count,
		    mem, &s->card, err);
	return st ? st : hire_scorecard_to_json(&s->card, mem, &s->result, err);
}

/* One scorecard per interview: a second scoring replaces the first. */
static hire_status
store_card(hire__work *w, const scoring *s)
{
	hire_scorecard card;
	bool found = false;
	hire_filter by = HIRE_IS("interview_id", s->id);
	hire_record_init(&hire_scorecard_record, &card);
	hire_status st =
	    hire__find(w, &hire_scorecard_record, &by, 1, &card, &found);
	card.interview_id = s->id;
	card.application_id = s->row.application_id;
	card.job_id = s->row.job_id;
	card.scored = s->card.scored;
	card.role_fit = s->card.role_fit;
	card.result = s->result;
	card.reason = s->card.reason;
	card.engine = s->card.engine;
	if (st)
		return st;
	return found ? hire__update(w, &hire_scorecard_record, &card)
	             : hire__insert(w, &hire_scorecard_record, &card);
}

static hire_status
tell_organisation(hire__work *w, const scoring *s, const hire_job *job)
{
	const hire__fact facts[] = {HIRE__TEXT("interview_id", s->id),
	    HIRE__TEXT("application_id", s->row.application_id),
	    HIRE__TEXT("job_id", job->id), HIRE__BOOL("scored", s->card.scored),
	    HIRE__NUMBER("role_fit", s->card.role_fit)};
	return hire__webhook_tell(w, HIRE_WEBHOOK_SCORECARD_READY,
	    job->organisation_id, facts, s->card.scored ? 5 : 4);
}

static hire_status
tell(hire__work *w, const scoring *s)
{
	hire_job job;
	const char *text;
	hire_status st = hire__get(w, &hire_job_record, s->row.job_id, &job);
	if (!st)
		st = tell_organisation(w, s, &job);
	if (!st)
		st = hire__text(w, &text,
		    "An interview for \"%s\" is %s:\n"
		    "GET %s/api/v1/interviews/%s\n",
		    job.title, s->card.scored ? "scored" : "over, unscored",
		    w->p->public_url, s->id);
	return st ? st
	          : hire__post_account(
	                w, job.created_by, "An interview is over", text);
}

static hire_status
finish(hire__work *w, void *args)
{
	scoring *s = args;
	hire__happening what = {
	    .event = s->card.scored ? HIRE_EVENT_SCORED : HIRE_EVENT_UNSCORED,
	    .text = s->card.scored ? NULL : s->card.reason};
	hire_interview row;
	hire_status st = hire__get(w, &hire_interview_record, s->id, &row);
	if (!st)
		st = store_card(w, s);
	row.problem = what.text;
	if (!st)
		st = hire__interview_step(w, &row, &what, NULL);
	if (!st)
		st = tell(w, s);
	return st ? st : hire__done(w, s->message);
}

hire_status
hire__handle_score(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	scoring s = {.message = m, .id = id};
	hire_status st = hire__write(p, start, &s, mem, err);
	if (st || s.over)
		return st;
	st = judge(p, &s, mem, err);
	return st ? st : hire__write(p, finish, &s, mem, err);
}

/* Never an invented score: say why there is none. */
hire_status
hire__give_up_score(
    hire__work *w, const char *id, hire_status st, const char *why)
{
	hire_interview row;
	const char *text;
	hire_status got = hire__get(w, &hire_interview_record, id, &row);
	if (got || row.state != HIRE_INTERVIEW_SCORING)
		return got == HIRE_ENOTFOUND ? HIRE_OK : got;
	got = hire__text(
	    w, &text, "scoring failed (%s): %.300s", hire_status_name(st), why);
	hire__happening what = {.event = HIRE_EVENT_UNSCORED, .text = text};
	row.problem = text;
	return got ? got : hire__interview_step(w, &row, &what, NULL);
}

typedef struct asking {
	const hire_actor *who;
	const char *id;
	hire_scorecard card;
} asking;

static hire_status
find_card(hire__work *w, void *args)
{
	asking *a = args;
	hire_interview row;
	bool found = false;
	hire_filter by = HIRE_IS("interview_id", a->id);
	hire_status st = hire__allow(a->who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__seen_interview(w, a->who, a->id, &row);
	if (!st)
		st = hire__find(
		    w, &hire_scorecard_record, &by, 1, &a->card, &found);
	if (st || found)
		return st;
	return hire_fail(w->err, HIRE_ESTATE, "interview",
	    "there is no scorecard yet: the interview is %s%s%s",
	    hire_word(&hire_interview_state_words, row.state),
	    row.problem ? ", " : "", row.problem ? row.problem : "");
}

hire_status
hire_interviews_scorecard(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_arena *mem, hire_scorecard *out,
    hire_scorecard_result *result, hire_error *err)
{
	asking a = {.who = who, .id = interview_id};
	hire_scorecard_result parsed;
	hire_status st = hire__read(p, find_card, &a, mem, err);
	if (!st)
		st = hire_scorecard_from_json(a.card.result, mem, &parsed, err);
	if (st)
		return st;
	*out = a.card;
	if (result)
		*result = parsed;
	return HIRE_OK;
}

static hire_status
score_again(hire__work *w, void *args)
{
	asking *a = args;
	hire_interview row;
	const char *key;
	hire_status st = hire__allow(a->who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__seen_interview(w, a->who, a->id, &row);
	if (!st && row.state != HIRE_INTERVIEW_UNSCORED &&
	    row.state != HIRE_INTERVIEW_CONCLUDED)
		st = hire_fail(w->err, HIRE_ESTATE, "interview",
		    "the interview is %s; only an unscored one can be scored "
		    "again",
		    hire_word(&hire_interview_state_words, row.state));
	if (!st)
		st = hire__text(w, &key, "score:%s", a->id);
	if (!st)
		st = hire__enqueue(
		    w, (hire__job_order){HIRE__KIND_SCORE, key, a->id, 0, 3});
	return st ? st
	          : hire__audit(w, a->who, "interview.rescore", a->id, NULL);
}

hire_status
hire_interviews_rescore(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_error *err)
{
	hire_arena *mem = NULL;
	asking a = {.who = who, .id = interview_id};
	const hire__once once = {
	    who, "interviews.rescore", score_again, NULL, &a.id, &a};
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	hire_arena_free(mem);
	return st;
}
