/* SPDX-License-Identifier: MIT
 * board.c - the job board: what strangers and candidates see of jobs.
 */
#include <hire/jobs.h>

#include "job_access.h"

#include "model/record.h"

#include <string.h>

typedef struct browsing {
	const hire_board_query *query;
	const hire_actor *who;
	const char *job_id, *link;
	hire_rows rows;
	hire_job job;
	hire_resume resume;
	hire_stored_match match;
	bool matched;
	const char *result;
	hire_match_result computed;
} browsing;

/* What recruiters alone may know goes back to its default. */
static void
hide_staff(hire_job *job)
{
	for (size_t i = 0; i < hire_job_record.count; i++) {
		const hire_field *f = &hire_job_record.fields[i];
		if (!(f->flags & HIRE_STAFF))
			continue;
		if (hire__field_is_text(f))
			hire__field_set_text(f, job, NULL);
		else
			hire__field_set_number(f, job, f->def);
	}
}

static hire_status
list(hire__work *w, void *args)
{
	browsing *b = args;
	const hire_board_query *q = b->query;
	hire_filter filters[4] = {HIRE_NUM("state", HIRE_EQ, HIRE_JOB_OPEN),
	    HIRE_NUM("visibility", HIRE_EQ, HIRE_VISIBILITY_PUBLIC)};
	size_t n = 2;
	if (q->place)
		filters[n++] = (hire_filter)HIRE_IS("place", q->place);
	if (q->remote)
		filters[n++] = (hire_filter)HIRE_NUM("remote", HIRE_EQ, 1);
	hire_query query = {.size = sizeof query,
	    .record = &hire_job_record,
	    .filters = filters,
	    .filter_count = n,
	    .descending = true,
	    .after = q->page.after,
	    .limit = q->page.limit,
	    .without = HIRE_STAFF};
	const hire_store *s = &w->p->store;
	if (!q->text || !*q->text)
		return s->ops.select(
		    s->state, w->tx, &query, w->mem, &b->rows, w->err);
	return s->ops.search(
	    s->state, w->tx, &query, q->text, w->mem, &b->rows, w->err);
}

hire_status
hire_board_list(hire_platform *p, const hire_board_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	browsing b = {.query = query};
	hire_status st = hire__read(p, list, &b, mem, err);
	if (st)
		return st;
	hire_job *jobs = b.rows.rows;
	for (size_t i = 0; i < b.rows.count; i++)
		hide_staff(&jobs[i]);
	*out = b.rows;
	return HIRE_OK;
}

static hire_status
get(hire__work *w, void *args)
{
	browsing *b = args;
	return hire__job_to_apply(w, b->job_id, b->link, &b->job);
}

hire_status
hire_board_get(hire_platform *p, const char *job_id, const char *link,
    hire_arena *mem, hire_job *out, hire_error *err)
{
	browsing b = {.job_id = job_id, .link = link};
	hire_status st = hire__read(p, get, &b, mem, err);
	if (st)
		return st;
	hide_staff(&b.job);
	*out = b.job;
	return HIRE_OK;
}

static hire_status
latest_resume(hire__work *w, browsing *b)
{
	hire_filter by[] = {HIRE_IS("candidate_id", b->who->account_id),
	    HIRE_NUM("state", HIRE_EQ, HIRE_RESUME_READ)};
	hire_rows rows = {0};
	hire_status st = hire__list(w, &hire_resume_record, by, 2, NULL, true,
	    (hire_page){NULL, 1}, &rows);
	if (st)
		return st;
	if (!rows.count)
		return hire_fail(w->err, HIRE_ENOTFOUND, "resume",
		    "there is no resume to match yet: apply with one first");
	b->resume = *(hire_resume *)rows.rows;
	return HIRE_OK;
}

/* A stored match counts while neither resume nor job changed. */
static hire_status
find_match(hire__work *w, void *args)
{
	browsing *b = args;
	hire_status st = hire__allow(b->who, HIRE__CANDIDATE, w->err);
	if (!st)
		st = hire__job_to_apply(w, b->job_id, b->link, &b->job);
	if (!st)
		st = latest_resume(w, b);
	hire_filter by[] = {HIRE_IS("resume_id", b->resume.id),
	    HIRE_IS("job_id", b->job_id),
	    HIRE_NUM("job_revision", HIRE_EQ, b->job.revision),
	    HIRE_NUM("threshold", HIRE_EQ, b->job.threshold),
	    HIRE_NUM("formula", HIRE_EQ, HIRE_MATCH_FORMULA)};
	return st ? st
	          : hire__find(w, &hire_stored_match_record, by, 5, &b->match,
	                &b->matched);
}

static hire_status
compute(browsing *b, hire_arena *mem, hire_error *err)
{
	const hire_facts *facts = NULL;
	const hire_job_facts *job = NULL;
	hire_status st =
	    hire_facts_from_json(b->resume.facts, mem, &facts, err);
	if (!st)
		st = hire_job_facts_from_json(b->job.facts, mem, &job, err);
	if (!st)
		st = hire_match(facts, job, (int32_t)b->job.threshold, mem,
		    &b->computed, err);
	return st ? st : hire_match_to_json(&b->computed, mem, &b->result, err);
}

static hire_status
keep_match(hire__work *w, void *args)
{
	browsing *b = args;
	hire_record_init(&hire_stored_match_record, &b->match);
	b->match.job_id = b->job.id;
	b->match.resume_id = b->resume.id;
	b->match.job_revision = b->job.revision;
	b->match.score = b->computed.score;
	b->match.threshold = b->computed.threshold;
	b->match.formula = b->computed.formula;
	b->match.eligible = b->computed.eligible;
	b->match.result = b->result;
	b->match.engine = b->computed.engine;
	return hire__insert(w, &hire_stored_match_record, &b->match);
}

hire_status
hire_board_match(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_match_result *out, hire_error *err)
{
	browsing b = {.who = who, .job_id = job_id};
	hire_status st = hire__read(p, find_match, &b, mem, err);
	if (!st && !b.matched) {
		st = compute(&b, mem, err);
		if (!st)
			st = hire__write(p, keep_match, &b, mem, err);
	}
	return st ? st : hire_match_from_json(b.match.result, mem, out, err);
}
