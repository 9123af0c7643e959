/* SPDX-License-Identifier: MIT
 * header.c - which parts around a date are the title and the employer.
 * Resumes order them as they like, but each resume stays with one order: all
 * pairs are weighed by what their words say, and then by what the others do.
 */
#include "parts.h"

#include "rules/text/sections.h"

#include <stdlib.h>
#include <string.h>

enum { REACH_UP = 4, REACH_DOWN = 3 };

/* "Skills\tC, Java": a row of a table, with its section at the left. */
static bool
is_section_row(const hire__doc *doc, const hire__line *line)
{
	for (size_t i = line->word + 1; i < line->end; i++)
		if (line->s[doc->words[i].at - 1] == '\t')
			return hire__heading(
			           doc, &hire__sections, line->word, i) >= 0;
	return false;
}

/* Whether line `i` may name the job of anchor `k`. */
static bool
may_take(const hire__anchors *all, size_t k, size_t i)
{
	const hire__anchor *a = all->list;
	if (i >= all->doc->line_count || !all->scope[i])
		return false;
	if (a[k].more && i > a[k].line && a[k].more > all->doc->lines[i].word &&
	    a[k].more <= all->doc->lines[i].end)
		return true;
	if (hire__line_is_body(all->doc, &all->doc->lines[i]) ||
	    is_section_row(all->doc, &all->doc->lines[i]))
		return false;
	if (k && i < a[k - 1].end)
		return false;
	return k + 1 == all->count || i < a[k + 1].line;
}

static void
walk(const hire__anchors *all, size_t k, int step, int reach, hire__parts *out)
{
	size_t i = all->list[k].line;
	for (int off = 0; abs(off) < reach;) {
		i += (size_t)step;
		if (!may_take(all, k, i))
			return;
		size_t before = out->count;
		hire__parts_add(all, &all->list[k], i, off + step, out);
		const hire__line *line = &all->doc->lines[i];
		bool empty =
		    out->count == before &&
		    hire__says_nothing(all->doc, line->word, line->end);
		off += empty ? 0 : step;
	}
}

static void
gather(const hire__anchors *all, size_t k, hire__parts *out)
{
	out->count = 0;
	if (!all->list[k].margin)
		hire__parts_add(all, &all->list[k], all->list[k].line, 0, out);
	walk(all, k, -1, REACH_UP, out);
	if (!all->list[k].margin)
		walk(all, k, 1, REACH_DOWN, out);
}

static void
cover(const hire__anchors *all, hire__anchor *a, const hire__part_at *p)
{
	size_t i = all->doc->words[p->seg.word].line;
	a->first = i < a->first ? i : a->first;
	a->end = i + 1 > a->end ? i + 1 : a->end;
}

static void
settle(hire__anchors *all, size_t k, const hire__habit *h)
{
	hire__anchor *a = &all->list[k];
	hire__parts p;
	if (a->told)
		return;
	a->first = a->line;
	a->end = a->line + 1;
	gather(all, k, &p);
	hire__parts_choose(all, a, &p, h);
	if (a->has_title)
		cover(all, a, &a->title);
	if (a->has_employer)
		cover(all, a, &a->employer);
}

/* The most common distance, among those that found both. */
static int
most(const hire__anchors *all, bool title)
{
	int votes[2 * REACH_UP + 3] = {0}, best = 0;
	for (size_t k = 0; k < all->count; k++) {
		const hire__anchor *a = &all->list[k];
		if (!a->has_title || !a->has_employer || a->told)
			continue;
		int off = title ? a->title.off : a->employer.off;
		int *v = &votes[off + REACH_UP + 1];
		if (++*v > votes[best + REACH_UP + 1])
			best = off;
	}
	return best;
}

static hire__habit
learn(const hire__anchors *all)
{
	hire__habit h = {0};
	int first = 0;
	size_t both = 0;
	for (size_t k = 0; k < all->count; k++) {
		const hire__anchor *a = &all->list[k];
		if (!a->has_title || !a->has_employer || a->told)
			continue;
		both++;
		bool sure = a->title.seg.cues & HIRE__CUE_TITLE;
		if (sure && a->title.off == a->employer.off)
			first +=
			    a->title.seg.word < a->employer.seg.word ? 1 : -1;
	}
	h.known = both > 1;
	h.title = most(all, true);
	h.employer = most(all, false);
	h.title_first = first > 0;
	return h;
}

/* The date came behind its bullets: the header is the nearest line above that
 * names a title. */
static void
jump_back(hire__anchors *all, size_t k)
{
	hire__anchor *a = &all->list[k];
	size_t floor = k ? all->list[k - 1].end : 0;
	for (size_t i = a->line; i-- > floor;) {
		const hire__line *line = &all->doc->lines[i];
		if (!may_take(all, k, i) ||
		    !(hire__cues_of(all->doc, line->word, line->end) &
		        HIRE__CUE_TITLE))
			continue;
		hire__parts p = {.count = 0};
		hire__parts_add(all, a, i, -1, &p);
		if (may_take(all, k, i - 1))
			hire__parts_add(all, a, i - 1, -2, &p);
		hire__parts_choose(all, a, &p, &(hire__habit){0});
		if (a->has_title)
			cover(all, a, &a->title);
		if (a->has_employer)
			cover(all, a, &a->employer);
		return;
	}
}

/* "Freelance Developer" has no employer to inherit. */
static bool
works_alone(const hire__anchors *all, const hire__anchor *a)
{
	static const char *const words[] = {
	    "freelance", "freelancer", "self", "independent", "founder"};
	for (size_t i = a->title.seg.word; i < a->title.seg.stop; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (hire__word_is(all->doc, i, words[k]))
				return true;
	return false;
}

/* "VP, Fixed Income" below "Sample Bank", then "Associate, Credit Risk": where
 * the first role took its comma's words into the title, the next does too. */
static bool
names_no_other(
    const hire__anchors *all, const hire__anchor *from, const hire__anchor *a)
{
	const hire__segment *t = &from->title.seg;
	const hire__segment *e = &a->employer.seg;
	bool widened = false;
	size_t n;
	for (size_t i = t->word + 1; from->has_title && i < t->stop; i++)
		widened |= *hire__word_gap(all->doc, i, &n) == ',';
	return widened && a->has_title && e->word == a->title.seg.stop &&
	       *hire__word_gap(all->doc, e->word, &n) == ',' &&
	       !(e->cues & ~HIRE__CUE_VERB) && !e->place;
}

/* Several roles under one employer: it is named once, above the first. */
static void
inherit(hire__anchors *all)
{
	const hire__anchor *from = NULL;
	for (size_t k = 0; k < all->count; k++) {
		hire__anchor *a = &all->list[k];
		if (a->told)
			continue;
		if (from && a->has_employer && names_no_other(all, from, a)) {
			a->title.seg.stop = a->employer.seg.stop;
			a->has_employer = false;
		}
		if (a->has_employer) {
			bool above = a->employer.off < 0 ||
			             (!a->has_title && !a->employer.off);
			bool apart =
			    !a->has_title || a->title.off != a->employer.off;
			from = above && apart ? a : NULL;
		} else if (from && a->has_title && !works_alone(all, a)) {
			a->employer = from->employer;
			a->has_employer = true;
		}
	}
}

void
hire__headers_find(hire__anchors *all)
{
	hire__habit none = {0};
	for (size_t k = 0; k < all->count; k++)
		settle(all, k, &none);
	hire__habit h = learn(all);
	for (size_t k = 0; h.known && k < all->count; k++) {
		all->list[k].first = all->list[k].line;
		all->list[k].end = all->list[k].line + !all->list[k].told;
	}
	for (size_t k = 0; h.known && k < all->count; k++)
		settle(all, k, &h);
	for (size_t k = 0; k < all->count; k++)
		if (!all->list[k].has_title)
			jump_back(all, k);
	inherit(all);
}
