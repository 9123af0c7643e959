/* SPDX-License-Identifier: MIT
 * guests.c - the candidates after the first, until the job is full.
 */
#include "../local.h"
#include "../out.h"
#include "steps.h"

#include <string.h>
#include <unistd.h>

static const hire_field guest_fields[] = {
    VIEW_TEXT(guest, name, "candidate"),
    VIEW_ENUM(guest, manner, demo_manner_words, "how they answer"),
    VIEW_INT(guest, match, "0..100"),
    VIEW_BOOL(guest, admitted, "HR let them in below the threshold"),
    VIEW_ENUM(guest, end, hire_interview_end_words, "how it ended"),
    VIEW_INT(guest, answered, "answers given"),
    VIEW_ENUM(guest, state, hire_application_state_words, "what came of it"),
    VIEW_MAYBE(guest, role_fit, "tenths; null: unscored"),
    VIEW_INT(guest, seats_used, "interviews the job has used after it"),
};
VIEW(guest);

const cli_shape demo_guests_part = {.member = "candidates",
    .form = CLI_ROWS,
    .record = &guest_view,
    .columns = "name match admitted manner end role_fit. seats_used"};
const cli_shape demo_ledger_part = {.member = "seats",
    .form = CLI_ROWS,
    .record = &hire_seat_entry_record,
    .columns = "created_at kind count payment_id interview_id"};

void
demo_step(demo *d, const char *text)
{
	char title[200];
	snprintf(title, sizeof title, "%d. %s", ++d->steps, text);
	if (d->c->json && !d->c->quiet && isatty(STDERR_FILENO))
		fprintf(stderr, "%s\n", title);
	demo_pause(d->c);
	out_heading(d->c, title);
	fflush(stdout);
}

hire_status
demo_job_now(demo *d, hire_error *err)
{
	return hire_jobs_get(
	    d->c->platform, &d->hr, d->job.id, d->c->mem, &d->job, err);
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

hire_status
demo_next_person(
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
	hire_status st = demo_account(d, DEMO_LATEST, HIRE_ROLE_CANDIDATE,
	    email, g->name, NULL, who, err);
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
	return hire_applications_admit(
	    c->platform, &d->hr, app->id, c->mem, app, err);
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
		st = demo_job_now(d, err);
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
	hire_status st = demo_next_person(d, g, &who, &resume, err);
	if (!st)
		st = hire_applications_apply(c->platform, &who, d->job.id, NULL,
		    &resume, c->mem, &app, err);
	if (!st)
		st = local_matched(c, &who, &app, err);
	if (!st)
		st = let_in(d, g, &app, err);
	if (!st)
		st = hire_applications_get(
		    c->platform, &who, app.id, c->mem, &app, err);
	if (!st)
		st =
		    demo_hold(c, &who, app.interview_id, g->manner, false, err);
	if (!st)
		st = local_scored(c, &who, app.interview_id, err);
	if (!st)
		st = outcome(d, g, &app, err);
	d->guest_count += !st;
	return st;
}

hire_status
demo_fill(demo *d, hire_error *err)
{
	cli *c = d->c;
	hire_rows rows;
	bool tty = !c->quiet && isatty(STDERR_FILENO);
	demo_step(d, "More candidates, until ten interviews are used");
	hire_status st = demo_job_now(d, err);
	while (!st && d->job.state == HIRE_JOB_OPEN &&
	       d->guest_count < DEMO_PEOPLE_MAX) {
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
		    c, &demo_guests_part, d->guests, d->guest_count, NULL, err);
	if (st)
		return st;
	demo_step(d, "The seat ledger: each seat was reserved, then used");
	st = hire_jobs_ledger(c->platform, &d->hr, d->job.id,
	    (hire_page){NULL, 1000}, c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &demo_ledger_part, rows.rows, rows.count, NULL, err);
}
