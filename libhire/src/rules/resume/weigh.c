/* SPDX-License-Identifier: MIT
 * weigh.c - which of the parts around a date are title and employer, weighed
 * in pairs.
 * Apart from the walk over the lines, because here nothing is looked for.
 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

enum { NEVER = -1000, TELLS = 60, WIDE_BYTES = 30 };

static const hire__line *
line_of(const hire__anchors *all, const hire__part_at *p)
{
	return &all->doc->lines[all->doc->words[p->seg.word].line];
}

/* A long text in a script without blanks that speaks of no title. */
static bool
wide_sentence(const hire__anchors *all, const hire__segment *s)
{
	const hire__word_at *a = &all->doc->words[s->word];
	const hire__word_at *b = &all->doc->words[s->stop - 1];
	const char *text = all->doc->lines[a->line].s;
	return !(s->cues & HIRE__CUE_TITLE) && b->end - a->at > WIDE_BYTES &&
	       (unsigned char)text[b->at] >= 0xE3;
}

static int
as_title(const hire__anchors *all, const hire__part_at *p)
{
	const hire__segment *s = &p->seg;
	int score = s->cues & HIRE__CUE_TITLE ? 14 : 2;
	if (s->label)
		return s->label == HIRE__LABEL_TITLE ? TELLS : NEVER;
	if (p->firm || (s->place && !(s->guess && s->cues & HIRE__CUE_TITLE)) ||
	    wide_sentence(all, s))
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

/* "Department of Biology", "Surgical Unit": a part of an employer. */
static bool
is_unit(const hire__doc *doc, const hire__segment *s)
{
	static const char *const kinds[] = {
	    "department", "dept", "division", "unit", "team", "ward", "desk"};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (hire__word_is(doc, s->word, kinds[k]) ||
		    hire__word_is(doc, s->stop - 1, kinds[k]))
			return true;
	return false;
}

/* "(client: Sample Group)": said of the job in passing. */
static bool
in_brackets(const hire__line *line, size_t at)
{
	for (; at > 0 && line->s[at - 1] != ')'; at--)
		if (line->s[at - 1] == '(')
			return at > 1;
	return false;
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
	if (hire__is_suffix(all->doc, s->stop - 1))
		score += 1;
	if (p->firm)
		score += 4 + p->firm;
	if (is_unit(all->doc, s))
		score -= 4;
	if (in_brackets(line, all->doc->words[s->word].at))
		score -= 4;
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
together(const hire__part_at *t, const hire__part_at *e, const hire__habit *h)
{
	int score = 3;
	if (t->off == e->off)
		score += 2;
	/* "Sample, New York, NY" above "VP, Fixed Income". */
	else if (e->placed && t->seg.cues & HIRE__CUE_TITLE &&
	         (!h->known || e->off == h->employer))
		score += 5;
	if ((t->off < 0 && e->off > 0) || (t->off > 0 && e->off < 0))
		score -= 5;
	if (t->off == e->off && h->known &&
	    (t->seg.word < e->seg.word) == h->title_first)
		score += 3;
	return score;
}

static int
habitual(const hire__habit *h, int wanted, int off)
{
	return !h->known                                                ? 0
	       : wanted == off                                          ? 4
	       : (wanted < 0) != (off < 0) || (wanted > 0) != (off > 0) ? -2
	                                                                : 0;
}

static bool
overlap(const hire__part_at *a, const hire__part_at *b)
{
	return a->seg.word < b->seg.stop && b->seg.word < a->seg.stop;
}

/* "VP, Fixed Income" with the employer on another line: what follows the
 * title's comma belongs to it. */
static void
widen_title(const hire__anchors *all, hire__anchor *a, const hire__parts *p)
{
	hire__segment *s = &a->title.seg;
	size_t n;
	if (!a->has_title || !a->has_employer ||
	    a->title.off == a->employer.off || s->label ||
	    !(s->cues & HIRE__CUE_TITLE) ||
	    s->stop == line_of(all, &a->title)->end)
		return;
	const char *gap = hire__word_gap(all->doc, s->stop, &n);
	for (size_t i = 0; i < p->count; i++) {
		const hire__part_at *q = &p->at[i];
		if (q->seg.word != s->stop || q->firm || q->seg.place ||
		    q->seg.label || q->seg.cues & ~HIRE__CUE_VERB ||
		    q->seg.stop - q->seg.word > 4 || n != 2 ||
		    memcmp(gap, ", ", 2) != 0)
			continue;
		s->stop = q->seg.stop;
		return;
	}
}

void
hire__parts_choose(const hire__anchors *all, hire__anchor *a,
    const hire__parts *p, const hire__habit *h)
{
	int best = 0;
	a->has_title = a->has_employer = false;
	/* `count` stands for none. */
	for (size_t t = 0; t <= p->count; t++)
		for (size_t e = 0; e <= p->count; e++) {
			bool title = t < p->count, employer = e < p->count;
			if (t == e || (title && employer &&
			                  overlap(&p->at[t], &p->at[e])))
				continue;
			int score = 0;
			if (title)
				score += as_title(all, &p->at[t]) +
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
	widen_title(all, a, p);
}
