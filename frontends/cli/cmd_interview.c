/* SPDX-License-Identifier: MIT
 * cmd_interview.c - a person takes an interview in the terminal.
 * From nothing but a job and a resume: account, application, match, the live
 * interview, the scorecard.
 */
#include "documents.h"
#include "interviews.h"
#include "live.h"
#include "local.h"
#include "out.h"
#include "term.h"

#include <string.h>
#include <sys/stat.h>

static const cli_shape app_shape = {.member = "application",
    .form = CLI_ROW,
    .record = &hire_application_record,
    .columns = "id job_id state score problem"};
static const cli_shape match_shape = {
    .member = "match", .form = CLI_RAW, .schema = "match"};
static const cli_shape interview_shape = {.member = "interview",
    .form = CLI_ROW,
    .record = &hire_interview_record,
    .columns = "id state end asked answered spent~",
    .maybe = true};
static const cli_shape card_shape = {.member = "scorecard",
    .form = CLI_RAW,
    .schema = "scorecard",
    .maybe = true};
static const cli_shape *const gives[] = {
    &app_shape, &match_shape, &interview_shape, &card_shape};

/* Whether `word` has the form of a job's id: "job_" and 26 digits of base32. */
static bool
is_id(const char *word)
{
	static const char prefix[] = "job_";
	enum { DIGITS = 26 };
	size_t n = sizeof prefix - 1;
	return !strncmp(word, prefix, n) && strlen(word) == n + DIGITS &&
	       strspn(word + n, "0123456789abcdefghjkmnpqrstvwxyz") == DIGITS;
}

/* The job that --job means: an id, or a text that becomes one.  A file that
 * exists is a text, whatever its name. */
static hire_status
find_job(cli *c, const char **job_id, hire_error *err)
{
	const char *job = cli_get(c, "job"), *text;
	hire_job row;
	struct stat info;
	bool file = !stat(job, &info);
	*job_id = job;
	if (is_id(job) && !file)
		return HIRE_OK;
	if (is_id(job) && !c->quiet && !c->json)
		fprintf(stderr,
		    "hire-cli: %s is a file here: its text is taken, not the "
		    "job of this id\n",
		    job);
	hire_status st = document_job(c, job, &text, err);
	if (!st)
		st = local_job(c, text, &row, err);
	if (!st)
		*job_id = row.id;
	return st;
}

/* The application: the one there is, or a new one. */
static hire_status
applied(cli *c, const hire_actor *who, const char *job_id,
    hire_application *app, hire_error *err)
{
	hire_upload resume = {0};
	hire_rows rows;
	hire_status st = hire_applications_list(
	    c->platform, who, job_id, (hire_page){NULL, 1}, c->mem, &rows, err);
	bool there = !st && rows.count;
	if (there)
		*app = *(const hire_application *)rows.rows;
	if (st || (there && app->state != HIRE_APPLICATION_UNREADABLE))
		return st;
	st = document_upload(c, cli_get(c, "resume"), &resume, err);
	if (st)
		return st;
	return there ? hire_applications_upload(
	                   c->platform, who, app->id, &resume, c->mem, app, err)
	             : hire_applications_apply(c->platform, who, job_id,
	                   cli_get(c, "link"), &resume, c->mem, app, err);
}

static hire_status
show_match(
    cli *c, const hire_actor *who, const hire_application *app, hire_error *err)
{
	hire_match_result result;
	const char *json = NULL;
	hire_status st = hire_applications_match(
	    c->platform, who, app->id, c->mem, &result, err);
	if (!st)
		st = match_print(c, &result, err);
	if (!st)
		st = hire_match_to_json(&result, c->mem, &json, err);
	if (!st)
		st = out_row(c, &app_shape, app, err);
	return st ? st : out_raw(c, &match_shape, json, err);
}

/* Score it and show the card, and where everything is kept. */
static hire_status
finish(
    cli *c, const hire_actor *who, const char *id, bool over, hire_error *err)
{
	hire_actor holder = local_holder();
	hire_interview_view view;
	hire_scorecard card;
	hire_scorecard_result result;
	const char *json = NULL;
	hire_status st = over ? local_scored(c, who, id, err) : HIRE_OK;
	if (!st)
		st = hire_interviews_view(
		    c->platform, who, id, 0, c->mem, &view, err);
	if (!st)
		st = out_row(c, &interview_shape, &view.interview, err);
	if (st || !over)
		return st ? st : out_raw(c, &card_shape, NULL, err);
	st = hire_interviews_scorecard(
	    c->platform, &holder, id, c->mem, &card, &result, err);
	if (!st)
		scorecard_print(c, &result);
	if (!st)
		st = hire_scorecard_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &card_shape, json, err);
}

/* What a pause costs: nothing, until the cap of the interview is reached. */
static hire_status
tell_pause(cli *c, const hire_actor *who, const char *id, hire_error *err)
{
	FILE *ui = c->json ? stderr : stdout;
	hire_interview_view view;
	hire_status st =
	    hire_interviews_view(c->platform, who, id, 0, c->mem, &view, err);
	if (st)
		return st;
	fputs("\nPaused.  The same command goes on where you were, with the "
	      "time that is left.\n",
	    ui);
	if (view.interview.state == HIRE_INTERVIEW_READY)
		return HIRE_OK;
	int64_t s =
	    (view.interview.cap - view.interview.given_back) / HIRE_SECOND;
	fprintf(ui,
	    "Pauses of %lld:%02lld more, in all, are given back; after that "
	    "the "
	    "clock goes on\nwithout you.\n",
	    (long long)(s / 60), (long long)(s % 60));
	return HIRE_OK;
}

static hire_status
hold(
    cli *c, const hire_actor *who, const hire_application *app, hire_error *err)
{
	bool over = false;
	if (!app->interview_id && app->state != HIRE_APPLICATION_NOT_ELIGIBLE)
		return hire_fail(err, HIRE_ESTATE, "application",
		    "it is %s: there is no interview to take",
		    hire_word(&hire_application_state_words, (int)app->state));
	if (!app->interview_id) {
		out_text(c,
		    "The interview is not open: the match is below what the "
		    "job asks for.\nHR may still admit you: hire-cli "
		    "applications admit %s\n",
		    app->id);
		hire_status none = out_raw(c, &interview_shape, NULL, err);
		return none ? none : out_raw(c, &card_shape, NULL, err);
	}
	fflush(stdout);
	hire_status st = live_hold(c, who, app->interview_id, &over, err);
	if (!st && !over)
		st = tell_pause(c, who, app->interview_id, err);
	return st ? st : finish(c, who, app->interview_id, over, err);
}

static hire_status
run(cli *c, hire_error *err)
{
	const char *email = cli_get(c, "email"), *name = cli_get(c, "name");
	const char *job_id;
	hire_actor who;
	hire_application app;
	hire_status st = find_job(c, &job_id, err);
	if (!st)
		st = local_account(c, HIRE_ROLE_CANDIDATE,
		    email ? email : LOCAL_CANDIDATE,
		    name ? name : "Local Candidate", NULL, &who, err);
	if (!st)
		st = applied(c, &who, job_id, &app, err);
	if (!st)
		st = local_matched(c, &who, &app, err);
	if (!st)
		st = show_match(c, &who, &app, err);
	return st ? st : hold(c, &who, &app, err);
}

static const cli_option options[] = {
    {"job", "JOB", "job to be interviewed for: an id, or a file with its text",
        CLI_FILE, CLI_MUST, 0, 0, NULL},
    {"resume", "FILE", "the resume: PDF, DOCX or text, at most 10 MB", CLI_FILE,
        CLI_MUST, 0, 0, NULL},
    {"email", "EMAIL",
        "candidate's account, opened when there is none "
        "(default: " LOCAL_CANDIDATE ")",
        CLI_TEXT, 0, 0, 0, NULL},
    {"name", "NAME", "name of a new account", CLI_TEXT, 0, 0, 0, NULL},
    {"link", "SECRET", "the private link's secret", CLI_TEXT, 0, 0, 0, NULL},
    {"minutes", "N", "length, when the job is posted from a file", CLI_INT, 0,
        1, 240, NULL},
    {"questions", "N", "questions, when the job is posted from a file", CLI_INT,
        0, 1, 50, NULL},
};

const cli_command cmd_interview = {
    .name = "interview",
    .summary = "take an interview in the terminal",
    .details =
        "Opens the candidate's account, applies, waits for the match and "
        "holds the interview with its clock in the prompt.  An empty line "
        "ends an answer; /skip, /leave and /help are understood.  Ctrl-C "
        "pauses: the same command goes on at the same question with the time "
        "that was left.  Pauses are given back as long as they do not last "
        "longer, in all, than the interview itself (30 minutes, unless the "
        "job says otherwise); after that the clock goes on.  What was typed "
        "and not sent is not kept.  A JOB that is a file becomes a job of a "
        "local "
        "recruiter, paid for in the sandbox.  At the end the scorecard is "
        "shown to whoever holds the data folder.",
    .run = run,
    .needs = HIRE_NEED_ALL,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
