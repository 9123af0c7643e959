/* SPDX-License-Identifier: MIT
 * local.c - what a data folder of one's own needs before an interview.
 */
#include "local.h"
#include "documents.h"
#include "term.h"
#include "worker.h"

#include <string.h>
#include <time.h>

hire_actor
local_holder(void)
{
	return (hire_actor){.account_id = "", .role = HIRE_ROLE_ADMIN};
}

bool
local_password(char out[LOCAL_PASSWORD])
{
	unsigned char bytes[(LOCAL_PASSWORD - 1) / 2];
	FILE *f = fopen("/dev/urandom", "rb");
	bool ok = f && fread(bytes, 1, sizeof bytes, f) == sizeof bytes;
	if (f)
		fclose(f);
	for (size_t i = 0; ok && i < sizeof bytes; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return ok;
}

hire_status
local_account(cli *c, hire_role role, const char *email, const char *name,
    const char *organisation, hire_actor *out, hire_error *err)
{
	char password[LOCAL_PASSWORD];
	if (!local_password(password))
		return hire_fail(
		    err, HIRE_EIO, NULL, "/dev/urandom cannot be read");
	hire_sign_up in = {role, email, name, password, organisation};
	return local_sign_up(c, &in, out, err);
}

/* Whoever holds the data folder vouches for the people it is used by. */
static hire_status
vouch(cli *c, hire_status st, hire_actor *who, hire_error *err)
{
	hire_account account;
	if (st || !who->unconfirmed)
		return st;
	st = hire_admin_confirm(
	    c->platform, who->account_id, c->mem, &account, err);
	who->unconfirmed = st != HIRE_OK;
	return st;
}

hire_status
local_sign_up(cli *c, const hire_sign_up *in, hire_actor *out, hire_error *err)
{
	hire_account account;
	hire_error missing = {0};
	hire_status st =
	    hire_accounts_actor(c->platform, in->email, c->mem, out, &missing);
	if (!st && out->role != in->role)
		return hire_fail(err, HIRE_EDENIED, "email",
		    "%s is a %s's account, not a %s's", in->email,
		    hire_word(&hire_role_words, (int)out->role),
		    hire_word(&hire_role_words, (int)in->role));
	if (st != HIRE_ENOTFOUND) {
		if (st && err)
			*err = missing;
		return vouch(c, st, out, err);
	}
	st = hire_accounts_sign_up(c->platform, in, c->mem, &account, err);
	if (!st)
		st = hire_accounts_actor(
		    c->platform, account.id, c->mem, out, err);
	return vouch(c, st, out, err);
}

hire_status
local_pay(cli *c, const hire_actor *hr, const char *job_id, hire_payment *out,
    hire_error *err)
{
	hire_event_outcome outcome;
	hire_status st = hire_payments_checkout(
	    c->platform, hr, job_id, NULL, c->mem, out, err);
	if (!st)
		st = hire_payments_sandbox(
		    c->platform, out->id, true, c->mem, &outcome, err);
	return st ? st
	          : hire_payments_get(
	                c->platform, hr, out->id, c->mem, out, err);
}

/* The job that was posted with the same text before. */
static hire_status
find_job(cli *c, const hire_actor *hr, const char *text, hire_job *out,
    bool *found, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_jobs_list(
	    c->platform, hr, (hire_page){NULL, 1000}, c->mem, &rows, err);
	*found = false;
	for (size_t i = 0; !st && !*found && i < rows.count; i++) {
		const hire_job *job = cli_row(&rows, &hire_job_record, i);
		*found = job->details && !strcmp(job->details, text);
		if (*found)
			*out = *job;
	}
	return st;
}

static hire_status
post_job(cli *c, const hire_actor *hr, const char *text, hire_job *out,
    hire_error *err)
{
	hire_job draft;
	hire_record_init(&hire_job_record, &draft);
	draft.title = document_title(text, c->mem);
	draft.details = text;
	draft.interview_minutes =
	    cli_int(c, "minutes", draft.interview_minutes);
	draft.question_count = cli_int(c, "questions", draft.question_count);
	return hire_jobs_post(
	    c->platform, hr, &draft, NULL, 0, c->mem, out, err);
}

hire_status
local_job(cli *c, const char *text, hire_job *out, hire_error *err)
{
	hire_actor hr;
	hire_payment payment;
	bool found = false;
	hire_status st = local_account(c, HIRE_ROLE_HR, LOCAL_RECRUITER,
	    "Local Recruiter", "Local organisation", &hr, err);
	if (!st)
		st = find_job(c, &hr, text, out, &found, err);
	if (!st && !found)
		st = post_job(c, &hr, text, out, err);
	if (st || (out->state != HIRE_JOB_DRAFT && out->state != HIRE_JOB_FULL))
		return st;
	st = local_pay(c, &hr, out->id, &payment, err);
	return st ? st
	          : hire_jobs_get(c->platform, &hr, out->id, c->mem, out, err);
}

/* The status that an application's problem is. */
static hire_status
problem_status(const hire_application *app)
{
	for (int i = 0; app->problem_code && i <= (int)HIRE_EINTERNAL; i++)
		if (!strcmp(
		        hire_status_name((hire_status)i), app->problem_code))
			return (hire_status)i;
	return HIRE_EBUSY;
}

/* Other workers may have the message in hand: give them a moment. */
enum { PAUSE_MS = 50, PAUSES_MAX = 600 };

static bool
wait_again(int *round)
{
	struct timespec t = {0, PAUSE_MS * 1000000L};
	if (++*round > PAUSES_MAX || term_caught())
		return false;
	nanosleep(&t, NULL);
	return true;
}

hire_status
local_matched(
    cli *c, const hire_actor *who, hire_application *app, hire_error *err)
{
	int round = 0;
	hire_status st;
	do {
		st = worker_run_idle(c, err);
		if (!st)
			st = hire_applications_get(
			    c->platform, who, app->id, c->mem, app, err);
	} while (!st && app->state == HIRE_APPLICATION_SUBMITTED &&
	         !app->problem_code && wait_again(&round));
	if (st || (app->state != HIRE_APPLICATION_UNREADABLE &&
	              app->state != HIRE_APPLICATION_SUBMITTED))
		return st;
	return hire_fail(err, problem_status(app), "resume", "%s",
	    app->problem ? app->problem
	                 : "it was not read yet: run the command again");
}

hire_status
local_scored(
    cli *c, const hire_actor *who, const char *interview_id, hire_error *err)
{
	int round = 0;
	hire_interview_view view;
	hire_status st;
	do {
		st = worker_run_idle(c, err);
		if (!st)
			st = hire_interviews_view(c->platform, who,
			    interview_id, INT64_MAX, c->mem, &view, err);
	} while (!st && view.interview.state < HIRE_INTERVIEW_SCORED &&
	         wait_again(&round));
	return st;
}
