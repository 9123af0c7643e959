/* SPDX-License-Identifier: MIT
 * facts.c - a resume's facts: contacts, jobs, education and skills together.
 */
#include <hire/facts.h>

#include "contacts.h"
#include "education.h"
#include "employment.h"
#include "facts_skills.h"
#include "rules/text/orders.h"
#include "rules/text/sections.h"
#include "util/ctx.h"
#include "util/when.h"

/* Without a title in the head, the job that runs or ended last gives it: none
 * that is still to begin. */
static const char *
latest_title(const hire_employment *jobs, size_t n, hire_time today)
{
	hire__date now = hire__date_of(today);
	int32_t month = now.year * 12 + now.month;

	const hire_employment *best = NULL;
	for (size_t i = 0; i < n; i++) {
		const hire_employment *j = &jobs[i];
		if (!j->title || j->start.year * 12 + j->start.month > month)
			continue;
		int32_t end = j->end.year * 12 + j->end.month;
		int32_t then = best ? best->end.year * 12 + best->end.month : 0;
		if (!best || (j->present && !best->present) ||
		    (!best->present && end > then))
			best = j;
	}
	return best ? best->title : NULL;
}

static hire_status
read_facts(hire__doc *doc, hire_time today, hire_facts *f, hire_error *err)
{
	hire__contacts c;
	hire__job_lines *jobs;
	size_t n;
	hire__sections_mark(doc);
	hire_status st = hire__contacts_find(doc, &c, err);
	if (!st)
		st = hire__jobs_find(doc, &jobs, &n, err);
	if (!st)
		st = hire__education_find(doc, &f->education,
		    &f->education_count, &f->highest_degree, err);
	if (!st)
		st = hire__facts_skills(doc, jobs, n, c.name, today, f, err);
	if (st)
		return st;
	f->jobs = hire_arena_alloc(doc->mem, (n + 1) * sizeof *f->jobs);
	if (!f->jobs)
		return hire__nomem(err);
	for (size_t i = 0; i < n; i++)
		f->jobs[i] = jobs[i].job;
	f->job_count = n;
	f->name = c.name;
	f->email = c.email;
	f->phone = c.phone;
	f->title =
	    c.title ? c.title : latest_title(f->jobs, f->job_count, today);
	f->months = hire_experience_months(f->jobs, f->job_count, today);
	return HIRE_OK;
}

hire_status
hire_facts_read(const char *text, size_t n, hire_time today, hire_arena *mem,
    const hire_facts **out, hire_error *err)
{
	hire__doc *doc;
	hire_facts *f = hire_arena_alloc(mem, sizeof *f);
	if (!f)
		return hire__nomem(err);
	hire_status st = hire__doc_read(text, n, mem, &doc, err);
	if (!st)
		st = hire__orders_drop(doc, true, err);
	if (!st)
		st = read_facts(doc, today, f, err);
	if (st)
		return st;
	f->ignored = doc->ignored;
	f->ignored_count = doc->ignored_count;
	f->engine = HIRE_ENGINE_BUILTIN;
	*out = f;
	return HIRE_OK;
}
