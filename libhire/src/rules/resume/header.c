/* SPDX-License-Identifier: MIT
 * header.c - which parts around a date are the title and the employer.
 * Resumes order them as they like, but each resume stays with one order: all
 * pairs are weighed by what their words say, and then by what the others do.
 */
#include "header.h"

#include "education.h"

#include <stdlib.h>
#include <string.h>

enum { REACH_UP = 4, REACH_DOWN = 3, PARTS = 48, NEVER = -1000, TELLS = 60 };

/* All parts that may name one job. */
typedef struct parts {
	hire__part_at at[PARTS];
	size_t count;
} parts;

/* How most anchors of this resume are written. */
typedef struct habit {
	bool known;
	int title, employer; /* lines from the date */
	bool title_first;
} habit;

static const hire__line *
line_of(const hire__anchors *all, const hire__part_at *p)
{
	return &all->doc->lines[all->doc->words[p->seg.word].line];
}

/* A degree from the column beside is no employer, "BS" no title. */
static bool
is_degree(const hire__doc *d, const hire__segment *s)
{
	size_t at;
	bool brief = s->stop - s->word <= 2;
	return !(s->cues & HIRE__CUE_TITLE) &&
	       hire__degree_in(d, s->word, s->stop, brief, &at);
}

static void
add_line(const hire__anchors *all, const hire__anchor *a, size_t i, int off,
    parts *out)
{
	const hire__doc *d = all->doc;
	const hire__line *line = &d->lines[i];
	hire__segment seg[HIRE__SEGMENTS];
	size_t n = 0, from = line->word;
	if (i != a->line && a->more > from && a->more <= line->end)
		from = a->more;
	if (from >= line->end)
		return;
	hire__segments_cut(
	    d, from, line->end, i == a->line ? &a->span : NULL, seg, &n);
	hire__segments_places(d, seg, n);
	for (size_t k = 0; k < n && out->count < PARTS; k++) {
		if (hire__says_nothing(d, seg[k].word, seg[k].stop) ||
		    seg[k].label == HIRE__LABEL_OTHER || is_degree(d, &seg[k]))
			continue;
		out->at[out->count++] = (hire__part_at){seg[k], off};
	}
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
	if (hire__line_is_body(all->doc, &all->doc->lines[i]))
		return false;
	if (k && i < a[k - 1].end)
		return false;
	return k + 1 == all->count || i < a[k + 1].line;
}

static void
walk(const hire__anchors *all, size_t k, int step, int reach, parts *out)
{
	size_t i = all->list[k].line;
	for (int off = 0; abs(off) < reach;) {
		i += (size_t)step;
		if (!may_take(all, k, i))
			return;
		size_t before = out->count;
		add_line(all, &all->list[k], i, off + step, out);
		const hire__line *line = &all->doc->lines[i];
		bool empty =
		    out->count == before &&
		    hire__says_nothing(all->doc, line->word, line->end);
		off += empty ? 0 : step;
	}
}

static void
gather(const hire__anchors *all, size_t k, parts *out)
{
	out->count = 0;
	if (!all->list[k].margin)
		add_line(all, &all->list[k], all->list[k].line, 0, out);
	walk(all, k, -1, REACH_UP, out);
	if (!all->list[k].margin)
		walk(all, k, 1, REACH_DOWN, out);
}

/* ---- weighing ---- */

static int
as_title(const hire__part_at *p)
{
	const hire__segment *s = &p->seg;
	int score = s->cues & HIRE__CUE_TITLE ? 14 : 2;
	if (s->label)
		return s->label == HIRE__LABEL_TITLE ? TELLS : NEVER;
	if (s->place && !s->guess)
		return NEVER;
	if (s->cues & HIRE__CUE_EMPLOYER)
		score -= 3;
	if (s->cues & HIRE__CUE_SCHOOL)
		score -= 2;
	if (s->guess)
		score -= 4;
	if (s->stop - s->word > 9)
		score -= 6;
	return score - 2 * abs(p->off);
}

static int
as_employer(const hire__anchors *all, const hire__part_at *p)
{
	const hire__segment *s = &p->seg;
	const hire__line *line = line_of(all, p);
	char c = line->s[all->doc->words[s->word].at];
	bool both = s->cues & HIRE__CUE_EMPLOYER && s->cues & HIRE__CUE_TITLE;
	int score = 6;
	if (s->label)
		return s->label == HIRE__LABEL_EMPLOYER ? TELLS : NEVER;
	if (s->place && !s->guess)
		return NEVER;
	if (s->cues & (HIRE__CUE_EMPLOYER | HIRE__CUE_SCHOOL))
		score += 3;
	if (s->cues & HIRE__CUE_TITLE)
		score -= both ? 5 : 10;
	if (s->guess)
		score -= 5;
	if (s->stop - s->word > 8)
		score -= 5;
	if (c >= 'a' && c <= 'z')
		score -= 3;
	/* Alone beside the date it may be a town. */
	if (!p->off && s->word == line->word && s->stop == line->end)
		score -= 1;
	return score - 2 * abs(p->off);
}

static int
together(const hire__part_at *t, const hire__part_at *e, const habit *h)
{
	int score = 3;
	if (t->off == e->off)
		score += 2;
	if ((t->off < 0 && e->off > 0) || (t->off > 0 && e->off < 0))
		score -= 5;
	if (t->off == e->off && h->known &&
	    (t->seg.word < e->seg.word) == h->title_first)
		score += 3;
	return score;
}

static int
habitual(const habit *h, int wanted, int off)
{
	return !h->known                                                ? 0
	       : wanted == off                                          ? 4
	       : (wanted < 0) != (off < 0) || (wanted > 0) != (off > 0) ? -2
	                                                                : 0;
}

static void
choose(
    const hire__anchors *all, hire__anchor *a, const parts *p, const habit *h)
{
	int best = 0;
	a->has_title = a->has_employer = false;
	/* `count` stands for none. */
	for (size_t t = 0; t <= p->count; t++)
		for (size_t e = 0; e <= p->count; e++) {
			bool title = t < p->count, employer = e < p->count;
			if (t == e)
				continue;
			int score = 0;
			if (title)
				score += as_title(&p->at[t]) +
				         habitual(h, h->title, p->at[t].off);
			if (employer)
				score += as_employer(all, &p->at[e]) +
				         habitual(h, h->employer, p->at[e].off);
			if (title && employer)
				score += together(&p->at[t], &p->at[e], h);
			if (score <= best)
				continue;
			best = score;
			a->has_title = title;
			a->has_employer = employer;
			a->title = title ? p->at[t] : a->title;
			a->employer = employer ? p->at[e] : a->employer;
		}
}

static void
cover(const hire__anchors *all, hire__anchor *a, const hire__part_at *p)
{
	size_t i = all->doc->words[p->seg.word].line;
	a->first = i < a->first ? i : a->first;
	a->end = i + 1 > a->end ? i + 1 : a->end;
}

static void
settle(hire__anchors *all, size_t k, const habit *h)
{
	hire__anchor *a = &all->list[k];
	parts p;
	a->first = a->line;
	a->end = a->line + 1;
	gather(all, k, &p);
	choose(all, a, &p, h);
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
		if (!a->has_title || !a->has_employer)
			continue;
		int off = title ? a->title.off : a->employer.off;
		int *v = &votes[off + REACH_UP + 1];
		if (++*v > votes[best + REACH_UP + 1])
			best = off;
	}
	return best;
}

static habit
learn(const hire__anchors *all)
{
	habit h = {0};
	int first = 0;
	size_t both = 0;
	for (size_t k = 0; k < all->count; k++) {
		const hire__anchor *a = &all->list[k];
		if (!a->has_title || !a->has_employer)
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
		parts p = {.count = 0};
		add_line(all, a, i, -1, &p);
		if (may_take(all, k, i - 1))
			add_line(all, a, i - 1, -2, &p);
		choose(all, a, &p, &(habit){0});
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

/* Several roles under one employer: it is named once, above the first. */
static void
inherit(hire__anchors *all)
{
	const hire__anchor *from = NULL;
	for (size_t k = 0; k < all->count; k++) {
		hire__anchor *a = &all->list[k];
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
	habit none = {0};
	for (size_t k = 0; k < all->count; k++)
		settle(all, k, &none);
	habit h = learn(all);
	for (size_t k = 0; h.known && k < all->count; k++) {
		all->list[k].first = all->list[k].line;
		all->list[k].end = all->list[k].line + 1;
	}
	for (size_t k = 0; h.known && k < all->count; k++)
		settle(all, k, &h);
	for (size_t k = 0; k < all->count; k++)
		if (!all->list[k].has_title)
			jump_back(all, k);
	inherit(all);
}
