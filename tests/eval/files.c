/* SPDX-License-Identifier: MIT
 * files.c - files of rows, and documents read the way hire-cli reads them,
 * each once.
 */
#include "eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
eval_die(const char *what, const char *why)
{
	fprintf(stderr, "eval: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

void
eval_must(hire_status st, const hire_error *err)
{
	if (st)
		eval_die(hire_status_name(st), err->message);
}

void *
eval_alloc(eval *e, size_t n)
{
	void *p = hire_arena_alloc(e->mem, n ? n : 1);
	if (!p)
		eval_die("memory", "it is out");
	return p;
}

static long
size_of(FILE *f)
{
	return fseek(f, 0, SEEK_END) ? -1 : ftell(f);
}

char *
eval_read_file(eval *e, const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return NULL;
	long size = size_of(f);
	if (size < 0)
		eval_die(path, "cannot be read");
	char *text = eval_alloc(e, (size_t)size + 1);
	rewind(f);
	*len = fread(text, 1, (size_t)size, f);
	fclose(f);
	return text;
}

/* Undo `\n` in place. */
static void
unescape(char *s)
{
	char *to = s;
	for (; *s; s++) {
		bool end = s[0] == '\\' && s[1] == 'n';
		s += end;
		*to++ = end ? '\n' : *s;
	}
	*to = '\0';
}

static void
cut(char *line, char *cells[EVAL_CELLS])
{
	static char empty[] = "";
	for (size_t i = 0; i < EVAL_CELLS; i++)
		cells[i] = empty;
	for (size_t i = 0; i < EVAL_CELLS && line; i++) {
		char *tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		unescape(line);
		cells[i] = line;
		line = tab;
	}
}

static size_t
count_lines(const char *text)
{
	size_t n = 1;
	for (; *text; text++)
		n += *text == '\n';
	return n;
}

eval_lines
eval_read_lines(eval *e, const char *path, bool header)
{
	size_t len;
	char *text = eval_read_file(e, path, &len);
	if (!text)
		eval_die(path, "is not there");
	eval_lines out = {
	    eval_alloc(e, count_lines(text) * sizeof *out.rows), 0};
	bool first = header;
	while (*text) {
		char *line = text;
		text += strcspn(text, "\n");
		if (*text)
			*text++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (*line && !first && (header || *line != '#'))
			cut(line, out.rows[out.count++]);
		first = false;
	}
	return out;
}

static const char *
path_of(eval *e, const char *kind, const char *file)
{
	const char *path =
	    hire_arena_printf(e->mem, "%s/%s/%s", e->fixtures, kind, file);
	if (!path)
		eval_die("memory", "it is out");
	return path;
}

const hire_facts *
eval_facts_of(eval *e, const char *text)
{
	const hire_facts *facts;
	hire_error err = {0};
	eval_must(hire_engine_facts(hire_platform_engine(e->platform), text,
	              strlen(text), EVAL_TODAY, e->mem, &facts, &err),
	    &err);
	return facts;
}

/* The first line that is not empty is the job's title, as in hire-cli. */
const hire_job_facts *
eval_job_of(eval *e, const char *text)
{
	const hire_job_facts *facts;
	hire_error err = {0};
	const char *first = text + strspn(text, " \t\r\n");
	size_t n = strcspn(first, "\r\n");
	char *title = hire_arena_strndup(e->mem, first, n < 200 ? n : 200);
	if (!title)
		eval_die("memory", "it is out");
	eval_must(hire_engine_job_facts(hire_platform_engine(e->platform),
	              title, text, NULL, e->mem, &facts, &err),
	    &err);
	return facts;
}

static void
read_resume(eval *e, eval_resume *r)
{
	size_t len;
	hire_text text;
	hire_error err = {0};
	char *bytes = eval_read_file(e, path_of(e, "resumes", r->file), &len);
	if (!bytes)
		eval_die(r->file, "is not among the resumes");
	if (hire_platform_read(
	        e->platform, bytes, len, r->file, e->mem, &text, &err)) {
		r->why = hire_arena_strdup(e->mem, err.message);
		fprintf(stderr, "eval: %s: %s\n", r->file, err.message);
		return;
	}
	r->facts = eval_facts_of(e, text.text);
}

const eval_resume *
eval_get_resume(eval *e, const char *file)
{
	eval_resume *r = e->resumes;
	while (r && strcmp(r->file, file) != 0)
		r = r->next;
	if (r)
		return r;
	r = eval_alloc(e, sizeof *r);
	*r = (eval_resume){.file = file, .next = e->resumes};
	read_resume(e, r);
	return e->resumes = r;
}

const hire_job_facts *
eval_get_job(eval *e, const char *file)
{
	size_t len;
	eval_job *j = e->jobs;
	while (j && strcmp(j->file, file) != 0)
		j = j->next;
	if (j)
		return j->facts;
	char *text = eval_read_file(e, path_of(e, "jobs", file), &len);
	if (!text)
		eval_die(file, "is not among the jobs");
	j = eval_alloc(e, sizeof *j);
	*j = (eval_job){file, eval_job_of(e, text), e->jobs};
	e->jobs = j;
	return j->facts;
}

int32_t
eval_score(eval *e, const hire_facts *resume, const hire_job_facts *job)
{
	hire_match_result result;
	hire_error err = {0};
	if (!resume || !job->count)
		return 0;
	hire_arena_reset(e->scratch);
	eval_must(hire_match(resume, job, HIRE_MATCH_THRESHOLD, e->scratch,
	              &result, &err),
	    &err);
	return result.score;
}
