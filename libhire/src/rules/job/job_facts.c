/* SPDX-License-Identifier: MIT
 * job_facts.c - a job's requirements: the recruiter's list, or found in the
 * text.
 */
#include "own_list.h"
#include "rules/skills/skills.h"
#include "rules/text/orders.h"
#include "rules/text/sections.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum {
	ENOUGH = 4,
	TOO_FEW = 2,
	FROM_DUTIES = 15,
	TITLE_WORDS = 8,
	ITEM_WORDS = 40
};

typedef struct collector {
	hire__doc *doc;
	hire_job_facts *facts;
	size_t provable;
	bool parted; /* the text has a part of requirements */
} collector;

static hire_requirement *
next_free(collector *c)
{
	if (c->facts->count == HIRE__REQUIREMENTS_MAX)
		return NULL;
	return &c->facts->requirements[c->facts->count];
}

static bool
is_boilerplate(const hire__doc *doc, const hire__statement *s)
{
	return hire__phrase_bits(doc, &hire__boilerplate, s->word, s->stop);
}

/* A bullet that names nothing known is still asked, if only in the interview:
 * unless it is too long to be one, or must not be asked. */
static bool
worth_listing(const hire__doc *doc, const hire__statement *s, bool listed)
{
	enum {
		REFUSALS = HIRE__DISCLAIM_SCOPE | HIRE__DISCLAIM_JOB |
		           HIRE__DISCLAIM_BEHIND,
		OPENINGS = REFUSALS | HIRE__DISCLAIM_WISH |
		           HIRE__DISCLAIM_HOPE | HIRE__DISCLAIM_LEARN |
		           HIRE__DISCLAIM_DIRECT
	};
	size_t words = s->stop - s->word, n;
	const hire__entry *first =
	    hire__phrase_at(doc, &hire__disclaimers, s->word, s->stop, &n);
	int32_t said =
	    hire__phrase_bits(doc, &hire__disclaimers, s->word, s->stop);
	bool heads_list = words && hire__word_is(doc, s->stop - 1, "following");
	return listed && words && !heads_list && words <= ITEM_WORDS &&
	       !(first && first->value & OPENINGS) && !(said & REFUSALS) &&
	       !hire__requirement_improper(doc, s->word, s->stop);
}

/* Take a statement as a requirement when it asks for something. */
static hire_status
take(collector *c, const hire__statement *s, hire_requirement_kind kind,
    hire_error *err)
{
	hire_requirement *r = next_free(c);
	if (!r || is_boilerplate(c->doc, s))
		return HIRE_OK;
	/* A bullet among requirements may be nothing but "Go" or "C, R". */
	bool listed = s->bullet && (s->part == HIRE__PART_MUST ||
	                               s->part == HIRE__PART_NICE);
	*r = (hire_requirement){.kind = kind};
	hire_status st =
	    hire__requirement_read(c->doc, s->word, s->stop, listed, r, err);
	bool asks = r->skill_count || r->years || r->degree;
	if (st || (!asks && !worth_listing(c->doc, s, listed)))
		return st;
	if (!r->skill_count && !r->degree)
		st = hire__requirement_names(c->doc, s->word, s->stop, r, err);
	/* One word that is not even a name asks nothing. */
	if (st || (!asks && !r->skill_count && s->stop - s->word < 2))
		return st;
	r->text = hire__statement_text(c->doc, s);
	r->line = c->doc->lines[c->doc->words[s->word].line].number;
	if (!r->text)
		return hire__nomem(err);
	c->facts->count++;
	c->provable += hire__requirement_provable(r);
	return HIRE_OK;
}

/* `duties`: only what somebody will do, which flattened advertisements have
 * among the requirements; else only the rest. */
static hire_status
from_parts(collector *c, const hire__statement *s, size_t n, bool duties,
    hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < n && !st; i++) {
		c->parted |= s[i].part == HIRE__PART_MUST;
		if (hire__statement_is_duty(c->doc, &s[i]) != duties ||
		    (!s[i].bullet && hire__statement_of_company(c->doc, &s[i])))
			continue;
		if (s[i].part == HIRE__PART_MUST)
			st = take(c, &s[i], HIRE_REQUIREMENT_MUST, err);
		else if (s[i].part == HIRE__PART_NICE)
			st = take(c, &s[i], HIRE_REQUIREMENT_NICE, err);
	}
	return st;
}

/* What prose may ask with: words that ask ("you should have experience
 * with"), the duties, or, when a text says next to nothing, what the company
 * works with. */
enum prose { ASKING, DUTIES, ANYTHING };

static hire_status
from_prose(collector *c, const hire__statement *s, size_t n, enum prose what,
    hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < n && !st; i++) {
		bool part = s[i].part == HIRE__PART_INTRO ||
		            s[i].part == HIRE__PART_DUTIES;
		bool ask = hire__statement_asks(c->doc, &s[i]);
		bool asking = what == ASKING;
		if (!part || (ask != asking && what != ANYTHING) ||
		    (!asking && c->provable >= FROM_DUTIES))
			continue;
		bool intro = s[i].part == HIRE__PART_INTRO;
		bool skip = (c->parted && intro && !asking) ||
		            hire__statement_of_company(c->doc, &s[i]);
		if (skip && what != ANYTHING)
			continue;
		st = take(c, &s[i], HIRE_REQUIREMENT_MUST, err);
	}
	return st;
}

static size_t
group_size(const hire_requirement *r, size_t i)
{
	size_t n = 0;
	for (size_t k = 0; k < r->skill_count; k++)
		n += hire__requirement_group(r, k) ==
		     hire__requirement_group(r, i);
	return n;
}

/* Whether two requirements ask for the same, in whatever words. */
static bool
same_ask(const hire_requirement *a, const hire_requirement *b)
{
	if (a->years != b->years || a->degree != b->degree ||
	    a->skill_count != b->skill_count)
		return false;
	if (!a->skill_count && !a->years && !a->degree)
		return !strcmp(a->text, b->text);
	bool alternatives = a->skill_count > 1;
	for (size_t i = 0; i < a->skill_count; i++) {
		size_t k = 0;
		while (k < b->skill_count && strcmp(a->skills[i], b->skills[k]))
			k++;
		if (k == b->skill_count ||
		    (alternatives && group_size(a, i) != group_size(b, k)))
			return false;
	}
	return true;
}

/* The requirement before `end` that asks for the same as `r`, or NULL. */
static hire_requirement *
twin_of(hire_requirement *list, size_t end, const hire_requirement *r)
{
	for (size_t i = 0; i < end; i++)
		if (same_ask(&list[i], r))
			return &list[i];
	return NULL;
}

/* What is asked twice counts once, as a must when either is. */
static void
merge_twins(hire_job_facts *f)
{
	size_t kept = 0;
	for (size_t i = 0; i < f->count; i++) {
		const hire_requirement *r = &f->requirements[i];
		hire_requirement *twin = twin_of(f->requirements, kept, r);
		if (!twin)
			f->requirements[kept++] = *r;
		else if (r->kind == HIRE_REQUIREMENT_MUST)
			twin->kind = HIRE_REQUIREMENT_MUST;
	}
	f->count = kept;
}

static int
by_line(const hire_requirement *a, const hire_requirement *b)
{
	return (a->line > b->line) - (a->line < b->line);
}

/* Stable, and nearly sorted already: two passes joined. */
static void
sort_by_line(hire_requirement *r, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k && by_line(&r[k - 1], &r[k]) > 0; k--) {
			hire_requirement t = r[k];
			r[k] = r[k - 1];
			r[k - 1] = t;
		}
}

static hire_status
find_in_text(collector *c, hire_error *err)
{
	hire__statement *s;
	size_t n;
	hire_status st = hire__statements_cut(c->doc, &s, &n, err);
	if (!st)
		st = from_parts(c, s, n, false, err);
	if (!st && c->provable < ENOUGH)
		st = from_parts(c, s, n, true, err);
	if (!st && c->provable < ENOUGH)
		st = from_prose(c, s, n, ASKING, err);
	if (!st && c->provable < ENOUGH)
		st = from_prose(c, s, n, DUTIES, err);
	if (!st && c->provable < TOO_FEW)
		st = from_prose(c, s, n, ANYTHING, err);
	if (st)
		return st;
	sort_by_line(c->facts->requirements, c->facts->count);
	merge_twins(c->facts);
	return HIRE_OK;
}

static void
keep_roles(hire_requirement *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->skill_count; i++) {
		int row = hire__skill_row_of(r->skills[i]);
		if (row >= 0 &&
		    !(hire__skill_rows[row].flags & HIRE__SKILL_SOFT))
			r->skills[kept++] = r->skills[i];
	}
	r->skill_count = kept;
}

/* The line of work in the title: asked for when the text leaves it out. */
static hire_status
add_title(collector *c, const char *title, hire_error *err)
{
	hire__doc *doc;
	hire_job_facts *f = c->facts;
	size_t n = title ? strlen(title) : 0;
	hire_status st =
	    hire__doc_read(title ? title : "", n, c->doc->mem, &doc, err);
	if (st || !doc->word_count || !next_free(c))
		return st;
	hire_requirement r = {.kind = HIRE_REQUIREMENT_MUST};
	st = hire__requirement_read(doc, 0, doc->word_count, false, &r, err);
	keep_roles(&r);
	if (st || !r.skill_count)
		return st;
	r.groups = NULL;
	r.any = true;
	r.text = hire_arena_strdup(c->doc->mem, title);
	if (!r.text)
		return hire__nomem(err);
	r.years = 0;
	r.degree = HIRE_DEGREE_NONE;
	hire_requirement *twin = twin_of(f->requirements, f->count, &r);
	if (twin) {
		twin->kind = HIRE_REQUIREMENT_MUST;
		return HIRE_OK;
	}
	memmove(f->requirements + 1, f->requirements,
	    f->count * sizeof *f->requirements);
	f->requirements[0] = r;
	f->count++;
	return HIRE_OK;
}

/* The first line of work that the text names, with the capitalised words
 * around it: "Senior Backend Engineer" out of "We are looking for a ...". */
static hire_status
find_title(const hire__doc *doc, hire_job_facts *f, hire_error *err)
{
	size_t end = doc->line_count < 4 ? doc->word_count : doc->lines[3].end;
	hire__skill_hit *hits =
	    hire_arena_alloc(doc->mem, (end + 1) * sizeof *hits);
	if (!hits)
		return hire__nomem(err);
	size_t n = hire__skills_find(doc, 0, end, false, hits);
	for (size_t i = 0; i < n; i++) {
		size_t from = hits[i].word, to = from + hits[i].count, gap;
		const hire__line *line = &doc->lines[doc->words[from].line];
		if (!hire__word_capital(doc, from) || to > line->end)
			continue;
		while (to < line->end && hire__word_capital(doc, to) &&
		       *hire__word_gap(doc, to, &gap) == ' ' && gap == 1)
			to++;
		while (from > line->word && hire__word_capital(doc, from - 1) &&
		       *hire__word_gap(doc, from, &gap) == ' ' && gap == 1)
			from--;
		if (!(hire__phrase_bits(doc, &hire__cues, from, to) &
		        HIRE__CUE_TITLE))
			continue;
		hire__statement s = {.word = from, .stop = to};
		f->title = hire__statement_text(doc, &s);
		return f->title ? HIRE_OK : hire__nomem(err);
	}
	/* Without one, a short first line that opens no part of the text. */
	const hire__line *first = doc->line_count ? doc->lines : NULL;
	bool title = first && first->end - first->word <= TITLE_WORDS &&
	             !memchr(first->s, ':', first->n) &&
	             hire__heading(
	                 doc, &hire__job_sections, first->word, first->end) < 0;
	f->title = title ? first->s : NULL;
	return HIRE_OK;
}

/* Without what speaks to the machine that reads it. */
static hire_status
read_text(const char *text, hire_arena *mem, hire__doc **out, hire_error *err)
{
	hire_status st = hire__doc_read(text, strlen(text), mem, out, err);
	return st ? st : hire__orders_drop(*out, false, err);
}

hire_status
hire_job_facts_read(const char *title, const char *text,
    const char *requirements, hire_arena *mem, const hire_job_facts **out,
    hire_error *err)
{
	hire_job_facts *f = hire_arena_alloc(mem, sizeof *f);
	collector c = {.facts = f};
	if (!f ||
	    !(f->requirements = hire_arena_alloc(
	          mem, (HIRE__REQUIREMENTS_MAX + 1) * sizeof *f->requirements)))
		return hire__nomem(err);
	text = text ? text : "";
	hire_status st = read_text(text, mem, &c.doc, err);
	if (st)
		return st;
	f->engine = HIRE_ENGINE_BUILTIN;
	if (!title || !*title)
		st = find_title(c.doc, f, err);
	else if (!(f->title = hire_arena_strdup(mem, title)))
		st = hire__nomem(err);
	if (st)
		return st;
	hire__doc *own = c.doc;
	bool list = requirements && *requirements;
	if (list)
		st = read_text(requirements, mem, &own, err);
	if (!st)
		st = hire__own_list_read(f, own, !list, err);
	if (!st && !f->count) {
		st = find_in_text(&c, err);
		st = st ? st : add_title(&c, f->title, err);
	}
	if (!st)
		*out = f;
	return st;
}
