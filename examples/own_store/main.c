/* SPDX-License-Identifier: MIT
 * main.c - the whole platform over a store of one's own: from a job to a
 * scorecard.  Apart from hire-cli: what a vendor's own program looks like.
 */
#include "memory_store.h"

#include <hire/hire.h>

#include <stdio.h>
#include <string.h>

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nExperience\n"
    "Software Engineer, Example Systems, Jan 2018 - Dec 2022\n"
    "- Built Python services on PostgreSQL and Docker\n"
    "- Wrote the SQL reports and ran the Linux servers\n\n"
    "Skills\nPython, PostgreSQL, SQL, Docker, Linux, Git\n";

static const char answer[] =
    "I looked at the query plan, added an index on the tenant column and "
    "measured again: the report went from 40 seconds to 300 ms.";

/* What every step needs, and the failure of the one that failed. */
typedef struct flow {
	hire_platform *p;
	hire_arena *mem; /* owns every result until the end */
	hire_actor hr, candidate;
	hire_job job;
	hire_application application;
	hire_error err;
} flow;

static hire_status
sign_up(flow *f, const hire_sign_up *who, hire_actor *out)
{
	hire_account account;
	hire_status st =
	    hire_accounts_sign_up(f->p, who, f->mem, &account, &f->err);
	if (!st)
		*out = (hire_actor){.account_id = account.id,
		    .role = account.role,
		    .organisation_id = account.organisation_id};
	return st;
}

static hire_status
sign_both_up(flow *f)
{
	const hire_sign_up hr = {.role = HIRE_ROLE_HR,
	    .email = "recruiter@example.com",
	    .name = "Sample Recruiter",
	    .password = "a long passphrase of a recruiter",
	    .organisation = "Example Organisation"};
	const hire_sign_up candidate = {.role = HIRE_ROLE_CANDIDATE,
	    .email = "sample@example.com",
	    .name = "Sample Candidate",
	    .password = "a long passphrase of a candidate"};
	hire_status st = sign_up(f, &hr, &f->hr);
	return st ? st : sign_up(f, &candidate, &f->candidate);
}

/* A job opens when it is paid for; in the sandbox no money moves. */
static hire_status
post_and_pay(flow *f)
{
	hire_job draft;
	hire_payment payment;
	hire_event_outcome outcome;
	const hire_own_question own = {"How would you find a slow query?",
	    "Look at the query plan, add an index, measure again."};
	hire_record_init(&hire_job_record, &draft); /* the fields' defaults */
	draft.title = "Backend Engineer";
	draft.details = "We build services for libraries.";
	draft.requirements =
	    "must: 3 years of Python\nmust: PostgreSQL\nnice: Docker\n";
	draft.question_count = 4;
	hire_status st = hire_jobs_post(
	    f->p, &f->hr, &draft, &own, 1, f->mem, &f->job, &f->err);
	if (!st)
		st = hire_payments_checkout(
		    f->p, &f->hr, f->job.id, NULL, f->mem, &payment, &f->err);
	if (!st)
		st = hire_payments_sandbox(
		    f->p, payment.id, true, f->mem, &outcome, &f->err);
	if (!st)
		st = hire_jobs_get(
		    f->p, &f->hr, f->job.id, f->mem, &f->job, &f->err);
	if (!st)
		printf("job \"%s\" is %s with %d seats\n", f->job.title,
		    hire_word(&hire_job_state_words, f->job.state),
		    (int)f->job.seats_bought);
	return st;
}

/* Background work: here until nothing is due, elsewhere in other processes. */
static hire_status
work(flow *f)
{
	const hire_worker_options idle = {
	    .size = sizeof idle, .until_idle = true};
	return hire_worker_run(f->p, &idle, &f->err);
}

static hire_status
apply(flow *f)
{
	const hire_upload file = {"resume.txt", resume, strlen(resume)};
	hire_application *app = &f->application;
	hire_status st = hire_applications_apply(
	    f->p, &f->candidate, f->job.id, NULL, &file, f->mem, app, &f->err);
	if (!st)
		st = work(f);
	if (!st)
		st = hire_applications_get(
		    f->p, &f->candidate, app->id, f->mem, app, &f->err);
	if (st)
		return st;
	printf("the resume matches %d %%: %s\n", (int)app->score,
	    hire_word(&hire_application_state_words, app->state));
	if (app->state != HIRE_APPLICATION_ELIGIBLE)
		return hire_fail(&f->err, HIRE_ESTATE, "application",
		    "the interview is not open");
	return HIRE_OK;
}

/* Say something, let our side think, and see where the interview is. */
static hire_status
say(flow *f, hire_event event, const char *text, hire_interview_view *view)
{
	const char *id = f->application.interview_id;
	hire_interview_event entry;
	/* A client that may send twice gives each message an id of its own
	 * instead of NULL: a resent one then counts once. */
	hire_status st = hire_interviews_take(f->p, &f->candidate, id,
	    &(hire_saying){.event = event, .text = text}, f->mem, &entry,
	    &f->err);
	if (!st)
		st = hire_interviews_think(f->p, id, &f->err);
	if (!st)
		st = hire_interviews_view(
		    f->p, &f->candidate, id, entry.seq, f->mem, view, &f->err);
	return st;
}

static bool
waits_for_answer(const hire_interview_view *v)
{
	return v->interview.state == HIRE_INTERVIEW_QUESTION ||
	       v->interview.state == HIRE_INTERVIEW_FOLLOW_UP;
}

static hire_status
interview(flow *f)
{
	hire_interview_view v;
	hire_status st = say(f, HIRE_EVENT_BEGIN, NULL, &v);
	if (!st)
		st = say(f, HIRE_EVENT_PROCEED, "I am ready.", &v);
	while (!st && waits_for_answer(&v))
		st = say(f, HIRE_EVENT_ANSWER, answer, &v);
	if (!st)
		st = say(f, HIRE_EVENT_DONE, NULL, &v);
	if (!st)
		printf("interview: %d questions asked, ended by %s\n",
		    (int)v.interview.asked,
		    hire_word(&hire_interview_end_words, v.interview.end));
	return st ? st : work(f);
}

static hire_status
show_scorecard(flow *f)
{
	hire_scorecard card;
	hire_scorecard_result r;
	hire_status st = hire_interviews_scorecard(f->p, &f->hr,
	    f->application.interview_id, f->mem, &card, &r, &f->err);
	if (st)
		return st;
	if (!r.scored) {
		printf("unscored: %s\n", r.reason);
		return HIRE_OK;
	}
	printf("role fit %d.%d of 10, judged by %s\n", (int)r.role_fit / 10,
	    (int)r.role_fit % 10, r.engine);
	for (size_t i = 0; i < r.strength_count; i++)
		printf("+ %s\n", r.strengths[i].text);
	for (size_t i = 0; i < r.improvement_count; i++)
		printf("- %s\n", r.improvements[i].text);
	return HIRE_OK;
}

/* Mail and uploads go below `data`; everything else into our store. */
static hire_status
open_platform(flow *f, hire_ctx *ctx, const char *data)
{
	void *store = NULL;
	hire_status st = memory_store_new(&store, &f->err);
	if (st)
		return st;
	hire_config config = {.size = sizeof config,
	    .data = data,
	    .own_store = &memory_store_ops,
	    .own_store_state = store};
	st = hire_platform_open(ctx, &config, HIRE_NEED_ALL, &f->p, &f->err);
	if (st) /* it is the platform's from HIRE_OK on, ours until then */
		memory_store_ops.close(store);
	return st;
}

static hire_status
run(flow *f, hire_ctx *ctx, const char *data)
{
	static hire_status (*const steps[])(flow *) = {
	    sign_both_up, post_and_pay, apply, interview, show_scorecard};
	hire_status st = hire_arena_new(ctx, 0, &f->mem, &f->err);
	if (!st)
		st = open_platform(f, ctx, data);
	for (size_t i = 0; !st && i < sizeof steps / sizeof *steps; i++)
		st = steps[i](f);
	hire_platform_close(f->p);
	hire_arena_free(f->mem);
	return st;
}

int
main(int argc, char **argv)
{
	hire_ctx *ctx = NULL;
	flow f = {0};
	if (argc != 2) {
		fprintf(stderr, "usage: own_store DATA-FOLDER\n");
		return hire_status_exit(HIRE_EUSAGE);
	}
	hire_status st = hire_ctx_new(NULL, &ctx, &f.err);
	if (!st)
		st = run(&f, ctx, argv[1]);
	if (st)
		fprintf(stderr, "own_store: %s: %s\n", hire_status_name(st),
		    f.err.message);
	hire_ctx_free(ctx);
	return hire_status_exit(st);
}
