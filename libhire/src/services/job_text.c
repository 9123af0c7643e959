/* SPDX-License-Identifier: MIT
 * job_text.c - a job's words: requirements read from them, changes to them.
 */
#include "job_text.h"

#include <hire/lint.h>

#include "model/record.h"

#include <string.h>

static hire_status
check_texts(const hire_job *job, hire_error *err)
{
	static const char *const names[] = {
	    "title", "details", "requirements", "currency"};
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < sizeof names / sizeof *names; i++) {
		const hire_field *f =
		    hire_record_field(&hire_job_record, names[i]);
		st = hire__field_check_text(
		    NULL, f, hire__field_text(f, job), err);
	}
	if (!st && job->salary_max && job->salary_max < job->salary_min)
		return hire_fail(
		    err, HIRE_EINVAL, "salary_max", "is below salary_min");
	if (!st && (job->salary_min || job->salary_max) && !job->currency)
		return hire_fail(err, HIRE_EINVAL, "currency",
		    "is missing: a salary needs one");
	if (!st && job->currency && hire_currency_decimals(job->currency) < 0)
		return hire_fail(err, HIRE_EINVAL, "currency",
		    "is no currency of ISO 4217: %s", job->currency);
	return st;
}

/* Warnings hinder nothing: the recruiter reads them with the job. */
static hire_status
lint(hire_platform *p, hire_job *job, hire_arena *mem, hire_error *err)
{
	hire_warnings found;
	hire_status st = hire_job_lint(job->title, job->details,
	    job->requirements, hire_ctx_now(p->ctx).wall, mem, &found, err);
	return st ? st
	          : hire_warnings_to_json(&found, mem, &job->warnings, err);
}

hire_status
hire__job_read_text(
    hire_platform *p, hire_job *job, hire_arena *mem, hire_error *err)
{
	const hire_job_facts *facts = NULL;
	hire_status st = hire__need(p, HIRE_NEED_ENGINE, err);
	if (!st)
		st = check_texts(job, err);
	if (!st)
		st = hire_engine_job_facts(p->engine, job->title, job->details,
		    job->requirements, mem, &facts, err);
	if (!st && !facts->count)
		return hire_fail(err, HIRE_EINVAL, "requirements",
		    "no requirement was found; list them one a line, such as "
		    "\"must: 3 years of Python\"");
	if (!st)
		st = hire_job_facts_to_json(facts, mem, &job->facts, err);
	return st ? st : lint(p, job, mem, err);
}

static bool
is_text_of_job(const char *field)
{
	return !strcmp(field, "title") || !strcmp(field, "details") ||
	       !strcmp(field, "requirements");
}

hire_status
hire__job_change(hire_platform *p, hire_job *job, const hire_change *changes,
    size_t count, hire_arena *mem, hire_error *err)
{
	bool read = false;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < count; i++) {
		st = hire_record_set(&hire_job_record, job, changes[i].field,
		    changes[i].text, HIRE_EDIT, mem, err);
		read = read || is_text_of_job(changes[i].field);
	}
	if (!st)
		st = check_texts(job, err);
	if (st || !read)
		return st;
	job->revision++;
	return hire__job_read_text(p, job, mem, err);
}
