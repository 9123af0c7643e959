/* SPDX-License-Identifier: MIT
 * topics.c - requirements turned into things to ask about.
 */
#include "topics.h"

#include "rules/grading/personal.h"
#include "rules/grading/terms.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { LONGEST_LINE = 140, LONGEST_NAME = 120, LEAST_WORDS = 4 };

typedef struct maker {
	const hire_facts *resume; /* may be NULL */
	hire_arena *mem;
	hire__topic *v;
	size_t n;
} maker;

/* `s` cut to `max` bytes at a word, in the arena. */
static char *
clipped(hire_arena *mem, const char *s, size_t n, size_t max)
{
	hire__trim(&s, &n);
	if (n > max) {
		n = hire__utf8_cut(s, max);
		while (n && s[n - 1] != ' ')
			n--;
	}
	while (n && strchr(" ,;:.-", s[n - 1]))
		n--;
	return hire_arena_strndup(mem, s, n);
}

static size_t
words(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
	return count;
}

/* Many marks among few words: a list of skills or a heading, which says
 * nothing of work done. */
static bool
is_list(const char *s, size_t n)
{
	enum { WORDS_PER_MARK = 4 };
	size_t marks = 0;
	for (size_t i = 0; i < n; i++)
		marks += strchr(",|;:/(", s[i]) != NULL;
	return marks * WORDS_PER_MARK >= words(s, n);
}

/* The longest part of a resume's line that names nobody; NULL in `*out` when
 * what is left does not read as work done. */
static hire_status
usable_line(const maker *m, const char *line, const char **out, hire_error *err)
{
	size_t n = strlen(line), best = 0, at = 0;
	char *copy = hire_arena_strndup(m->mem, line, n);
	if (!copy)
		return hire__nomem(err);
	hire__hide_personal(copy, n, m->resume);
	for (size_t i = 0, k; i < n; i = k + 1) {
		for (k = i; k < n && copy[k] != HIRE__HOLE && copy[k] != '"';)
			k++;
		if (k - i > best) {
			best = k - i;
			at = i;
		}
	}
	while (best && strchr(" \t-*,;:.", line[at]))
		at++, best--;
	if (!strncmp(line + at, "\xE2\x80\xA2", 3) && best > 3)
		at += 3, best -= 3;
	*out = NULL;
	if (words(line + at, best) < LEAST_WORDS || is_list(line + at, best) ||
	    hire__is_protected(line))
		return HIRE_OK;
	*out = clipped(m->mem, line + at, best, LONGEST_LINE);
	return *out ? HIRE_OK : hire__nomem(err);
}

static bool
same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		char x = (char)(*a >= 'A' && *a <= 'Z' ? *a + 32 : *a);
		char y = (char)(*b >= 'A' && *b <= 'Z' ? *b + 32 : *b);
		if (x != y)
			return false;
	}
	return *a == *b;
}

static hire_status
find_line(const maker *m, const char *skill, const char **out, hire_error *err)
{
	const hire_facts *f = m->resume;
	*out = NULL;
	for (size_t i = 0; f && i < f->skill_count; i++)
		if (same_name(f->skills[i].name, skill) &&
		    f->skills[i].evidence)
			return usable_line(m, f->skills[i].evidence, out, err);
	return HIRE_OK;
}

static hire_status
add(maker *m, const hire_requirement *r, const char *skill, hire_error *err)
{
	hire__topic t = {
	    .requirement = r, .must = r->kind == HIRE_REQUIREMENT_MUST};
	if (skill) {
		t.name = skill;
		t.sheet = hire__sheet_find(skill);
		hire_status st = find_line(m, skill, &t.line, err);
		if (st)
			return st;
	} else {
		t.studies = r->degree != HIRE_DEGREE_NONE && !r->years;
		const char *text =
		    clipped(m->mem, r->text, strlen(r->text), LONGEST_NAME);
		t.name =
		    text ? hire_arena_printf(m->mem, "\"%s\"", text) : NULL;
		if (!t.name)
			return hire__nomem(err);
	}
	m->v[m->n++] = t;
	return HIRE_OK;
}

/* The skill a requirement is first asked by: one with a sheet and a line in
 * the resume, else with a sheet, else the first. */
static hire_status
add_requirement(
    maker *m, const hire_requirement *r, size_t pick, hire_error *err)
{
	if (!r->skill_count)
		return pick ? HIRE_OK : add(m, r, NULL, err);
	size_t rank = 0;
	for (size_t want = 0; want < 3; want++)
		for (size_t i = 0; i < r->skill_count; i++) {
			const char *line = NULL;
			bool sheet = hire__sheet_find(r->skills[i]) != NULL;
			hire_status st = find_line(m, r->skills[i], &line, err);
			if (st)
				return st;
			size_t class = sheet && line ? 0 : sheet ? 1 : 2;
			if (class == want && rank++ == pick)
				return add(m, r, r->skills[i], err);
		}
	return HIRE_OK;
}

static size_t
most_skills(const hire_job_facts *job)
{
	size_t most = 1;
	for (size_t i = 0; i < job->count; i++)
		if (job->requirements[i].skill_count > most)
			most = job->requirements[i].skill_count;
	return most;
}

static size_t
most_topics(const hire_job_facts *job)
{
	size_t n = 1;
	for (size_t i = 0; i < job->count; i++)
		n += 1 + job->requirements[i].skill_count;
	return n;
}

/* Every must requirement by one skill, then every nice one, then what else
 * they name, so that covering comes before detail. */
hire_status
hire__topics_make(const hire_job_facts *job, const hire_facts *resume,
    hire_arena *mem, hire__topic **out, size_t *count, hire_error *err)
{
	maker m = {.resume = resume, .mem = mem};
	m.v = hire_arena_alloc(mem, most_topics(job) * sizeof *m.v);
	hire_status st = m.v ? HIRE_OK : hire__nomem(err);
	size_t rounds = most_skills(job);
	for (size_t pick = 0; !st && pick < rounds; pick++)
		for (int nice = 0; !st && nice < 2; nice++)
			for (size_t i = 0; !st && i < job->count; i++) {
				const hire_requirement *r =
				    &job->requirements[i];
				bool is_nice = r->kind == HIRE_REQUIREMENT_NICE;
				if (is_nice == (nice == 1) &&
				    (r->skill_count ||
				        !hire__is_protected(r->text)))
					st = add_requirement(&m, r, pick, err);
			}
	if (st)
		return st;
	*out = m.v;
	*count = m.n;
	return HIRE_OK;
}
