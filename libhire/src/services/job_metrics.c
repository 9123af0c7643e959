/* SPDX-License-Identifier: MIT
 * job_metrics.c - the numbers of one job for its recruiter.
 */
#include <hire/jobs.h>

#include "work.h"

typedef struct measuring {
	const hire_actor *who;
	const char *id;
	hire_job_metrics m;
} measuring;

/* Count and sum of an INT field over the rows of a job. */
static hire_status
add_up(hire__work *w, const hire_record *record, const hire_filter *filters,
    size_t count, const char *sum, int32_t *mean)
{
	hire_aggregate q = {sizeof q, record, filters, count, NULL, 0, sum};
	hire_bucket *b = NULL;
	size_t n = 0;
	const hire_store *s = &w->p->store;
	hire_status st =
	    s->ops.aggregate(s->state, w->tx, &q, w->mem, &b, &n, w->err);
	if (st)
		return st;
	*mean = n && b[0].count ? (int32_t)(b[0].sum / b[0].count) : -1;
	return HIRE_OK;
}

static hire_status
by_state(hire__work *w, measuring *m)
{
	hire_filter by = HIRE_IS("job_id", m->id);
	hire_aggregate q = {
	    sizeof q, &hire_application_record, &by, 1, "state", 0, NULL};
	hire_bucket *b = NULL;
	size_t n = 0;
	const hire_store *s = &w->p->store;
	hire_status st =
	    s->ops.aggregate(s->state, w->tx, &q, w->mem, &b, &n, w->err);
	for (size_t i = 0; !st && i < n; i++)
		if (b[i].number >= 0 &&
		    b[i].number < hire_application_state_count) {
			m->m.by_state[b[i].number] = b[i].count;
			m->m.applications += b[i].count;
		}
	return st;
}

static void
group(hire_job_metrics *m)
{
	m->scored = m->by_state[HIRE_APPLICATION_SCORED];
	m->interviewed = m->scored + m->by_state[HIRE_APPLICATION_INTERVIEWED] +
	                 m->by_state[HIRE_APPLICATION_UNSCORED];
	m->eligible = m->interviewed +
	              m->by_state[HIRE_APPLICATION_INTERVIEWING] +
	              m->by_state[HIRE_APPLICATION_ELIGIBLE];
}

static hire_status
measure(hire__work *w, void *args)
{
	measuring *m = args;
	hire_job job;
	hire_filter matched[] = {
	    HIRE_IS("job_id", m->id), HIRE_NUM("score", HIRE_GE, 0)};
	hire_filter scored[] = {
	    HIRE_IS("job_id", m->id), HIRE_NUM("scored", HIRE_EQ, 1)};
	m->m = (hire_job_metrics){0};
	hire_status st = hire__own_job(w, m->who, m->id, &job);
	if (!st)
		st = by_state(w, m);
	if (!st)
		st = add_up(w, &hire_application_record, matched, 2, "score",
		    &m->m.mean_match);
	if (!st)
		st = add_up(w, &hire_scorecard_record, scored, 2, "role_fit",
		    &m->m.mean_role_fit);
	if (st)
		return st;
	m->m.seats = (hire_seats){job.seats_bought, job.seats_reserved,
	    job.seats_used, job.seats_refunded};
	group(&m->m);
	return HIRE_OK;
}

hire_status
hire_jobs_metrics(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_job_metrics *out, hire_error *err)
{
	hire_arena *mem = NULL;
	measuring m = {.who = who, .id = job_id};
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__read(p, measure, &m, mem, err);
	hire_arena_free(mem);
	if (!st)
		*out = m.m;
	return st;
}
