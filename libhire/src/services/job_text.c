/* SPDX-License-Identifier: MIT
 * job_text.c - a job's words: requirements read from them, changes to them.
 */
#include "job_text.h"

#include <hire/lint.h>

#include "model/record.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

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

/* "From" alone is all that is told of a salary that has no end. */
static void
take_salary(hire_job *job)
{
	job->salary_top = job->salary_max ? job->salary_max : job->salary_min;
}

static bool
has_line(const hire__buf *b, const char *line, size_t n)
{
	for (const char *at = b->s; at && *at;) {
		size_t length = strcspn(at, "\n");
		if (length == n && !memcmp(at, line, n))
			return true;
		at += length + (at[length] == '\n');
	}
	return false;
}

/* What the board is filtered by, each skill once. */
static hire_status
take_facets(hire_job *job, const hire_job_facts *facts, hire_arena *mem,
    hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), 1 << 16);
	hire_status st = HIRE_OK;
	hire__buf_adds(&b, "");
	for (size_t i = 0; i < facts->count; i++)
		for (size_t k = 0; k < facts->requirements[i].skill_count;
		     k++) {
			const char *name = facts->requirements[i].skills[k];
			char *skill = hire__utf8_fold(mem, name, strlen(name));
			if (!skill)
				st = hire__nomem(err);
			else if (!has_line(&b, skill, strlen(skill)))
				hire__buf_addf(
				    &b, "%s%s", b.len ? "\n" : "", skill);
		}
	if (st)
		hire__buf_free(&b);
	return st ? st : hire__buf_take(&b, mem, &job->skills, err);
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
	take_salary(job);
	if (!st)
		st = hire_engine_job_facts(p->engine, job->title, job->details,
		    job->requirements, mem, &facts, err);
	if (!st && !facts->count)
		return hire_fail(err, HIRE_EINVAL, "requirements",
		    "no requirement was found; list them one a line, such as "
		    "\"must: 3 years of Python\"");
	if (!st)
		st = hire_job_facts_to_json(facts, mem, &job->facts, err);
	if (!st)
		st = take_facets(job, facts, mem, err);
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
	take_salary(job);
	if (st || !read)
		return st;
	job->revision++;
	return hire__job_read_text(p, job, mem, err);
}
