/* SPDX-License-Identifier: MIT
 * flow_program.c - the hiring flow as a program, for a sweep over malloc
 * itself: it also fails inside SQLite, cJSON, utf8proc and OpenSSL.
 * A call may fail; then the platform is opened anew and must be whole.  Exit
 * code 0: all went well; 1: a call failed and nothing broke; 3: something did.
 */
#define _GNU_SOURCE
#include <hire/hire.h>

#include <dlfcn.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WENT_WELL, FAILED, BROKEN = 3 };

static const char resume[] =
    "Sample Candidate\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL and Docker\n";

static char folder[] = "/tmp/hire-flow-XXXXXX";

/* What was acknowledged, copied out of every arena. */
static struct acknowledged {
	char job[64], application[64], interview[64];
	bool paid;
	int64_t entries;
} told;

typedef struct run {
	hire_ctx *ctx;
	hire_arena *mem;
	hire_platform *p;
	hire_actor hr, who;
	hire_error err;
} run;

static hire_status
run_open(run *r)
{
	hire_config config = {.size = sizeof config, .data = folder};
	*r = (run){0};
	hire_status st = hire_ctx_new(NULL, &r->ctx, &r->err);
	if (!st)
		st = hire_arena_new(r->ctx, 0, &r->mem, &r->err);
	return st ? st
	          : hire_platform_open(
	                r->ctx, &config, HIRE_NEED_ALL, &r->p, &r->err);
}

static void
run_close(run *r)
{
	hire_platform_close(r->p);
	hire_arena_free(r->mem);
	hire_ctx_free(r->ctx);
}

static hire_status
sign_up(run *r, hire_role role, const char *email, hire_actor *out)
{
	hire_account a;
	hire_sign_up in = {role, email, "Sample Person",
	    "correct horse battery",
	    role == HIRE_ROLE_HR ? "Example Organisation" : NULL};
	hire_status st = hire_accounts_sign_up(r->p, &in, r->mem, &a, &r->err);
	if (!st)
		*out = (hire_actor){.account_id = a.id,
		    .role = role,
		    .organisation_id = a.organisation_id};
	return st;
}

static hire_status
open_job(run *r)
{
	hire_job draft, job;
	hire_payment pay;
	hire_event_outcome outcome;
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Python Engineer";
	draft.details = "We build services.";
	draft.requirements = "must: Python\nnice: Docker\n";
	draft.question_count = 2;
	hire_status st = hire_jobs_post(
	    r->p, &r->hr, &draft, NULL, 0, r->mem, &job, &r->err);
	if (st)
		return st;
	snprintf(told.job, sizeof told.job, "%s", job.id);
	st = hire_payments_checkout(
	    r->p, &r->hr, job.id, NULL, r->mem, &pay, &r->err);
	if (!st)
		st = hire_payments_sandbox(
		    r->p, pay.id, true, r->mem, &outcome, &r->err);
	told.paid = !st;
	return st;
}

static hire_status
apply(run *r)
{
	hire_application app;
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	hire_worker_options o = {.size = sizeof o, .until_idle = true};
	hire_status st = hire_applications_apply(
	    r->p, &r->who, told.job, NULL, &file, r->mem, &app, &r->err);
	if (st)
		return st;
	snprintf(told.application, sizeof told.application, "%s", app.id);
	st = hire_worker_run(r->p, &o, &r->err);
	if (!st)
		st = hire_applications_get(
		    r->p, &r->who, told.application, r->mem, &app, &r->err);
	if (!st && app.interview_id)
		snprintf(told.interview, sizeof told.interview, "%s",
		    app.interview_id);
	return st;
}

static hire_status
talk(run *r)
{
	static const struct {
		hire_event event;
		const char *text;
	} says[] = {{HIRE_EVENT_BEGIN, NULL}, {HIRE_EVENT_PROCEED, NULL},
	    {HIRE_EVENT_ANSWER, "I built Python services for five years."},
	    {HIRE_EVENT_LEAVE, NULL}};
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < sizeof says / sizeof *says; i++) {
		hire_interview_event entry;
		st = hire_interviews_take(r->p, &r->who, told.interview,
		    &(hire_saying){
		        .event = says[i].event, .text = says[i].text},
		    r->mem, &entry, &r->err);
		if (!st)
			told.entries = entry.seq;
		if (!st)
			st = hire_interviews_think(
			    r->p, told.interview, &r->err);
	}
	return st;
}

static hire_status
play(run *r)
{
	hire_status st = run_open(r);
	if (!st)
		st = sign_up(r, HIRE_ROLE_HR, "hr@example.com", &r->hr);
	if (!st)
		st = sign_up(r, HIRE_ROLE_CANDIDATE, "c@example.com", &r->who);
	if (!st)
		st = open_job(r);
	if (!st)
		st = apply(r);
	return !st && told.interview[0] ? talk(r) : st;
}

/* The file itself, by SQLite's own check. */
static bool
file_is_whole(void)
{
	char path[64];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	snprintf(path, sizeof path, "%s/hire.db", folder);
	bool ok = !sqlite3_open(path, &db) &&
	          !sqlite3_prepare_v2(
	              db, "pragma integrity_check", -1, &stmt, NULL) &&
	          sqlite3_step(stmt) == SQLITE_ROW &&
	          !strcmp((const char *)sqlite3_column_text(stmt, 0), "ok");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return ok;
}

static bool
talk_is_whole(run *r, const hire_actor *admin)
{
	hire_interview_view v;
	if (!told.interview[0])
		return true;
	if (hire_interviews_view(
	        r->p, admin, told.interview, 0, r->mem, &v, &r->err))
		return false;
	for (size_t i = 0; i < v.count; i++)
		if (v.events[i].seq != (int64_t)i + 1)
			return false;
	return (int64_t)v.count == v.interview.last_seq &&
	       v.interview.last_seq >= told.entries;
}

/* Everything acknowledged is there, and adds up. */
static bool
is_whole(void)
{
	run r;
	hire_job job;
	hire_rows rows;
	hire_application app;
	const hire_actor admin = {
	    .account_id = "acct_0", .role = HIRE_ROLE_ADMIN};
	bool ok = !run_open(&r);
	if (ok && told.job[0])
		ok = !hire_jobs_get(
		         r.p, &admin, told.job, r.mem, &job, &r.err) &&
		     !hire_jobs_ledger(r.p, &admin, told.job,
		         (hire_page){NULL, 100}, r.mem, &rows, &r.err) &&
		     (!told.paid || job.seats_bought == 10) &&
		     (job.seats_bought > 0) == (rows.count > 0);
	if (ok && told.application[0])
		ok = !hire_applications_get(
		    r.p, &admin, told.application, r.mem, &app, &r.err);
	ok = ok && talk_is_whole(&r, &admin);
	if (!ok)
		printf("broken: %s\n", r.err.message);
	run_close(&r);
	return ok && file_is_whole();
}

static int
drop(const char *path, const struct stat *info, int flag, struct FTW *where)
{
	(void)info, (void)flag, (void)where;
	return remove(path);
}

static void
hold_failures(bool on)
{
	void (*hold)(bool) = NULL;
	void *found = dlsym(RTLD_DEFAULT, "hire_failmalloc_hold");
	memcpy(&hold, &found, sizeof hold);
	if (hold)
		hold(on);
}

/* OpenSSL 3.0 crashes by itself when its one-time set-up runs out of memory
 * (EVP_MAC_fetch() takes a lock that was not made), so that part is done
 * before anything fails. */
static bool
warm_up(void)
{
	run r;
	hold_failures(true);
	bool ok = !run_open(&r);
	run_close(&r);
	ok = ok && !nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	hold_failures(false);
	return ok;
}

int
main(void)
{
	run r;
	if (!mkdtemp(folder) || !warm_up())
		return BROKEN;
	hire_status st = play(&r);
	if (st)
		printf("%s: %s\n", hire_status_name(st), r.err.message);
	run_close(&r);
	hold_failures(true);
	bool whole = is_whole();
	nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	return !whole ? BROKEN : st ? FAILED : WENT_WELL;
}
