/* SPDX-License-Identifier: MIT
 * jobs.c - recruiters post, edit, pause, close and share their jobs.
 */
#include <hire/jobs.h>

#include "job_access.h"
#include "job_text.h"
#include "once.h"
#include "seat_ledger.h"

#include "model/record.h"
#include "util/crypto.h"
#include "util/ctx.h"

#include <string.h>

enum { EDIT_TRIES = 5 };

/* A call on one job. */
typedef struct touching {
	const hire_actor *who;
	const char *id;
	int64_t version; /* 0: any */
	bool flag;
	const hire_own_question *questions;
	size_t count;
	hire_page page;
	hire_rows rows;
	hire_job job;
} touching;

/* Take the HIRE_INPUT fields of a draft; the rest is ours. */
static void
take_input(const hire_job *draft, hire_job *job)
{
	hire_record_init(&hire_job_record, job);
	for (size_t i = 0; i < hire_job_record.count; i++) {
		const hire_field *f = &hire_job_record.fields[i];
		if (!(f->flags & HIRE_INPUT))
			continue;
		if (hire__field_is_text(f))
			hire__field_set_text(
			    f, job, hire__field_text(f, draft));
		else
			hire__field_set_number(
			    f, job, hire__field_number(f, draft));
	}
}

static hire_status
new_link(hire__work *w, hire_job *job)
{
	return hire__secret_new(w->mem, &job->link, w->err);
}

static hire_status
add_questions(hire__work *w, const touching *t)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < t->count; i++) {
		hire_question q;
		hire_record_init(&hire_question_record, &q);
		q.job_id = t->job.id;
		q.position = (int64_t)i + 1;
		q.text = t->questions[i].text;
		q.ideal = t->questions[i].ideal;
		st = hire__insert(w, &hire_question_record, &q);
	}
	return st;
}

static hire_status
post(hire__work *w, void *args)
{
	touching *t = args;
	t->job.id = NULL;
	t->job.organisation_id = t->who->organisation_id;
	t->job.created_by = t->who->account_id;
	t->job.state = HIRE_JOB_DRAFT;
	hire_status st = HIRE_OK;
	if (t->job.visibility == HIRE_VISIBILITY_PRIVATE)
		st = new_link(w, &t->job);
	if (!st)
		st = hire__insert(w, &hire_job_record, &t->job);
	if (!st)
		st = add_questions(w, t);
	return st ? st : hire__audit(w, t->who, "job.post", t->job.id, NULL);
}

/* What a repeated call gives: the job that the first one touched. */
static hire_status
reread(hire__work *w, void *args)
{
	touching *t = args;
	const char *id = t->job.id;
	return hire__own_job(w, t->who, id, &t->job);
}

static hire_status
check_count(size_t count, hire_error *err)
{
	if (count <= HIRE_JOB_QUESTIONS_MAX)
		return HIRE_OK;
	return hire_fail(err, HIRE_ELIMIT, "questions",
	    "%zu questions, at most %d are allowed", count,
	    HIRE_JOB_QUESTIONS_MAX);
}

hire_status
hire_jobs_post(hire_platform *p, const hire_actor *who, const hire_job *draft,
    const hire_own_question *questions, size_t count, hire_arena *mem,
    hire_job *out, hire_error *err)
{
	touching t = {.who = who, .questions = questions, .count = count};
	hire_status st = hire__allow(who, HIRE__HR, err);
	if (!st)
		st = check_count(count, err);
	take_input(draft, &t.job);
	if (!st)
		st = hire__job_read_text(p, &t.job, mem, err);
	const hire__once once = {who, "jobs.post", post, reread, &t.job.id, &t};
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = t.job;
	return st;
}

static hire_status
load(hire__work *w, void *args)
{
	touching *t = args;
	return hire__own_job(w, t->who, t->id, &t->job);
}

static hire_status
replace(hire__work *w, void *args)
{
	touching *t = args;
	hire_job now;
	hire_status st = hire__own_job(w, t->who, t->id, &now);
	if (!st && now.version != t->job.version)
		st = hire_fail(w->err, HIRE_EBUSY, "job",
		    "the job changed meanwhile, try again");
	if (!st && t->job.visibility == HIRE_VISIBILITY_PRIVATE && !t->job.link)
		st = new_link(w, &t->job);
	if (!st)
		st = hire__update(w, &hire_job_record, &t->job);
	return st ? st : hire__audit(w, t->who, "job.edit", t->id, NULL);
}

/* Seats taken meanwhile move the version too, so an edit is computed anew on
 * the job as it is, unless the caller named the version to edit. */
static hire_status
edit_once(hire_platform *p, touching *t, const hire_change *changes,
    size_t count, hire_arena *mem, hire_error *err)
{
	hire_status st = hire__read(p, load, t, mem, err);
	if (!st && t->version && t->version != t->job.version)
		return hire_fail(err, HIRE_ECONFLICT, "version",
		    "the job is at version %lld, not %lld",
		    (long long)t->job.version, (long long)t->version);
	if (!st)
		st = hire__job_change(p, &t->job, changes, count, mem, err);
	return st ? st : hire__write(p, replace, t, mem, err);
}

hire_status
hire_jobs_edit(hire_platform *p, const hire_actor *who, const char *job_id,
    int64_t version, const hire_change *changes, size_t count, hire_arena *mem,
    hire_job *out, hire_error *err)
{
	touching t = {.who = who, .id = job_id, .version = version};
	hire_status st = HIRE_EBUSY;
	for (int i = 0; st == HIRE_EBUSY && i < EDIT_TRIES; i++)
		st = edit_once(p, &t, changes, count, mem, err);
	if (!st)
		*out = t.job;
	return st;
}

static hire_status
set_paused(hire__work *w, void *args)
{
	touching *t = args;
	hire_status st = load(w, t);
	if (st || t->job.paused == t->flag)
		return st;
	t->job.paused = t->flag;
	st = hire__job_state_refresh(w, &t->job);
	return st ? st
	          : hire__audit(w, t->who, t->flag ? "job.pause" : "job.resume",
	                t->id, NULL);
}

static hire_status
set_closed(hire__work *w, void *args)
{
	touching *t = args;
	hire_status st = load(w, t);
	if (st || t->job.closed == t->flag)
		return st;
	t->job.closed = t->flag;
	st = hire__job_state_refresh(w, &t->job);
	return st ? st
	          : hire__audit(w, t->who, t->flag ? "job.close" : "job.reopen",
	                t->id, NULL);
}

static hire_status
set_link(hire__work *w, void *args)
{
	touching *t = args;
	hire_status st = load(w, t);
	t->job.link = NULL;
	if (!st && !t->flag)
		st = new_link(w, &t->job);
	if (!st)
		st = hire__update(w, &hire_job_record, &t->job);
	return st ? st
	          : hire__audit(w, t->who,
	                t->flag ? "job.link_revoke" : "job.link_rotate", t->id,
	                NULL);
}

static hire_status
touch(hire_platform *p, const hire_actor *who, const char *id, bool flag,
    hire__step step, hire_arena *mem, hire_job *out, hire_error *err)
{
	touching t = {.who = who, .id = id, .flag = flag};
	hire_status st = hire__write(p, step, &t, mem, err);
	if (!st)
		*out = t.job;
	return st;
}

hire_status
hire_jobs_pause(hire_platform *p, const hire_actor *who, const char *job_id,
    bool paused, hire_arena *mem, hire_job *out, hire_error *err)
{
	return touch(p, who, job_id, paused, set_paused, mem, out, err);
}

hire_status
hire_jobs_close(hire_platform *p, const hire_actor *who, const char *job_id,
    bool closed, hire_arena *mem, hire_job *out, hire_error *err)
{
	return touch(p, who, job_id, closed, set_closed, mem, out, err);
}

hire_status
hire_jobs_link(hire_platform *p, const hire_actor *who, const char *job_id,
    bool revoke, hire_arena *mem, hire_job *out, hire_error *err)
{
	touching t = {.who = who, .id = job_id, .flag = revoke};
	const hire__once once = {who, revoke ? "jobs.link_revoke" : "jobs.link",
	    set_link, reread, &t.job.id, &t};
	hire_status st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = t.job;
	return st;
}

hire_status
hire_jobs_get(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_job *out, hire_error *err)
{
	touching t = {.who = who, .id = job_id};
	hire_status st = hire__read(p, load, &t, mem, err);
	if (!st)
		*out = t.job;
	return st;
}

hire_status
hire_jobs_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__ours of = {&hire_job_record, NULL, true};
	return hire__list_ours(p, &of, who, page, mem, out, err);
}

static hire_status
ledger(hire__work *w, void *args)
{
	touching *t = args;
	hire_filter by = HIRE_IS("job_id", t->id);
	hire_status st = load(w, t);
	return st ? st
	          : hire__list(w, &hire_seat_entry_record, &by, 1, NULL, false,
	                t->page, &t->rows);
}

hire_status
hire_jobs_ledger(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err)
{
	touching t = {.who = who, .id = job_id, .page = page};
	hire_status st = hire__read(p, ledger, &t, mem, err);
	if (!st)
		*out = t.rows;
	return st;
}
