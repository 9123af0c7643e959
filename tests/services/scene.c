/* SPDX-License-Identifier: MIT
 * scene.c - a platform in a folder of its own, for tests of the workflows.
 */
#define _GNU_SOURCE
#include "scene.h"

#include "services/work.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char good_resume[] =
    "Sample Candidate\nsample@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL and Docker\n"
    "- Ran the Linux servers and wrote the SQL reports\n\n"
    "EDUCATION\nExample University, B.S. Computer Science, 2012 - 2016\n\n"
    "SKILLS\nPython, PostgreSQL, SQL, Docker, Linux, Git\n";

static const char poor_resume[] =
    "Other Candidate\nother@example.com\n\nEXPERIENCE\n"
    "Example Bakery, Baker, Jan 2016 - Present\n- Baked bread\n\n"
    "SKILLS\nBaking, decorating\n";

static const char requirements[] = "must: 3 years of Python\n"
                                   "must: PostgreSQL\n"
                                   "must: Docker\n"
                                   "nice: Linux\n";

static void
open_platform(scene *s)
{
	hire_config config = {.size = sizeof config,
	    .data = s->folder,
	    .webhook_allow = s->webhook_allow};
	hire_error err = {0};
	hire_status st = hire_platform_open(
	    s->host.ctx, &config, HIRE_NEED_ALL, &s->p, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

typedef struct person {
	scene *s;
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
		ck_assert_ok(hire__insert(w, &hire_organisation_record, &org));
		who->account.organisation_id = org.id;
	}
	who->account.email = who->email;
	who->account.name = "Sample Person";
	who->account.role = who->role;
	who->account.confirmed_at = w->now.wall;
	return hire__insert(w, &hire_account_record, &who->account);
}

static hire_actor
make_person(scene *s, hire_role role, const char *email)
{
	person who = {.s = s, .role = role, .email = email};
	ck_assert_ok(hire__write(s->p, add_person, &who, s->mem, NULL));
	return (hire_actor){.account_id = who.account.id,
	    .role = role,
	    .organisation_id = who.account.organisation_id};
}

void
scene_open(scene *s)
{
	memset(s, 0, sizeof *s);
	test_host_open(&s->host);
	ck_assert_ok(hire_arena_new(s->host.ctx, 0, &s->mem, NULL));
	snprintf(s->folder, sizeof s->folder, "/tmp/hire-scene-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(s->folder));
	open_platform(s);
	s->hr = make_person(s, HIRE_ROLE_HR, "hr@example.com");
	s->admin = make_person(s, HIRE_ROLE_ADMIN, "admin@example.com");
	hire_job draft;
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Python Engineer";
	draft.details = "We build services. The team sits in Lisbon.";
	draft.requirements = requirements;
	hire_own_question own[] = {
	    {"Why do you want to work here?", NULL},
	    {"How would you find a slow query?",
	        "Look at the query plan, add an index, measure again."},
	};
	hire_error err = {0};
	hire_status st =
	    hire_jobs_post(s->p, &s->hr, &draft, own, 2, s->mem, &s->job, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
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
	nftw(s->folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	hire_arena_free(s->mem);
	test_host_close(&s->host);
}

void
scene_restart(scene *s)
{
	hire_platform_close(s->p);
	open_platform(s);
}

void
scene_pay(scene *s)
{
	hire_payment pay;
	hire_event_outcome outcome;
	hire_error err = {0};
	hire_status st = hire_payments_checkout(
	    s->p, &s->hr, s->job.id, NULL, s->mem, &pay, &err);
	if (!st)
		st = hire_payments_sandbox(
		    s->p, pay.id, true, s->mem, &outcome, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

hire_job
scene_job(scene *s)
{
	hire_job job;
	ck_assert_ok(
	    hire_jobs_get(s->p, &s->hr, s->job.id, s->mem, &job, NULL));
	return job;
}

hire_actor
scene_candidate(scene *s)
{
	const char *email = hire_arena_printf(
	    s->mem, "candidate%d@example.com", ++s->candidates);
	return make_person(s, HIRE_ROLE_CANDIDATE, email);
}

void
scene_work(scene *s)
{
	hire_worker_options o = {.size = sizeof o, .until_idle = true};
	ck_assert_ok(hire_worker_run(s->p, &o, NULL));
}

hire_application
scene_apply(scene *s, const hire_actor *who, bool fits)
{
	const char *text = fits ? good_resume : poor_resume;
	hire_upload file = {"resume.txt", text, strlen(text)};
	hire_application app;
	hire_error err = {0};
	hire_status st = hire_applications_apply(
	    s->p, who, s->job.id, NULL, &file, s->mem, &app, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	scene_work(s);
	ck_assert_ok(
	    hire_applications_get(s->p, who, app.id, s->mem, &app, NULL));
	return app;
}

hire_interview_view
scene_say(scene *s, const hire_actor *who, const char *interview,
    hire_event event, const char *text)
{
	hire_interview_event entry;
	hire_interview_view view;
	hire_error err = {0};
	hire_status st = hire_interviews_take(s->p, who, interview,
	    &(hire_saying){.event = event, .text = text}, s->mem, &entry, &err);
	if (!st)
		st = hire_interviews_think(s->p, interview, &err);
	if (!st)
		st = hire_interviews_view(
		    s->p, who, interview, 0, s->mem, &view, &err);
	ck_assert_msg(!st, "%s: %s: %s", hire_word(&hire_event_words, event),
	    err.field, err.message);
	return view;
}

hire_interview_view
scene_interview(
    scene *s, const hire_actor *who, const char *interview, const char *answer)
{
	scene_say(s, who, interview, HIRE_EVENT_BEGIN, NULL);
	hire_interview_view v =
	    scene_say(s, who, interview, HIRE_EVENT_PROCEED, "yes");
	while (v.interview.state == HIRE_INTERVIEW_QUESTION ||
	       v.interview.state == HIRE_INTERVIEW_FOLLOW_UP) {
		test_host_sleep(&s->host, 2 * HIRE_SECOND);
		v = scene_say(s, who, interview, HIRE_EVENT_ANSWER, answer);
	}
	v = scene_say(s, who, interview, HIRE_EVENT_DONE, NULL);
	scene_work(s);
	ck_assert_ok(
	    hire_interviews_view(s->p, who, interview, 0, s->mem, &v, NULL));
	return v;
}

typedef struct counting {
	const hire_record *record;
	int64_t count;
} counting;

static hire_status
count_rows(hire__work *w, void *args)
{
	counting *c = args;
	return hire__count(w, c->record, NULL, 0, &c->count);
}

int64_t
scene_rows(scene *s, const hire_record *record)
{
	counting c = {record, 0};
	ck_assert_ok(hire__read(s->p, count_rows, &c, s->mem, NULL));
	return c.count;
}

static void
enter_loosely(hire_seats *sum, const hire_seat_entry *e)
{
	sum->bought += e->kind == HIRE_SEAT_BOUGHT ? e->count : 0;
	sum->reserved += e->kind == HIRE_SEAT_RESERVED ? e->count : 0;
	sum->used += e->kind == HIRE_SEAT_USED ? e->count : 0;
	sum->refunded += e->kind == HIRE_SEAT_REFUNDED ? e->count : 0;
	bool settles =
	    e->kind == HIRE_SEAT_USED || e->kind == HIRE_SEAT_GIVEN_BACK;
	sum->reserved -= settles ? e->count : 0;
}

void
scene_check_ledger(scene *s)
{
	hire_rows rows;
	hire_seats sum = {0};
	hire_job job = scene_job(s);
	ck_assert_ok(hire_jobs_ledger(s->p, &s->hr, s->job.id,
	    (hire_page){NULL, 1000}, s->mem, &rows, NULL));
	const hire_seat_entry *e = rows.rows;
	/* The test's clock stands still, so the order of entries is not told;
	 * their sums are. */
	for (size_t i = 0; i < rows.count; i++)
		enter_loosely(&sum, &e[i]);
	ck_assert_int_eq(sum.bought, job.seats_bought);
	ck_assert_int_eq(sum.reserved, job.seats_reserved);
	ck_assert_int_eq(sum.used, job.seats_used);
	ck_assert_int_eq(sum.refunded, job.seats_refunded);
}
