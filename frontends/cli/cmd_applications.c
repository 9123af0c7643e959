/* SPDX-License-Identifier: MIT
 * cmd_applications.c - applying with a resume, and what becomes of it.
 */
#include "actor.h"
#include "documents.h"
#include "out.h"
#include "term.h"
#include "view.h"

#include <string.h>

#define STAFF  (ROLE(HR) | ROLE(ADMIN))
#define ANYONE (STAFF | ROLE(CANDIDATE))

static const cli_shape app_shape = {.form = CLI_ROW,
    .record = &hire_application_record,
    .columns = "id job_id candidate_id state score problem interview_id "
               "created_at updated_at"};
static const cli_shape *const app_gives[] = {&app_shape};

static hire_status
apply(cli *c, hire_error *err)
{
	hire_actor who;
	hire_upload upload = {0};
	hire_application app;
	hire_status st = document_upload(c, cli_get(c, "resume"), &upload, err);
	if (!st)
		st = actor_find(c, ROLE(CANDIDATE), &who, err);
	if (!st)
		st = hire_applications_apply(c->platform, &who,
		    cli_get(c, "job"), cli_get(c, "link"), &upload, c->mem,
		    &app, err);
	if (!st)
		st = out_row(c, &app_shape, &app, err);
	if (!st)
		out_note(c,
		    "Next: hire-cli worker --until-idle reads the resume, then "
		    "hire-cli applications match %s",
		    app.id);
	return st;
}

static const cli_option apply_options[] = {
    {"job", "JOB", "job to apply for", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    {"resume", "FILE", "the resume: PDF, DOCX or text, at most 10 MB", CLI_FILE,
        CLI_MUST, 0, 0, NULL},
    {"link", "SECRET", "the private link's secret", CLI_TEXT, 0, 0, 0, NULL},
};
static const cli_command cmd_apply = {
    .name = "apply",
    .summary = "apply to a job with a resume",
    .run = apply,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(apply_options),
    CLI_GIVES(app_gives),
};

static hire_status
upload(cli *c, hire_error *err)
{
	hire_actor who;
	hire_upload file = {0};
	hire_application app;
	hire_status st = document_upload(c, cli_get(c, "resume"), &file, err);
	if (!st)
		st = actor_find(c, ROLE(CANDIDATE), &who, err);
	if (!st)
		st = hire_applications_upload(
		    c->platform, &who, cli_arg(c, 0), &file, c->mem, &app, err);
	return st ? st : out_row(c, &app_shape, &app, err);
}

static const cli_option upload_options[] = {
    {"resume", "FILE", "the resume: PDF, DOCX or text, at most 10 MB", CLI_FILE,
        CLI_MUST, 0, 0, NULL},
};
static const cli_command cmd_upload = {
    .name = "upload",
    .summary = "give an application another resume",
    .args = "APPLICATION",
    .run = upload,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(upload_options),
    CLI_GIVES(app_gives),
};

static const cli_shape list_shape = {.member = "applications",
    .form = CLI_ROWS,
    .record = &hire_application_record,
    .columns = "id job_id candidate_id state score updated_at",
    .empty = "No applications yet: apply with hire-cli applications apply "
             "--job JOB --resume FILE"};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
list(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	const char *job = cli_get(c, "job");
	hire_status st = actor_find(
	    c, job ? STAFF : ROLE(CANDIDATE) | ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_applications_list(
		    c->platform, &who, job, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option list_options[] = {
    {"job", "JOB", "those to this job; a recruiter must say", CLI_TEXT, 0, 0, 0,
        NULL},
    PAGE_OPTIONS,
};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list a job's applications, or a candidate's own",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(list_options),
    CLI_GIVES(list_gives),
};

/* Calls that take an application and give it back. */
typedef hire_status (*app_call)(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err);

static hire_status
on_one(cli *c, unsigned roles, app_call call, hire_error *err)
{
	hire_actor who;
	hire_application app;
	hire_status st = actor_find(c, roles, &who, err);
	if (!st)
		st = call(c->platform, &who, cli_arg(c, 0), c->mem, &app, err);
	return st ? st : out_row(c, &app_shape, &app, err);
}

/* On what the match stands, for people: in JSON the records say it. */
typedef struct basis {
	const char *resume_file, *facts;
} basis;
static const hire_field basis_fields[] = {
    VIEW_TEXT(basis, resume_file, "name of the resume's file"),
    VIEW_TEXT(basis, facts, "whose words they are from"),
};
VIEW(basis);
static const cli_shape basis_shape = {.form = CLI_ROW, .record = &basis_view};

static hire_status
show(cli *c, hire_error *err)
{
	hire_actor who;
	hire_application app;
	hire_resume resume;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_applications_get(
		    c->platform, &who, cli_arg(c, 0), c->mem, &app, err);
	if (!st)
		st = out_row(c, &app_shape, &app, err);
	if (st || c->json)
		return st;
	st = hire_applications_resume(
	    c->platform, &who, app.id, c->mem, &resume, err);
	basis on = {st ? NULL : resume.filename,
	    app.corrected
	        ? "corrected by the candidate, in place of the file's own text"
	        : "as read from the file"};
	return st ? st : out_row(c, &basis_shape, &on, err);
}

static hire_status
withdraw(cli *c, hire_error *err)
{
	return on_one(c, ROLE(CANDIDATE), hire_applications_withdraw, err);
}

static hire_status
admit(cli *c, hire_error *err)
{
	return on_one(c, STAFF, hire_applications_admit, err);
}

#define ONE_APP(name_, run_, needs_, summary_)                                 \
	{                                                                      \
		.name = name_, .summary = summary_, .args = "APPLICATION",     \
		.run = run_, .needs = needs_, CLI_GIVES(app_gives)             \
	}
static const cli_command cmd_show =
    ONE_APP("show", show, HIRE_NEED_STORE, "show an application");
static const cli_command cmd_withdraw =
    ONE_APP("withdraw", withdraw, HIRE_NEED_STORE, "take an application back");
static const cli_command cmd_admit = ONE_APP("admit", admit, HIRE_NEED_ALL,
    "let a candidate below the threshold take the interview");

static const cli_shape match_shape = {.form = CLI_RAW, .schema = "match"};
static const cli_shape *const match_gives[] = {&match_shape};

static hire_status
match(cli *c, hire_error *err)
{
	hire_actor who;
	hire_match_result result;
	const char *json = NULL;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_applications_match(
		    c->platform, &who, cli_arg(c, 0), c->mem, &result, err);
	if (st || !c->json)
		return st ? st : match_print(c, &result, err);
	st = hire_match_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &match_shape, json, err);
}

static const cli_command cmd_app_match = {
    .name = "match",
    .summary = "show how the resume matches the job",
    .args = "APPLICATION",
    .run = match,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(match_gives),
};

static hire_status
correct(cli *c, hire_error *err)
{
	hire_actor who;
	hire_application app;
	char *text;
	size_t len;
	hire_status st =
	    input_file(c, cli_get(c, "text"), 4 << 20, &text, &len, err);
	if (!st)
		st = actor_find(c, ROLE(CANDIDATE), &who, err);
	if (!st)
		st = hire_applications_correct(
		    c->platform, &who, cli_arg(c, 0), text, c->mem, &app, err);
	return st ? st : out_row(c, &app_shape, &app, err);
}

static const cli_option correct_options[] = {
    {"text", "FILE", "the corrected text of the resume; - is standard input",
        CLI_FILE, CLI_MUST, 0, 0, NULL},
};
static const cli_command cmd_correct = {
    .name = "correct",
    .summary = "correct the facts that were read, once",
    .args = "APPLICATION",
    .run = correct,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(correct_options),
    CLI_GIVES(app_gives),
};

static const cli_shape resume_shape = {.form = CLI_ROW,
    .record = &hire_resume_record,
    .columns = "id filename bytes state engine created_at text"};
static const cli_shape *const resume_gives[] = {&resume_shape};

static hire_status
resume(cli *c, hire_error *err)
{
	hire_actor who;
	hire_resume row;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_applications_resume(
		    c->platform, &who, cli_arg(c, 0), c->mem, &row, err);
	return st ? st : out_row(c, &resume_shape, &row, err);
}

static const cli_command cmd_resume = {
    .name = "resume",
    .summary = "show the resume, its text and its facts",
    .args = "APPLICATION",
    .run = resume,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(resume_gives),
};

static const cli_command *const subs[] = {&cmd_apply, &cmd_upload, &cmd_list,
    &cmd_show, &cmd_app_match, &cmd_withdraw, &cmd_admit, &cmd_correct,
    &cmd_resume};

const cli_command cmd_applications = {
    .name = "applications",
    .summary = "apply, follow, admit and correct applications",
    CLI_SUBS(subs),
};
