/* SPDX-License-Identifier: MIT
 * applications.c - applying with a resume, and what becomes of it.
 */
#include <hire/applications.h>

#include "interview_rows.h"
#include "job_access.h"
#include "kinds.h"
#include "once.h"
#include "plans.h"

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/id.h"

#include <string.h>

/* An uploaded file on its way into an application. */
typedef struct applying {
	const hire_actor *who;
	const char *job_id, *link;
	const char *application_id; /* upload: the one it is for */
	const hire_upload *file;
	const char *resume_id, *blob, *sha256;
	hire_application app;
	bool kept; /* the blob is referred to */
} applying;

static hire_status
check_upload(const hire_upload *file, hire_error *err)
{
	if (file->len > HIRE_RESUME_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "has %zu bytes, at most %zu (10 MB) are allowed", file->len,
		    HIRE_RESUME_MAX);
	if (!file->len)
		return hire_fail(err, HIRE_EINVAL, "resume", "is empty");
	if (!file->filename || !*file->filename)
		return hire_fail(err, HIRE_EINVAL, "filename", "is missing");
	return HIRE_OK;
}

/* The bytes are durable before the application that refers to them. */
static hire_status
keep_bytes(hire_platform *p, applying *a, hire_arena *mem, hire_error *err)
{
	unsigned char digest[HIRE__SHA256];
	hire_status st = hire__id_new(mem, hire_resume_record.prefix,
	    hire_ctx_now(p->ctx).wall, &a->resume_id, err);
	if (!st)
		st = hire__sha256(a->file->bytes, a->file->len, digest, err);
	if (st)
		return st;
	a->sha256 = hire__hex(mem, digest, sizeof digest);
	a->blob = hire_arena_printf(mem, "resumes/%s", a->resume_id);
	if (!a->sha256 || !a->blob)
		return hire__nomem(err);
	return p->blobs.ops.put(
	    p->blobs.state, a->blob, a->file->bytes, a->file->len, err);
}

static hire_status
add_resume(hire__work *w, const applying *a)
{
	hire_resume r;
	hire_record_init(&hire_resume_record, &r);
	r.id = a->resume_id;
	r.candidate_id = a->who->account_id;
	r.filename = a->file->filename;
	r.blob = a->blob;
	r.sha256 = a->sha256;
	r.bytes = (int64_t)a->file->len;
	return hire__insert(w, &hire_resume_record, &r);
}

static hire_status
queue_reading(hire__work *w, const char *application_id)
{
	const char *key;
	hire_status st = hire__text(w, &key, "resume:%s", application_id);
	return st ? st
	          : hire__enqueue(w, (hire__job_order){HIRE__KIND_RESUME, key,
	                                 application_id, 0, 4});
}

/* The caller's application to this job, if there is one. */
static hire_status
applied_before(hire__work *w, applying *a, bool *found)
{
	hire_filter by[] = {HIRE_IS("job_id", a->job_id),
	    HIRE_IS("candidate_id", a->who->account_id)};
	return hire__find(w, &hire_application_record, by, 2, &a->app, found);
}

static hire_status
again(hire__work *w, const applying *a)
{
	hire_resume before;
	bool gone = a->app.state == HIRE_APPLICATION_WITHDRAWN;
	hire_status st =
	    hire__get(w, &hire_resume_record, a->app.resume_id, &before);
	bool same = !st && before.sha256 && !strcmp(before.sha256, a->sha256);
	if (st || (same && !gone))
		return st;
	return hire_fail(w->err, HIRE_EEXISTS, "job",
	    "you applied already: application %s is %s", a->app.id,
	    hire_word(&hire_application_state_words, a->app.state));
}

static hire_status
apply(hire__work *w, void *args)
{
	applying *a = args;
	hire_job job;
	bool found = false;
	a->kept = false; /* as it may be from a try that lost a race */
	hire_status st = applied_before(w, a, &found);
	if (st || found)
		return st ? st : again(w, a);
	st = hire__job_to_apply(w, a->job_id, a->link, &job);
	if (!st)
		st = add_resume(w, a);
	hire_record_init(&hire_application_record, &a->app);
	a->app.job_id = a->job_id;
	a->app.candidate_id = a->who->account_id;
	a->app.resume_id = a->resume_id;
	if (!st)
		st = hire__insert(w, &hire_application_record, &a->app);
	if (!st)
		st = queue_reading(w, a->app.id);
	a->kept = !st;
	return st;
}

/* What could not be read may be sent again and again; what was read and did
 * not match may be corrected once, by text or by another file. */
static hire_status
may_replace(hire__work *w, hire_application *app)
{
	bool stuck =
	    app->state == HIRE_APPLICATION_SUBMITTED && app->problem_code;
	bool read = app->state == HIRE_APPLICATION_NOT_ELIGIBLE;
	if (stuck || app->state == HIRE_APPLICATION_UNREADABLE)
		return HIRE_OK;
	if (!read)
		return hire_fail(w->err, HIRE_ESTATE, "application",
		    "it is %s; another resume can only be uploaded while it "
		    "is unreadable or not_eligible",
		    hire_word(&hire_application_state_words, app->state));
	if (app->corrected)
		return hire_fail(w->err, HIRE_ELIMIT, "application",
		    "what was read can be corrected once, and was");
	app->corrected = true;
	return HIRE_OK;
}

static hire_status
replace_resume(hire__work *w, void *args)
{
	applying *a = args;
	a->kept = false;
	hire_status st =
	    hire__own_application(w, a->who, a->application_id, &a->app);
	if (!st)
		st = may_replace(w, &a->app);
	if (!st)
		st = add_resume(w, a);
	if (st)
		return st;
	a->app.resume_id = a->resume_id;
	a->app.state = HIRE_APPLICATION_SUBMITTED;
	a->app.score = -1;
	a->app.problem = a->app.problem_code = a->app.match_id = NULL;
	st = hire__update(w, &hire_application_record, &a->app);
	if (!st)
		st = queue_reading(w, a->app.id);
	a->kept = !st;
	return st;
}

/* A repeated call refers to nothing new. */
static hire_status
reread_upload(hire__work *w, void *args)
{
	applying *a = args;
	a->kept = false;
	return hire__own_application(w, a->who, a->app.id, &a->app);
}

static hire_status
upload(hire_platform *p, applying *a, const char *operation, hire__step step,
    hire_arena *mem, hire_application *out, hire_error *err)
{
	const hire__once once = {
	    a->who, operation, step, reread_upload, &a->app.id, a};
	hire_status st = hire__allow(a->who, HIRE__CANDIDATE, err);
	if (!st)
		st = check_upload(a->file, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = keep_bytes(p, a, mem, err);
	if (st)
		return st;
	st = hire__write_once(p, &once, mem, err);
	/* Nobody will ever ask for bytes that nothing refers to; a store that
	 * could not be asked may still have taken the application. */
	bool unsure = st == HIRE_EIO || st == HIRE_EBACKEND;
	bool dropped = !a->kept || (st && !unsure);
	if (dropped && p->blobs.ops.remove(p->blobs.state, a->blob, NULL))
		hire_ctx_log(p->ctx, HIRE_LOG_WARN, "resume.orphan_blob", NULL);
	if (!st)
		*out = a->app;
	return st;
}

hire_status
hire_applications_apply(hire_platform *p, const hire_actor *who,
    const char *job_id, const char *link, const hire_upload *resume,
    hire_arena *mem, hire_application *out, hire_error *err)
{
	applying a = {
	    .who = who, .job_id = job_id, .link = link, .file = resume};
	return upload(p, &a, "applications.apply", apply, mem, out, err);
}

hire_status
hire_applications_upload(hire_platform *p, const hire_actor *who,
    const char *application_id, const hire_upload *resume, hire_arena *mem,
    hire_application *out, hire_error *err)
{
	applying a = {
	    .who = who, .application_id = application_id, .file = resume};
	return upload(
	    p, &a, "applications.upload", replace_resume, mem, out, err);
}

/* A call on one application. */
typedef struct touching {
	const hire_actor *who;
	const char *id;
	const char *text; /* correct: the new text */
	hire_application app;
	hire_resume resume;
	hire_job job;
	hire_stored_match match;
	hire__own_questions own;
	const char *plan;
} touching;

static hire_status
reread(hire__work *w, void *args)
{
	touching *t = args;
	return hire__seen_application(w, t->who, t->app.id, &t->app);
}

static hire_status
withdraw(hire__work *w, void *args)
{
	touching *t = args;
	hire_status st = hire__own_application(w, t->who, t->id, &t->app);
	if (st || t->app.state == HIRE_APPLICATION_WITHDRAWN)
		return st;
	if (t->app.state >= HIRE_APPLICATION_INTERVIEWING)
		return hire_fail(w->err, HIRE_ESTATE, "application",
		    "it is %s and cannot be withdrawn any more",
		    hire_word(&hire_application_state_words, t->app.state));
	t->app.state = HIRE_APPLICATION_WITHDRAWN;
	return hire__update(w, &hire_application_record, &t->app);
}

hire_status
hire_applications_withdraw(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err)
{
	touching t = {.who = who, .id = application_id};
	hire_status st = hire__write(p, withdraw, &t, mem, err);
	if (!st)
		*out = t.app;
	return st;
}

static hire_status
load_for_plan(hire__work *w, void *args)
{
	touching *t = args;
	hire_status st = hire__allow(t->who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__seen_application(w, t->who, t->id, &t->app);
	if (!st && t->app.state != HIRE_APPLICATION_NOT_ELIGIBLE)
		st = hire_fail(w->err, HIRE_ESTATE, "application",
		    "it is %s; only one that is not_eligible can be admitted",
		    hire_word(&hire_application_state_words, t->app.state));
	if (!st)
		st = hire__get(w, &hire_job_record, t->app.job_id, &t->job);
	if (!st)
		st = hire__get(
		    w, &hire_resume_record, t->app.resume_id, &t->resume);
	return st ? st : hire__own_questions_load(w, t->job.id, &t->own);
}

static hire_status
admit(hire__work *w, void *args)
{
	touching *t = args;
	hire_application now;
	hire_interview interview;
	hire_status st = hire__get(w, &hire_application_record, t->id, &now);
	if (!st && now.version != t->app.version)
		st = hire_fail(w->err, HIRE_EBUSY, "application",
		    "it changed meanwhile, try again");
	if (st)
		return st;
	now.state = HIRE_APPLICATION_ELIGIBLE;
	now.admitted_by = t->who->account_id;
	if (!now.interview_id)
		st = hire__interview_prepare(
		    w, &now, &t->job, t->plan, &interview);
	if (!st)
		st = hire__update(w, &hire_application_record, &now);
	if (!st)
		st = hire__audit(w, t->who, "application.admit", now.id, NULL);
	if (!st)
		t->app = now;
	return st;
}

hire_status
hire_applications_admit(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err)
{
	touching t = {.who = who, .id = application_id};
	const hire_facts *facts = NULL;
	hire_status st = hire__read(p, load_for_plan, &t, mem, err);
	if (!st)
		st = hire_facts_from_json(t.resume.facts, mem, &facts, err);
	if (!st)
		st = hire__plan_make(
		    p, &t.job, &t.own, facts, mem, &t.plan, err);
	if (!st)
		st = hire__write(p, admit, &t, mem, err);
	if (!st)
		*out = t.app;
	return st;
}

/* A corrected text is a resume of its own over the same bytes, so that what
 * was read before stays on record. */
static hire_status
correct(hire__work *w, void *args)
{
	touching *t = args;
	hire_resume r;
	hire_status st = hire__own_application(w, t->who, t->id, &t->app);
	if (!st && t->app.corrected)
		st = hire_fail(w->err, HIRE_ELIMIT, "application",
		    "the facts can be corrected once, and were");
	if (!st && t->app.state != HIRE_APPLICATION_NOT_ELIGIBLE)
		st = hire_fail(w->err, HIRE_ESTATE, "application",
		    "it is %s; facts are corrected while it is not_eligible",
		    hire_word(&hire_application_state_words, t->app.state));
	if (!st)
		st = hire__get(w, &hire_resume_record, t->app.resume_id, &r);
	if (st)
		return st;
	r.id = NULL;
	r.state = HIRE_RESUME_UPLOADED;
	r.text = t->text;
	r.facts = r.engine = NULL;
	st = hire__insert(w, &hire_resume_record, &r);
	t->app.resume_id = r.id;
	t->app.corrected = true;
	t->app.state = HIRE_APPLICATION_SUBMITTED;
	t->app.score = -1;
	t->app.match_id = NULL;
	if (!st)
		st = hire__update(w, &hire_application_record, &t->app);
	return st ? st : queue_reading(w, t->app.id);
}

hire_status
hire_applications_correct(hire_platform *p, const hire_actor *who,
    const char *application_id, const char *text, hire_arena *mem,
    hire_application *out, hire_error *err)
{
	touching t = {.who = who, .id = application_id, .text = text};
	if (!text || !*text)
		return hire_fail(err, HIRE_EINVAL, "text", "is empty");
	const hire__once once = {
	    who, "applications.correct", correct, reread, &t.app.id, &t};
	hire_status st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = t.app;
	return st;
}
