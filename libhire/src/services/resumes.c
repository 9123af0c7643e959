/* SPDX-License-Identifier: MIT
 * resumes.c - worker: a resume's bytes become text, facts and a match, and at
 * the threshold the interview is made ready.
 */
#include "resumes.h"

#include "interview_rows.h"
#include "kinds.h"
#include "plans.h"
#include "webhooks.h"

#include "util/ctx.h"

#include <string.h>

/* One application being read. */
typedef struct reading {
	hire_message *message;
	const char *id;
	hire_application app;
	hire_job job;
	hire_resume resume;
	hire__own_questions own;
	const hire_facts *facts;
	const char *facts_json;
	hire_match_result match;
	const char *match_json, *plan_json;
	hire_error problem; /* the document's fault; code HIRE_OK: none */
	bool over;
} reading;

static hire_status
load(hire__work *w, void *args)
{
	reading *r = args;
	hire_status st = hire__get(w, &hire_application_record, r->id, &r->app);
	r->over =
	    st == HIRE_ENOTFOUND || r->app.state != HIRE_APPLICATION_SUBMITTED;
	if (st || r->over)
		return st == HIRE_ENOTFOUND ? HIRE_OK : st;
	st = hire__get(w, &hire_job_record, r->app.job_id, &r->job);
	if (!st)
		st = hire__get(
		    w, &hire_resume_record, r->app.resume_id, &r->resume);
	return st ? st : hire__own_questions_load(w, r->job.id, &r->own);
}

static bool
is_documents_fault(hire_status st)
{
	return st == HIRE_ETOOBIG || st == HIRE_EUNSUPPORTED ||
	       st == HIRE_EDAMAGED || st == HIRE_EENCRYPTED ||
	       st == HIRE_ENOTEXT || st == HIRE_ETIMEOUT;
}

/* Text of the document, unless the candidate's correction stands already. */
static hire_status
read_text(hire_platform *p, reading *r, hire_arena *mem,
    const hire_text_ignored **ignored, size_t *ignored_count, hire_error *err)
{
	const void *bytes = NULL;
	size_t len = 0;
	hire_text text = {0};
	if (r->resume.text)
		return HIRE_OK;
	hire_status st = p->blobs.ops.get(p->blobs.state, r->resume.blob,
	    HIRE_RESUME_MAX, mem, &bytes, &len, err);
	if (!st)
		st = hire_platform_read(
		    p, bytes, len, r->resume.filename, mem, &text, err);
	if (st)
		return st;
	r->resume.text = text.text;
	*ignored = text.ignored;
	*ignored_count = text.ignored_count;
	return HIRE_OK;
}

/* What the reader set aside joins what the facts set aside. */
hire_status
hire__facts_with_ignored(const hire_facts *facts,
    const hire_text_ignored *ignored, size_t count, hire_arena *mem,
    const hire_facts **out, hire_error *err)
{
	size_t all = facts->ignored_count + count;
	hire_facts *copy = hire_arena_alloc(mem, sizeof *copy);
	hire_ignored *list = hire_arena_alloc(mem, (all + 1) * sizeof *list);
	if (!copy || !list)
		return hire__nomem(err);
	for (size_t i = 0; i < count; i++)
		list[i] = (hire_ignored){ignored[i].text, ignored[i].why};
	for (size_t i = 0; i < facts->ignored_count; i++)
		list[count + i] = facts->ignored[i];
	*copy = *facts;
	copy->ignored = list;
	copy->ignored_count = all;
	*out = copy;
	return HIRE_OK;
}

static hire_status
find_facts(hire_platform *p, reading *r, hire_arena *mem, hire_error *err)
{
	const hire_text_ignored *ignored = NULL;
	size_t count = 0;
	hire_status st = read_text(p, r, mem, &ignored, &count, err);
	if (!st)
		st = hire_engine_facts(p->engine, r->resume.text,
		    strlen(r->resume.text), hire_ctx_now(p->ctx).wall, mem,
		    &r->facts, err);
	if (!st)
		st = hire__facts_with_ignored(
		    r->facts, ignored, count, mem, &r->facts, err);
	return st ? st : hire_facts_to_json(r->facts, mem, &r->facts_json, err);
}

static hire_status
compute(hire_platform *p, reading *r, hire_arena *mem, hire_error *err)
{
	const hire_job_facts *job = NULL;
	hire_status st = find_facts(p, r, mem, err);
	if (!st)
		st = hire_job_facts_from_json(r->job.facts, mem, &job, err);
	if (!st)
		st = hire_match(r->facts, job, (int32_t)r->job.threshold, mem,
		    &r->match, err);
	if (!st)
		st = hire_match_to_json(&r->match, mem, &r->match_json, err);
	if (!st && r->match.eligible)
		st = hire__plan_make(
		    p, &r->job, &r->own, r->facts, mem, &r->plan_json, err);
	return st;
}

static hire_status
store_match(hire__work *w, reading *r)
{
	hire_stored_match m;
	hire_record_init(&hire_stored_match_record, &m);
	m.job_id = r->job.id;
	m.resume_id = r->resume.id;
	m.job_revision = r->job.revision;
	m.resume_version = r->resume.version;
	m.score = r->match.score;
	m.threshold = r->match.threshold;
	m.formula = r->match.formula;
	m.eligible = r->match.eligible;
	m.result = r->match_json;
	m.engine = r->match.engine;
	hire_status st = hire__insert(w, &hire_stored_match_record, &m);
	if (!st)
		r->app.match_id = m.id;
	return st;
}

static hire_status
tell_result(hire__work *w, const reading *r)
{
	const char *text;
	const char *next =
	    r->match.eligible
	        ? "Your interview is open. Take it when you have the time."
	        : "That is below what the job asks for, so the interview does "
	          "not open by itself. The recruiter sees your application "
	          "and may still admit you; you can see which requirements "
	          "were not found, and correct what was read once.";
	hire_status st = hire__text(w, &text,
	    "Your resume for \"%s\" was read. It matches %d of 100.\n\n%s\n\n"
	    "GET %s/api/v1/applications/%s\n",
	    r->job.title, (int)r->match.score, next, w->p->public_url,
	    r->app.id);
	return st ? st
	          : hire__post_account(w, r->app.candidate_id,
	                "Your application was read", text);
}

static hire_status
tell_organisation(hire__work *w, const reading *r)
{
	const hire__fact facts[] = {HIRE__TEXT("application_id", r->app.id),
	    HIRE__TEXT("job_id", r->job.id),
	    HIRE__TEXT("state",
	        hire_word(&hire_application_state_words, r->app.state)),
	    HIRE__NUMBER("score", r->app.score)};
	return hire__webhook_tell(w, HIRE_WEBHOOK_APPLICATION_MATCHED,
	    r->job.organisation_id, facts, 4);
}

static hire_status
store_reading(hire__work *w, reading *r)
{
	hire_interview interview;
	r->resume.state = HIRE_RESUME_READ;
	r->resume.facts = r->facts_json;
	r->resume.engine = r->facts->engine;
	hire_status st = hire__update(w, &hire_resume_record, &r->resume);
	if (!st)
		st = store_match(w, r);
	r->app.score = r->match.score;
	r->app.state = r->match.eligible ? HIRE_APPLICATION_ELIGIBLE
	                                 : HIRE_APPLICATION_NOT_ELIGIBLE;
	r->app.problem = r->app.problem_code = NULL;
	if (!st && r->match.eligible && !r->app.interview_id)
		st = hire__interview_prepare(
		    w, &r->app, &r->job, r->plan_json, &interview);
	if (!st)
		st = hire__update(w, &hire_application_record, &r->app);
	if (!st)
		st = tell_organisation(w, r);
	return st ? st : tell_result(w, r);
}

static hire_status
mark_unreadable(
    hire__work *w, hire_application *app, hire_status code, const char *why)
{
	hire_resume resume;
	hire_status st =
	    hire__get(w, &hire_resume_record, app->resume_id, &resume);
	if (st)
		return st;
	resume.state = HIRE_RESUME_FAILED;
	app->state = HIRE_APPLICATION_UNREADABLE;
	app->problem = why;
	app->problem_code = hire_status_name(code);
	st = hire__update(w, &hire_resume_record, &resume);
	return st ? st : hire__update(w, &hire_application_record, app);
}

static hire_status
store_problem(hire__work *w, reading *r)
{
	const char *text;
	hire_status st =
	    mark_unreadable(w, &r->app, r->problem.code, r->problem.message);
	if (!st)
		st = hire__text(w, &text,
		    "Your resume for \"%s\" could not be read: %s.\n\nYour "
		    "application is kept. Please upload another file:\n"
		    "POST %s/api/v1/applications/%s/resume\n",
		    r->job.title, r->problem.message, w->p->public_url,
		    r->app.id);
	return st ? st
	          : hire__post_account(w, r->app.candidate_id,
	                "Your resume could not be read", text);
}

/* Nothing may have changed since it was loaded, or all is read anew. */
static hire_status
finish(hire__work *w, void *args)
{
	reading *r = args;
	hire_application now;
	hire_job job;
	hire_status st = hire__get(w, &hire_application_record, r->id, &now);
	if (!st)
		st = hire__get(w, &hire_job_record, now.job_id, &job);
	if (st)
		return st;
	if (now.version != r->app.version || job.revision != r->job.revision)
		return hire_fail(w->err, HIRE_EBUSY, "application",
		    "it changed while it was read");
	r->job = job;
	hire_application before = r->app;
	st = r->problem.code ? store_problem(w, r) : store_reading(w, r);
	if (!st)
		st = hire__done(w, r->message);
	if (st)
		r->app = before;
	return st;
}

static hire_status
just_done(hire__work *w, void *args)
{
	return hire__done(w, args);
}

hire_status
hire__handle_resume(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	reading r = {.message = m, .id = id};
	hire_status st = hire__read(p, load, &r, mem, err);
	if (st)
		return st;
	if (r.over)
		return hire__write(p, just_done, m, mem, err);
	st = compute(p, &r, mem, &r.problem);
	if (st && !is_documents_fault(st)) {
		if (err)
			*err = r.problem;
		return st;
	}
	r.problem.code = st;
	return hire__write(p, finish, &r, mem, err);
}

/* It stays submitted, so that the dead letter can be tried again. */
hire_status
hire__give_up_resume(
    hire__work *w, const char *id, hire_status st, const char *why)
{
	hire_application app;
	hire_status got = hire__get(w, &hire_application_record, id, &app);
	if (got == HIRE_ENOTFOUND ||
	    (!got && app.state != HIRE_APPLICATION_SUBMITTED))
		return HIRE_OK;
	if (!got)
		got = hire__text(w, &app.problem,
		    "reading failed on our side (%.200s); we were told and "
		    "try again, or upload another file",
		    why);
	app.problem_code = hire_status_name(st);
	return got ? got : hire__update(w, &hire_application_record, &app);
}
