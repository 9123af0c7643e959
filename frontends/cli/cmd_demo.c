/* SPDX-License-Identifier: MIT
 * cmd_demo.c - the whole flow on the embedded defaults, step by step.
 * People and words are data (demo/data.c); every number is the library's.
 */
#include "actor.h"
#include "demo/steps.h"
#include "documents.h"
#include "interviews.h"
#include "local.h"
#include "out.h"
#include "term.h"
#include "view.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct refusal {
	const char *code, *message;
} refusal;
static const hire_field refusal_fields[] = {
    VIEW_TEXT(refusal, code, "the error's name"),
    VIEW_TEXT(refusal, message, "what the candidate is told"),
};
VIEW(refusal);

typedef struct summary {
	const char *data;
	int64_t candidates, interviews_used, milliseconds;
	bool admitted;
} summary;
static const hire_field summary_fields[] = {
    VIEW_INT(summary, candidates, "candidates who applied"),
    VIEW_INT(summary, interviews_used, "interviews that used a seat"),
    VIEW_BOOL(summary, admitted, "HR admitted the first candidate"),
    VIEW_INT(summary, milliseconds, "time it all took"),
    VIEW_TEXT(summary, data, "folder where it is kept"),
};
VIEW(summary);

#define JOB_COLUMNS                                                            \
	"id title state seats_bought seats_used seats_reserved threshold"
PART(recruiter_part, "recruiter", hire_account_record, "id email name role");
PART(posted_part, "job", hire_job_record, JOB_COLUMNS " interview_minutes");
PARTS(questions_part, "questions", hire_question_record, "position text");
PART(payment_part, "payment", hire_payment_record,
    "id state amount$ seats provider");
PART(opened_part, "opened", hire_job_record, JOB_COLUMNS);
PART(candidate_part, "candidate", hire_account_record, "id email name role");
PART(app_part, "application", hire_application_record, "id state score");
static const cli_shape facts_part = {
    .member = "facts", .form = CLI_RAW, .schema = "facts"};
static const cli_shape match_part = {
    .member = "match", .form = CLI_RAW, .schema = "match"};
PART(interview_part, "interview", hire_interview_record,
    "id state end asked answered spent~");
PARTS(transcript_part, "transcript", hire_interview_event_record, NULL);
static const cli_shape card_part = {
    .member = "scorecard", .form = CLI_RAW, .schema = "scorecard"};
PART(full_part, "full", hire_job_record, JOB_COLUMNS);
PART(refused_part, "refused", refusal_view, NULL);
PART(second_part, "second_payment", hire_payment_record,
    "id state amount$ seats");
PART(reopened_part, "reopened", hire_job_record, JOB_COLUMNS);
PART(accepted_part, "accepted", hire_application_record, "id state");
PART(summary_part, "summary", summary_view, NULL);

static const cli_shape *const gives[] = {&recruiter_part, &posted_part,
    &questions_part, &payment_part, &opened_part, &candidate_part, &app_part,
    &facts_part, &match_part, &interview_part, &transcript_part, &card_part,
    &demo_guests_part, &demo_ledger_part, &full_part, &refused_part,
    &second_part, &reopened_part, &accepted_part, &summary_part};

static hire_status
account_step(
    demo *d, const hire_actor *who, const cli_shape *shape, hire_error *err)
{
	hire_account account;
	hire_status st =
	    hire_accounts_me(d->c->platform, who, d->c->mem, &account, err);
	return st ? st : out_row(d->c, shape, &account, err);
}

static hire_status
sign_up_recruiter(demo *d, hire_error *err)
{
	demo_step(d, "A recruiter signs up");
	hire_status st = demo_account(d, DEMO_HR, HIRE_ROLE_HR, LOCAL_RECRUITER,
	    "Robin Recruiter", "Example Payments", &d->hr, err);
	return st ? st : account_step(d, &d->hr, &recruiter_part, err);
}

static hire_status
post_job(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_job draft;
	hire_rows rows;
	demo_step(d, "The recruiter posts a job with two questions of her own");
	hire_record_init(&hire_job_record, &draft);
	draft.title = demo_title;
	draft.details = demo_details;
	draft.requirements = demo_requirements;
	draft.remote = true;
	hire_status st = hire_jobs_post(c->platform, &d->hr, &draft,
	    demo_questions, demo_question_count, c->mem, &d->job, err);
	if (!st)
		st = out_row(c, &posted_part, &d->job, err);
	if (!st)
		st = hire_jobs_questions(
		    c->platform, &d->hr, d->job.id, c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &questions_part, rows.rows, rows.count, NULL, err);
}

static hire_status
pay_job(demo *d, const char *title, const cli_shape *payment_shape,
    const cli_shape *job_shape, hire_error *err)
{
	hire_payment payment;
	demo_step(d, title);
	hire_status st = local_pay(d->c, &d->hr, d->job.id, &payment, err);
	if (!st)
		st = out_row(d->c, payment_shape, &payment, err);
	if (!st)
		st = demo_job_now(d, err);
	return st ? st : out_row(d->c, job_shape, &d->job, err);
}

static hire_status
apply_first(demo *d, hire_error *err)
{
	cli *c = d->c;
	demo_step(d, "A candidate signs up and applies with a resume");
	hire_status st =
	    demo_account(d, DEMO_FIRST, HIRE_ROLE_CANDIDATE, LOCAL_CANDIDATE,
	        cli_has(c, "resume") ? "Sample Candidate 1" : "Sam Sample",
	        NULL, &d->first, err);
	if (!st)
		st = account_step(d, &d->first, &candidate_part, err);
	if (!st)
		st = hire_applications_apply(c->platform, &d->first, d->job.id,
		    NULL, &d->resume, c->mem, &d->app, err);
	if (!st)
		st = local_matched(c, &d->first, &d->app, err);
	return st ? st : out_row(c, &app_part, &d->app, err);
}

static hire_status
show_facts(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_resume resume;
	const hire_facts *facts;
	demo_step(d, "The resume is read: facts, and nothing else, count");
	hire_status st = hire_applications_resume(
	    c->platform, &d->hr, d->app.id, c->mem, &resume, err);
	if (!st)
		st = hire_facts_from_json(resume.facts, c->mem, &facts, err);
	if (!st)
		st = c->json ? out_raw(c, &facts_part, resume.facts, err)
		             : facts_print(c, facts, err);
	return st;
}

static hire_status
show_match(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_match_result match;
	const char *json = NULL;
	demo_step(d, "The match, requirement by requirement");
	hire_status st = hire_applications_match(
	    c->platform, &d->hr, d->app.id, c->mem, &match, err);
	if (!st)
		st = match_print(c, &match, err);
	if (!st)
		st = hire_match_to_json(&match, c->mem, &json, err);
	if (!st)
		st = out_raw(c, &match_part, json, err);
	if (st || match.eligible)
		return st;
	demo_step(
	    d, "Below the threshold: HR looks at it and admits the candidate");
	st = hire_applications_admit(
	    c->platform, &d->hr, d->app.id, c->mem, &d->app, err);
	d->admitted = !st;
	if (!st)
		st = hire_applications_get(
		    c->platform, &d->first, d->app.id, c->mem, &d->app, err);
	if (!st && !c->json) {
		static const cli_shape admitted = {.form = CLI_ROW,
		    .record = &hire_application_record,
		    .columns = "id state score admitted_by"};
		st = out_row(c, &admitted, &d->app, err);
	}
	return st;
}

static hire_status
first_interview(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_interview_view view;
	demo_step(
	    d, "The interview; the time left stands in front of each line");
	hire_status st =
	    demo_hold(c, &d->first, d->app.interview_id, DEMO_FULL, true, err);
	if (!st)
		st = local_scored(c, &d->first, d->app.interview_id, err);
	if (!st)
		st = hire_interviews_view(c->platform, &d->first,
		    d->app.interview_id, 0, c->mem, &view, err);
	if (!st)
		st = out_row(c, &interview_part, &view.interview, err);
	return st || !c->json ? st
	                      : out_rows(c, &transcript_part, view.events,
	                            view.count, NULL, err);
}

static hire_status
first_scorecard(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_scorecard card;
	hire_scorecard_result result;
	const char *json = NULL;
	demo_step(d, "The scorecard, with the words that earned it");
	hire_status st = hire_interviews_scorecard(c->platform, &d->hr,
	    d->app.interview_id, c->mem, &card, &result, err);
	if (!st)
		scorecard_print(c, &result);
	if (!st)
		st = hire_scorecard_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &card_part, json, err);
}

/* The candidate who comes too late is refused by the service itself. */
static hire_status
one_too_many(demo *d, hire_upload *resume, hire_error *err)
{
	cli *c = d->c;
	guest *g = &d->guests[d->guest_count];
	hire_application app;
	hire_error said = {0};
	char title[80];
	snprintf(title, sizeof title,
	    "The job is full; candidate %zu is refused", d->guest_count + 2);
	demo_step(d, title);
	hire_status st = out_row(c, &full_part, &d->job, err);
	if (!st)
		st = demo_next_person(d, g, &d->late, resume, err);
	if (st)
		return st;
	hire_status refused = hire_applications_apply(c->platform, &d->late,
	    d->job.id, NULL, resume, c->mem, &app, &said);
	if (!refused)
		return hire_fail(err, HIRE_EINTERNAL, NULL,
		    "a full job took another application");
	refusal r = {hire_status_name(refused), said.message};
	return out_row(c, &refused_part, &r, err);
}

static hire_status
open_again(demo *d, const hire_upload *resume, hire_error *err)
{
	hire_application app;
	hire_status st = pay_job(d, "A second payment opens it again",
	    &second_part, &reopened_part, err);
	if (!st)
		st = hire_applications_apply(d->c->platform, &d->late,
		    d->job.id, NULL, resume, d->c->mem, &app, err);
	return st ? st : out_row(d->c, &accepted_part, &app, err);
}

static hire_status
sum_up(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_job_metrics m;
	hire_status st =
	    hire_jobs_metrics(c->platform, &d->hr, d->job.id, &m, err);
	if (st)
		return st;
	int64_t took = hire_ctx_now(c->ctx).steady - d->started;
	summary s = {c->config.data, m.applications, m.seats.used, took / 1000,
	    d->admitted};
	if (c->json)
		return out_row(c, &summary_part, &s, err);
	out_heading(c, "Done");
	out_text(c,
	    "%lld candidates, %lld interviews in %lld.%lld seconds.  "
	    "Everything is in %s:\n  hire-cli --data %s jobs list\n",
	    (long long)s.candidates, (long long)s.interviews_used,
	    (long long)(s.milliseconds / 1000),
	    (long long)(s.milliseconds % 1000 / 100), s.data, s.data);
	return HIRE_OK;
}

/* A fresh folder, unless --data names one. */
static hire_status
open_platform(cli *c, hire_error *err)
{
	const char *base = getenv("TMPDIR"), *reader = getenv("HIRE_READER");
	const char *url = getenv("HIRE_PUBLIC_URL");
	/* Only the embedded defaults: a demo must not touch anything else. */
	c->config = (hire_config){.size = sizeof c->config,
	    .data = cli_get(c, "data"),
	    .reader = reader && *reader ? reader : NULL,
	    .public_url = url && *url ? url : NULL};
	if (!c->config.data) {
		char *path = hire_arena_printf(c->mem, "%s/hire-demo-XXXXXX",
		    base && *base ? base : "/tmp");
		if (!path || !mkdtemp(path))
			return hire_fail(err, HIRE_EIO, "data",
			    "no folder can be made: %s", strerror(errno));
		c->config.data = path;
	}
	hire_status st = hire_platform_open(
	    c->ctx, &c->config, HIRE_NEED_ALL, &c->platform, err);
	if (st && !cli_has(c, "data"))
		rmdir(c->config.data); /* nothing was put into it */
	return st;
}

static hire_status
run_steps(demo *d, hire_error *err)
{
	static hire_status (*const steps[])(demo *, hire_error *) = {
	    apply_first, show_facts, show_match, first_interview,
	    first_scorecard, demo_fill};
	hire_upload resume;
	hire_status st = sign_up_recruiter(d, err);
	if (!st)
		st = post_job(d, err);
	if (!st)
		st = pay_job(d,
		    "The recruiter pays in the sandbox; ten seats open",
		    &payment_part, &opened_part, err);
	for (size_t i = 0; i < COUNT(steps) && !st; i++)
		st = steps[i](d, err);
	if (!st)
		st = one_too_many(d, &resume, err);
	if (!st)
		st = open_again(d, &resume, err);
	if (!st)
		st = sum_up(d, err);
	return st || !cli_has(d->c, "log-ins") ? st : demo_show_log_ins(d, err);
}

/* What a failed run leaves behind is named. */
static void
name_folder(const cli *c)
{
	if (!c->json)
		fprintf(stderr, "hire-cli: what was done is kept in %s\n",
		    c->config.data);
}

static hire_status
run(cli *c, hire_error *err)
{
	demo *d = hire_arena_alloc(c->mem, sizeof *d);
	if (!d)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (cli_has(c, "log-ins") && c->json)
		return hire_fail(err, HIRE_EUSAGE, "log-ins",
		    "is for people: it does not go with --json");
	d->c = c;
	d->started = hire_ctx_now(c->ctx).steady;
	d->resume = (hire_upload){"resume.pdf", demo_resume, demo_resume_len};
	/* Before anything is made: a file that is not there is found at once.
	 */
	hire_status st = HIRE_OK;
	if (cli_has(c, "resume"))
		st = document_upload(c, cli_get(c, "resume"), &d->resume, err);
	if (!st)
		st = open_platform(c, err);
	if (!st)
		st = run_steps(d, err);
	if (st && d->steps)
		name_folder(c);
	return st;
}

static const cli_option options[] = {
    {"resume", "FILE",
        "the first candidate's resume: PDF, DOCX or text "
        "(default: a sample)",
        CLI_FILE, 0, 0, 0, NULL},
    {"log-ins", NULL,
        "show the passwords of some of the people, and of an administrator",
        CLI_FLAG, 0, 0, 0, NULL},
    {"fast", NULL, "do not pause between the steps", CLI_FLAG, 0, 0, 0, NULL},
    {"pace", NULL, "pause long enough to read along", CLI_FLAG, 0, 0, 0, NULL},
};

const cli_command cmd_demo = {
    .name = "demo",
    .summary = "play the whole flow: job, payment, interviews, scorecards",
    .details =
        "Runs on the embedded defaults in a data folder of its own (a fresh "
        "one, unless --data names one), whatever the environment says.  "
        "Everything goes through the real services; only the candidates' "
        "words are written down beforehand.",
    .run = run,
    .needs = CLI_NEED_CONFIG,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
