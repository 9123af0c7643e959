/* SPDX-License-Identifier: MIT
 * rows.c - the rows of the large installation, each from its number alone.
 */
#include "scale.h"

#include <stdio.h>
#include <string.h>

enum { DAYS = 400 };

sizes
sizes_of(int64_t jobs)
{
	sizes z = {.jobs = jobs, .candidates = jobs};
	z.applications = 3 * jobs;
	z.organisations = jobs / 50 + 1;
	z.interviews = z.applications / 30 + 1;
	z.payments = jobs / 10 + 1;
	return z;
}

/* Row `n` of `all`, evenly over the days. */
static hire_time
when(int64_t n, int64_t all)
{
	hire_time length = DAYS * HIRE_DAY;
	return BENCH_TODAY - length +
	       (hire_time)((double)length * (double)n / (double)(all + 1));
}

static void
head(void *row, const hire_record *record, int64_t n, int64_t all,
    hire_arena *mem)
{
	hire_record_init(record, row);
	hire_record_head *h = row;
	h->id = scale_id(mem, record->prefix, n);
	h->version = 1;
	h->created_at = h->updated_at = when(n, all);
}

int64_t
scale_organisation_of(const sizes *z, int64_t job)
{
	uint64_t n = (uint64_t)job;
	if (scale_draw(n, 1, 100) < SHARE_OF_FIRST)
		return 1;
	return 1 + (int64_t)scale_draw(n, 2, (uint64_t)z->organisations);
}

/* The three of one candidate differ: they come from thirds of the jobs. */
int64_t
scale_job_of(const sizes *z, int64_t n)
{
	int64_t third = z->jobs / 3, part = (n - 1) % 3;
	uint64_t range = (uint64_t)third;
	if (scale_draw((uint64_t)n, 3, 10) == 0 && third > POPULAR)
		range = scale_draw((uint64_t)n, 4, 10) ? POPULAR : 1;
	return 1 + part * third + (int64_t)scale_draw((uint64_t)n, 5, range);
}

static void
organisation(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_organisation *o = row;
	head(row, &hire_organisation_record, n, z->organisations, mem);
	o->name =
	    hire_arena_printf(mem, "Example Organisation %lld", (long long)n);
}

/* Candidates, then recruiters, then one administrator. */
static void
account(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_account *a = row;
	int64_t hr = n - z->candidates;
	head(row, &hire_account_record, n, z->candidates, mem);
	a->email =
	    hire_arena_printf(mem, "person%lld@example.com", (long long)n);
	a->name = "Sample Person";
	a->confirmed_at = a->created_at;
	a->role = hr <= 0                 ? HIRE_ROLE_CANDIDATE
	          : hr > z->organisations ? HIRE_ROLE_ADMIN
	                                  : HIRE_ROLE_HR;
	if (a->role == HIRE_ROLE_HR)
		a->organisation_id = scale_id(mem, "org", hr);
}

static hire_job_state
job_state(int64_t n)
{
	uint64_t d = scale_draw((uint64_t)n, 6, 100);
	return d < 60   ? HIRE_JOB_OPEN
	       : d < 75 ? HIRE_JOB_DRAFT
	       : d < 80 ? HIRE_JOB_PAUSED
	       : d < 90 ? HIRE_JOB_FULL
	                : HIRE_JOB_CLOSED;
}

static void
job(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_job *j = row;
	uint64_t what = (uint64_t)n;
	int64_t organisation = scale_organisation_of(z, n);
	head(row, &hire_job_record, n, z->jobs, mem);
	j->organisation_id = scale_id(mem, "org", organisation);
	j->created_by = scale_id(mem, "acct", z->candidates + organisation);
	j->title = scale_words(mem, what, 10, 4);
	j->place = scale_place(mem, what);
	j->details = scale_words(mem, what, 11, 80);
	j->remote = scale_draw(what, 12, 5) == 0;
	j->salary_min = 3000000 + (int64_t)scale_draw(what, 13, 6000000);
	j->salary_max = j->salary_min + 1000000;
	j->currency = "EUR";
	j->state = job_state(n);
	j->posted_at = j->state == HIRE_JOB_DRAFT ? 0 : j->created_at;
	j->seats_bought = n % 10 ? 0 : 10;
}

static void
resume(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_resume *r = row;
	head(row, &hire_resume_record, n, z->candidates, mem);
	r->candidate_id = scale_id(mem, "acct", n);
	r->filename = "resume.pdf";
	r->blob = hire_arena_printf(mem, "resumes/%s", r->id);
	r->bytes = 40000;
	r->state = HIRE_RESUME_READ;
	r->text = scale_words(mem, (uint64_t)n, 20, 120);
	r->facts = "{\"skills\":[\"python\",\"postgresql\",\"docker\"]}";
	r->engine = "builtin";
}

static bool
interviewed(int64_t application)
{
	return application % 30 == 0;
}

static void
application(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_application *a = row;
	int64_t candidate = (n - 1) / 3 + 1;
	head(row, &hire_application_record, n, z->applications, mem);
	a->job_id = scale_id(mem, "job", scale_job_of(z, n));
	a->candidate_id = scale_id(mem, "acct", candidate);
	a->resume_id = scale_id(mem, "res", candidate);
	a->score = (int64_t)scale_draw((uint64_t)n, 30, 101);
	a->match_id = scale_id(mem, "mat", n);
	a->state = interviewed(n)   ? HIRE_APPLICATION_SCORED
	           : a->score >= 85 ? HIRE_APPLICATION_ELIGIBLE
	                            : HIRE_APPLICATION_NOT_ELIGIBLE;
	if (interviewed(n))
		a->interview_id = scale_id(mem, "int", n / 30);
}

static void
match(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_stored_match *m = row;
	head(row, &hire_stored_match_record, n, z->applications, mem);
	m->job_id = scale_id(mem, "job", scale_job_of(z, n));
	m->resume_id = scale_id(mem, "res", (n - 1) / 3 + 1);
	m->score = (int64_t)scale_draw((uint64_t)n, 30, 101);
	m->threshold = 70;
	m->eligible = m->score >= 70;
	m->result = "{\"rows\":[{\"requirement\":\"python\",\"state\":\"met\"},"
	            "{\"requirement\":\"docker\",\"state\":\"partly\"}]}";
	m->engine = "builtin";
}

static void
interview(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_interview *i = row;
	int64_t app = n * 30;
	head(row, &hire_interview_record, n, z->interviews, mem);
	i->application_id = scale_id(mem, "app", app);
	i->job_id = scale_id(mem, "job", scale_job_of(z, app));
	i->candidate_id = scale_id(mem, "acct", (app - 1) / 3 + 1);
	i->state = HIRE_INTERVIEW_SCORED;
	i->end = HIRE_END_ALL_ASKED;
	i->asked = i->answered = 10;
	i->budget = 30 * HIRE_MINUTE;
	i->started_at = i->created_at + HIRE_HOUR;
	i->ended_at = i->started_at + 20 * HIRE_MINUTE;
	i->last_seq = EVENTS;
}

static void
event(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_interview_event *e = row;
	int64_t seq = (n - 1) % EVENTS + 1;
	head(row, &hire_interview_event_record, n, z->interviews * EVENTS, mem);
	e->interview_id = scale_id(mem, "int", (n - 1) / EVENTS + 1);
	e->seq = seq;
	e->event = seq % 2 ? HIRE_EVENT_ASK : HIRE_EVENT_ANSWER;
	e->question = (seq + 1) / 2 > 10 ? 10 : (seq + 1) / 2;
	e->text = scale_words(mem, (uint64_t)n, 40, 30);
}

static void
plan(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_interview_plan *p = row;
	head(row, &hire_interview_plan_record, n, z->interviews, mem);
	p->interview_id = scale_id(mem, "int", n);
	p->plan = hire_arena_printf(mem, "{\"questions\":[\"%s\"]}",
	    scale_words(mem, (uint64_t)n, 41, 100));
}

static void
scorecard(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_scorecard *s = row;
	head(row, &hire_scorecard_record, n, z->interviews, mem);
	s->interview_id = scale_id(mem, "int", n);
	s->application_id = scale_id(mem, "app", n * 30);
	s->job_id = scale_id(mem, "job", scale_job_of(z, n * 30));
	s->scored = true;
	s->role_fit = (int64_t)scale_draw((uint64_t)n, 50, 101);
	s->result = hire_arena_printf(mem, "{\"strengths\":[\"%s\"]}",
	    scale_words(mem, (uint64_t)n, 51, 60));
	s->engine = "builtin";
}

/* Of the 10th, 20th ... job. */
static void
payment(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_payment *p = row;
	int64_t organisation = scale_organisation_of(z, n * 10);
	head(row, &hire_payment_record, n, z->payments, mem);
	p->organisation_id = scale_id(mem, "org", organisation);
	p->job_id = scale_id(mem, "job", n * 10);
	p->created_by = scale_id(mem, "acct", z->candidates + organisation);
	p->provider = "sandbox";
	p->provider_ref = scale_id(mem, "ref", n);
	p->state = HIRE_PAYMENT_PAID;
	p->amount = 4900;
	p->currency = "EUR";
	p->paid_at = p->created_at + HIRE_MINUTE;
}

/* Seats bought, then two entries for each interview. */
static void
seat(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_seat_entry *s = row;
	int64_t held = n - z->payments;
	head(row, &hire_seat_entry_record, n, z->payments + 2 * z->interviews,
	    mem);
	s->cause = hire_arena_printf(mem, "cause:%lld", (long long)n);
	if (held <= 0) {
		s->job_id = scale_id(mem, "job", n * 10);
		s->kind = HIRE_SEAT_BOUGHT;
		s->count = 10;
		s->payment_id = scale_id(mem, "pay", n);
		return;
	}
	int64_t interview = (held + 1) / 2;
	s->job_id = scale_id(mem, "job", scale_job_of(z, interview * 30));
	s->kind = held % 2 ? HIRE_SEAT_RESERVED : HIRE_SEAT_USED;
	s->interview_id = scale_id(mem, "int", interview);
}

static void
invoice(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_invoice *i = row;
	head(row, &hire_invoice_record, n, z->payments, mem);
	i->organisation_id =
	    scale_id(mem, "org", scale_organisation_of(z, n * 10));
	i->payment_id = scale_id(mem, "pay", n);
	i->number = n;
	i->amount = 4900;
	i->currency = "EUR";
	i->description = "10 interview seats";
	i->cause = hire_arena_printf(mem, "paid:%lld", (long long)n);
}

static void
audit(const sizes *z, int64_t n, void *row, hire_arena *mem)
{
	hire_audit_entry *a = row;
	head(row, &hire_audit_entry_record, n, z->jobs, mem);
	a->actor_id =
	    scale_id(mem, "acct", z->candidates + scale_organisation_of(z, n));
	a->action = "job.post";
	a->object_id = scale_id(mem, "job", n);
}

size_t
scale_kinds(const sizes *z, kind out[KINDS_MAX])
{
	const kind all[] = {
	    {&hire_organisation_record, z->organisations, organisation},
	    {&hire_account_record, z->candidates + z->organisations + 1,
	        account},
	    {&hire_job_record, z->jobs, job},
	    {&hire_resume_record, z->candidates, resume},
	    {&hire_application_record, z->applications, application},
	    {&hire_stored_match_record, z->applications, match},
	    {&hire_interview_record, z->interviews, interview},
	    {&hire_interview_event_record, z->interviews * EVENTS, event},
	    {&hire_interview_plan_record, z->interviews, plan},
	    {&hire_scorecard_record, z->interviews, scorecard},
	    {&hire_payment_record, z->payments, payment},
	    {&hire_seat_entry_record, z->payments + 2 * z->interviews, seat},
	    {&hire_invoice_record, z->payments, invoice},
	    {&hire_audit_entry_record, z->jobs, audit},
	};
	memcpy(out, all, sizeof all);
	return sizeof all / sizeof *all;
}
