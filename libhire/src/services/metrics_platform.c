/* SPDX-License-Identifier: MIT
 * metrics_platform.c - how the whole platform does, between two times.
 */
#include <hire/admin.h>

#include <string.h>

#include "metrics.h"
#include "util/ctx.h"

enum { DAYS_DEFAULT = 30, DAYS_MAX = 400 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct report {
	hire_time asked_from, asked_to; /* 0, 0: the last days */
	hire_time from, to;
	hire_metrics m;
} report;

static hire__span
span_of(const report *r, const hire_record *record, const char *when)
{
	return (hire__span){record, when, r->from, r->to};
}

static int64_t
sum_of(const int64_t *by, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += by[i];
	return sum;
}

static hire_status
count_people(hire__work *w, report *r)
{
	int64_t roles[hire_role_count] = {0};
	hire__span accounts = span_of(r, &hire_account_record, "created_at");
	hire__span organisations =
	    span_of(r, &hire_organisation_record, "created_at");
	hire_status st = hire__measure_by(
	    w, &accounts, NULL, 0, "role", roles, COUNT(roles));
	if (!st)
		st = hire__measure_all(w, &organisations, NULL, 0, NULL,
		    &r->m.organisations, NULL);
	r->m.recruiters = roles[HIRE_ROLE_HR];
	r->m.candidates = roles[HIRE_ROLE_CANDIDATE];
	return st;
}

static hire_status
count_states(hire__work *w, report *r)
{
	hire_metrics *m = &r->m;
	hire__span jobs = span_of(r, &hire_job_record, "created_at");
	hire__span interviews =
	    span_of(r, &hire_interview_record, "started_at");
	hire_status st = hire__measure_by(w, &jobs, NULL, 0, "state",
	    m->jobs_by_state, COUNT(m->jobs_by_state));
	if (!st)
		st = hire__measure_by(w, &interviews, NULL, 0, "state",
		    m->interviews_by_state, COUNT(m->interviews_by_state));
	m->jobs = sum_of(m->jobs_by_state, COUNT(m->jobs_by_state));
	m->interviews =
	    sum_of(m->interviews_by_state, COUNT(m->interviews_by_state));
	return st;
}

static hire_status
count_scores(hire__work *w, report *r)
{
	hire__span cards = span_of(r, &hire_scorecard_record, "created_at");
	hire_filter scored = HIRE_NUM("scored", HIRE_EQ, 1);
	int64_t all = 0, sum = 0;
	hire_status st =
	    hire__measure_all(w, &cards, NULL, 0, NULL, &all, NULL);
	if (!st)
		st = hire__measure_all(
		    w, &cards, &scored, 1, "role_fit", &r->m.scored, &sum);
	if (st)
		return st;
	int64_t n = r->m.scored;
	r->m.unscored = all - n;
	r->m.mean_role_fit = n ? (int32_t)((2 * sum + n) / (2 * n)) : -1;
	return HIRE_OK;
}

/* Applications in these states have come to an open interview. */
static int64_t
reached_interview(const int64_t *by_state)
{
	return by_state[HIRE_APPLICATION_ELIGIBLE] +
	       by_state[HIRE_APPLICATION_INTERVIEWING] +
	       by_state[HIRE_APPLICATION_INTERVIEWED] +
	       by_state[HIRE_APPLICATION_SCORED] +
	       by_state[HIRE_APPLICATION_UNSCORED];
}

/* Who was let in without a match counts as matched, so that each stage is a
 * part of the one before. */
static hire_status
count_funnel(hire__work *w, report *r)
{
	hire_metrics *m = &r->m;
	int64_t matched[hire_application_state_count] = {0};
	hire__span all = span_of(r, &hire_application_record, "created_at");
	hire_filter has_score = HIRE_NUM("score", HIRE_GE, 0);
	hire_status st = hire__measure_by(
	    w, &all, NULL, 0, "state", m->by_state, COUNT(m->by_state));
	if (!st)
		st = hire__measure_by(
		    w, &all, &has_score, 1, "state", matched, COUNT(matched));
	const int64_t *by = m->by_state;
	int64_t unmatched = reached_interview(by) - reached_interview(matched);
	m->applications = sum_of(by, COUNT(m->by_state));
	m->funnel[0] = m->applications;
	m->funnel[1] = sum_of(matched, COUNT(matched)) + unmatched;
	m->funnel[2] = reached_interview(by);
	m->funnel[3] = by[HIRE_APPLICATION_INTERVIEWED] +
	               by[HIRE_APPLICATION_SCORED] +
	               by[HIRE_APPLICATION_UNSCORED];
	m->funnel[4] = by[HIRE_APPLICATION_SCORED];
	return st;
}

/* The row of a currency, made when there is room. */
static struct hire_revenue *
revenue_in(hire_metrics *m, const char *currency)
{
	for (size_t i = 0; i < m->currencies; i++)
		if (!strcmp(m->revenue[i].currency, currency))
			return &m->revenue[i];
	if (m->currencies == COUNT(m->revenue) || strlen(currency) != 3)
		return NULL;
	struct hire_revenue *r = &m->revenue[m->currencies++];
	memcpy(r->currency, currency, sizeof r->currency);
	return r;
}

static hire_status
count_money(hire__work *w, report *r)
{
	hire__span paid = span_of(r, &hire_payment_record, "paid_at");
	hire__span notes = span_of(r, &hire_invoice_record, "created_at");
	hire_filter credit = HIRE_NUM("kind", HIRE_EQ, HIRE_INVOICE_CREDIT);
	hire_bucket *in = NULL, *back = NULL;
	size_t ins = 0, backs = 0;
	hire_status st =
	    hire__measure(w, &paid, NULL, 0, "currency", "amount", &in, &ins);
	if (!st)
		st = hire__measure(
		    w, &notes, &credit, 1, "currency", "amount", &back, &backs);
	for (size_t i = 0; !st && i < ins; i++) {
		struct hire_revenue *row = revenue_in(&r->m, in[i].text);
		r->m.payments_paid += in[i].count;
		if (row)
			row->paid = in[i].sum;
	}
	for (size_t i = 0; !st && i < backs; i++) {
		struct hire_revenue *row = revenue_in(&r->m, back[i].text);
		if (row)
			row->refunded = back[i].sum;
	}
	return st;
}

/* What each day counts. */
static const struct {
	const hire_record *record;
	const char *when;
	size_t offset; /* in hire_day */
	hire_filter extra;
	size_t extras;
} series[] = {
    {&hire_job_record, "created_at", offsetof(hire_day, jobs),
        {NULL, HIRE_EQ, 0, NULL}, 0},
    {&hire_account_record, "created_at", offsetof(hire_day, candidates),
        HIRE_NUM("role", HIRE_EQ, HIRE_ROLE_CANDIDATE), 1},
    {&hire_application_record, "created_at", offsetof(hire_day, applications),
        {NULL, HIRE_EQ, 0, NULL}, 0},
    {&hire_interview_record, "started_at", offsetof(hire_day, interviews),
        {NULL, HIRE_EQ, 0, NULL}, 0},
    {&hire_payment_record, "paid_at", offsetof(hire_day, payments),
        {NULL, HIRE_EQ, 0, NULL}, 0},
};

static hire_status
add_series(hire__work *w, report *r, size_t which)
{
	hire__span span = span_of(r, series[which].record, series[which].when);
	const int64_t *counts;
	size_t days = 0;
	hire_status st = hire__measure_days(w, &span, &series[which].extra,
	    series[which].extras, &counts, &days);
	for (size_t i = 0; !st && i < days && i < r->m.day_count; i++) {
		char *day = (char *)&r->m.days[i];
		memcpy(day + series[which].offset, &counts[i], sizeof *counts);
	}
	return st;
}

static hire_status
count_days(hire__work *w, report *r)
{
	hire_time first = r->from / HIRE_DAY;
	size_t days = (size_t)((r->to - 1) / HIRE_DAY - first + 1);
	hire_status st = HIRE_OK;
	r->m.days = hire_arena_alloc(w->mem, days * sizeof *r->m.days);
	r->m.day_count = days;
	if (!r->m.days)
		return hire__nomem(w->err);
	for (size_t i = 0; i < days; i++)
		r->m.days[i].day = (first + (hire_time)i) * HIRE_DAY;
	for (size_t i = 0; !st && i < COUNT(series); i++)
		st = add_series(w, r, i);
	return st;
}

static hire_status
compute(hire__work *w, void *args)
{
	report *r = args;
	static hire_status (*const parts[])(hire__work *, report *) = {
	    count_people, count_states, count_scores, count_funnel, count_money,
	    count_days};
	hire_status st = HIRE_OK;
	r->m = (hire_metrics){.mean_role_fit = -1};
	for (size_t i = 0; !st && i < COUNT(parts); i++)
		st = parts[i](w, r);
	return st;
}

static hire_status
count_queue(hire_platform *p, hire_metrics *m, hire_arena *mem, hire_error *err)
{
	hire_queue_count *counts = NULL;
	size_t n = 0;
	hire_status st =
	    p->queue.ops.counts(p->queue.state, mem, &counts, &n, err);
	m->queue_ready = m->queue_dead = 0;
	for (size_t i = 0; !st && i < n; i++)
		*(counts[i].state == HIRE_MESSAGE_DEAD ? &m->queue_dead
		                                       : &m->queue_ready) +=
		    counts[i].count;
	return st;
}

/* Count all of it. */
static hire_status
count_all(hire_platform *p, report *r, hire_arena *mem, hire_error *err)
{
	char key[HIRE__METRICS_KEY];
	hire_instant from = hire_ctx_now(p->ctx);
	hire_status st = hire__read(p, compute, r, mem, err);
	if (st)
		return st;
	hire_instant to = hire_ctx_now(p->ctx);
	r->m.counted_at = from.wall;
	hire__metrics_key(r->asked_from, r->asked_to, key);
	hire__metrics_keep(p, key, &r->m, to.steady - from.steady, mem);
	return HIRE_OK;
}

hire_status
hire_admin_metrics(hire_platform *p, const hire_actor *who, hire_time from,
    hire_time to, hire_arena *mem, hire_metrics *out, hire_error *err)
{
	char key[HIRE__METRICS_KEY];
	report r = {from, to, from, to, {0}};
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	if (!from && !to) {
		r.to = hire_ctx_now(p->ctx).wall + 1;
		r.from = r.to - DAYS_DEFAULT * HIRE_DAY;
	}
	if (r.from < 1 || r.to <= r.from || r.to - r.from > DAYS_MAX * HIRE_DAY)
		return hire_fail(err, HIRE_EINVAL, "to",
		    "after the start, at most %d days", DAYS_MAX);
	hire__metrics_key(from, to, key);
	if (!hire__metrics_kept(p, key, mem, &r.m))
		st = count_all(p, &r, mem, err);
	if (!st)
		st = count_queue(p, &r.m, mem, err);
	if (!st)
		*out = r.m;
	return st;
}
