/* SPDX-License-Identifier: MIT
 * facts.c - a resume's facts: contacts, jobs, education and skills together.
 */
#include <hire/facts.h>

#include "contacts.h"
#include "education.h"
#include "employment.h"
#include "own_name.h"
#include "rules/skills/disclaim.h"
#include "rules/skills/skills.h"
#include "rules/text/orders.h"
#include "rules/text/sections.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { EVIDENCE_MAX = 240 };

/* What is known of one skill while the lines are read. */
typedef struct seen {
	uint32_t order; /* 1-based, of the first mention; 0: not seen */
	size_t line;    /* the line that shows it best */
	bool listed, used;
} seen;

typedef struct builder {
	hire__doc *doc;
	hire__job_lines *jobs;
	size_t job_count;
	seen *skills;    /* one per row of the table */
	uint8_t *by_job; /* [skill * job_count + job]: named there */
	uint32_t order;
	hire__skill_hit *hits;
	const char *name; /* the person's, or NULL */
} builder;

static bool
speaks_of_skills(const hire__line *line)
{
	switch (line->section) {
	case HIRE__SECTION_PERSONAL:
	case HIRE__SECTION_REFERENCES:
	case HIRE__SECTION_INTERESTS:
		return false;
	default:
		return !line->heading;
	}
}

static size_t
job_of(const builder *b, size_t line)
{
	for (size_t k = 0; k < b->job_count; k++)
		if (line >= b->jobs[k].first && line < b->jobs[k].last)
			return k;
	return b->job_count;
}

static void
note(builder *b, size_t line_at, size_t skill)
{
	const hire__line *line = &b->doc->lines[line_at];
	seen *s = &b->skills[skill];
	bool used = line->section == HIRE__SECTION_EXPERIENCE ||
	            line->section == HIRE__SECTION_PROJECTS ||
	            line->section == HIRE__SECTION_VOLUNTEER;
	size_t job = job_of(b, line_at);
	used |= job < b->job_count;
	if (!s->order)
		s->order = ++b->order, s->line = line_at;
	else if (used && !s->used)
		s->line = line_at; /* use says more than a list */
	s->listed |= line->section == HIRE__SECTION_SKILLS;
	s->used |= used;
	if (job < b->job_count)
		b->by_job[skill * b->job_count + job] = 1;
}

/* "GitHub: sample" says where to look, not what somebody can do. */
static bool
is_label(const hire__doc *doc, const hire__line *line, size_t i)
{
	const char *gap = line->s + doc->words[i].end;
	bool site =
	    hire__word_is(doc, i, "github") || hire__word_is(doc, i, "gitlab");
	return site && line->section == HIRE__SECTION_HEAD &&
	       (*gap == ':' || *gap == '/' || line->end - line->word == 1);
}

/* Whether a hit is the person's name or part of an address. */
static bool
is_personal(const builder *b, const hire__skill_hit *h)
{
	const hire__word_at *w = &b->doc->words[h->word];
	const hire__line *line = &b->doc->lines[w->line];
	if (hire__in_address(line->s, line->n, w->at) ||
	    is_label(b->doc, line, h->word))
		return true;
	if (h->count > 1 ||
	    !hire__name_has(b->name, line->s + w->at, w->end - w->at))
		return false;
	bool alone =
	    line->end - line->word == 1 && line->section == HIRE__SECTION_HEAD;
	return alone || hire__own_name_at(
	                    b->name, line->s, line->n, w->at, w->end - w->at);
}

static void
note_words(builder *b, size_t line, size_t from, size_t to)
{
	bool list = b->doc->lines[line].section == HIRE__SECTION_SKILLS;
	size_t n = hire__skills_find(b->doc, from, to, list, b->hits);
	for (size_t i = 0; i < n; i++)
		if (!is_personal(b, &b->hits[i]) &&
		    !hire__disclaimed(b->doc, &b->hits[i], from, to))
			note(b, b->doc->words[b->hits[i].word].line,
			    b->hits[i].skill);
}

/* Of a header line only the title speaks of skills: not the name, employer,
 * school or place. */
static void
note_header(builder *b, size_t line_at)
{
	const hire__line *line = &b->doc->lines[line_at];
	hire__segment seg[HIRE__SEGMENTS];
	size_t n = 0;
	if (line->section == HIRE__SECTION_EDUCATION)
		return;
	hire__segments_cut(b->doc, line->word, line->end, NULL, seg, &n);
	for (size_t i = 0; i < n; i++)
		if (seg[i].cues & HIRE__CUE_TITLE)
			note_words(b, line_at, seg[i].word, seg[i].stop);
}

static void
find_skills(builder *b)
{
	hire__doc *d = b->doc;
	for (size_t i = 0; i < d->line_count; i++) {
		const hire__line *line = &d->lines[i];
		if (!speaks_of_skills(line))
			continue;
		if (line->header)
			note_header(b, i);
		else
			note_words(b, i, line->word, line->end);
	}
}

static int32_t
skill_months(const builder *b, size_t skill, hire_time today)
{
	int32_t spans[64][2];
	size_t n = 0;
	for (size_t k = 0; k < b->job_count && n < 64; k++)
		if (b->by_job[skill * b->job_count + k])
			n += hire__job_span(
			    &b->jobs[k].job, today, &spans[n][0], &spans[n][1]);
	return hire__months_merged(spans, n);
}

static hire_status
emit_skills(builder *b, hire_time today, hire_facts *f, hire_error *err)
{
	hire_arena *mem = b->doc->mem;
	f->skills = hire_arena_alloc(mem, (b->order + 1) * sizeof *f->skills);
	if (!f->skills)
		return hire__nomem(err);
	f->skill_count = b->order;
	for (size_t i = 0; i < hire__skill_rows_count; i++) {
		const seen *s = &b->skills[i];
		if (!s->order)
			continue;
		const hire__line *line = &b->doc->lines[s->line];
		size_t cut = hire__utf8_cut(line->s, EVIDENCE_MAX);
		hire_skill *k = &f->skills[s->order - 1];
		*k = (hire_skill){.name = hire__skill_rows[i].name,
		    .evidence = hire_arena_strndup(mem, line->s, cut),
		    .line = line->number,
		    .listed = s->listed,
		    .used = s->used,
		    .months = skill_months(b, i, today)};
		if (!k->evidence)
			return hire__nomem(err);
	}
	return HIRE_OK;
}

static hire_status
read_skills(builder *b, hire_time today, hire_facts *f, hire_error *err)
{
	hire_arena *mem = b->doc->mem;
	size_t rows = hire__skill_rows_count;
	b->skills = hire_arena_alloc(mem, rows * sizeof *b->skills);
	b->by_job = hire_arena_alloc(mem, rows * b->job_count + 1);
	b->hits =
	    hire_arena_alloc(mem, (b->doc->word_count + 1) * sizeof *b->hits);
	if (!b->skills || !b->by_job || !b->hits)
		return hire__nomem(err);
	find_skills(b);
	return emit_skills(b, today, f, err);
}

/* Without a title in the head, the job that runs or ended last gives it. */
static const char *
latest_title(const hire_employment *jobs, size_t n)
{
	const hire_employment *best = NULL;
	for (size_t i = 0; i < n; i++) {
		const hire_employment *j = &jobs[i];
		if (!j->title)
			continue;
		int32_t now = j->end.year * 12 + j->end.month;
		int32_t then = best ? best->end.year * 12 + best->end.month : 0;
		if (!best || (j->present && !best->present) ||
		    (!best->present && now > then))
			best = j;
	}
	return best ? best->title : NULL;
}

static hire_status
read_facts(hire__doc *doc, hire_time today, hire_facts *f, hire_error *err)
{
	builder b = {.doc = doc};
	hire__contacts c;
	hire__sections_mark(doc);
	hire_status st = hire__contacts_find(doc, &c, err);
	if (!st)
		st = hire__jobs_find(doc, &b.jobs, &b.job_count, err);
	if (!st)
		st = hire__education_find(doc, &f->education,
		    &f->education_count, &f->highest_degree, err);
	b.name = c.name;
	if (!st)
		st = read_skills(&b, today, f, err);
	if (st)
		return st;
	f->jobs =
	    hire_arena_alloc(doc->mem, (b.job_count + 1) * sizeof *f->jobs);
	if (!f->jobs)
		return hire__nomem(err);
	for (size_t i = 0; i < b.job_count; i++)
		f->jobs[i] = b.jobs[i].job;
	f->job_count = b.job_count;
	f->name = c.name;
	f->email = c.email;
	f->phone = c.phone;
	f->title = c.title ? c.title : latest_title(f->jobs, f->job_count);
	f->months = hire_experience_months(f->jobs, f->job_count, today);
	return HIRE_OK;
}

hire_status
hire_facts_read(const char *text, size_t n, hire_time today, hire_arena *mem,
    const hire_facts **out, hire_error *err)
{
	hire__doc *doc;
	hire_facts *f = hire_arena_alloc(mem, sizeof *f);
	if (!f)
		return hire__nomem(err);
	hire_status st = hire__doc_read(text, n, mem, &doc, err);
	if (!st)
		st = hire__orders_drop(doc, err);
	if (!st)
		st = read_facts(doc, today, f, err);
	if (st)
		return st;
	f->ignored = doc->ignored;
	f->ignored_count = doc->ignored_count;
	f->engine = HIRE_ENGINE_BUILTIN;
	*out = f;
	return HIRE_OK;
}
