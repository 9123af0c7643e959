/* SPDX-License-Identifier: MIT
 * route_question.c - the recruiter's own questions of a job.
 */
#include "call.h"
#include "questions.h"
#include "view.h"

static const hire_field hire_own_question_fields[] = {
    VIEW_ASK(hire_own_question, text, HIRE_REQUIRED, 1, 2000,
        "the question, verbatim"),
    VIEW_ASK(hire_own_question, ideal, 0, 0, 4000, "what a full answer says"),
};
VIEW(hire_own_question);
const hire_json_list own_questions = {
    "questions", &hire_own_question_view, HIRE_JOB_QUESTIONS_MAX, NULL, 0};

static const shape question_shape = {
    .form = SHAPE_ROW, .record = &hire_question_record};
static const shape questions_shape = {
    .member = "questions", .form = SHAPE_ROWS, .record = &hire_question_record};

static hire_status
run_list(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_jobs_questions(
	    c->app->platform, &c->who, c->params[0], c->mem, &rows, err);
	return st ? st : give_rows(c, &questions_shape, &rows, err);
}

static hire_status
run_add(call *c, hire_error *err)
{
	hire_question question;
	hire_status st = hire_jobs_question_add(c->app->platform, &c->who,
	    c->params[0], c->body, c->mem, &question, err);
	return st ? st : give_row(c, &question_shape, &question, err);
}

static hire_status
run_edit(call *c, hire_error *err)
{
	hire_question question;
	hire_change *changes;
	size_t count;
	hire_status st = call_changes(c, &changes, &count, err);
	if (!st)
		st = hire_jobs_question_edit(c->app->platform, &c->who,
		    c->params[0], c->version, changes, count, c->mem, &question,
		    err);
	return st ? st : give_row(c, &question_shape, &question, err);
}

static hire_status
run_remove(call *c, hire_error *err)
{
	return hire_jobs_question_remove(
	    c->app->platform, &c->who, c->params[0], c->version, err);
}

static const route rows[] = {
    {GET, "/api/v1/jobs/{job_id}/questions", "listQuestions",
        "The recruiter's own questions in order", BY_STAFF, 0,
        HIRE_SCOPE_JOBS_READ, .gives = {&questions_shape}, .run = run_list},
    {POST, "/api/v1/jobs/{job_id}/questions", "addQuestion",
        "Append a question", BY_STAFF, CREATES, HIRE_SCOPE_JOBS_WRITE,
        .body = &hire_own_question_view, .body_flags = HIRE_INPUT,
        .example = "{\"text\":\"How do you find a slow query?\"}",
        .status = 201, .gives = {&question_shape}, .run = run_add},
    {PATCH, "/api/v1/questions/{question_id}", "editQuestion",
        "Change a question", BY_STAFF, EDITS, HIRE_SCOPE_JOBS_WRITE,
        .body = &hire_question_record, .body_flags = HIRE_EDIT,
        .example = "{\"ideal\":\"It is measured before it is changed.\"}",
        .gives = {&question_shape}, .run = run_edit},
    {DELETE, "/api/v1/questions/{question_id}", "removeQuestion",
        "Remove a question", BY_STAFF, EDITS, HIRE_SCOPE_JOBS_WRITE,
        .status = 204, .run = run_remove},
};
const route_list question_routes = {rows, sizeof rows / sizeof *rows};
