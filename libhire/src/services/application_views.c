/* SPDX-License-Identifier: MIT
 * application_views.c - who may see which application, resume and match.
 */
#include <hire/applications.h>

#include "job_access.h"

#include <string.h>

hire_status
hire__seen_application(
    hire__work *w, const hire_actor *who, const char *id, hire_application *out)
{
	hire_job job;
	hire_status st = hire__get(w, &hire_application_record, id, out);
	if (st || who->role == HIRE_ROLE_ADMIN)
		return st;
	if (who->role == HIRE_ROLE_HR)
		st = hire__own_job(w, who, out->job_id, &job);
	else if (strcmp(who->account_id, out->candidate_id))
		st = HIRE_ENOTFOUND;
	if (st == HIRE_ENOTFOUND)
		return hire_fail(w->err, st, "application",
		    "there is no application %.60s", id);
	return st;
}

hire_status
hire__own_application(
    hire__work *w, const hire_actor *who, const char *id, hire_application *out)
{
	hire_status st = hire__allow(who, HIRE__CANDIDATE, w->err);
	return st ? st : hire__seen_application(w, who, id, out);
}

typedef struct seeing {
	const hire_actor *who;
	const char *id, *job_id;
	hire_page page;
	hire_rows rows;
	hire_application app;
	hire_resume resume;
	hire_stored_match match;
} seeing;

static hire_status
get(hire__work *w, void *args)
{
	seeing *s = args;
	return hire__seen_application(w, s->who, s->id, &s->app);
}

hire_status
hire_applications_get(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err)
{
	seeing s = {.who = who, .id = application_id};
	hire_status st = hire__read(p, get, &s, mem, err);
	if (!st)
		*out = s.app;
	return st;
}

static hire_status
list(hire__work *w, void *args)
{
	seeing *s = args;
	hire_filter filters[2];
	size_t n = 0;
	hire_job job;
	hire_status st = HIRE_OK;
	if (s->who->role == HIRE_ROLE_CANDIDATE)
		filters[n++] =
		    (hire_filter)HIRE_IS("candidate_id", s->who->account_id);
	else if (s->job_id)
		st = hire__own_job(w, s->who, s->job_id, &job);
	else if (s->who->role == HIRE_ROLE_HR)
		st = hire_fail(w->err, HIRE_EINVAL, "job", "is missing");
	if (s->job_id)
		filters[n++] = (hire_filter)HIRE_IS("job_id", s->job_id);
	return st ? st
	          : hire__list(w, &hire_application_record, filters, n, NULL,
	                true, s->page, &s->rows);
}

hire_status
hire_applications_list(hire_platform *p, const hire_actor *who,
    const char *job_id, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	seeing s = {.who = who, .job_id = job_id, .page = page};
	hire_status st = hire__read(p, list, &s, mem, err);
	if (!st)
		*out = s.rows;
	return st;
}

static hire_status
resume(hire__work *w, void *args)
{
	seeing *s = args;
	hire_status st = get(w, args);
	return st ? st
	          : hire__get(
	                w, &hire_resume_record, s->app.resume_id, &s->resume);
}

hire_status
hire_applications_resume(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_resume *out,
    hire_error *err)
{
	seeing s = {.who = who, .id = application_id};
	hire_status st = hire__read(p, resume, &s, mem, err);
	if (!st)
		*out = s.resume;
	return st;
}

hire_status
hire_applications_resume_file(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_upload *out,
    hire_error *err)
{
	hire_resume row;
	hire_upload file = {0};
	hire_status st =
	    hire_applications_resume(p, who, application_id, mem, &row, err);
	if (!st)
		st = p->blobs.ops.get(p->blobs.state, row.blob, HIRE_RESUME_MAX,
		    mem, &file.bytes, &file.len, err);
	file.filename = st ? NULL : row.filename;
	if (!st)
		*out = file;
	return st;
}

static hire_status
match(hire__work *w, void *args)
{
	seeing *s = args;
	hire_status st = get(w, args);
	if (!st && !s->app.match_id)
		st = hire_fail(w->err, HIRE_ESTATE, "application",
		    "there is no match yet: it is %s%s%s",
		    hire_word(&hire_application_state_words, s->app.state),
		    s->app.problem ? ", " : "",
		    s->app.problem ? s->app.problem : "");
	return st ? st
	          : hire__get(w, &hire_stored_match_record, s->app.match_id,
	                &s->match);
}

hire_status
hire_applications_match(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_match_result *out,
    hire_error *err)
{
	seeing s = {.who = who, .id = application_id};
	hire_status st = hire__read(p, match, &s, mem, err);
	return st ? st : hire_match_from_json(s.match.result, mem, out, err);
}
