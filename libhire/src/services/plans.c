/* SPDX-License-Identifier: MIT
 * plans.c - the questions of one interview, frozen when it is made ready.
 */
#include "plans.h"

#include <hire/jobs.h>

#include "util/ctx.h"

hire_status
hire__own_questions_load(
    hire__work *w, const char *job_id, hire__own_questions *out)
{
	hire_filter by = HIRE_IS("job_id", job_id);
	hire_rows rows = {0};
	hire_status st =
	    hire__list(w, &hire_question_record, &by, 1, "position", false,
	        (hire_page){NULL, HIRE_JOB_QUESTIONS_MAX}, &rows);
	if (st)
		return st;
	const hire_question *q = rows.rows;
	hire_own_question *list =
	    hire_arena_alloc(w->mem, (rows.count + 1) * sizeof *list);
	if (!list)
		return hire__nomem(w->err);
	for (size_t i = 0; i < rows.count; i++)
		list[i] = (hire_own_question){q[i].text, q[i].ideal};
	*out = (hire__own_questions){list, rows.count};
	return HIRE_OK;
}

hire_status
hire__plan_make(hire_platform *p, const hire_job *job,
    const hire__own_questions *own, const hire_facts *facts, hire_arena *mem,
    const char **out, hire_error *err)
{
	const hire_job_facts *asked = NULL;
	hire_plan plan;
	hire_status st = hire__need(p, HIRE_NEED_ENGINE, err);
	if (!st)
		st = hire_job_facts_from_json(job->facts, mem, &asked, err);
	if (!st)
		st = hire_engine_questions(p->engine, asked, facts, own->list,
		    own->count, (size_t)job->question_count, mem, &plan, err);
	return st ? st : hire_plan_to_json(&plan, mem, out, err);
}
