/* SPDX-License-Identifier: MIT
 * board.c - one job of the board, and how a candidate matches it.
 */
#include <hire/jobs.h>

#include "job_access.h"

#include <string.h>

typedef struct browsing {
	const hire_actor *who;
	const char *job_id, *link;
	hire_job job;
	hire_resume resume;
	hire_stored_match match;
	bool kept;
	const char *slot, *result;
	hire_match_result computed;
} browsing;

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
	hire__job_hide_staff(&b.job);
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

/* The row in which a candidate's look at a job is kept: the next look replaces
 * it, so that there is never more than one. */
static hire_status
find_slot(hire__work *w, browsing *b)
{
	hire_status st =
	    hire__text(w, &b->slot, "%s %s", b->who->account_id, b->job.id);
	const hire_filter by = HIRE_IS("slot", b->slot);
	return st ? st
	          : hire__find(w, &hire_stored_match_record, &by, 1, &b->match,
	                &b->kept);
}

/* A kept match counts while nothing that it was computed from changed. */
static bool
is_fresh(const browsing *b)
{
	const hire_stored_match *m = &b->match;
	return b->kept && !strcmp(m->resume_id, b->resume.id) &&
	       m->resume_version == b->resume.version &&
	       m->job_revision == b->job.revision &&
	       m->threshold == b->job.threshold &&
	       m->formula == HIRE_MATCH_FORMULA;
}

static hire_status
find_match(hire__work *w, void *args)
{
	browsing *b = args;
	hire_status st = hire__allow(b->who, HIRE__CANDIDATE, w->err);
	if (!st)
		st = hire__job_to_apply(w, b->job_id, b->link, &b->job);
	if (!st)
		st = latest_resume(w, b);
	return st ? st : find_slot(w, b);
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

static void
take_computed(browsing *b)
{
	hire_stored_match *m = &b->match;
	m->slot = b->slot;
	m->job_id = b->job.id;
	m->resume_id = b->resume.id;
	m->resume_version = b->resume.version;
	m->job_revision = b->job.revision;
	m->score = b->computed.score;
	m->threshold = b->computed.threshold;
	m->formula = b->computed.formula;
	m->eligible = b->computed.eligible;
	m->result = b->result;
	m->engine = b->computed.engine;
}

/* Somebody else may have kept the same meanwhile, or even a fresher one: then
 * the next look computes it again. */
static hire_status
keep_match(hire__work *w, void *args)
{
	browsing *b = args;
	hire_status st = find_slot(w, b);
	if (st || is_fresh(b))
		return st;
	if (!b->kept)
		hire_record_init(&hire_stored_match_record, &b->match);
	take_computed(b);
	return b->kept ? hire__update(w, &hire_stored_match_record, &b->match)
	               : hire__insert(w, &hire_stored_match_record, &b->match);
}

hire_status
hire_board_match(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_match_result *out, hire_error *err)
{
	browsing b = {.who = who, .job_id = job_id};
	hire_match_result got;
	hire_status st = hire__read(p, find_match, &b, mem, err);
	bool fresh = !st && is_fresh(&b);
	b.result = b.match.result;
	if (!st && !fresh)
		st = compute(&b, mem, err);
	if (!st)
		st = hire_match_from_json(b.result, mem, &got, err);
	if (!st && !fresh) /* last: a call that fails keeps nothing */
		st = hire__write(p, keep_match, &b, mem, err);
	if (!st)
		*out = got;
	return st;
}
