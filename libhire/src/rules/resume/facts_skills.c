/* SPDX-License-Identifier: MIT
 * facts_skills.c - the skills of a resume: which lines speak of them, and
 * whether they were listed or used, and in which jobs.
 */
#include "facts_skills.h"

#include "contacts.h"
#include "name_line.h"
#include "own_name.h"
#include "rules/skills/company.h"
#include "rules/skills/disclaim.h"
#include "rules/skills/listing.h"
#include "rules/skills/skill_names.h"
#include "rules/skills/skills.h"
#include "rules/text/letters.h"
#include "rules/text/sections.h"
#include "skill_mention.h"
#include "util/ctx.h"
#include "util/utf8.h"
#include "wished.h"

#include <string.h>

enum { EVIDENCE_MAX = 240, SPANS = 64, NAMES = 128, UNKNOWN = 0xFFFF };

/* What is known of one skill while the lines are read. */
typedef struct seen {
	size_t line;   /* the line that shows it best */
	uint32_t last; /* its newest job in the list of uses, 1-based */
	uint32_t jobs; /* how many */
	uint16_t row;  /* UNKNOWN for a name that no table has */
	const char *name;
	bool listed, used, told, plain;
	bool sure; /* some mention of it is no thing of everyday */
} seen;

/* One skill in one job; those of a skill are linked backwards. */
typedef struct use {
	uint32_t before;
	uint16_t job;
} use;

typedef struct builder {
	hire__doc *doc;
	const hire__job_lines *jobs;
	size_t job_count;
	uint32_t *index; /* of rows, open addressing: place in `all`, 1-based */
	size_t mask;
	seen *all; /* in order of appearance */
	size_t count;
	use *uses;
	uint32_t use_count;
	hire__skill_hit *hits;
	hire__skill_item *items;
	size_t named[NAMES]; /* places in `all` of names of no table */
	size_t named_count;
	hire__listing listing; /* what the line in hand is */
	bool near;             /* the line above belongs to a list of skills */
	const char *name;      /* the person's, or NULL */
	bool technical;        /* some line speaks of software */
} builder;

static size_t
job_of(const builder *b, size_t line)
{
	for (size_t k = 0; k < b->job_count; k++)
		if (line >= b->jobs[k].first && line < b->jobs[k].last)
			return k;
	return b->job_count;
}

static seen *
seen_of(builder *b, uint16_t row, size_t line)
{
	size_t at = (row * 2654435761u >> 8) & b->mask;
	while (b->index[at] && b->all[b->index[at] - 1].row != row)
		at = (at + 1) & b->mask;
	if (!b->index[at]) {
		b->all[b->count] = (seen){.line = line,
		    .row = row,
		    .name = hire__skill_rows[row].name};
		b->index[at] = (uint32_t)++b->count;
	}
	return &b->all[b->index[at] - 1];
}

/* The lines of a job follow each other: only the newest can be the same. */
static void
note_job(builder *b, seen *s, size_t job)
{
	if (s->last && b->uses[s->last - 1].job == job)
		return;
	b->uses[b->use_count++] = (use){s->last, (uint16_t)job};
	s->last = b->use_count;
	s->jobs++;
}

/* Whether a line says more than that somebody has its skills. */
static bool
tells_work(const builder *b, const hire__line *line, size_t job)
{
	return job < b->job_count ||
	       line->section == HIRE__SECTION_EXPERIENCE ||
	       line->section == HIRE__SECTION_PROJECTS ||
	       line->section == HIRE__SECTION_VOLUNTEER;
}

/* A run of key words is a list wherever it stands; tidy items are one in the
 * head and the summary, where no heading says what they are. */
static bool
is_list(const builder *b, const hire__line *line, bool work)
{
	bool plain = line->section == HIRE__SECTION_HEAD ||
	             line->section == HIRE__SECTION_SUMMARY;
	return line->section == HIRE__SECTION_SKILLS ||
	       b->listing == HIRE__LISTING_RUN ||
	       (b->listing == HIRE__LISTING_ITEMS && plain && !work);
}

static void
note(builder *b, size_t line_at, seen *s, bool plain)
{
	const hire__line *line = &b->doc->lines[line_at];
	size_t job = job_of(b, line_at);
	bool work = tells_work(b, line, job);
	bool list = is_list(b, line, work);
	bool used = work && b->listing != HIRE__LISTING_RUN;
	if (used && !s->used)
		s->line = line_at; /* use says more than a list */
	s->listed |= list;
	s->used |= used;
	s->told |= !used && (!list || b->listing == HIRE__LISTING_PROSE);
	s->plain |= plain;
	if (used && job < b->job_count)
		note_job(b, s, job);
}

/* Whether a hit is the person's name or part of an address. */
static bool
is_personal(const builder *b, const hire__skill_hit *h)
{
	const hire__word_at *w = &b->doc->words[h->word];
	const hire__line *line = &b->doc->lines[w->line];
	if (hire__in_address(line->s, line->n, w->at) ||
	    hire__skill_is_label(b->doc, line, h->word))
		return true;
	if (h->count == 1 && !b->name && hire__is_name_line(b->doc, w->line))
		return true;
	if (h->count > 1 ||
	    !hire__name_has(b->name, line->s + w->at, w->end - w->at))
		return false;
	bool alone =
	    line->end - line->word == 1 && line->section == HIRE__SECTION_HEAD;
	return alone || hire__own_name_at(
	                    b->name, line->s, line->n, w->at, w->end - w->at);
}

/* "EC2" is noted as what it is, and as the AWS that it shows. */
static void
note_hit(builder *b, const hire__skill_hit *h, bool title)
{
	size_t line = b->doc->words[h->word].line;
	uint16_t base = hire__skill_rows[h->skill].base;
	bool thing = hire__skill_is_thing(b->doc, h);
	seen *s = seen_of(b, h->skill, line);
	note(b, line, s,
	    hire__skill_is_plain(b->doc, &b->doc->lines[line], h, title));
	s->sure |= !thing;
	if (base == h->skill)
		return;
	s = seen_of(b, base, line);
	note(b, line, s, false);
	s->sure = true;
}

static bool
note_name(builder *b, size_t line, const hire__skill_item *item)
{
	char *name = hire__skill_item_text(b->doc, item);
	size_t k = 0;
	if (!name || hire__name_has(b->name, name, strlen(name)))
		return name != NULL;
	while (k < b->named_count &&
	       !hire__same_letters(b->all[b->named[k]].name, name))
		k++;
	if (k == NAMES)
		return true;
	if (k == b->named_count) {
		b->named[b->named_count++] = b->count;
		b->all[b->count++] =
		    (seen){.line = line, .row = UNKNOWN, .name = name};
	}
	note(b, line, &b->all[b->named[k]], true);
	return true;
}

/* Whether a line that follows the list of skills has left it: it stands in a
 * job, or neither it nor the line above shows a skill. */
static bool
strayed(builder *b, size_t line_at, size_t hits)
{
	const hire__line *line = &b->doc->lines[line_at];
	bool first = line_at && line[-1].heading;
	bool near =
	    b->near || first || hire__after_colon(b->doc, line) < line->end;
	b->near = hits > 0;
	return job_of(b, line_at) < b->job_count || (!hits && !near);
}

/* Names that no table knows, in the list of skills and among known ones in
 * what was done at work. */
static bool
note_names(builder *b, size_t line_at, size_t from, size_t to, size_t n)
{
	const hire__line *line = &b->doc->lines[line_at];
	bool list = line->section == HIRE__SECTION_SKILLS;
	bool work = line->section == HIRE__SECTION_EXPERIENCE ||
	            line->section == HIRE__SECTION_PROJECTS;
	if ((!list && !work) || (list && strayed(b, line_at, n)))
		return true;
	n = hire__skill_names_find(
	    b->doc, from, to, list, b->hits, n, b->items);
	b->near |= list && n;
	for (size_t i = 0; i < n; i++)
		if (!hire__in_address(
		        line->s, line->n, b->doc->words[b->items[i].word].at) &&
		    !note_name(b, line_at, &b->items[i]))
			return false;
	return true;
}

static bool
note_words(builder *b, size_t line, size_t from, size_t to, bool title)
{
	bool list = b->doc->lines[line].section == HIRE__SECTION_SKILLS;
	size_t n = hire__skills_find(b->doc, from, to, list, b->hits);
	b->listing = title ? HIRE__LISTING_NO
	                   : hire__listing_of(b->doc, from, to, b->hits, n);
	for (size_t i = 0; i < n && !b->technical; i++)
		b->technical = hire__skill_is_technical(b->doc, &b->hits[i]);
	for (size_t i = 0; i < n; i++)
		if (!is_personal(b, &b->hits[i]) &&
		    !hire__disclaimed(b->doc, &b->hits[i], from, to))
			note_hit(b, &b->hits[i], title);
	return title || note_names(b, line, from, to, n);
}

/* Of a header line only the title speaks of skills: not the name, employer,
 * school or place. */
static bool
note_header(builder *b, size_t line_at)
{
	const hire__line *line = &b->doc->lines[line_at];
	hire__segment seg[HIRE__SEGMENTS];
	size_t n = 0;
	if (line->section == HIRE__SECTION_EDUCATION)
		return true;
	hire__segments_cut(b->doc, line->word, line->end, NULL, seg, &n);
	for (size_t i = 0; i < n; i++)
		if (seg[i].cues & HIRE__CUE_TITLE &&
		    !note_words(b, line_at, seg[i].word, seg[i].stop, true))
			return false;
	return true;
}

static bool
find_skills(builder *b)
{
	hire__doc *d = b->doc;
	for (size_t i = 0; i < d->line_count; i++) {
		const hire__line *line = &d->lines[i];
		size_t below = hire__behind_wishes(d, i);
		if (below > i) {
			i = below - 1;
			continue;
		}
		if (!hire__speaks_of_skills(line))
			continue;
		if (!(line->header
		            ? note_header(b, i)
		            : note_words(b, i, line->word, line->end, false)))
			return false;
	}
	return true;
}

/* The jobs of a skill, in the resume's order, and the months they cover. */
static bool
emit_jobs(const builder *b, const seen *s, hire_time today, hire_skill *out)
{
	int32_t spans[SPANS][2];
	size_t n = 0, k = s->jobs;
	if (!s->jobs)
		return true;
	uint16_t *jobs = hire_arena_alloc(b->doc->mem, s->jobs * sizeof *jobs);
	if (!jobs)
		return false;
	for (uint32_t u = s->last; u; u = b->uses[u - 1].before) {
		jobs[--k] = b->uses[u - 1].job;
		if (n < SPANS && hire__job_span(&b->jobs[jobs[k]].job, today,
		                     &spans[n][0], &spans[n][1]))
			n++;
	}
	out->jobs = jobs;
	out->job_count = s->jobs;
	out->months = hire__months_merged(spans, n);
	return true;
}

/* A name that is a thing as well is a skill where it is listed as one, or
 * where something else speaks of software. */
static bool
is_meant(const builder *b, const seen *s)
{
	return s->row == UNKNOWN || s->sure || s->listed || b->technical;
}

static hire_status
emit_skills(builder *b, hire_time today, hire_facts *f, hire_error *err)
{
	hire_arena *mem = b->doc->mem;
	f->skills = hire_arena_alloc(mem, (b->count + 1) * sizeof *f->skills);
	if (!f->skills)
		return hire__nomem(err);
	for (size_t i = 0; i < b->count; i++) {
		const seen *s = &b->all[i];
		if (!is_meant(b, s))
			continue;
		const hire__line *line = &b->doc->lines[s->line];
		size_t cut = hire__utf8_cut(line->s, EVIDENCE_MAX);
		hire_skill *k = &f->skills[f->skill_count++];
		*k = (hire_skill){.name = s->name,
		    .evidence = hire_arena_strndup(mem, line->s, cut),
		    .line = line->number,
		    .listed = s->listed,
		    .used = s->used,
		    .told = s->told,
		    .hint = !s->plain};
		if (!k->evidence || !emit_jobs(b, s, today, k))
			return hire__nomem(err);
	}
	return HIRE_OK;
}

hire_status
hire__facts_skills(hire__doc *doc, const hire__job_lines *jobs,
    size_t job_count, const char *name, hire_time today, hire_facts *f,
    hire_error *err)
{
	builder b = {
	    .doc = doc, .jobs = jobs, .job_count = job_count, .name = name};
	hire_arena *mem = doc->mem;
	size_t most = 2 * doc->word_count + 1, slots = 64;
	while (slots < most)
		slots *= 2;
	b.mask = slots - 1;
	b.index = hire_arena_alloc(mem, slots * sizeof *b.index);
	b.all = hire_arena_alloc(mem, most * sizeof *b.all);
	b.uses = hire_arena_alloc(mem, most * sizeof *b.uses);
	b.hits = hire_arena_alloc(mem, most * sizeof *b.hits);
	b.items = hire_arena_alloc(mem, most * sizeof *b.items);
	if (!b.index || !b.all || !b.uses || !b.hits || !b.items)
		return hire__nomem(err);
	if (!find_skills(&b))
		return hire__nomem(err);
	return emit_skills(&b, today, f, err);
}
