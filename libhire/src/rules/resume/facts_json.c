/* SPDX-License-Identifier: MIT
 * facts_json.c - a resume's facts as JSON and back.
 */
#include <hire/facts.h>

#include "model/reading.h"
#include "months.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <stdio.h>
#include <string.h>

enum { JSON_MAX = 64 << 20 };

/* ---- out ---- */

static void
put_end(hire__jw *w, hire_month end, bool present)
{
	char text[HIRE__MONTH_LEN];
	hire__jw_str(
	    w, "end", present ? "present" : hire__month_text(end, text));
}

static void
put_job(hire__jw *w, const hire_employment *j)
{
	char text[HIRE__MONTH_LEN];
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "employer", j->employer);
	hire__jw_str(w, "title", j->title);
	hire__jw_str(w, "start", hire__month_text(j->start, text));
	put_end(w, j->end, j->present);
	hire__jw_int(w, "line", j->line);
	hire__jw_end(w, '}');
}

static void
put_education(hire__jw *w, const hire_education *e)
{
	char text[HIRE__MONTH_LEN];
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "school", e->school);
	hire__jw_str(w, "degree", e->degree);
	hire__jw_str(w, "level", hire_word(&hire_degree_words, (int)e->level));
	hire__jw_str(w, "start", hire__month_text(e->start, text));
	put_end(w, e->end, false);
	hire__jw_int(w, "line", e->line);
	hire__jw_end(w, '}');
}

static void
put_skill(hire__jw *w, const hire_skill *k)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "name", k->name);
	hire__jw_str(w, "evidence", k->evidence);
	hire__jw_int(w, "line", k->line);
	hire__jw_bool(w, "listed", k->listed);
	hire__jw_bool(w, "used", k->used);
	hire__jw_bool(w, "told", k->told);
	hire__jw_bool(w, "hint", k->hint);
	hire__jw_int(w, "months", k->months);
	hire__jw_begin(w, "jobs", '[');
	for (size_t i = 0; i < k->job_count; i++)
		hire__jw_int(w, NULL, k->jobs[i]);
	hire__jw_end(w, ']');
	hire__jw_end(w, '}');
}

/* Years with one decimal, rounded; null when no job is dated. */
static void
put_years(hire__jw *w, int32_t months)
{
	char text[24];
	int tenths = (int)((months * 10 + 6) / 12);
	snprintf(text, sizeof text, "%d.%d", tenths / 10, tenths % 10);
	hire__jw_raw(w, "years_experience", months < 0 ? NULL : text);
}

static void
put_lists(hire__jw *w, const hire_facts *f)
{
	hire__jw_begin(w, "skills", '[');
	for (size_t i = 0; i < f->skill_count; i++)
		if (!f->skills[i].hint)
			hire__jw_str(w, NULL, f->skills[i].name);
	hire__jw_end(w, ']');
	hire__jw_begin(w, "jobs", '[');
	for (size_t i = 0; i < f->job_count; i++)
		put_job(w, &f->jobs[i]);
	hire__jw_end(w, ']');
	hire__jw_begin(w, "education", '[');
	for (size_t i = 0; i < f->education_count; i++)
		put_education(w, &f->education[i]);
	hire__jw_end(w, ']');
	hire__jw_begin(w, "ignored_text", '[');
	for (size_t i = 0; i < f->ignored_count; i++) {
		hire__jw_begin(w, NULL, '{');
		hire__jw_str(w, "text", f->ignored[i].text);
		hire__jw_str(w, "why", f->ignored[i].why);
		hire__jw_end(w, '}');
	}
	hire__jw_end(w, ']');
}

hire_status
hire_facts_to_json(
    const hire_facts *f, hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "name", f->name);
	hire__jw_str(&w, "email", f->email);
	hire__jw_str(&w, "phone", f->phone);
	hire__jw_str(&w, "title", f->title);
	put_years(&w, f->months);
	if (f->months < 0)
		hire__jw_null(&w, "months");
	else
		hire__jw_int(&w, "months", f->months);
	hire__jw_str(&w, "highest_degree",
	    hire_word(&hire_degree_words, (int)f->highest_degree));
	put_lists(&w, f);
	hire__jw_begin(&w, "skill_details", '[');
	for (size_t i = 0; i < f->skill_count; i++)
		put_skill(&w, &f->skills[i]);
	hire__jw_end(&w, ']');
	hire__jw_str(&w, "engine", f->engine);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

/* ---- in ---- */

/* A count of months or a line; `def` for what is below it or beyond any
 * resume, since a model may write any number. */
static int32_t
read_count(const hire__json *n, const char *key, int32_t def)
{
	enum { MOST = 100000000 }; /* in tenths of a year it still fits */
	return hire__read_int(n, key, def, def, MOST);
}

static bool
read_job(const hire__json *n, hire_arena *mem, void *out)
{
	(void)mem;
	hire_employment *j = out;
	const char *end = hire__json_str(n, "end", NULL);
	*j = (hire_employment){.employer = hire__json_str(n, "employer", NULL),
	    .title = hire__json_str(n, "title", NULL),
	    .start = hire__month_parse(hire__json_str(n, "start", NULL)),
	    .end = hire__month_parse(end),
	    .present = end && !strcmp(end, "present"),
	    .line = read_count(n, "line", 0)};
	return true;
}

static hire_degree
degree_of(const hire__json *n, const char *key)
{
	return (hire_degree)hire__read_word(
	    n, key, &hire_degree_words, HIRE_DEGREE_NONE);
}

static bool
read_education(const hire__json *n, hire_arena *mem, void *out)
{
	(void)mem;
	hire_education *e = out;
	*e = (hire_education){.school = hire__json_str(n, "school", NULL),
	    .degree = hire__json_str(n, "degree", NULL),
	    .level = degree_of(n, "level"),
	    .start = hire__month_parse(hire__json_str(n, "start", NULL)),
	    .end = hire__month_parse(hire__json_str(n, "end", NULL)),
	    .line = read_count(n, "line", 0)};
	return true;
}

static bool
read_skill(const hire__json *n, hire_arena *mem, void *out)
{
	(void)mem;
	hire_skill *k = out;
	const char *plain = hire__json_text(n);
	*k = (hire_skill){.name = plain ? plain : hire__json_str(n, "name", ""),
	    .evidence = hire__json_str(n, "evidence", NULL),
	    .line = read_count(n, "line", 0),
	    .listed = hire__json_bool(n, "listed", plain != NULL),
	    .used = hire__json_bool(n, "used", false),
	    .told = hire__json_bool(n, "told", false),
	    .hint = hire__json_bool(n, "hint", false),
	    .months = read_count(n, "months", 0)};
	return true;
}

static bool
read_ignored(const hire__json *n, hire_arena *mem, void *out)
{
	(void)mem;
	hire_ignored *i = out;
	*i = (hire_ignored){
	    hire__json_str(n, "text", ""), hire__json_str(n, "why", "")};
	return true;
}

/* The jobs of skill `k`, as far as the facts have them. */
static bool
read_skill_jobs(
    const hire__json *n, hire_arena *mem, const hire_facts *f, hire_skill *k)
{
	const hire__json *list = hire__json_get(n, "jobs");
	size_t most = hire__json_count(list);
	uint16_t *jobs = hire_arena_alloc(mem, (most + 1) * sizeof *jobs);
	for (const hire__json *j = hire__json_first(list); jobs && j;
	     j = hire__json_next(j)) {
		int64_t at = hire__json_whole(j, -1);
		if (at >= 0 && at < (int64_t)f->job_count && at <= UINT16_MAX)
			jobs[k->job_count++] = (uint16_t)at;
	}
	k->jobs = jobs;
	return jobs != NULL;
}

static hire_status
read_uses(const hire__json *skills, hire_arena *mem, const hire_facts *f,
    hire_error *err)
{
	hire_skill *k = f->skills;
	for (const hire__json *n = hire__json_first(skills); n;
	     n = hire__json_next(n))
		if (!read_skill_jobs(n, mem, f, k++))
			return hire__nomem(err);
	return HIRE_OK;
}

static hire_status
read_lists(
    const hire__json *root, hire_arena *mem, hire_facts *f, hire_error *err)
{
	/* Facts written elsewhere may hold the names of skills alone. */
	const hire__json *skills = hire__json_get(root, "skill_details");
	if (!skills)
		skills = hire__json_get(root, "skills");
	f->skills = hire__read_list(
	    skills, mem, sizeof *f->skills, read_skill, &f->skill_count);
	f->jobs = hire__read_list(hire__json_get(root, "jobs"), mem,
	    sizeof *f->jobs, read_job, &f->job_count);
	f->education = hire__read_list(hire__json_get(root, "education"), mem,
	    sizeof *f->education, read_education, &f->education_count);
	f->ignored = hire__read_list(hire__json_get(root, "ignored_text"), mem,
	    sizeof *f->ignored, read_ignored, &f->ignored_count);
	bool all = f->skills && f->jobs && f->education && f->ignored;
	return all ? read_uses(skills, mem, f, err) : hire__nomem(err);
}

hire_status
hire_facts_from_json(
    const char *json, hire_arena *mem, const hire_facts **out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	hire_facts *f = hire_arena_alloc(mem, sizeof *f);
	if (!f)
		return hire__nomem(err);
	f->name = hire__json_str(root, "name", NULL);
	f->email = hire__json_str(root, "email", NULL);
	f->phone = hire__json_str(root, "phone", NULL);
	f->title = hire__json_str(root, "title", NULL);
	f->months = read_count(root, "months", -1);
	f->highest_degree = degree_of(root, "highest_degree");
	f->engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN);
	st = read_lists(root, mem, f, err);
	if (!st)
		*out = f;
	return st;
}
