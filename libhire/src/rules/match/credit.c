/* SPDX-License-Identifier: MIT
 * credit.c - percent for skills, years and degree of one requirement.
 */
#include "credit.h"

#include "rules/job/requirements.h"
#include "rules/skills/skills.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum {
	FULL = 100,
	SHOWS = 60, /* credit from which a skill's months count */
	ONE_DEGREE_BELOW = 50,
	YEARS_UNKNOWN = 40,   /* years asked, no job is dated */
	YEARS_LISTED = 80,    /* at most, when no dated job names the skill */
	DEGREE_IN_MONTHS = 48 /* "or equivalent experience" */
};

hire_status
hire__candidate_init(const hire_facts *facts, hire_arena *mem,
    hire__candidate *out, hire_error *err)
{
	int *rows =
	    hire_arena_alloc(mem, (facts->skill_count + 1) * sizeof *rows);
	if (!rows)
		return hire__nomem(err);
	for (size_t i = 0; i < facts->skill_count; i++)
		rows[i] = hire__skill_row_of(facts->skills[i].name);
	*out = (hire__candidate){facts, rows, facts->months};
	return HIRE_OK;
}

bool
hire__requirement_counts(const hire_requirement *q)
{
	return hire__requirement_provable(q);
}

bool
hire__requirement_common(const hire_requirement *q)
{
	for (size_t i = 0; i < q->skill_count; i++) {
		int row = hire__skill_row_of(q->skills[i]);
		if (row < 0 ||
		    !(hire__skill_rows[row].flags & HIRE__SKILL_BROAD))
			return false;
	}
	return !q->years;
}

/* The skill of the candidate that shows `wanted` best. */
typedef struct best {
	int32_t percent;
	bool exact; /* the skill itself, not one that covers it */
	const hire_skill *skill;
} best;

/* Of equal credit: the skill itself first, used before listed, longer before
 * shorter, then by name, so that the order of the facts has no say. */
static bool
beats(const best *b, const best *n)
{
	if (!b->skill || n->percent != b->percent)
		return !b->skill || n->percent > b->percent;
	if (n->exact != b->exact)
		return n->exact;
	if (n->skill->used != b->skill->used)
		return n->skill->used;
	if (n->skill->months != b->skill->months)
		return n->skill->months > b->skill->months;
	return strcmp(n->skill->name, b->skill->name) < 0;
}

static best
find_skill(const hire__candidate *c, const char *wanted)
{
	best b = {0, false, NULL};
	int row = hire__skill_row_of(wanted);
	const hire_skill *all = c->facts->skills;
	for (size_t i = 0; all && i < c->facts->skill_count; i++) {
		const hire_skill *k = &all[i];
		bool known = row >= 0 && c->rows[i] >= 0;
		bool exact =
		    known ? c->rows[i] == row : !strcmp(k->name, wanted);
		int32_t percent =
		    known ? hire__skill_credit(c->rows[i], row) : 0;
		best n = {exact ? FULL : percent, exact, k};
		if (n.percent && beats(&b, &n))
			b = n;
	}
	return b;
}

/* Months for a wanted skill: `named`, the most that a skill which shows it
 * well has in the dated jobs that name it; `listed`, 3/4 of all dated months
 * for one in the resume's list, since jobs do not repeat every tool. */
typedef struct span_of {
	int32_t named, listed;
} span_of;

static void
add_months(const hire__candidate *c, const char *wanted, span_of *out)
{
	int row = hire__skill_row_of(wanted);
	const hire_skill *all = c->facts->skills;
	for (size_t i = 0; all && i < c->facts->skill_count; i++) {
		const hire_skill *k = &all[i];
		bool known = row >= 0 && c->rows[i] >= 0;
		bool shows = known
		                 ? hire__skill_credit(c->rows[i], row) >= SHOWS
		                 : !strcmp(k->name, wanted);
		if (!shows)
			continue;
		if (k->months > out->named)
			out->named = k->months;
		if (k->listed && c->months * 3 / 4 > out->listed)
			out->listed = c->months * 3 / 4;
	}
}

typedef struct skills_credit {
	int32_t percent;
	span_of months;
	const char *evidence;
	int32_t best;
} skills_credit;

static skills_credit
skills(const hire__candidate *c, const hire_requirement *q)
{
	skills_credit s = {0};
	int32_t sum = 0;
	for (size_t i = 0; i < q->skill_count; i++) {
		best b = find_skill(c, q->skills[i]);
		sum += b.percent;
		if (q->years)
			add_months(c, q->skills[i], &s.months);
		if (b.skill && b.percent > s.best) {
			s.best = b.percent;
			s.evidence = b.skill->evidence;
		}
	}
	s.percent = q->any ? s.best : sum / (int32_t)q->skill_count;
	return s;
}

static int32_t
of_years(int32_t months, const hire_requirement *q)
{
	int32_t percent = months * FULL / (q->years * 12);
	return percent > FULL ? FULL : percent;
}

/* Years that no dated job shows of the skill earn a part at most. */
static int32_t
years(const hire__candidate *c, const hire_requirement *q, span_of months)
{
	if (c->months < 0 && !months.named)
		return YEARS_UNKNOWN;
	if (!q->skill_count)
		return of_years(c->months, q);
	int32_t named = of_years(months.named, q);
	bool neither = !months.named && !months.listed;
	int32_t rest = of_years(neither ? c->months : months.listed, q);
	rest = rest > YEARS_LISTED ? YEARS_LISTED : rest;
	return named > rest ? named : rest;
}

static int32_t
degree(const hire__candidate *c, const hire_requirement *q)
{
	int32_t short_of =
	    (int32_t)q->degree - (int32_t)c->facts->highest_degree;
	if (short_of <= 0 || (q->any && c->months >= DEGREE_IN_MONTHS))
		return FULL;
	return short_of == 1 && c->facts->highest_degree ? ONE_DEGREE_BELOW : 0;
}

static const char *
degree_line(const hire_facts *f)
{
	const char *line = NULL;
	for (size_t i = 0; i < f->education_count; i++) {
		const hire_education *e = &f->education[i];
		if (e->degree && e->level == f->highest_degree &&
		    (!line || strcmp(e->degree, line) < 0))
			line = e->degree;
	}
	return line;
}

hire_status
hire__credit_give(const hire__candidate *c, const hire_requirement *q,
    hire_arena *mem, hire__credit *out, hire_error *err)
{
	int32_t percent = 0, parts = 0;
	span_of months = {0, 0};
	const char *evidence = NULL;
	if (q->skill_count) {
		skills_credit s = skills(c, q);
		percent = s.percent;
		evidence = s.evidence;
		months = s.months;
		parts = 1;
	}
	if (q->years) {
		int32_t y = years(c, q, months);
		percent = parts ? percent * y / FULL : y;
		parts = 1;
		if (!evidence && c->months >= 0 && percent) {
			evidence = hire_arena_printf(mem,
			    "%d years and %d months in dated jobs",
			    (int)(c->months / 12), (int)(c->months % 12));
			if (!evidence)
				return hire__nomem(err);
		}
	}
	if (q->degree) {
		int32_t d = degree(c, q);
		percent = parts ? (percent + d) / 2 : d;
		if (!evidence && d)
			evidence = degree_line(c->facts);
	}
	out->percent = percent;
	out->evidence = percent ? evidence : NULL;
	return HIRE_OK;
}

hire_status
hire__credit_wanted(const hire_requirement *q, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), 1 << 16);
	const char *join = q->any ? " or " : ", ";
	for (size_t i = 0; i < q->skill_count; i++) {
		hire__buf_adds(&b, i ? join : "");
		hire__buf_adds(&b, q->skills[i]);
	}
	if (q->years)
		hire__buf_addf(
		    &b, "%s%d years", b.len ? ", " : "", (int)q->years);
	if (q->degree)
		hire__buf_addf(&b, "%s%s degree", b.len ? ", " : "",
		    hire_word(&hire_degree_words, (int)q->degree));
	if (!b.len && !b.failed)
		hire__buf_adds(&b, q->text);
	return hire__buf_take(&b, mem, out, err);
}
