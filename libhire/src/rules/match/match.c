/* SPDX-License-Identifier: MIT
 * match.c - the match: rows, weights and the score, in whole numbers.
 * docs/matching.md tells the formula in words; keep both equal.
 */
#include <hire/match.h>

#include "credit.h"
#include "redact.h"
#include "rules/grading/personal.h"
#include "util/ctx.h"

#include <string.h>

enum {
	PARTS = 1000, /* what all weights sum to */
	MUST_UNITS = 8,
	NICE_UNITS = 2,
	MET = 90 /* percent from which a row counts as met */
};

static int32_t
units_of(const hire_requirement *r, bool all)
{
	if (!all && !hire__requirement_counts(r))
		return 0;
	int32_t units =
	    r->kind == HIRE_REQUIREMENT_MUST ? MUST_UNITS : NICE_UNITS;
	/* What nearly every candidate of a field has tells few apart. */
	bool light = hire__requirement_common(r) || hire__requirement_mild(r);
	return light ? units / 2 : units;
}

static int32_t
sum_units(const hire_job_facts *job, bool all, int32_t *units)
{
	int32_t sum = 0;
	for (size_t i = 0; i < job->count; i++) {
		units[i] = units_of(&job->requirements[i], all);
		sum += units[i];
	}
	return sum;
}

/* Share 1000 parts in proportion to the units; what rounding leaves goes to
 * the largest remainders, the first of equals first. */
static void
share(const hire_job_facts *job, int32_t *units, hire_match_row *rows)
{
	int32_t given = 0, sum = sum_units(job, false, units);
	if (!sum) /* nothing can be shown: all count alike */
		sum = sum_units(job, true, units);
	for (size_t i = 0; i < job->count; i++) {
		rows[i].units = units[i];
		rows[i].weight = PARTS * units[i] / sum;
		given += rows[i].weight;
	}
	for (; given < PARTS; given++) {
		size_t best = 0;
		int32_t most = -1;
		for (size_t i = 0; i < job->count; i++) {
			int32_t left = PARTS * units[i] % sum;
			bool got = rows[i].weight > PARTS * units[i] / sum;
			if (!got && left > most)
				best = i, most = left;
		}
		rows[best].weight++;
	}
}

static hire_status
judge(const hire__candidate *c, const hire_requirement *q, hire_match_row *row,
    hire_arena *mem, hire_error *err)
{
	hire_status st = hire__credit_give(c, q, mem, row, err);
	if (st)
		return st;
	row->text = q->text;
	row->kind = q->kind;
	row->points = row->weight * row->percent;
	row->state = row->percent >= MET ? HIRE_REQUIREMENT_MET
	             : row->percent      ? HIRE_REQUIREMENT_PARTLY
	                                 : HIRE_REQUIREMENT_NOT_FOUND;
	if (row->state != HIRE_REQUIREMENT_MET)
		st = hire__credit_wanted(q, row, mem, &row->wanted, err);
	return st;
}

/* Of a line that speaks of health, family, belief and the like, only what was
 * found in it: it is read back in an interview. */
static const char *
without_private(const hire_match_row *row, const char *line)
{
	if (!hire__is_protected(line))
		return line;
	for (size_t i = 0; i < row->part_count; i++)
		if (row->parts[i].ask == HIRE_ASK_SKILL && row->parts[i].found)
			return row->parts[i].found;
	return NULL;
}

/* Quote without the person.  Several requirements often rest on one line,
 * which is worked on once: `raw` remembers what each row rests on. */
static hire_status
neutral(const hire__candidate *c, hire_match_row *rows, size_t count,
    hire_arena *mem, hire_error *err)
{
	const char **raw = hire_arena_alloc(mem, count * sizeof *raw);
	hire_status st = raw ? HIRE_OK : hire__nomem(err);
	for (size_t i = 0; i < count && !st; i++) {
		size_t same = 0;
		raw[i] = rows[i].evidence;
		if (raw[i])
			raw[i] = without_private(&rows[i], raw[i]);
		rows[i].evidence = raw[i];
		if (!raw[i])
			continue;
		while (same < i && (!raw[same] || strcmp(raw[same], raw[i])))
			same++;
		if (same < i)
			rows[i].evidence = rows[same].evidence;
		else
			st = hire__redact(
			    mem, c->facts, raw[i], &rows[i].evidence, err);
	}
	return st;
}

static bool
is_thin(const hire_job_facts *job)
{
	for (size_t i = 0; i < job->count; i++)
		if (hire__requirement_counts(&job->requirements[i]) &&
		    !hire__requirement_thin(&job->requirements[i]))
			return false;
	return true;
}

hire_status
hire_match(const hire_facts *resume, const hire_job_facts *job,
    int32_t threshold, hire_arena *mem, hire_match_result *out, hire_error *err)
{
	if (!job->count)
		return hire_fail(err, HIRE_EINVAL, "requirements",
		    "a job without requirements cannot be matched");
	if (threshold < 0 || threshold > 100)
		return hire_fail(err, HIRE_EINVAL, "threshold",
		    "the threshold is from 0 to 100");
	hire__candidate c;
	hire_match_row *rows = hire_arena_alloc(mem, job->count * sizeof *rows);
	int32_t *units = hire_arena_alloc(mem, job->count * sizeof *units);
	hire_status st = rows && units
	                     ? hire__candidate_init(resume, job, mem, &c, err)
	                     : hire__nomem(err);
	if (st)
		return st;
	share(job, units, rows);
	c.thin = is_thin(job);
	int32_t sum = 0;
	for (size_t i = 0; i < job->count && !st; i++) {
		st = judge(&c, &job->requirements[i], &rows[i], mem, err);
		sum += rows[i].points;
	}
	if (!st)
		st = neutral(&c, rows, job->count, mem, err);
	if (st)
		return st;
	int32_t score = (sum + PARTS / 2) / PARTS;
	*out = (hire_match_result){score, threshold, score >= threshold, rows,
	    job->count, HIRE_ENGINE_BUILTIN, HIRE_MATCH_FORMULA};
	return HIRE_OK;
}
