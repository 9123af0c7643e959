/* SPDX-License-Identifier: MIT
 * cmd_demo.c - the whole flow on the embedded defaults, step by step.
 * People and words are data (demo/data.c); every number is the library's.
 */
#include "actor.h"
#include "demo/demo.h"
#include "documents.h"
#include "interviews.h"
#include "local.h"
#include "out.h"
#include "term.h"
#include "view.h"
#include "worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More candidates than this are not needed to fill ten seats. */
enum { PEOPLE_MAX = 40 };

/* One of the candidates after the first. */
typedef struct guest {
	const char *name, *account_id;
	demo_manner manner;
	int64_t match, answered, role_fit, seats_used;
	hire_application_state state;
	hire_interview_end end;
	bool admitted;
} guest;

static const hire_field guest_fields[] = {
    VIEW_TEXT(guest, name, "candidate"),
    VIEW_ENUM(guest, manner, demo_manner_words, "how they answer"),
    VIEW_INT(guest, match, "0..100"),
    VIEW_BOOL(guest, admitted, "HR let them in below the threshold"),
    VIEW_ENUM(guest, end, hire_interview_end_words, "how it ended"),
    VIEW_INT(guest, answered, "answers given"),
    VIEW_ENUM(guest, state, hire_application_state_words, "what came of it"),
    VIEW_INT(guest, role_fit, "tenths; -1: unscored"),
    VIEW_INT(guest, seats_used, "interviews the job has used after it"),
};
VIEW(guest);

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

#define PART(name_, member_, record_, columns_)                                \
	static const cli_shape name_ = {.member = member_,                     \
	    .form = CLI_ROW,                                                   \
	    .record = &(record_),                                              \
	    .columns = columns_}
#define PARTS(name_, member_, record_, columns_)                               \
	static const cli_shape name_ = {.member = member_,                     \
	    .form = CLI_ROWS,                                                  \
	    .record = &(record_),                                              \
	    .columns = columns_}

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
PARTS(guests_part, "candidates", guest_view,
    "name match admitted manner end answered state role_fit. seats_used");
PARTS(ledger_part, "seats", hire_seat_entry_record,
    "created_at kind count payment_id interview_id");
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
    &guests_part, &ledger_part, &full_part, &refused_part, &second_part,
    &reopened_part, &accepted_part, &summary_part};

/* What the steps hand on to each other. */
typedef struct demo {
	cli *c;
	hire_actor hr, first, late;
	hire_job job;
	hire_application app;
	guest guests[PEOPLE_MAX];
	size_t guest_count;
	int64_t started; /* steady clock */
	int steps;
	bool admitted;
} demo;

static void
step(demo *d, const char *text)
{
	char title[200];
	snprintf(title, sizeof title, "%d. %s", ++d->steps, text);
	if (d->c->json && !d->c->quiet && isatty(STDERR_FILENO))
		fprintf(stderr, "%s\n", title);
	demo_pause(d->c);
	out_heading(d->c, title);
	fflush(stdout);
}

static hire_status
job_now(demo *d, hire_error *err)
{
	return hire_jobs_get(
	    d->c->platform, &d->hr, d->job.id, d->c->mem, &d->job, err);
}

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
	step(d, "A recruiter signs up");
	hire_status st = local_account(d->c, HIRE_ROLE_HR, LOCAL_RECRUITER,
	    "Robin Recruiter", "Example Payments", &d->hr, err);
	return st ? st : account_step(d, &d->hr, &recruiter_part, err);
}

static hire_status
post_job(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_job draft;
	hire_rows rows;
	step(d, "She posts a job with two questions of her own");
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
	step(d, title);
	hire_status st = local_pay(d->c, &d->hr, d->job.id, &payment, err);
	if (!st)
		st = out_row(d->c, payment_shape, &payment, err);
	if (!st)
		st = job_now(d, err);
	return st ? st : out_row(d->c, job_shape, &d->job, err);
}

/* The resume of the call, or the one that the program carries. */
static hire_status
first_resume(cli *c, hire_upload *out, hire_error *err)
{
	const char *path = cli_get(c, "resume");
	char *bytes;
	*out = (hire_upload){"resume.pdf", demo_resume, demo_resume_len};
	if (!path)
		return HIRE_OK;
	const char *base = strrchr(path, '/');
	out->filename = base ? base + 1 : path;
	hire_status st =
	    input_file(c, path, HIRE_RESUME_MAX, &bytes, &out->len, err);
	if (!st)
		out->bytes = bytes;
	return st;
}

/* Let the worker read the resume; an unreadable one ends the demo with the
 * reader's own words. */
static hire_status
read_resume(
    demo *d, const hire_actor *who, hire_application *app, hire_error *err)
{
	cli *c = d->c;
	hire_status st = worker_run_idle(c, err);
	if (!st)
		st = hire_applications_get(
		    c->platform, who, app->id, c->mem, app, err);
	if (st || (app->state != HIRE_APPLICATION_UNREADABLE &&
	              app->state != HIRE_APPLICATION_SUBMITTED))
		return st;
	int code = HIRE_EBUSY;
	for (int i = 0; app->problem_code && i <= (int)HIRE_EINTERNAL; i++)
		if (!strcmp(
		        hire_status_name((hire_status)i), app->problem_code))
			code = i;
	return hire_fail(err, (hire_status)code, "resume", "%s",
	    app->problem ? app->problem : "it could not be read yet");
}

static hire_status
apply_first(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_upload resume;
	hire_status st = first_resume(c, &resume, err);
	if (st)
		return st;
	step(d, "A candidate signs up and applies with a resume");
	st = local_account(c, HIRE_ROLE_CANDIDATE, LOCAL_CANDIDATE,
	    "Sample Candidate 1", NULL, &d->first, err);
	if (!st)
		st = account_step(d, &d->first, &candidate_part, err);
	if (!st)
		st = hire_applications_apply(c->platform, &d->first, d->job.id,
		    NULL, &resume, c->mem, &d->app, err);
	if (!st)
		st = read_resume(d, &d->first, &d->app, err);
	return st ? st : out_row(c, &app_part, &d->app, err);
}

static hire_status
show_facts(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_resume resume;
	const hire_facts *facts;
	step(d, "The resume is read: facts, and nothing else, count");
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
	step(d, "The match, requirement by requirement");
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
	step(d, "Below the threshold: HR looks at it and admits the candidate");
	st = hire_applications_admit(
	    c->platform, &d->hr, d->app.id, c->mem, &d->app, err);
	d->admitted = !st;
	if (!st)
		st = worker_run_idle(c, err);
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
	step(d, "The interview; the time left stands in front of each line");
	hire_status st =
	    demo_hold(c, &d->first, d->app.interview_id, DEMO_FULL, true, err);
	if (!st)
		st = worker_run_idle(c, err);
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
	step(d, "The scorecard, with the words that earned it");
	hire_status st = hire_interviews_scorecard(c->platform, &d->hr,
	    d->app.interview_id, c->mem, &card, &result, err);
	if (!st)
		st = scorecard_print(c, &result, err);
	if (!st)
		st = hire_scorecard_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &card_part, json, err);
}

/* The resume of candidate `number`, as text. */
static hire_status
write_resume(cli *c, const demo_person *p, const guest *g, const char *email,
    hire_upload *out, hire_error *err)
{
	char *text = hire_arena_printf(c->mem,
	    "%s\n%s\n%s\n\nExperience\n\n%s, Example Systems Ltd\n"
	    "January %d - Present\n%s\nSkills\n\n%s\n\nEducation\n\n"
	    "BSc Computer Science, Example University, 2010 - 2013\n",
	    g->name, p->title, email, p->title, p->since, p->work, p->skills);
	if (!text)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	*out = (hire_upload){"resume.txt", text, strlen(text)};
	return HIRE_OK;
}

/* Open the account of the next candidate and write the resume. */
static hire_status
next_person(
    demo *d, guest *g, hire_actor *who, hire_upload *resume, hire_error *err)
{
	cli *c = d->c;
	const demo_person *p = &demo_people[d->guest_count % demo_people_count];
	int number = (int)d->guest_count + 2;
	const char *email =
	    hire_arena_printf(c->mem, "candidate%d@example.com", number);
	g->name = hire_arena_printf(c->mem, "Sample Candidate %d", number);
	g->manner = p->manner;
	g->role_fit = -1;
	if (!email || !g->name)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_status st = local_account(
	    c, HIRE_ROLE_CANDIDATE, email, g->name, NULL, who, err);
	return st ? st : write_resume(c, p, g, email, resume, err);
}

/* HR lets those in who are below the threshold: here it wants to see all. */
static hire_status
let_in(demo *d, guest *g, hire_application *app, hire_error *err)
{
	cli *c = d->c;
	if (app->state != HIRE_APPLICATION_NOT_ELIGIBLE)
		return HIRE_OK;
	g->admitted = true;
	hire_status st = hire_applications_admit(
	    c->platform, &d->hr, app->id, c->mem, app, err);
	return st ? st : worker_run_idle(c, err);
}

/* What came of the application `app`. */
static hire_status
outcome(demo *d, guest *g, hire_application *app, hire_error *err)
{
	cli *c = d->c;
	hire_interview_view view;
	hire_scorecard card;
	hire_scorecard_result result;
	hire_status st = hire_applications_get(
	    c->platform, &d->hr, app->id, c->mem, app, err);
	if (!st)
		st = hire_interviews_view(c->platform, &d->hr,
		    app->interview_id, 0, c->mem, &view, err);
	if (st)
		return st;
	g->match = app->score;
	g->state = app->state;
	g->end = view.interview.end;
	g->answered = view.interview.answered;
	if (app->state == HIRE_APPLICATION_SCORED)
		st = hire_interviews_scorecard(c->platform, &d->hr,
		    app->interview_id, c->mem, &card, &result, err);
	if (!st && app->state == HIRE_APPLICATION_SCORED && result.scored)
		g->role_fit = result.role_fit;
	if (!st)
		st = job_now(d, err);
	g->seats_used = d->job.seats_used;
	return st;
}

static hire_status
one_guest(demo *d, hire_error *err)
{
	cli *c = d->c;
	guest *g = &d->guests[d->guest_count];
	hire_actor who;
	hire_upload resume;
	hire_application app;
	hire_status st = next_person(d, g, &who, &resume, err);
	if (!st)
		st = hire_applications_apply(c->platform, &who, d->job.id, NULL,
		    &resume, c->mem, &app, err);
	if (!st)
		st = read_resume(d, &who, &app, err);
	if (!st)
		st = let_in(d, g, &app, err);
	if (!st)
		st = hire_applications_get(
		    c->platform, &who, app.id, c->mem, &app, err);
	if (!st)
		st =
		    demo_hold(c, &who, app.interview_id, g->manner, false, err);
	if (!st)
		st = worker_run_idle(c, err);
	if (!st)
		st = outcome(d, g, &app, err);
	d->guest_count += !st;
	return st;
}

static hire_status
more_candidates(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_rows rows;
	bool tty = !c->quiet && isatty(STDERR_FILENO);
	step(d, "More candidates, until ten interviews are used");
	hire_status st = job_now(d, err);
	while (!st && d->job.state == HIRE_JOB_OPEN &&
	       d->guest_count < PEOPLE_MAX) {
		st = one_guest(d, err);
		if (tty)
			fprintf(stderr, "\r%lld of %lld interviews used\033[K",
			    (long long)d->job.seats_used,
			    (long long)d->job.seats_bought);
	}
	if (tty)
		fputs("\r\033[K", stderr);
	if (!st)
		st = out_rows(
		    c, &guests_part, d->guests, d->guest_count, NULL, err);
	if (st)
		return st;
	step(d, "The seat ledger: what was reserved was used or given back");
	st = hire_jobs_ledger(c->platform, &d->hr, d->job.id,
	    (hire_page){NULL, 1000}, c->mem, &rows, err);
	return st ? st
	          : out_rows(c, &ledger_part, rows.rows, rows.count, NULL, err);
}

/* The candidate who comes too late is refused by the service itself. */
static hire_status
one_too_many(demo *d, hire_upload *resume, hire_error *err)
{
	cli *c = d->c;
	guest *g = &d->guests[d->guest_count];
	hire_application app;
	hire_error said = {0};
	step(d, "The job is full; the next candidate is refused");
	hire_status st = out_row(c, &full_part, &d->job, err);
	if (!st)
		st = next_person(d, g, &d->late, resume, err);
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
	/* Only the embedded defaults: a demo must not touch anything else. */
	c->config = (hire_config){.size = sizeof c->config,
	    .data = cli_get(c, "data"),
	    .reader = reader && *reader ? reader : NULL};
	if (!c->config.data) {
		char *path = hire_arena_printf(c->mem, "%s/hire-demo-XXXXXX",
		    base && *base ? base : "/tmp");
		if (!path || !mkdtemp(path))
			return hire_fail(err, HIRE_EIO, "data",
			    "no folder can be made: %s", strerror(errno));
		c->config.data = path;
	}
	return hire_platform_open(
	    c->ctx, &c->config, HIRE_NEED_ALL, &c->platform, err);
}

static hire_status
run_steps(demo *d, hire_error *err)
{
	static hire_status (*const steps[])(demo *, hire_error *) = {
	    apply_first, show_facts, show_match, first_interview,
	    first_scorecard, more_candidates};
	hire_upload resume;
	hire_status st = sign_up_recruiter(d, err);
	if (!st)
		st = post_job(d, err);
	if (!st)
		st = pay_job(d, "She pays in the sandbox; ten seats open",
		    &payment_part, &opened_part, err);
	for (size_t i = 0; i < COUNT(steps) && !st; i++)
		st = steps[i](d, err);
	if (!st)
		st = one_too_many(d, &resume, err);
	if (!st)
		st = open_again(d, &resume, err);
	return st ? st : sum_up(d, err);
}

static hire_status
run(cli *c, hire_error *err)
{
	demo *d = hire_arena_alloc(c->mem, sizeof *d);
	if (!d)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	d->c = c;
	d->started = hire_ctx_now(c->ctx).steady;
	hire_status st = open_platform(c, err);
	return st ? st : run_steps(d, err);
}

static const cli_option options[] = {
    {"resume", "FILE",
        "the first candidate's resume: PDF, DOCX or text "
        "(default: a sample)",
        CLI_FILE, 0, 0, 0, NULL},
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
