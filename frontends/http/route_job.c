/* SPDX-License-Identifier: MIT
 * route_job.c - recruiters' jobs.
 */
#include "call.h"
#include "view.h"

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
	hire_status st = hire_jobs_post(
	    c->app->platform, &c->who, c->body, NULL, 0, c->mem, &job, err);
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

static const route rows[] = {
    {GET, "/api/v1/jobs", "listJobs", "The organisation's jobs, newest first",
        BY_STAFF, PAGED, HIRE_SCOPE_JOBS_READ, .gives = {&jobs_shape},
        .run = run_list},
    {POST, "/api/v1/jobs", "postJob", "Post a job; it opens when it is paid",
        BY_HR, CREATES, HIRE_SCOPE_JOBS_WRITE, .body = &hire_job_record,
        .body_flags = HIRE_INPUT, .status = 201, .gives = {&job_shape},
        .run = run_post},
    {GET, "/api/v1/jobs/{job_id}", "getJob", "One job", BY_STAFF, 0,
        HIRE_SCOPE_JOBS_READ, .gives = {&job_shape}, .run = run_get},
    {PATCH, "/api/v1/jobs/{job_id}", "editJob", "Change fields of a job",
        BY_STAFF, EDITS, HIRE_SCOPE_JOBS_WRITE, .body = &hire_job_record,
        .body_flags = HIRE_EDIT, .gives = {&job_shape}, .run = run_edit},
};
const route_list job_routes = {rows, sizeof rows / sizeof *rows};
