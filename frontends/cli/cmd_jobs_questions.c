/* SPDX-License-Identifier: MIT
 * cmd_jobs_questions.c - the recruiter's own questions, and a job's numbers.
 */
#include "actor.h"
#include "jobs.h"
#include "out.h"
#include "views.h"

#define STAFF (ROLE(HR) | ROLE(ADMIN))

static const cli_shape question_shape = {.form = CLI_ROW,
    .record = &hire_question_record,
    .columns = "id position text ideal"};
static const cli_shape *const question_gives[] = {&question_shape};
static const cli_shape list_shape = {.member = "questions",
    .form = CLI_ROWS,
    .record = &hire_question_record,
    .columns = "position id text ideal",
    .empty = "No questions of your own: add one with hire-cli jobs questions "
             "add JOB --text TEXT"};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
list(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_jobs_questions(
		    c->platform, &who, cli_arg(c, 0), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static hire_status
add(cli *c, hire_error *err)
{
	hire_actor who;
	hire_question q;
	hire_own_question own = {cli_get(c, "text"), cli_get(c, "ideal")};
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_jobs_question_add(
		    c->platform, &who, cli_arg(c, 0), &own, c->mem, &q, err);
	return st ? st : out_row(c, &question_shape, &q, err);
}

static const cli_option add_options[] = {
    {"text", "TEXT", "the question, word for word", CLI_TEXT, CLI_MUST, 0, 0,
        NULL},
    {"ideal", "TEXT", "what a full answer says", CLI_TEXT, 0, 0, 0, NULL},
};
static const cli_command cmd_add = {
    .name = "add",
    .summary = "append a question",
    .args = "JOB",
    .run = add,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(add_options),
    CLI_GIVES(question_gives),
};

static hire_status
edit(cli *c, hire_error *err)
{
	hire_actor who;
	hire_question q;
	hire_change *changes;
	size_t count;
	hire_status st = actor_changes(c, &changes, &count, err);
	if (!st)
		st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_jobs_question_edit(c->platform, &who, cli_arg(c, 0),
		    0, changes, count, c->mem, &q, err);
	return st ? st : out_row(c, &question_shape, &q, err);
}

static const cli_option edit_options[] = {SET_OPTION};
static const cli_command cmd_edit = {
    .name = "edit",
    .summary = "change a question",
    .args = "QUESTION",
    .run = edit,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(edit_options),
    CLI_GIVES(question_gives),
};

static hire_status
drop(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_jobs_question_remove(
		    c->platform, &who, cli_arg(c, 0), 0, err);
	if (!st)
		out_note(c, "The question is removed.");
	return st;
}

static const cli_command cmd_remove = {
    .name = "remove",
    .summary = "remove a question",
    .args = "QUESTION",
    .run = drop,
    .needs = HIRE_NEED_STORE,
};

static const cli_command *const subs[] = {&cmd_add, &cmd_edit, &cmd_remove};
const cli_command cmd_job_questions = {
    .name = "questions",
    .summary = "list the questions of a job, or add, edit and remove them",
    .args = "JOB",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_SUBS(subs),
    CLI_GIVES(list_gives),
};

static const cli_shape numbers_shape = {.form = CLI_ROW,
    .record = &job_numbers_view,
    .columns =
        "seats_bought seats_reserved seats_used seats_refunded seats_free "
        "applications eligible interviewed scored mean_match mean_role_fit."};
static const cli_shape *const numbers_gives[] = {&numbers_shape};

static hire_status
metrics(cli *c, hire_error *err)
{
	hire_actor who;
	hire_job_metrics m;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_jobs_metrics(
		    c->platform, &who, cli_arg(c, 0), &m, err);
	if (st)
		return st;
	job_numbers n = job_numbers_of(&m);
	return out_row(c, &numbers_shape, &n, err);
}

const cli_command cmd_job_metrics = {
    .name = "metrics",
    .summary = "numbers of a job: seats, applications, means",
    .args = "JOB",
    .run = metrics,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(numbers_gives),
};
