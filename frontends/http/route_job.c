/* SPDX-License-Identifier: MIT
 * route_job.c - recruiters' jobs: post, change, hold, close, link, numbers.
 */
#include "call.h"
#include "questions.h"
#include "view.h"
#include "views.h"

static const shape job_shape = {.form = SHAPE_ROW, .record = &hire_job_record};
static const shape jobs_shape = {.member = "jobs",
    .form = SHAPE_ROWS,
    .record = &hire_job_record,
    .paged = true};

static hire_status
run_list(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_jobs_list(
	    c->app->platform, &c->who, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &jobs_shape, &rows, err);
}

static hire_status
run_post(call *c, hire_error *err)
{
	hire_job job;
	hire_status st = hire_jobs_post(c->app->platform, &c->who, c->body,
	    c->also.rows, c->also.count, c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

static hire_status
run_get(call *c, hire_error *err)
{
	hire_job job;
	hire_status st = hire_jobs_get(
	    c->app->platform, &c->who, c->params[0], c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

static hire_status
run_edit(call *c, hire_error *err)
{
	hire_job job;
	hire_change *changes;
	size_t count;
	hire_status st = call_changes(c, &changes, &count, err);
	if (!st)
		st = hire_jobs_edit(c->app->platform, &c->who, c->params[0],
		    c->version, changes, count, c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

/* Pause, resume, close, reopen and both links are one kind of call. */
typedef hire_status (*job_switch)(hire_platform *p, const hire_actor *who,
    const char *job_id, bool on, hire_arena *mem, hire_job *out,
    hire_error *err);

static hire_status
flip(call *c, job_switch run, bool on, hire_error *err)
{
	hire_job job;
	hire_status st =
	    run(c->app->platform, &c->who, c->params[0], on, c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

static hire_status
run_pause(call *c, hire_error *err)
{
	return flip(c, hire_jobs_pause, true, err);
}

static hire_status
run_resume(call *c, hire_error *err)
{
	return flip(c, hire_jobs_pause, false, err);
}

static hire_status
run_close(call *c, hire_error *err)
{
	return flip(c, hire_jobs_close, true, err);
}

static hire_status
run_reopen(call *c, hire_error *err)
{
	return flip(c, hire_jobs_close, false, err);
}

static hire_status
run_link(call *c, hire_error *err)
{
	return flip(c, hire_jobs_link, false, err);
}

static hire_status
run_unlink(call *c, hire_error *err)
{
	return flip(c, hire_jobs_link, true, err);
}

static const shape ledger_shape = {.member = "entries",
    .form = SHAPE_ROWS,
    .record = &hire_seat_entry_record,
    .paged = true};

static hire_status
run_ledger(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_jobs_ledger(c->app->platform, &c->who,
	    c->params[0], c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &ledger_shape, &rows, err);
}

static const shape numbers_shape = {
    .form = SHAPE_ROW, .record = &job_numbers_view};

static hire_status
run_metrics(call *c, hire_error *err)
{
	hire_job_metrics m;
	hire_status st =
	    hire_jobs_metrics(c->app->platform, &c->who, c->params[0], &m, err);
	if (st)
		return st;
	job_numbers n = job_numbers_of(&m);
	return give_row(c, &numbers_shape, &n, err);
}

typedef struct job_text {
	const char *title, *details, *requirements;
} job_text;
static const hire_field job_text_fields[] = {
    VIEW_ASK(job_text, title, 0, 0, 200, "title of the job"),
    VIEW_ASK(job_text, details, 0, 0, 100000, "the advertisement"),
    VIEW_ASK(job_text, requirements, 0, 0, 100000, "requirements, one a line"),
};
VIEW(job_text);
static const shape remarks_shape = {
    .member = "warnings", .form = SHAPE_ROWS, .record = &remark_view};

static hire_status
run_lint(call *c, hire_error *err)
{
	const job_text *in = c->body;
	hire_warnings w;
	hire_status st = hire_job_lint(in->title, in->details, in->requirements,
	    hire_ctx_now(c->app->ctx).wall, c->mem, &w, err);
	const remark *rows = st ? NULL : remarks_of(&w, c->mem);
	if (!st && !rows)
		st = hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	return st ? st : give_list(c, &remarks_shape, rows, w.count, err);
}

#define TEXTS                                                                  \
	"\"title\":\"Backend engineer\",\"details\":\"We build services that " \
	"plan deliveries.\",\"requirements\":\"must: 3 years of "              \
	"Python\\nnice: Docker\""
#define QUESTION                                                               \
	"{\"text\":\"Tell us of a service that you built.\",\"ideal\":\"The "  \
	"aim, the own part in it, how it was run and what came of it.\"}"

/* One call on one job that gives the job. */
#define ON_JOB(method_, tail, name_, summary_, marks_, run_)                   \
	{                                                                      \
		method_, "/api/v1/jobs/{job_id}/" tail, name_, summary_,       \
		    BY_STAFF, marks_, HIRE_SCOPE_JOBS_WRITE,                   \
		    .gives = {&job_shape}, .run = run_                         \
	}
static const route rows[] = {
    {GET, "/api/v1/jobs", "listJobs", "The organisation's jobs, newest first",
        BY_STAFF, PAGED, HIRE_SCOPE_JOBS_READ, .gives = {&jobs_shape},
        .run = run_list},
    {POST, "/api/v1/jobs", "postJob", "Post a job; it opens when it is paid",
        BY_HR, CREATES, HIRE_SCOPE_JOBS_WRITE, .body = &hire_job_record,
        .body_flags = HIRE_INPUT, .also = &own_questions,
        .example = "{" TEXTS ",\"questions\":[" QUESTION "]}", .status = 201,
        .gives = {&job_shape}, .run = run_post},
    {GET, "/api/v1/jobs/{job_id}", "getJob", "One job", BY_STAFF, 0,
        HIRE_SCOPE_JOBS_READ, .gives = {&job_shape}, .run = run_get},
    {PATCH, "/api/v1/jobs/{job_id}", "editJob", "Change fields of a job",
        BY_STAFF, EDITS, HIRE_SCOPE_JOBS_WRITE, .body = &hire_job_record,
        .body_flags = HIRE_EDIT, .example = "{\"interview_minutes\":20}",
        .gives = {&job_shape}, .run = run_edit},
    ON_JOB(POST, "pause", "pauseJob",
        "Hold new applications and interviews back", 0, run_pause),
    ON_JOB(
        POST, "resume", "resumeJob", "Let a paused job go on", 0, run_resume),
    ON_JOB(POST, "close", "closeJob",
        "Close a job; a running interview finishes", 0, run_close),
    ON_JOB(
        POST, "reopen", "reopenJob", "Open a closed job again", 0, run_reopen),
    ON_JOB(POST, "link", "newJobLink",
        "Give the job a new private link; the old one dies", CREATES, run_link),
    ON_JOB(DELETE, "link", "revokeJobLink",
        "Leave the job without a private link", 0, run_unlink),
    {GET, "/api/v1/jobs/{job_id}/seats", "listSeats",
        "The ledger of a job's interview seats, oldest first", BY_STAFF, PAGED,
        HIRE_SCOPE_PAYMENTS_READ, .gives = {&ledger_shape}, .run = run_ledger},
    {GET, "/api/v1/jobs/{job_id}/metrics", "getJobMetrics",
        "Numbers of a job: seats, applications, means", BY_STAFF, 0,
        HIRE_SCOPE_REPORTS_READ, .gives = {&numbers_shape}, .run = run_metrics},
    {POST, "/api/v1/lint", "lintJobText",
        "Criteria in a job's text that should not be asked for", BY_STAFF, 0,
        HIRE_SCOPE_JOBS_READ, .body = &job_text_view, .body_flags = HIRE_INPUT,
        .example = "{" TEXTS "}", .gives = {&remarks_shape}, .run = run_lint},
};
const route_list job_routes = {rows, sizeof rows / sizeof *rows};
