/* SPDX-License-Identifier: MIT
 * requirements.c - reading one statement: skills, years, degree, must or nice.
 */
#include "requirements.h"

#include "groups.h"
#include "lint.h"
#include "names.h"

#include "rules/resume/education.h"
#include "rules/skills/company.h"
#include "rules/skills/disclaim.h"
#include "rules/skills/skills.h"
#include "util/ctx.h"

#include <string.h>

enum { YEARS_MAX = 40 };

static int32_t
spelled_number(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"one", "two", "three", "four",
	    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	int32_t v = 0;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return (int32_t)k + 1;
	for (size_t k = 0; k < n; k++) {
		if (s[k] < '0' || s[k] > '9' || n > 2)
			return 0;
		v = v * 10 + (s[k] - '0');
	}
	return v;
}

static bool
is_years(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"years", "year", "yrs", "yr",
	    "años", "año", "jahre", "jahren", "ans", "anni", "anos", "jaar"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

/* "25 to 35 years old" are no years of experience. */
static bool
is_age(const hire__doc *doc, size_t from, size_t i, size_t to)
{
	size_t n;
	return i > from && hire__age_at(doc, from, i - 1, to, &n);
}

int32_t
hire__years_in(const hire__doc *doc, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		int32_t first = 0;
		if (!is_years(doc, i) || is_age(doc, from, i, to))
			continue;
		/* "3-5 years", "five (5) or more years": the least counts. */
		for (size_t back = 1; back <= 5 && i >= from + back; back++) {
			int32_t v = spelled_number(doc, i - back);
			if (v && (!first || v < first))
				first = v;
			bool link = v || hire__word_is(doc, i - back, "or") ||
			            hire__word_is(doc, i - back, "more") ||
			            hire__word_is(doc, i - back, "to") ||
			            hire__word_is(doc, i - back, "plus") ||
			            hire__word_is(doc, i - back, "full");
			if (!link)
				break;
		}
		if (first >= 1 && first <= YEARS_MAX)
			return first;
	}
	return 0;
}

/* Soft words beside real skills only blur the statement. */
static size_t
drop_soft(hire__pick *picks, size_t n)
{
	size_t hard = 0, kept = 0;
	for (size_t i = 0; i < n; i++)
		hard += !hire__skill_is_soft(picks[i].row);
	for (size_t i = 0; i < n; i++)
		if (!hard || !hire__skill_is_soft(picks[i].row))
			picks[kept++] = picks[i];
	return kept;
}

/* Without the skills that the statement says it does not ask for, unless it
 * likes to see them all the same: "Java preferred, not required". */
static size_t
drop_not_asked(const hire__doc *doc, size_t from, size_t to,
    hire__skill_hit *hits, size_t n)
{
	size_t kept = 0;
	if (hire__phrase_bits(doc, &hire__marks, from, to) & HIRE__MARK_NICE)
		return n;
	for (size_t i = 0; i < n; i++) {
		size_t at = hits[i].word;
		if (!hire__not_asked(doc, at, at + hits[i].count, from, to))
			hits[kept++] = hits[i];
	}
	return kept;
}

/* Without a Chef who is a cook: such names need technical company in a text.
 * A line alone, as of the recruiter's own list, means what it says. */
static hire_status
drop_things(
    const hire__doc *doc, hire__skill_hit *hits, size_t *count, hire_error *err)
{
	bool technical = doc->line_count < 2;
	size_t things = 0, kept = 0;
	for (size_t i = 0; i < *count; i++)
		things += hire__skill_is_thing(doc, &hits[i]);
	if (!things || technical)
		return HIRE_OK;
	hire_status st =
	    hire__technical_company(doc, 0, doc->word_count, &technical, err);
	for (size_t i = 0; i < *count && !st; i++)
		if (technical || !hire__skill_is_thing(doc, &hits[i]))
			hits[kept++] = hits[i];
	*count = st ? *count : kept;
	return st;
}

static hire_status
find_picks(const hire__doc *doc, size_t from, size_t to, bool listed,
    hire__pick *out, size_t *count, bool *refused, hire_error *err)
{
	hire__skill_hit *hits =
	    hire_arena_alloc(doc->mem, (to - from + 1) * sizeof *hits);
	if (!hits)
		return hire__nomem(err);
	size_t all = hire__skills_find(doc, from, to, listed, hits);
	hire_status st = drop_things(doc, hits, &all, err);
	if (st)
		return st;
	size_t n = drop_not_asked(doc, from, to, hits, all);
	*refused = all && !n;
	n = hire__groups_make(doc, hits, n, from, to, out);
	*count = drop_soft(out, n);
	return HIRE_OK;
}

/* The picks become the requirement's skills, their groups counted anew. */
static hire_status
keep_picks(hire_requirement *r, const hire__pick *picks, size_t n,
    hire_arena *mem, hire_error *err)
{
	const char **names = hire_arena_alloc(mem, (n + 1) * sizeof *names);
	int32_t *groups = hire_arena_alloc(mem, (n + 1) * sizeof *groups);
	if (!names || !groups)
		return hire__nomem(err);
	for (size_t i = 0; i < n; i++) {
		names[i] = picks[i].name;
		bool same = i && picks[i].group == picks[i - 1].group;
		groups[i] = i ? groups[i - 1] + !same : 0;
	}
	r->skills = names;
	r->groups = groups;
	r->skill_count = n;
	r->any = n > 1 && !groups[n - 1];
	return HIRE_OK;
}

static bool
is_subject(int row)
{
	const char *family = hire__skill_rows[row].family;
	static const char *const subjects[] = {"math", "science",
	    "data science", "electrical", "mechanical", "software", "finance",
	    "accounting", "hr", "security", "ml", "marketing", "civil",
	    "analytics", "health", "legal", "education"};
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (!strcmp(family, subjects[i]))
			return true;
	return false;
}

/* "Degree in Statistics": the subject is the degree's, not a skill. */
static size_t
drop_subjects(hire__pick *picks, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!is_subject(picks[i].row))
			picks[kept++] = picks[i];
	return kept;
}

/* The lowest degree that would do: "Bachelor's or Master's" asks for one. */
static hire_degree
degree_asked(const hire__doc *doc, size_t from, size_t to)
{
	hire_degree least = HIRE_DEGREE_NONE;
	for (size_t i = from, at = from; i < to; i = at + 1) {
		hire_degree d = hire__degree_in(doc, i, to, false, &at);
		if (!d)
			break;
		if (hire__not_asked(doc, at, at + 1, from, to))
			return HIRE_DEGREE_NONE;
		least = !least || d < least ? d : least;
	}
	for (size_t i = from; i < to && !least; i++)
		if (hire__word_is(doc, i, "degree") &&
		    !hire__not_asked(doc, i, i + 1, from, to))
			least = HIRE_DEGREE_BACHELOR;
	return least;
}

hire_status
hire__requirement_read(const hire__doc *doc, size_t from, size_t to,
    bool listed, hire_requirement *out, hire_error *err)
{
	hire__pick picks[HIRE__GROUPS_MAX];
	size_t n = 0;
	bool refused = false;
	hire_status st =
	    find_picks(doc, from, to, listed, picks, &n, &refused, err);
	if (st || refused)
		return st;
	out->years = hire__years_in(doc, from, to);
	out->degree = degree_asked(doc, from, to);
	if (out->degree)
		n = drop_subjects(picks, n);
	st = keep_picks(out, picks, n, doc->mem, err);
	int32_t marks = hire__phrase_bits(doc, &hire__marks, from, to);
	if (out->degree && marks & HIRE__MARK_EQUIVALENT)
		out->any = true;
	if (marks & HIRE__MARK_NICE)
		out->kind = HIRE_REQUIREMENT_NICE;
	return st;
}

bool
hire__requirement_improper(const hire__doc *doc, size_t from, size_t to)
{
	hire__concern_at at;
	return !hire__protects(doc, from, to) &&
	       hire__concern_next(doc, from, to, &at);
}

hire_status
hire__requirement_names(const hire__doc *doc, size_t from, size_t to,
    hire_requirement *out, hire_error *err)
{
	const char **names =
	    hire_arena_alloc(doc->mem, HIRE__NAMES_MAX * sizeof *names);
	size_t n = 0;
	if (!names)
		return hire__nomem(err);
	hire_status st =
	    hire__names_find(doc, from, to, out->years > 0, names, &n, err);
	if (st || !n)
		return st;
	out->skills = names;
	out->skill_count = n;
	out->groups = NULL;
	out->any = n > 1;
	return HIRE_OK;
}

int32_t
hire__requirement_group(const hire_requirement *r, size_t i)
{
	if (r->groups)
		return r->groups[i];
	return r->any ? 0 : (int32_t)i;
}

bool
hire__requirement_provable(const hire_requirement *r)
{
	if (r->years || r->degree)
		return true;
	for (size_t i = 0; i < r->skill_count; i++) {
		int row = hire__skill_row_of(r->skills[i]);
		if (row < 0 || !hire__skill_is_soft(row))
			return true;
	}
	return false;
}
