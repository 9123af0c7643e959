/* SPDX-License-Identifier: MIT
 * job_questions.c - the recruiter's own questions of a job.
 */
#include <hire/jobs.h>

#include "once.h"

typedef struct asking {
	const hire_actor *who;
	const char *job_id, *id;
	const hire_own_question *draft;
	const hire_change *changes;
	size_t count;
	int64_t version; /* 0: any */
	bool stale;      /* the question is not at it any more */
	hire_question question;
	hire_rows rows;
} asking;

static hire_status
list(hire__work *w, void *args)
{
	asking *a = args;
	hire_job job;
	hire_filter by = HIRE_IS("job_id", a->job_id);
	hire_status st = hire__own_job(w, a->who, a->job_id, &job);
	return st ? st
	          : hire__list(w, &hire_question_record, &by, 1, "position",
	                false, (hire_page){NULL, HIRE_JOB_QUESTIONS_MAX},
	                &a->rows);
}

hire_status
hire_jobs_questions(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	asking a = {.who = who, .job_id = job_id};
	hire_status st = hire__read(p, list, &a, mem, err);
	if (!st)
		*out = a.rows;
	return st;
}

static hire_status
add(hire__work *w, void *args)
{
	asking *a = args;
	hire_status st = list(w, a);
	if (st)
		return st;
	if (a->rows.count >= HIRE_JOB_QUESTIONS_MAX)
		return hire_fail(w->err, HIRE_ELIMIT, "questions",
		    "the job has %zu questions, at most %d are allowed",
		    a->rows.count, HIRE_JOB_QUESTIONS_MAX);
	const hire_question *before = a->rows.rows;
	int64_t last = a->rows.count ? before[a->rows.count - 1].position : 0;
	hire_record_init(&hire_question_record, &a->question);
	a->question.job_id = a->job_id;
	a->question.position = last + 1;
	a->question.text = a->draft->text;
	a->question.ideal = a->draft->ideal;
	return hire__insert(w, &hire_question_record, &a->question);
}

static hire_status
reread(hire__work *w, void *args)
{
	asking *a = args;
	return hire__get(
	    w, &hire_question_record, a->question.id, &a->question);
}

hire_status
hire_jobs_question_add(hire_platform *p, const hire_actor *who,
    const char *job_id, const hire_own_question *question, hire_arena *mem,
    hire_question *out, hire_error *err)
{
	asking a = {.who = who, .job_id = job_id, .draft = question};
	const hire__once once = {
	    who, "jobs.question_add", add, reread, &a.question.id, &a};
	hire_status st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = a.question;
	return st;
}

static hire_status
find(hire__work *w, asking *a)
{
	hire_job job;
	hire_status st =
	    hire__get(w, &hire_question_record, a->id, &a->question);
	if (!st)
		st = hire__own_job(w, a->who, a->question.job_id, &job);
	if (st == HIRE_ENOTFOUND)
		return hire_fail(w->err, st, "question",
		    "there is no question %.60s", a->id);
	return st;
}

/* The question as it is asked to be changed. */
static hire_status
find_version(hire__work *w, asking *a)
{
	hire_status st = find(w, a);
	/* As ECONFLICT it would only be run again. */
	a->stale = !st && a->version && a->version != a->question.version;
	return st;
}

static hire_status
is_stale(const asking *a, hire_error *err)
{
	return hire_fail(err, HIRE_ECONFLICT, "version",
	    "the question is at version %lld, not %lld",
	    (long long)a->question.version, (long long)a->version);
}

static hire_status
edit(hire__work *w, void *args)
{
	asking *a = args;
	hire_status st = find_version(w, a);
	if (st || a->stale)
		return st;
	for (size_t i = 0; !st && i < a->count; i++)
		st = hire_record_set(&hire_question_record, &a->question,
		    a->changes[i].field, a->changes[i].text, HIRE_EDIT, w->mem,
		    w->err);
	return st ? st : hire__update(w, &hire_question_record, &a->question);
}

hire_status
hire_jobs_question_edit(hire_platform *p, const hire_actor *who,
    const char *question_id, int64_t version, const hire_change *changes,
    size_t count, hire_arena *mem, hire_question *out, hire_error *err)
{
	asking a = {.who = who,
	    .id = question_id,
	    .version = version,
	    .changes = changes,
	    .count = count};
	hire_status st = hire__write(p, edit, &a, mem, err);
	if (!st && a.stale)
		st = is_stale(&a, err);
	if (!st)
		*out = a.question;
	return st;
}

static hire_status
drop(hire__work *w, void *args)
{
	asking *a = args;
	hire_status st = find_version(w, a);
	const hire_store *s = &w->p->store;
	return st || a->stale
	           ? st
	           : s->ops.remove(s->state, w->tx, &hire_question_record,
	                 a->id, a->question.version, w->err);
}

hire_status
hire_jobs_question_remove(hire_platform *p, const hire_actor *who,
    const char *question_id, int64_t version, hire_error *err)
{
	hire_arena *mem = NULL;
	asking a = {.who = who, .id = question_id, .version = version};
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, drop, &a, mem, err);
	if (!st && a.stale)
		st = is_stale(&a, err);
	hire_arena_free(mem);
	return st;
}
