/* SPDX-License-Identifier: MIT
 * route_application.c - applying with a resume, and what becomes of it.
 */
#include "repeat.h"
#include "upload.h"
#include "view.h"

static const shape app_shape = {
    .form = SHAPE_ROW, .record = &hire_application_record, .by_role = true};
static const shape apps_shape = {.member = "applications",
    .form = SHAPE_ROWS,
    .record = &hire_application_record,
    .by_role = true,
    .paged = true};

static hire_status
read_form(call *c, upload *form, hire_error *err)
{
	hire_status st = upload_read(c, form, err);
	return st ? st : repeat_upload(c, form, err);
}

static hire_status
run_apply(call *c, hire_error *err)
{
	upload form;
	hire_application got;
	hire_status st = read_form(c, &form, err);
	if (!st)
		st = hire_applications_apply(c->app->platform, &c->who,
		    c->params[0], form.link, &form.resume, c->mem, &got, err);
	return st ? st : give_row(c, &app_shape, &got, err);
}

static hire_status
run_upload(call *c, hire_error *err)
{
	upload form;
	hire_application got;
	hire_status st = read_form(c, &form, err);
	if (!st)
		st = hire_applications_upload(c->app->platform, &c->who,
		    c->params[0], &form.resume, c->mem, &got, err);
	return st ? st : give_row(c, &app_shape, &got, err);
}

typedef struct of_job {
	const char *job_id;
} of_job;
static const hire_field of_job_fields[] = {
    VIEW_ASK(of_job, job_id, 0, 1, 40, "of this job; a recruiter must say"),
};
VIEW(of_job);

static hire_status
run_list(call *c, hire_error *err)
{
	const of_job *in = c->query;
	hire_rows rows;
	hire_status st = hire_applications_list(
	    c->app->platform, &c->who, in->job_id, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &apps_shape, &rows, err);
}

/* Calls that take an application and give it back. */
typedef hire_status (*app_call)(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err);

static hire_status
on_one(call *c, app_call run, hire_error *err)
{
	hire_application got;
	hire_status st =
	    run(c->app->platform, &c->who, c->params[0], c->mem, &got, err);
	return st ? st : give_row(c, &app_shape, &got, err);
}

static hire_status
run_get(call *c, hire_error *err)
{
	return on_one(c, hire_applications_get, err);
}

static hire_status
run_withdraw(call *c, hire_error *err)
{
	return on_one(c, hire_applications_withdraw, err);
}

static hire_status
run_admit(call *c, hire_error *err)
{
	return on_one(c, hire_applications_admit, err);
}

typedef struct correction {
	const char *text;
} correction;
static const hire_field correction_fields[] = {
    VIEW_ASK(correction, text, HIRE_REQUIRED, 1, 1 << 20,
        "the resume's text as it should have been read"),
};
VIEW(correction);

static hire_status
run_correct(call *c, hire_error *err)
{
	const correction *in = c->body;
	hire_application got;
	hire_status st = hire_applications_correct(c->app->platform, &c->who,
	    c->params[0], in->text, c->mem, &got, err);
	return st ? st : give_row(c, &app_shape, &got, err);
}

static const shape resume_shape = {
    .form = SHAPE_ROW, .record = &hire_resume_record, .by_role = true};

static hire_status
run_resume(call *c, hire_error *err)
{
	hire_resume resume;
	hire_status st = hire_applications_resume(
	    c->app->platform, &c->who, c->params[0], c->mem, &resume, err);
	return st ? st : give_row(c, &resume_shape, &resume, err);
}

static const shape facts_shape = {.form = SHAPE_RAW, .schema = "facts"};

static hire_status
run_facts(call *c, hire_error *err)
{
	hire_resume resume;
	hire_status st = hire_applications_resume(
	    c->app->platform, &c->who, c->params[0], c->mem, &resume, err);
	if (!st && !resume.facts)
		st = hire_fail(err, HIRE_ESTATE, "resume",
		    "it is %s: there are no facts",
		    hire_word(&hire_resume_state_words, (int64_t)resume.state));
	return st ? st : give_raw(c, &facts_shape, resume.facts, err);
}

/* Bytes of a stranger: never shown by a browser, always kept as a file. */
#define FILE_TYPE "application/octet-stream"
static const shape file_shape = {.form = SHAPE_TEXT, .type = FILE_TYPE};

static hire_status
run_file(call *c, hire_error *err)
{
	hire_upload file;
	hire_status st = hire_applications_resume_file(
	    c->app->platform, &c->who, c->params[0], c->mem, &file, err);
	return st ? st
	          : give_text(
	                c, FILE_TYPE, file.filename, file.bytes, file.len, err);
}

static const shape match_shape = {.form = SHAPE_RAW, .schema = "match"};

static hire_status
run_match(call *c, hire_error *err)
{
	hire_match_result match;
	const char *json;
	hire_status st = hire_applications_match(
	    c->app->platform, &c->who, c->params[0], c->mem, &match, err);
	if (!st)
		st = hire_match_to_json(&match, c->mem, &json, err);
	return st ? st : give_raw(c, &match_shape, json, err);
}

#define ONE "/api/v1/applications/{application_id}"
#define READ(tail, name, summary, shape_, run_)                                \
	{                                                                      \
		GET, ONE tail, name, summary, BY_PEOPLE, 0,                    \
		    HIRE_SCOPE_APPLICATIONS_READ, .gives = {&shape_},          \
		                                  .run = run_                  \
	}
static const route rows[] = {
    {POST, "/api/v1/jobs/{job_id}/applications", "apply",
        "Apply to an open job with a resume", BY_CANDIDATE,
        CREATES | UPLOADS | NO_KEYS, .status = 201, .gives = {&app_shape},
        .run = run_apply},
    {GET, "/api/v1/applications", "listApplications",
        "A job's applications, or a candidate's own, newest first", BY_PEOPLE,
        PAGED, HIRE_SCOPE_APPLICATIONS_READ, .query = &of_job_view,
        .gives = {&apps_shape}, .run = run_list},
    READ("", "getApplication", "One application", app_shape, run_get),
    READ("/resume", "getResume", "The resume with what was read of it",
        resume_shape, run_resume),
    READ("/resume/file", "getResumeFile", "The resume's file as it came",
        file_shape, run_file),
    READ("/facts", "getFacts", "The facts that were read from the resume",
        facts_shape, run_facts),
    READ("/match", "getMatch", "How the resume matches the job", match_shape,
        run_match),
    {POST, ONE "/resume", "uploadResume",
        "Give an application that is unreadable or not eligible another resume",
        BY_CANDIDATE, CREATES | UPLOADS | NO_KEYS, .gives = {&app_shape},
        .run = run_upload},
    {POST, ONE "/correction", "correctFacts",
        "Correct the facts that were read, once", BY_CANDIDATE,
        CREATES | NO_KEYS, .body = &correction_view, .body_flags = HIRE_INPUT,
        .example = "{\"text\":\"Sample Candidate\\nBackend Engineer, Example "
                   "Ltd, January 2018 - Present\\nSkills: Python, Docker\"}",
        .gives = {&app_shape}, .run = run_correct},
    {POST, ONE "/withdraw", "withdrawApplication", "Take an application back",
        BY_CANDIDATE, NO_KEYS, .gives = {&app_shape}, .run = run_withdraw},
    {POST, ONE "/admit", "admitApplication",
        "Let a candidate below the threshold take the interview", BY_STAFF, 0,
        HIRE_SCOPE_APPLICATIONS_WRITE, .gives = {&app_shape}, .run = run_admit},
};
const route_list application_routes = {rows, sizeof rows / sizeof *rows};
