/* SPDX-License-Identifier: MIT
 * cmd_jobs.c - recruiters' jobs: post, show, change, hold, close, link.
 */
#include "actor.h"
#include "jobs.h"
#include "out.h"
#include "term.h"

#include <string.h>

const cli_shape job_shape = {.form = CLI_ROW,
    .record = &hire_job_record,
    .columns = "id title state visibility place remote interview_minutes "
               "question_count threshold seats_bought seats_reserved "
               "seats_used seats_refunded link posted_at requirements details"};
static const cli_shape *const job_gives[] = {&job_shape};

/* Options named as fields into the draft. */
static hire_status
set_fields(cli *c, hire_job *draft, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < c->given_count && !st; i++) {
		char name[64];
		snprintf(name, sizeof name, "%s", c->given[i].name);
		for (char *s = name; *s; s++)
			if (*s == '-')
				*s = '_';
		const hire_field *f = hire_record_field(&hire_job_record, name);
		if (f && f->flags & HIRE_INPUT)
			st = hire_record_set(&hire_job_record, draft, name,
			    c->given[i].value, HIRE_INPUT, c->mem, err);
	}
	return st;
}

/* --question and the --ideal that follows it, in order. */
static hire_status
own_questions(cli *c, hire_own_question *list, size_t *count, hire_error *err)
{
	size_t n = 0;
	for (size_t i = 0; i < c->given_count; i++) {
		const cli_given *g = &c->given[i];
		if (!strcmp(g->name, "question"))
			list[n++] = (hire_own_question){g->value, NULL};
		else if (!strcmp(g->name, "ideal") && (!n || list[n - 1].ideal))
			return hire_fail(err, HIRE_EUSAGE, "ideal",
			    "--ideal belongs behind its --question");
		else if (!strcmp(g->name, "ideal"))
			list[n - 1].ideal = g->value;
	}
	*count = n;
	return HIRE_OK;
}

/* Long texts from files, where a shell's line is too short for them. */
static hire_status
set_file(cli *c, hire_job *draft, const char *option, const char *field,
    hire_error *err)
{
	char *text;
	size_t len;
	const char *path = cli_get(c, option);
	if (!path)
		return HIRE_OK;
	hire_status st = input_file(c, path, 1 << 20, &text, &len, err);
	return st ? st
	          : hire_record_set(&hire_job_record, draft, field, text,
	                HIRE_INPUT, c->mem, err);
}

static hire_status
post(cli *c, hire_error *err)
{
	hire_actor who;
	hire_job draft, job;
	hire_own_question questions[CLI_WORDS_MAX];
	size_t count;
	hire_record_init(&hire_job_record, &draft);
	hire_status st = set_fields(c, &draft, err);
	if (!st)
		st = set_file(c, &draft, "details-file", "details", err);
	if (!st)
		st = set_file(
		    c, &draft, "requirements-file", "requirements", err);
	if (!st)
		st = own_questions(c, questions, &count, err);
	if (!st)
		st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_jobs_post(c->platform, &who, &draft, questions, count,
		    c->mem, &job, err);
	if (!st)
		st = out_row(c, &job_shape, &job, err);
	if (!st)
		warnings_print(c, &job);
	if (!st)
		out_note(c, "Next: hire-cli payments pay --job %s", job.id);
	return st;
}

static const cli_option post_options[] = {
    {"details-file", "FILE", "read the advertisement from FILE", CLI_FILE, 0, 0,
        0, NULL},
    {"requirements-file", "FILE", "read the requirements from FILE", CLI_FILE,
        0, 0, 0, NULL},
    {"question", "TEXT", "a question of your own, asked word for word",
        CLI_TEXT, CLI_REPEAT, 0, 0, NULL},
    {"ideal", "TEXT", "what a full answer to the --question before says",
        CLI_TEXT, CLI_REPEAT, 0, 0, NULL},
};
static const cli_command cmd_post = {
    .name = "post",
    .summary = "post a job; it opens when it is paid for",
    .run = post,
    .needs = HIRE_NEED_STORE | HIRE_NEED_ENGINE,
    CLI_OPTIONS(post_options),
    .fields = &hire_job_record,
    .field_flags = HIRE_INPUT,
    CLI_GIVES(job_gives),
};

/* For people; with --json, hire-cli jobs questions gives them. */
static hire_status
show_questions(
    cli *c, const hire_actor *who, const char *job_id, hire_error *err)
{
	static const cli_shape shape = {.form = CLI_ROWS,
	    .record = &hire_question_record,
	    .columns = "position text ideal",
	    .title = "Own questions"};
	hire_rows rows;
	hire_status st =
	    hire_jobs_questions(c->platform, who, job_id, c->mem, &rows, err);
	return st ? st : out_rows(c, &shape, rows.rows, rows.count, NULL, err);
}

static hire_status
show(cli *c, hire_error *err)
{
	hire_actor who;
	hire_job job;
	hire_status st = actor_find(c, ROLE(HR) | ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_jobs_get(
		    c->platform, &who, cli_arg(c, 0), c->mem, &job, err);
	if (!st)
		st = out_row(c, &job_shape, &job, err);
	if (st || c->json)
		return st;
	warnings_print(c, &job);
	return show_questions(c, &who, job.id, err);
}

static const cli_command cmd_show = {
    .name = "show",
    .summary = "show a job",
    .args = "JOB",
    .run = show,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(job_gives),
};

static const cli_shape list_shape = {.member = "jobs",
    .form = CLI_ROWS,
    .record = &hire_job_record,
    .columns = "id title state seats_used seats_bought posted_at",
    .empty = "No jobs yet: post one with hire-cli jobs post --title TITLE "
             "--details TEXT"};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
list(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(HR) | ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_jobs_list(
		    c->platform, &who, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option list_options[] = {PAGE_OPTIONS};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list the organisation's jobs, newest first",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(list_options),
    CLI_GIVES(list_gives),
};

static hire_status
edit(cli *c, hire_error *err)
{
	hire_actor who;
	hire_job job;
	hire_change *changes;
	size_t count;
	hire_status st = actor_changes(c, &changes, &count, err);
	if (!st)
		st = actor_find(c, ROLE(HR) | ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_jobs_edit(c->platform, &who, cli_arg(c, 0),
		    cli_int(c, "at-version", 0), changes, count, c->mem, &job,
		    err);
	if (!st)
		st = out_row(c, &job_shape, &job, err);
	if (!st)
		warnings_print(c, &job);
	return st;
}

static const cli_option edit_options[] = {
    SET_OPTION,
    {"at-version", "N", "only when the job is still at this version", CLI_INT,
        0, 1, INT64_MAX, NULL},
};
static const cli_command cmd_edit = {
    .name = "edit",
    .summary = "change fields of a job",
    .args = "JOB",
    .run = edit,
    .needs = HIRE_NEED_STORE | HIRE_NEED_ENGINE,
    CLI_OPTIONS(edit_options),
    CLI_GIVES(job_gives),
};

/* Pause, resume, close and reopen are one kind of call. */
typedef hire_status (*job_switch)(hire_platform *p, const hire_actor *who,
    const char *job_id, bool on, hire_arena *mem, hire_job *out,
    hire_error *err);

static hire_status
flip(cli *c, job_switch call, bool on, hire_error *err)
{
	hire_actor who;
	hire_job job;
	hire_status st = actor_find(c, ROLE(HR) | ROLE(ADMIN), &who, err);
	if (!st)
		st = call(
		    c->platform, &who, cli_arg(c, 0), on, c->mem, &job, err);
	return st ? st : out_row(c, &job_shape, &job, err);
}

static hire_status
pause_job(cli *c, hire_error *err)
{
	return flip(c, hire_jobs_pause, true, err);
}

static hire_status
resume_job(cli *c, hire_error *err)
{
	return flip(c, hire_jobs_pause, false, err);
}

static hire_status
close_job(cli *c, hire_error *err)
{
	return flip(c, hire_jobs_close, true, err);
}

static hire_status
reopen_job(cli *c, hire_error *err)
{
	return flip(c, hire_jobs_close, false, err);
}

static hire_status
link_job(cli *c, hire_error *err)
{
	return flip(c, hire_jobs_link, cli_has(c, "revoke"), err);
}

static const cli_option link_options[] = {
    {"revoke", NULL, "leave the job without a private link", CLI_FLAG, 0, 0, 0,
        NULL},
};

#define ONE_JOB(name_, run_, summary_)                                         \
	{                                                                      \
		.name = name_, .summary = summary_, .args = "JOB",             \
		.run = run_, .needs = HIRE_NEED_STORE, CLI_GIVES(job_gives)    \
	}
static const cli_command cmd_pause =
    ONE_JOB("pause", pause_job, "hold new applications and interviews back");
static const cli_command cmd_resume =
    ONE_JOB("resume", resume_job, "let a paused job go on");
static const cli_command cmd_close = ONE_JOB(
    "close", close_job, "close a job; hire-cli jobs reopen opens it again");
static const cli_command cmd_reopen =
    ONE_JOB("reopen", reopen_job, "open a closed job again");
static const cli_command cmd_link = {
    .name = "link",
    .summary = "give the job a new private link; the old one dies",
    .args = "JOB",
    .run = link_job,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(link_options),
    CLI_GIVES(job_gives),
};

static const cli_command *const subs[] = {&cmd_post, &cmd_show, &cmd_list,
    &cmd_edit, &cmd_pause, &cmd_resume, &cmd_close, &cmd_reopen, &cmd_link,
    &cmd_job_questions, &cmd_job_metrics};

const cli_command cmd_jobs = {
    .name = "jobs",
    .summary = "post, change, hold and close jobs; their questions",
    CLI_SUBS(subs),
};
