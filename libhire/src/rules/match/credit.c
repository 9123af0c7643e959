/* SPDX-License-Identifier: MIT
 * credit.c - percent for skills, years and degree of one requirement.
 */
#include "credit.h"

#include "find.h"
#include "rules/job/requirements.h"
#include "rules/skills/skills.h"
#include "study.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum {
	FULL = 100,
	ONE_DEGREE_BELOW = 50,
	RELATED_FIELD = 70,
	OTHER_FIELD = 40,
	YEARS_UNKNOWN = 40,   /* years asked, no job is dated */
	YEARS_LISTED = 80,    /* at most, when no dated job names the skill */
	DEGREE_IN_MONTHS = 48 /* "or equivalent experience" */
};

hire_status
hire__candidate_init(const hire_facts *facts, const hire_job_facts *job,
    hire_arena *mem, hire__candidate *out, hire_error *err)
{
	int *rows =
	    hire_arena_alloc(mem, (facts->skill_count + 1) * sizeof *rows);
	if (!rows)
		return hire__nomem(err);
	for (size_t i = 0; i < facts->skill_count; i++)
		rows[i] = hire__skill_row_of(facts->skills[i].name);
	hire__proof proof;
	hire_status st = hire__proof_read(facts, rows, job, mem, &proof, err);
	if (!st)
		*out =
		    (hire__candidate){facts, rows, facts->months, false, proof};
	return st;
}

/* What one requirement has earned so far. */
typedef struct judge {
	const hire__candidate *c;
	const hire_requirement *q;
	hire_arena *mem;
	hire_match_row *row;
	hire__span months;
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
	hire__best top = {0};
	size_t i = from, won = from;
	for (; i < q->skill_count && hire__requirement_group(q, i) ==
	                                 hire__requirement_group(q, from);
	     i++) {
		hire__best b = hire__skill_best(j->c, q->skills[i]);
		if (q->years)
			hire__skill_months(j->c, q->skills[i], &j->months);
		if (b.percent > top.percent || (!top.skill && b.credit))
			top = b, won = i;
	}
	bool unknown = hire__skill_row_of(q->skills[won]) < 0;
	*next_part(j) = (hire_match_part){.ask = HIRE_ASK_SKILL,
	    .asked = names_of(j, from, i),
	    .found = !top.skill ? NULL
	             : unknown  ? q->skills[won]
	                        : top.skill->name,
	    .percent = top.percent,
	    .credit = top.credit};
	if (top.percent > j->best) {
		j->best = top.percent;
		j->row->evidence = top.skill ? top.skill->evidence : NULL;
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
