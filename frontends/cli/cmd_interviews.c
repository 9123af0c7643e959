/* SPDX-License-Identifier: MIT
 * cmd_interviews.c - interviews as HR sees them.
 */
#include "actor.h"
#include "interviews.h"
#include "out.h"
#include "views.h"

#define STAFF  (ROLE(HR) | ROLE(ADMIN))
#define ANYONE (STAFF | ROLE(CANDIDATE))

static const cli_shape list_shape = {.member = "interviews",
    .form = CLI_ROWS,
    .record = &hire_interview_record,
    .columns = "id candidate_id state end asked answered spent~ started_at",
    .empty = "No interviews yet: a candidate takes one with hire-cli "
             "interview --job JOB --resume FILE"};
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
		st = hire_interviews_list(
		    c->platform, &who, job, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option list_options[] = {
    {"job", "JOB", "those for this job; a recruiter must say", CLI_TEXT, 0, 0,
        0, NULL},
    PAGE_OPTIONS,
};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list a job's interviews, or a candidate's own",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(list_options),
    CLI_GIVES(list_gives),
};

static const cli_shape interview_shape = {.member = "interview",
    .form = CLI_ROW,
    .record = &hire_interview_record,
    .columns = "id state end asked answered started_at ended_at problem"};
static const cli_shape events_shape = {.member = "events",
    .form = CLI_ROWS,
    .record = &hire_interview_event_record};

static const cli_shape clock_shape = {.member = "clock",
    .form = CLI_ROW,
    .record = &remaining_view,
    .columns = "left~"};
static const cli_shape *const show_gives[] = {
    &interview_shape, &clock_shape, &events_shape};

static hire_status
show(cli *c, hire_error *err)
{
	hire_actor who;
	hire_interview_view view;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_interviews_view(c->platform, &who, cli_arg(c, 0),
		    cli_int(c, "after-seq", 0), c->mem, &view, err);
	if (st)
		return st;
	remaining clock = {view.left};
	st = out_row(c, &interview_shape, &view.interview, err);
	if (!st)
		st = out_row(c, &clock_shape, &clock, err);
	if (!st && c->json)
		return out_rows(
		    c, &events_shape, view.events, view.count, NULL, err);
	out_heading(c, "Transcript");
	for (size_t i = 0; i < view.count; i++)
		event_print(c, stdout, &view.events[i]);
	return st;
}

static const cli_option show_options[] = {
    {"after-seq", "N", "entries after this one", CLI_INT, 0, 0, INT64_MAX,
        NULL},
};
static const cli_command cmd_show = {
    .name = "show",
    .summary = "show an interview with its transcript",
    .args = "INTERVIEW",
    .run = show,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(show_options),
    CLI_GIVES(show_gives),
};

static const cli_shape card_shape = {.form = CLI_RAW, .schema = "scorecard"};
static const cli_shape *const card_gives[] = {&card_shape};

static hire_status
scorecard(cli *c, hire_error *err)
{
	hire_actor who;
	hire_scorecard card;
	hire_scorecard_result result;
	const char *json = NULL;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_interviews_scorecard(c->platform, &who, cli_arg(c, 0),
		    c->mem, &card, &result, err);
	if (st)
		return st;
	scorecard_print(c, &result);
	st = hire_scorecard_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &card_shape, json, err);
}

static const cli_command cmd_scorecard = {
    .name = "scorecard",
    .summary = "show the scorecard with its quotes",
    .args = "INTERVIEW",
    .run = scorecard,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(card_gives),
};

static hire_status
cancel(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_interviews_cancel(c->platform, &who, cli_arg(c, 0),
		    cli_has(c, "technical"), cli_get(c, "reason"), err);
	if (!st)
		out_note(c, "The interview is called off.");
	return st;
}

static const cli_option cancel_options[] = {
    {"reason", "TEXT", "why, for the transcript", CLI_TEXT, CLI_MUST, 0, 0,
        NULL},
    {"technical", NULL, "the fault is ours: the seat is given back", CLI_FLAG,
        0, 0, 0, NULL},
};
static const cli_command cmd_cancel = {
    .name = "cancel",
    .summary = "call an interview off",
    .args = "INTERVIEW",
    .run = cancel,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(cancel_options),
};

static hire_status
rescore(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_interviews_rescore(
		    c->platform, &who, cli_arg(c, 0), err);
	if (!st)
		out_note(c, "Queued: hire-cli worker --until-idle scores it.");
	return st;
}

static const cli_command cmd_rescore = {
    .name = "rescore",
    .summary = "score an unscored interview again",
    .args = "INTERVIEW",
    .run = rescore,
    .needs = HIRE_NEED_STORE,
};

static const cli_command *const subs[] = {
    &cmd_list, &cmd_show, &cmd_scorecard, &cmd_cancel, &cmd_rescore};

const cli_command cmd_interviews = {
    .name = "interviews",
    .summary = "transcripts and scorecards of interviews",
    CLI_SUBS(subs),
};
