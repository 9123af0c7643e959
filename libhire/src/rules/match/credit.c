/* SPDX-License-Identifier: MIT
 * credit.c - percent for skills, years and degree of one requirement.
 */
#include "credit.h"

#include "rules/job/requirements.h"
#include "rules/skills/skills.h"
#include "study.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum {
	FULL = 100,
	WIDER = 30,
	CLAIMED = 60, /* a line of work outside all dated jobs */
	SHOWS = 60,   /* credit from which a skill's months count */
	ONE_DEGREE_BELOW = 50,
	RELATED_FIELD = 70,
	OTHER_FIELD = 40,
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
	*out = (hire__candidate){facts, rows, facts->months, false};
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

bool
hire__requirement_thin(const hire_requirement *q)
{
	for (size_t i = 0; i < q->skill_count; i++) {
		int row = hire__skill_row_of(q->skills[i]);
		int flags = row < 0 ? 0 : hire__skill_rows[row].flags;
		if (!(flags & HIRE__SKILL_BROAD) || !(flags & HIRE__SKILL_ROLE))
			return false;
	}
	return q->skill_count && !q->years && !q->degree;
}

/* The skill of the candidate that shows `wanted` best. */
typedef struct best {
	int32_t percent;
	bool exact; /* the skill itself, not one that covers it */
	const hire_skill *skill;
	hire_credit credit;
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

static char
lower(char a)
{
	return (char)(a >= 'A' && a <= 'Z' ? a + 32 : a);
}

static bool
in_word(char a)
{
	return (lower(a) >= 'a' && lower(a) <= 'z') || (a >= '0' && a <= '9') ||
	       a < 0;
}

/* Whether `line` has `name` as whole words. */
static bool
holds(const char *line, const char *name)
{
	size_t n = strlen(name), i;
	for (const char *s = line; *s; s++) {
		if (s > line && in_word(s[-1]))
			continue;
		for (i = 0; i < n && lower(s[i]) == lower(name[i]); i++)
			continue;
		if (n && i == n && !in_word(s[n]))
			return true;
	}
	return false;
}

bool
hire__requirement_mild(const hire_requirement *q)
{
	static const char *const mild[] = {"familiar", "familiarity",
	    "exposure to", "basic knowledge", "basic understanding",
	    "working knowledge", "awareness of"};
	static const char *const firm[] = {
	    "strong", "deep", "expert", "proven", "extensive"};
	bool is_mild = false;
	if (!q->text || q->years)
		return false;
	for (size_t i = 0; i < sizeof mild / sizeof *mild; i++)
		is_mild |= holds(q->text, mild[i]);
	for (size_t i = 0; i < sizeof firm / sizeof *firm; i++)
		is_mild &= !holds(q->text, firm[i]);
	return is_mild;
}

/* A name that no table knows: the skill itself, or words of its line. */
static bool
names(const hire_skill *k, const char *wanted)
{
	return holds(k->name, wanted) ||
	       (k->evidence && holds(k->evidence, wanted));
}

/* By which row of docs/matching.md a skill stands for another. */
static hire_credit
credit_of(const hire_skill *have, int wanted, int32_t percent)
{
	int row = hire__skill_row_of(have->name);
	if (percent == FULL)
		return HIRE_CREDIT_COVERED;
	if (hire__skill_covers(row, wanted))
		return HIRE_CREDIT_WORK;
	return hire__skill_covers(wanted, row) && percent == WIDER
	           ? HIRE_CREDIT_WIDER
	           : HIRE_CREDIT_SIBLING;
}

/* A line of work that no dated job was in, though others were; or one so broad
 * that a job which asks for nothing else tells nobody apart. */
static bool
only_claimed(const hire__candidate *c, const hire_skill *k, int wanted)
{
	bool work =
	    wanted >= 0 && hire__skill_rows[wanted].flags & HIRE__SKILL_ROLE;
	return work && (c->thin || (c->months > 0 && !k->months));
}

static best
find_skill(const hire__candidate *c, const char *wanted)
{
	best b = {0};
	int row = hire__skill_row_of(wanted);
	const hire_skill *all = c->facts->skills;
	for (size_t i = 0; all && i < c->facts->skill_count; i++) {
		const hire_skill *k = &all[i];
		bool known = row >= 0 && c->rows[i] >= 0;
		bool exact =
		    known ? c->rows[i] == row : row < 0 && names(k, wanted);
		int32_t percent =
		    known ? hire__skill_credit(c->rows[i], row) : 0;
		best n = {exact ? FULL : percent, exact, k, HIRE_CREDIT_SAME};
		if (n.percent == FULL && only_claimed(c, k, row)) {
			n.percent = CLAIMED;
			n.credit = HIRE_CREDIT_CLAIMED;
		}
		if (n.percent && beats(&b, &n))
			b = n;
	}
	if (b.skill && !b.exact && b.credit != HIRE_CREDIT_CLAIMED)
		b.credit = credit_of(b.skill, row, b.percent);
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
		                 : row < 0 && names(k, wanted);
		if (!shows)
			continue;
		if (k->months > out->named)
			out->named = k->months;
		if (k->listed && c->months * 3 / 4 > out->listed)
			out->listed = c->months * 3 / 4;
	}
}

/* What one requirement has earned so far. */
typedef struct judge {
	const hire__candidate *c;
	const hire_requirement *q;
	hire_arena *mem;
	hire_match_row *row;
	span_of months;
	int32_t best; /* percent of the part that gave the evidence */
	bool failed;  /* out of memory */
} judge;

static hire_match_part *
next_part(judge *j)
{
	return &j->row->parts[j->row->part_count++];
}

/* "AWS, Azure or Google Cloud": the alternatives [from, to). */
static const char *
names_of(judge *j, size_t from, size_t to)
{
	const char *text = j->q->skills[from];
	for (size_t i = from + 1; i < to && text; i++)
		text = hire_arena_printf(j->mem, "%s%s%s", text,
		    i + 1 < to ? ", " : " or ", j->q->skills[i]);
	j->failed |= !text;
	return text;
}

/* One group of alternatives, from skill `from`; where the next one begins. */
static size_t
group_part(judge *j, size_t from)
{
	const hire_requirement *q = j->q;
	best top = {0};
	size_t i = from, won = from;
	for (; i < q->skill_count && hire__requirement_group(q, i) ==
	                                 hire__requirement_group(q, from);
	     i++) {
		best b = find_skill(j->c, q->skills[i]);
		if (q->years)
			add_months(j->c, q->skills[i], &j->months);
		if (b.skill && b.percent > top.percent)
			top = b, won = i;
	}
	bool unknown = hire__skill_row_of(q->skills[won]) < 0;
	*next_part(j) = (hire_match_part){.ask = HIRE_ASK_SKILL,
	    .asked = names_of(j, from, i),
	    .found = !top.skill ? NULL
	             : unknown  ? q->skills[won]
	                        : top.skill->name,
	    .percent = top.percent,
	    .credit = top.skill ? top.credit : HIRE_CREDIT_NONE};
	if (top.percent > j->best) {
		j->best = top.percent;
		j->row->evidence = top.skill->evidence;
	}
	return i;
}

static int32_t
of_years(int32_t months, const hire_requirement *q)
{
	int32_t percent = months * FULL / (q->years * 12);
	return percent > FULL ? FULL : percent;
}

static void
take_months(hire_match_part *p, const hire_requirement *q, int32_t months,
    int32_t most, hire_credit credit)
{
	int32_t percent = of_years(months, q);
	percent = percent > most ? most : percent;
	if (percent <= p->percent)
		return;
	p->have = months;
	p->percent = percent;
	p->credit = credit;
}

/* Years that no dated job shows of the skill earn a part at most. */
static void
years_part(judge *j)
{
	const hire_requirement *q = j->q;
	int32_t all = j->c->months;
	hire_match_part *p = next_part(j);
	*p = (hire_match_part){.ask = HIRE_ASK_YEARS, .need = q->years * 12};
	p->asked = hire_arena_printf(
	    j->mem, "%d year%s", (int)q->years, q->years == 1 ? "" : "s");
	j->failed |= !p->asked;
	if (all < 0 && !j->months.named) {
		p->percent = YEARS_UNKNOWN;
		p->credit = HIRE_CREDIT_UNDATED;
		return;
	}
	if (!q->skill_count)
		take_months(p, q, all, FULL, HIRE_CREDIT_ALL);
	else
		take_months(p, q, j->months.named, FULL, HIRE_CREDIT_NAMED);
	bool neither = !j->months.named && !j->months.listed;
	if (q->skill_count && neither)
		take_months(p, q, all, YEARS_LISTED, HIRE_CREDIT_ALL);
	else if (q->skill_count)
		take_months(
		    p, q, j->months.listed, YEARS_LISTED, HIRE_CREDIT_LISTED);
	if (p->percent)
		p->found = hire_arena_printf(j->mem,
		    "%d years and %d months in dated jobs", (int)(p->have / 12),
		    (int)(p->have % 12));
	j->failed |= p->percent && !p->found;
}

/* The degree that reaches what is asked, else the highest there is. */
static const char *
degree_line(const hire_facts *f, const hire_requirement *q)
{
	hire_degree least =
	    q->degree < f->highest_degree ? q->degree : f->highest_degree;
	const hire_education *e;
	(void)hire__study_of(f, least, q->text, &e);
	return e ? e->degree : NULL;
}

static void
degree_part(judge *j)
{
	const hire_requirement *q = j->q;
	const hire_facts *f = j->c->facts;
	int32_t have = (int32_t)f->highest_degree, need = (int32_t)q->degree;
	hire_match_part *p = next_part(j);
	*p = (hire_match_part){.ask = HIRE_ASK_DEGREE,
	    .asked = hire_word(&hire_degree_words, need),
	    .have = have,
	    .need = need};
	if (have >= need) {
		const hire_education *e;
		hire__study study = hire__study_of(f, q->degree, q->text, &e);
		bool fits = study == HIRE__STUDY_FITS;
		p->percent = fits                           ? FULL
		             : study == HIRE__STUDY_RELATED ? RELATED_FIELD
		                                            : OTHER_FIELD;
		p->credit = fits ? HIRE_CREDIT_REACHED : HIRE_CREDIT_FIELD;
		p->found = fits ? NULL : e->degree;
	} else if (q->any && j->c->months >= DEGREE_IN_MONTHS) {
		p->percent = FULL;
		p->credit = HIRE_CREDIT_INSTEAD;
	} else if (have && have + 1 == need) {
		p->percent = ONE_DEGREE_BELOW;
		p->credit = HIRE_CREDIT_BELOW;
	}
	if (p->credit == HIRE_CREDIT_INSTEAD)
		p->found = "experience";
	else if (p->percent && !p->found)
		p->found = hire_word(&hire_degree_words, have);
}

/* Skills averaged, times the years, averaged with the degree. */
static int32_t
percent_of(const hire_match_row *row)
{
	int32_t sum = 0, n = 0, percent = -1;
	for (size_t i = 0; i < row->part_count; i++)
		if (row->parts[i].ask == HIRE_ASK_SKILL)
			sum += row->parts[i].percent, n++;
	if (n)
		percent = sum / n;
	for (size_t i = 0; i < row->part_count; i++) {
		const hire_match_part *p = &row->parts[i];
		if (p->ask == HIRE_ASK_YEARS)
			percent = percent < 0 ? p->percent
			                      : percent * p->percent / FULL;
		else if (p->ask == HIRE_ASK_DEGREE)
			percent = percent < 0 ? p->percent
			                      : (percent + p->percent) / 2;
	}
	return percent < 0 ? 0 : percent;
}

/* Without a line of a skill: the months, or the degree. */
static void
other_evidence(judge *j)
{
	hire_match_row *row = j->row;
	for (size_t i = 0; i < row->part_count && !row->evidence; i++) {
		const hire_match_part *p = &row->parts[i];
		if (p->ask == HIRE_ASK_YEARS)
			row->evidence = p->found;
		else if (p->ask == HIRE_ASK_DEGREE && p->percent)
			row->evidence = p->credit == HIRE_CREDIT_INSTEAD
			                    ? NULL
			                    : degree_line(j->c->facts, j->q);
	}
}

hire_status
hire__credit_give(const hire__candidate *c, const hire_requirement *q,
    hire_arena *mem, hire_match_row *row, hire_error *err)
{
	judge j = {.c = c, .q = q, .mem = mem, .row = row};
	row->parts =
	    hire_arena_alloc(mem, (q->skill_count + 2) * sizeof *row->parts);
	if (!row->parts)
		return hire__nomem(err);
	for (size_t i = 0; i < q->skill_count;)
		i = group_part(&j, i);
	if (q->years)
		years_part(&j);
	if (q->degree)
		degree_part(&j);
	if (j.failed)
		return hire__nomem(err);
	row->percent = percent_of(row);
	other_evidence(&j);
	if (!row->percent)
		row->evidence = NULL;
	return HIRE_OK;
}
