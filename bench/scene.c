/* SPDX-License-Identifier: MIT
 * scene.c - people, jobs and applications for the benchmarks.
 */
#define _GNU_SOURCE
#include "scene.h"

#include "services/work.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char scene_words[] =
    "I kept the queue in the same database as the change, so a crash between "
    "the two could lose neither; each worker took a lease and had to finish "
    "before it ran out, and whatever failed five times went to a list that "
    "we looked at every morning.";

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nExperience\n"
    "Software Engineer, Example Systems, Jan 2016 - Dec 2022\n"
    "- Built Python services on PostgreSQL and Docker\n"
    "- Ran the Linux servers and wrote the SQL reports\n\n"
    "Skills\nPython, PostgreSQL, SQL, Docker, Linux, Git\n";

typedef struct person {
	hire_role role;
	const char *email;
	hire_account account;
} person;

static hire_status
add_person(hire__work *w, void *args)
{
	person *who = args;
	hire_organisation org = {.name = "Example Organisation"};
	hire_record_init(&hire_account_record, &who->account);
	if (who->role == HIRE_ROLE_HR) {
		hire_status st =
		    hire__insert(w, &hire_organisation_record, &org);
		if (st)
			return st;
		who->account.organisation_id = org.id;
	}
	who->account.email = who->email;
	who->account.name = "Sample Person";
	who->account.role = who->role;
	who->account.confirmed_at = w->now.wall;
	return hire__insert(w, &hire_account_record, &who->account);
}

static hire_actor
make_person(scene *s, hire_role role)
{
	hire_error err = {0};
	person who = {.role = role,
	    .email =
	        hire_arena_printf(s->mem, "person%d@example.com", ++s->people)};
	bench_must(hire__write(s->p, add_person, &who, s->mem, &err), &err);
	return (hire_actor){.account_id = who.account.id,
	    .role = role,
	    .organisation_id = who.account.organisation_id};
}

hire_actor
scene_candidate(scene *s)
{
	return make_person(s, HIRE_ROLE_CANDIDATE);
}

void
scene_pay(scene *s)
{
	hire_payment pay;
	hire_event_outcome outcome;
	hire_error err = {0};
	bench_must(hire_payments_checkout(
	               s->p, &s->hr, s->job.id, NULL, s->mem, &pay, &err),
	    &err);
	bench_must(
	    hire_payments_sandbox(s->p, pay.id, true, s->mem, &outcome, &err),
	    &err);
}

void
scene_open(scene *s, const bench *b, int64_t questions, int64_t seats)
{
	hire_error err = {0};
	hire_job draft;
	memset(s, 0, sizeof *s);
	snprintf(s->folder, sizeof s->folder, "%s/XXXXXX", b->folder);
	if (!mkdtemp(s->folder))
		bench_die(b->folder, "cannot be written to");
	hire_config config = {.size = sizeof config,
	    .data = s->folder,
	    .store = getenv("HIRE_STORE")};
	bench_must(hire_ctx_new(NULL, &s->ctx, &err), &err);
	bench_must(hire_arena_new(s->ctx, 0, &s->mem, &err), &err);
	bench_must(
	    hire_platform_open(s->ctx, &config, HIRE_NEED_ALL, &s->p, &err),
	    &err);
	s->hr = make_person(s, HIRE_ROLE_HR);
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Backend Engineer";
	draft.details = "We build services for libraries.";
	draft.requirements = "must: 3 years of Python\nmust: PostgreSQL\n"
	                     "must: Docker\nnice: Linux\n";
	draft.question_count = questions;
	bench_must(hire_jobs_post(
	               s->p, &s->hr, &draft, NULL, 0, s->mem, &s->job, &err),
	    &err);
	for (int64_t paid = 0; paid < seats; paid += HIRE_SEATS_PER_PAYMENT)
		scene_pay(s);
}

void
scene_work(scene *s)
{
	hire_error err = {0};
	hire_worker_options o = {.size = sizeof o, .until_idle = true};
	bench_must(hire_worker_run(s->p, &o, &err), &err);
}

const char *
scene_apply(scene *s, const hire_actor *who, hire_arena *mem)
{
	const hire_upload file = {"resume.txt", resume, strlen(resume)};
	hire_application app;
	hire_error err = {0};
	bench_must(hire_applications_apply(
	               s->p, who, s->job.id, NULL, &file, mem, &app, &err),
	    &err);
	scene_work(s);
	bench_must(
	    hire_applications_get(s->p, who, app.id, mem, &app, &err), &err);
	if (!app.interview_id)
		bench_die("apply", "the resume does not fit the job");
	return app.interview_id;
}

void
scene_say(scene *s, const hire_actor *who, const char *interview,
    hire_event event, const char *text, hire_arena *mem)
{
	hire_interview_event entry;
	hire_error err = {0};
	bench_must(hire_interviews_take(s->p, who, interview,
	               &(hire_saying){.event = event, .text = text}, mem,
	               &entry, &err),
	    &err);
	bench_must(hire_interviews_think(s->p, interview, &err), &err);
}

static int
drop(const char *path, const struct stat *info, int flag, struct FTW *where)
{
	(void)info, (void)flag, (void)where;
	return remove(path);
}

void
scene_close(scene *s)
{
	hire_platform_close(s->p);
	hire_arena_free(s->mem);
	hire_ctx_free(s->ctx);
	nftw(s->folder, drop, 16, FTW_DEPTH | FTW_PHYS);
}
