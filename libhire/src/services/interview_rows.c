/* SPDX-License-Identifier: MIT
 * interview_rows.c - one event of an interview inside a transaction.
 */
#include "interview_rows.h"

#include <hire/money.h>

#include "kinds.h"
#include "seat_ledger.h"
#include "webhooks.h"

#include <string.h>

void
hire__session_load(const hire_interview *r, hire_session *out)
{
	*out = (hire_session){
	    .state = r->state,
	    .end = r->end,
	    .turn = r->turn,
	    .latest = r->latest,
	    .limits = {(int32_t)r->max_questions, (int32_t)r->max_probes,
	        (int32_t)r->max_queries},
	    .asked = (int32_t)r->asked,
	    .answered = (int32_t)r->answered,
	    .probes = (int32_t)r->probes,
	    .queries = (int32_t)r->queries,
	    .clock = {.budget = r->budget,
	        .spent = r->spent,
	        .cap = r->cap,
	        .given_back = r->given_back,
	        .gap = r->gap,
	        .mode = (hire_clock_mode)r->mode,
	        .last = {r->last_wall, r->last_steady, r->last_boot}},
	};
}

void
hire__session_save(const hire_session *s, hire_interview *r)
{
	r->state = s->state;
	r->end = s->end;
	r->turn = s->turn;
	r->latest = s->latest;
	r->max_questions = s->limits.questions;
	r->max_probes = s->limits.probes;
	r->max_queries = s->limits.queries;
	r->asked = s->asked;
	r->answered = s->answered;
	r->probes = s->probes;
	r->queries = s->queries;
	r->budget = s->clock.budget;
	r->spent = s->clock.spent;
	r->cap = s->clock.cap;
	r->given_back = s->clock.given_back;
	r->gap = s->clock.gap;
	r->mode = s->clock.mode;
	r->last_wall = s->clock.last.wall;
	r->last_steady = s->clock.last.steady;
	r->last_boot = s->clock.last.boot;
}

static hire_status
record(hire__work *w, hire_interview *row, const hire__happening *what,
    int64_t left, hire_interview_event *entry)
{
	hire_interview_event e;
	hire_record_init(&hire_interview_event_record, &e);
	e.interview_id = row->id;
	e.seq = row->last_seq + 1;
	e.event = what->event;
	e.question = what->question;
	e.text = what->text;
	e.client_id = what->client_id;
	e.left = left;
	hire_status st = hire__insert(w, &hire_interview_event_record, &e);
	if (st)
		return st;
	row->last_seq = e.seq;
	if (entry)
		*entry = e;
	return HIRE_OK;
}

/* A seat taken by another at the same time is no fault of this caller, so the
 * message says what the job is. */
static hire_status
reserve(hire__work *w, hire_job *job, const char *interview_id)
{
	if (job->state == HIRE_JOB_FULL)
		return hire_fail(w->err, HIRE_ENOSEATS, "job",
		    "all %lld paid interview seats of this job are taken; it "
		    "opens again when the recruiter pays for more",
		    (long long)(job->seats_bought - job->seats_refunded));
	if (job->state != HIRE_JOB_OPEN)
		return hire_fail(w->err, HIRE_ECLOSED, "job",
		    "this job is %s, no interview can start",
		    hire_word(&hire_job_state_words, job->state));
	const char *cause;
	hire_status st =
	    hire__text(w, &cause, "interview:%s:reserved", interview_id);
	return st ? st
	          : hire__seat_enter(w, job, HIRE_SEAT_RESERVED, 1, cause, NULL,
	                interview_id);
}

static hire_status
seats(hire__work *w, const hire_interview *row, unsigned effects)
{
	hire_job job;
	const char *cause;
	bool used = effects & HIRE_EFFECT_USE;
	if (!(effects & (HIRE_EFFECT_RESERVE | HIRE_EFFECT_USE |
	                    HIRE_EFFECT_GIVE_BACK)))
		return HIRE_OK;
	hire_status st = hire__get(w, &hire_job_record, row->job_id, &job);
	if (st || effects & HIRE_EFFECT_RESERVE)
		return st ? st : reserve(w, &job, row->id);
	st = hire__text(w, &cause, "interview:%s:settled", row->id);
	return st ? st
	          : hire__seat_enter(w, &job,
	                used ? HIRE_SEAT_USED : HIRE_SEAT_GIVEN_BACK, 1, cause,
	                NULL, row->id);
}

static hire_status
orders(hire__work *w, const hire_interview *row, const hire_session *s,
    unsigned effects)
{
	const char *key;
	hire_status st = HIRE_OK;
	if (effects & HIRE_EFFECT_TIMER &&
	    s->clock.mode != HIRE_CLOCK_STOPPED) {
		st = hire__text(w, &key, "timer:%s", row->id);
		if (!st)
			st = hire__enqueue(
			    w, (hire__job_order){HIRE__KIND_TIMER, key, row->id,
			           row->deadline_at, 1});
	}
	if (!st && effects & HIRE_EFFECT_SCORE) {
		st = hire__text(w, &key, "score:%s", row->id);
		if (!st)
			st =
			    hire__enqueue(w, (hire__job_order){HIRE__KIND_SCORE,
			                         key, row->id, 0, 3});
	}
	return st;
}

static hire_application_state
application_state(const hire_interview *row)
{
	switch (row->state) {
	case HIRE_INTERVIEW_READY:
		return HIRE_APPLICATION_ELIGIBLE;
	case HIRE_INTERVIEW_CONCLUDED:
	case HIRE_INTERVIEW_SCORING:
		return HIRE_APPLICATION_INTERVIEWED;
	case HIRE_INTERVIEW_SCORED:
		return HIRE_APPLICATION_SCORED;
	case HIRE_INTERVIEW_UNSCORED:
		return HIRE_APPLICATION_UNSCORED;
	default:
		return HIRE_APPLICATION_INTERVIEWING;
	}
}

static hire_status
follow_application(hire__work *w, const hire_interview *row)
{
	hire_application app;
	hire_status st =
	    hire__get(w, &hire_application_record, row->application_id, &app);
	hire_application_state state = application_state(row);
	if (st || app.state == state)
		return st;
	app.state = state;
	return hire__update(w, &hire_application_record, &app);
}

static bool
is_live(hire_interview_state state)
{
	return state > HIRE_INTERVIEW_READY && state < HIRE_INTERVIEW_CONCLUDED;
}

static void
note_times(hire__work *w, hire_interview *row, const hire_session *before,
    const hire_session *after)
{
	if (before->state == HIRE_INTERVIEW_READY)
		row->started_at = w->now.wall;
	if (is_live(after->state))
		row->deadline_at = hire_clock_deadline(&after->clock, w->now);
	else if (!row->ended_at && after->state >= HIRE_INTERVIEW_CONCLUDED)
		row->ended_at = w->now.wall;
}

/* The organisation's server hears of the beginning and of the end. */
static hire_status
tell_organisation(
    hire__work *w, const hire_interview *row, hire_interview_state before)
{
	hire_job job;
	bool started = before == HIRE_INTERVIEW_READY && is_live(row->state);
	bool ended = before < HIRE_INTERVIEW_CONCLUDED &&
	             row->state >= HIRE_INTERVIEW_CONCLUDED;
	if (!started && !ended)
		return HIRE_OK;
	const hire__fact facts[] = {HIRE__TEXT("interview_id", row->id),
	    HIRE__TEXT("application_id", row->application_id),
	    HIRE__TEXT("job_id", row->job_id),
	    HIRE__TEXT(
	        "state", hire_word(&hire_interview_state_words, row->state)),
	    HIRE__TEXT("end", hire_word(&hire_interview_end_words, row->end))};
	hire_status st = hire__get(w, &hire_job_record, row->job_id, &job);
	return st ? st
	          : hire__webhook_tell(w,
	                started ? HIRE_WEBHOOK_INTERVIEW_STARTED
	                        : HIRE_WEBHOOK_INTERVIEW_ENDED,
	                job.organisation_id, facts, ended ? 5 : 4);
}

hire_status
hire__interview_step(hire__work *w, hire_interview *row,
    const hire__happening *what, hire_interview_event *entry)
{
	hire_session before, after;
	unsigned effects = 0;
	hire__session_load(row, &before);
	hire_status st = hire_session_step(&before, what->event,
	    what->technical, w->now, &after, &effects, w->err);
	if (st)
		return st;
	hire__session_save(&after, row);
	note_times(w, row, &before, &after);
	if (effects & HIRE_EFFECT_RECORD)
		st = record(w, row, what, hire_clock_left(&after.clock), entry);
	if (!st)
		st = seats(w, row, effects);
	if (!st)
		st = orders(w, row, &after, effects);
	if (!st && before.state != after.state)
		st = follow_application(w, row);
	if (!st)
		st = tell_organisation(w, row, before.state);
	if (effects & HIRE_EFFECT_RECORD || before.state != after.state) {
		w->told_id = row->id;
		w->told_seq = row->last_seq;
	}
	return st ? st : hire__update(w, &hire_interview_record, row);
}

hire_status
hire__transcript(hire__work *w, const char *interview_id, int64_t after_seq,
    hire_interview_event **out, size_t *count)
{
	hire_filter filters[] = {HIRE_IS("interview_id", interview_id),
	    HIRE_NUM("seq", HIRE_GT, after_seq)};
	hire_rows rows = {0};
	hire_status st = hire__list(w, &hire_interview_event_record, filters, 2,
	    "seq", false, (hire_page){NULL, 1000}, &rows);
	if (st)
		return st;
	*out = rows.rows;
	*count = rows.count;
	return HIRE_OK;
}

hire_status
hire__seen_interview(
    hire__work *w, const hire_actor *who, const char *id, hire_interview *out)
{
	hire_job job;
	hire_status st = hire__get(w, &hire_interview_record, id, out);
	if (st || who->role == HIRE_ROLE_ADMIN)
		return st;
	if (who->role == HIRE_ROLE_HR)
		st = hire__own_job(w, who, out->job_id, &job);
	else if (strcmp(who->account_id, out->candidate_id))
		st = HIRE_ENOTFOUND;
	if (st == HIRE_ENOTFOUND)
		return hire_fail(
		    w->err, st, "interview", "there is no interview %.60s", id);
	return st;
}

/* The fields of the form are the recruiter's words as well. */
static hire_status
job_words(hire__work *w, const hire_job *job, const char **out)
{
	const char *from = "", *to = "";
	hire_money low = {.minor = job->salary_min};
	hire_money high = {.minor = job->salary_max};
	hire_status st = HIRE_OK;
	for (size_t i = 0; job->currency && job->currency[i] && i < 3; i++)
		low.currency[i] = high.currency[i] = job->currency[i];
	if (job->salary_min)
		st = hire_money_format(low, w->mem, &from, w->err);
	if (!st && job->salary_max)
		st = hire_money_format(high, w->mem, &to, w->err);
	if (st)
		return st;
	bool paid = *from || *to, place = job->place && *job->place;
	return hire__text(w, out, "%s\n%s%s%s%s%s%s%s%s%s%s\n", job->details,
	    place ? "The place of work is " : "", place ? job->place : "",
	    place ? ".\n" : "",
	    job->remote ? "The work may be done remotely, from anywhere.\n"
	                : "",
	    paid ? "The salary is" : "", *from ? " from " : "", from,
	    *to ? (*from ? " to " : " up to ") : "", to,
	    paid ? " a year." : "");
}

hire_status
hire__interview_brief(hire__work *w, const hire_interview *row, hire_brief *out)
{
	const char *words = NULL;
	hire_job job;
	hire_organisation org;
	hire_account candidate;
	hire_status st = hire__get(w, &hire_job_record, row->job_id, &job);
	if (!st)
		st = hire__get(
		    w, &hire_organisation_record, job.organisation_id, &org);
	if (!st)
		st = hire__get(
		    w, &hire_account_record, row->candidate_id, &candidate);
	if (!st)
		st = job_words(w, &job, &words);
	if (st)
		return st;
	*out = (hire_brief){.organisation = org.name,
	    .job_title = job.title,
	    .job_text = words,
	    .candidate_name = candidate.name,
	    .minutes = (int32_t)(row->budget / HIRE_MINUTE),
	    .questions = (int32_t)row->max_questions};
	return HIRE_OK;
}

static hire_status
add_plan(hire__work *w, const char *interview_id, const char *plan)
{
	hire_interview_plan row;
	hire_record_init(&hire_interview_plan_record, &row);
	row.interview_id = interview_id;
	row.plan = plan;
	return hire__insert(w, &hire_interview_plan_record, &row);
}

hire_status
hire__interview_prepare(hire__work *w, hire_application *app,
    const hire_job *job, const char *plan, hire_interview *out)
{
	enum { PROBES = 1, QUERIES = 5 };
	hire_session s;
	hire_limits limits = {(int32_t)job->question_count, PROBES, QUERIES};
	int32_t minutes = (int32_t)job->interview_minutes;
	hire_status st =
	    hire_session_init(&s, limits, minutes, minutes, w->err);
	if (st)
		return st;
	s.clock.gap = HIRE_CLOCK_GAP;
	hire_record_init(&hire_interview_record, out);
	hire__session_save(&s, out);
	out->application_id = app->id;
	out->job_id = app->job_id;
	out->candidate_id = app->candidate_id;
	st = hire__insert(w, &hire_interview_record, out);
	if (!st)
		st = add_plan(w, out->id, plan);
	if (!st)
		app->interview_id = out->id;
	return st;
}

hire_status
hire__interview_plan(hire__work *w, const char *interview_id, const char **out)
{
	hire_interview_plan plan;
	bool found = false;
	hire_filter by = HIRE_IS("interview_id", interview_id);
	hire_status st =
	    hire__find(w, &hire_interview_plan_record, &by, 1, &plan, &found);
	if (!st && !found)
		st = hire_fail(w->err, HIRE_ECORRUPT, "interview",
		    "interview %.60s has lost its questions", interview_id);
	if (!st)
		*out = plan.plan;
	return st;
}
