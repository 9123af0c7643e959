/* SPDX-License-Identifier: MIT
 * requirements.c - reading one statement: skills, years, degree, must or nice.
 */
#include "requirements.h"

#include "rules/resume/education.h"
#include "rules/skills/disclaim.h"
#include "rules/skills/skills.h"
#include "util/ctx.h"

#include <string.h>

enum { YEARS_MAX = 40, SKILLS_MAX = 32 };

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

int32_t
hire__years_in(const hire__doc *doc, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		int32_t first = 0;
		if (!is_years(doc, i))
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

/* The word behind the last "such as", "e.g." or "like", or `to`. */
static size_t
after_example(const hire__doc *doc, size_t from, size_t to)
{
	for (size_t i = from; i + 1 < to; i++) {
		bool such = hire__word_is(doc, i, "such") &&
		            hire__word_is(doc, i + 1, "as");
		bool eg = hire__word_is(doc, i, "e") &&
		          hire__word_is(doc, i + 1, "g");
		if (such || eg)
			return i + 2;
		if (hire__word_is(doc, i, "like"))
			return i + 1;
	}
	return to;
}

static bool
one_is_enough(
    const hire__doc *doc, const hire__skill_hit *hits, size_t n, size_t to)
{
	if (n < 2)
		return false;
	for (size_t i = hits[0].word; i < hits[n - 1].word; i++)
		if (hire__word_is(doc, i, "or") || hire__word_is(doc, i, "o") ||
		    hire__word_is(doc, i, "oder") ||
		    hire__word_is(doc, i, "ou"))
			return true;
	for (size_t i = hits[0].word; i < to; i++)
		if (hire__word_is(doc, i, "similar") ||
		    hire__word_is(doc, i, "equivalent") ||
		    hire__word_is(doc, i, "etc"))
			return true;
	return false;
}

static bool
asks_one_of(const hire__doc *doc, size_t from, size_t to)
{
	for (size_t i = from; i + 1 < to; i++)
		if (hire__word_is(doc, i, "one") &&
		    hire__word_is(doc, i + 1, "of"))
			return true;
	return false;
}

/* Whether a skill before "such as" is what the examples behind spell out. */
static bool
spelled_out(const hire__skill_hit *hits, size_t n, size_t i, size_t example)
{
	size_t behind = 0;
	bool covered = false;
	if (hits[i].word >= example)
		return false;
	for (size_t k = i + 1; k < n; k++) {
		if (hits[k].word < example)
			continue;
		behind++;
		covered |= hire__skill_credit(hits[k].skill, hits[i].skill) > 0;
	}
	return covered || behind > 1;
}

/* Each skill once, without what the examples spell out. */
static size_t
select_skills(
    const hire__skill_hit *hits, size_t n, size_t example, const char **names)
{
	size_t kept = 0;
	for (size_t i = 0; i < n && kept < SKILLS_MAX; i++) {
		const char *name = hire__skill_rows[hits[i].skill].name;
		size_t k = 0;
		while (k < kept && names[k] != name)
			k++;
		if (k == kept && !spelled_out(hits, n, i, example))
			names[kept++] = name;
	}
	return kept;
}

/* Soft words beside real skills only blur the statement. */
static size_t
drop_soft(const char **names, size_t n)
{
	size_t hard = 0;
	for (size_t i = 0; i < n; i++)
		hard += !hire__skill_is_soft(hire__skill_row_of(names[i]));
	if (!hard || hard == n)
		return n;
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!hire__skill_is_soft(hire__skill_row_of(names[i])))
			names[kept++] = names[i];
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

static hire_status
read_skills(const hire__doc *doc, size_t from, size_t to, bool listed,
    hire_requirement *out, bool *refused, hire_error *err)
{
	hire__skill_hit *hits =
	    hire_arena_alloc(doc->mem, (to - from + 1) * sizeof *hits);
	const char **names =
	    hire_arena_alloc(doc->mem, SKILLS_MAX * sizeof *names);
	if (!hits || !names)
		return hire__nomem(err);
	size_t all = hire__skills_find(doc, from, to, listed, hits);
	size_t n = drop_not_asked(doc, from, to, hits, all);
	*refused = all && !n;
	size_t example = after_example(doc, from, to);
	size_t kept = select_skills(hits, n, example, names);
	out->any = kept > 1 && (one_is_enough(doc, hits, n, to) ||
	                           asks_one_of(doc, from, to) ||
	                           (n > 1 && hits[n - 2].word >= example));
	out->skills = names;
	out->skill_count = drop_soft(names, kept);
	return HIRE_OK;
}

static bool
is_subject(const char *name)
{
	int row = hire__skill_row_of(name);
	const char *family = row < 0 ? "" : hire__skill_rows[row].family;
	static const char *const subjects[] = {"math", "science",
	    "data science", "electrical", "mechanical", "software", "finance",
	    "accounting", "hr", "security", "ml", "marketing", "civil",
	    "analytics"};
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (!strcmp(family, subjects[i]))
			return true;
	return false;
}

/* "Degree in Statistics": the subject is the degree's, not a skill. */
static void
drop_subjects(hire_requirement *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->skill_count; i++)
		if (!is_subject(r->skills[i]))
			r->skills[kept++] = r->skills[i];
	r->skill_count = kept;
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
	bool refused = false;
	hire_status st = read_skills(doc, from, to, listed, out, &refused, err);
	if (st || refused)
		return st;
	out->years = hire__years_in(doc, from, to);
	out->degree = degree_asked(doc, from, to);
	if (out->degree)
		drop_subjects(out);
	int32_t marks = hire__phrase_bits(doc, &hire__marks, from, to);
	if (out->degree && marks & HIRE__MARK_EQUIVALENT)
		out->any = true;
	if (marks & HIRE__MARK_NICE)
		out->kind = HIRE_REQUIREMENT_NICE;
	return HIRE_OK;
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
