/* SPDX-License-Identifier: MIT
 * topics.c - requirements turned into things to ask about.
 */
#include "topics.h"

#include "rules/grading/personal.h"
#include "rules/job/requirements.h"
#include "rules/match/credit.h"
#include "util/ctx.h"

#include <string.h>

typedef struct maker {
	const hire_job_facts *job;
	const hire_facts *resume; /* may be NULL */
	hire_arena *mem;
	hire__topic *v;
	size_t n;
} maker;

/* What to ask about first: what can start from the resume, then what a sheet
 * knows of. */
enum { CLASSES = 4 };

static size_t
class_of(const hire__topic *t)
{
	if (t->claimed && t->sheet)
		return t->line ? 0 : 1;
	return t->claimed ? 2 : 3;
}

static hire_status
skill_topic(const maker *m, const hire_requirement *r, const char *skill,
    hire__topic *out, hire_error *err)
{
	const hire__sheet *sheet = hire__sheet_find(skill);
	*out = (hire__topic){.requirement = r,
	    .must = r->kind == HIRE_REQUIREMENT_MUST,
	    .name = hire__skill_spoken(skill, sheet, m->mem),
	    .sheet = sheet,
	    .skill = true,
	    .claimed = hire__resume_claims(m->resume, skill),
	    .listed = hire__resume_names(m->resume, skill)};
	if (!out->name)
		return hire__nomem(err);
	return hire__resume_line(m->resume, skill, m->mem, &out->line, err);
}

static hire_status
add_text(maker *m, const hire_requirement *r, hire_error *err)
{
	const char *name = hire__statement_quoted(r->text, m->mem);
	if (!name)
		return hire__nomem(err);
	m->v[m->n++] = (hire__topic){.requirement = r,
	    .must = r->kind == HIRE_REQUIREMENT_MUST,
	    .name = name,
	    .claimed = true,
	    .studies = r->degree != HIRE_DEGREE_NONE && !r->years};
	return HIRE_OK;
}

/* Of the skills in one group any is enough. */
static bool
is_group_taken(const maker *m, const hire_requirement *r, int32_t group)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].requirement == r && m->v[i].group == group)
			return true;
	return false;
}

static bool
is_taken(const maker *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++)
		if (!strcmp(m->v[i].name, name))
			return true;
	return false;
}

/* A requirement is first asked about by the best of its skills, one that no
 * other requirement is asked by if it can be. */
static hire_status
add_first(maker *m, const hire_requirement *r, hire_error *err)
{
	hire__topic best = {0}, t;
	size_t least = SIZE_MAX;
	if (!r->skill_count)
		return hire__is_protected(r->text) ? HIRE_OK
		                                   : add_text(m, r, err);
	for (size_t i = 0; i < r->skill_count; i++) {
		hire_status st = skill_topic(m, r, r->skills[i], &t, err);
		if (st)
			return st;
		size_t class =
		    class_of(&t) + (is_taken(m, t.name) ? CLASSES : 0);
		if (class < least) {
			least = class;
			best = t;
			best.group = hire__requirement_group(r, i);
		}
	}
	m->v[m->n++] = best;
	return HIRE_OK;
}

/* The other skills of a requirement, one of each group. */
static hire_status
add_rest(maker *m, const hire_requirement *r, size_t class, hire_error *err)
{
	hire_status st = HIRE_OK;
	hire__topic t;
	for (size_t i = 0; !st && i < r->skill_count; i++) {
		if (is_group_taken(m, r, hire__requirement_group(r, i)))
			continue;
		st = skill_topic(m, r, r->skills[i], &t, err);
		t.group = hire__requirement_group(r, i);
		if (!st && class_of(&t) == class && !is_taken(m, t.name))
			m->v[m->n++] = t;
	}
	return st;
}

/* 0: weighs most.  As the match has it: what a resume can show, and of this
 * what not everybody of the field has. */
enum { LIGHTNESSES = 3 };

static int
lightness(const hire_requirement *r)
{
	if (!hire__requirement_counts(r))
		return 2;
	return hire__requirement_common(r) ? 1 : 0;
}

/* All that requirements of one kind ask for: each by its first topic, then
 * what else they name. */
static hire_status
add_kind(maker *m, hire_requirement_kind kind, hire_error *err)
{
	hire_status st = HIRE_OK;
	const hire_requirement *r = m->job->requirements;
	for (int light = 0; light < LIGHTNESSES; light++)
		for (size_t i = 0; !st && i < m->job->count; i++)
			if (r[i].kind == kind && lightness(&r[i]) == light)
				st = add_first(m, &r[i], err);
	for (size_t class = 0; class < CLASSES; class ++)
		for (size_t i = 0; !st && i < m->job->count; i++)
			if (r[i].kind == kind)
				st = add_rest(m, &r[i], class, err);
	return st;
}

static size_t
most_topics(const hire_job_facts *job)
{
	size_t n = 1;
	for (size_t i = 0; i < job->count; i++)
		n += 1 + job->requirements[i].skill_count;
	return n;
}

hire_status
hire__topics_make(const hire_job_facts *job, const hire_facts *resume,
    hire_arena *mem, hire__topics *out, hire_error *err)
{
	maker m = {.job = job, .resume = resume, .mem = mem};
	m.v = hire_arena_alloc(mem, most_topics(job) * sizeof *m.v);
	hire_status st = m.v ? HIRE_OK : hire__nomem(err);
	if (!st)
		st = add_kind(&m, HIRE_REQUIREMENT_MUST, err);
	size_t musts = m.n;
	if (!st)
		st = add_kind(&m, HIRE_REQUIREMENT_NICE, err);
	if (!st)
		*out = (hire__topics){m.v, m.n, musts};
	return st;
}
