/* SPDX-License-Identifier: MIT
 * dump.c - jobs of resumes that were dumped from a form: "company - Sample
 * Ltd", then "description - ..." with the dates somewhere in it.
 * Apart from the other jobs, because here the label is the anchor, not a date.
 */
#include "header.h"

#include <string.h>

enum { TITLE_WORDS = 6, FIRST_LINE_WORDS = 12 };

/* Where the text behind "company -" begins, or 0. */
static size_t
behind_label(const hire__doc *doc, const hire__line *line, const char *label)
{
	const char *gap;
	size_t n;
	if (line->end == line->word || !hire__word_is(doc, line->word, label))
		return 0;
	if (line->end - line->word == 1)
		return line->n > doc->words[line->word].end &&
		               strchr(line->s + doc->words[line->word].end, '-')
		           ? line->end
		           : 0;
	gap = hire__word_gap(doc, line->word + 1, &n);
	return n >= 3 && !memcmp(gap, " - ", 3) ? line->word + 1 : 0;
}

/* The words of an employer: up to the place behind it. */
static hire__segment
employer_at(const hire__doc *doc, size_t from, size_t end)
{
	hire__segment seg[HIRE__SEGMENTS], all = {.word = from, .stop = end};
	size_t n = 0;
	hire__segments_cut(doc, from, end, NULL, seg, &n);
	hire__segments_places(doc, seg, n);
	while (n > 1 && seg[n - 1].place)
		n--;
	if (n)
		all.stop = seg[n - 1].stop;
	return all;
}

static bool
same_words(const hire__doc *doc, size_t a, size_t b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t x, y;
		const char *s = hire__word_text(doc, a + i, &x);
		const char *t = hire__word_text(doc, b + i, &y);
		if (x != y || memcmp(s, t, x) != 0)
			return false;
	}
	return true;
}

/* "Java Developer - Sample Ltd" stands above the lists. */
static bool
title_of_employer(
    const hire__doc *doc, const hire__segment *employer, hire__segment *out)
{
	size_t n = employer->stop - employer->word;
	for (size_t i = 0; i < doc->line_count; i++) {
		const hire__line *line = &doc->lines[i];
		size_t words = line->end - line->word, gap;
		if (words <= n || words - n > 2 * TITLE_WORDS ||
		    behind_label(doc, line, "company"))
			continue;
		size_t at = line->end - n;
		const char *dash = hire__word_gap(doc, at, &gap);
		if (gap < 3 || memcmp(dash + gap - 3, " - ", 3) != 0 ||
		    !same_words(doc, at, employer->word, n))
			continue;
		*out = (hire__segment){.word = line->word, .stop = at};
		return true;
	}
	return false;
}

/* A title in the first words of the description, or behind "Role:". */
static bool
title_in(const hire__doc *doc, const hire__line *line, bool first,
    hire__segment *out)
{
	hire__segment seg[HIRE__SEGMENTS];
	hire__span span;
	size_t n = 0, from = line->word;
	if (line->end - line->word > FIRST_LINE_WORDS)
		return false;
	from += first && behind_label(doc, line, "description") ? 1 : 0;
	bool dated = hire__span_find(doc, from, line->end, &span);
	hire__segments_cut(doc, from, line->end, dated ? &span : NULL, seg, &n);
	for (size_t i = 0; i < n; i++) {
		bool told = seg[i].label == HIRE__LABEL_TITLE;
		bool short_one = seg[i].stop - seg[i].word <= TITLE_WORDS;
		if ((told || (first && dated)) && short_one &&
		    seg[i].cues & HIRE__CUE_TITLE) {
			*out = seg[i];
			return true;
		}
	}
	return false;
}

static void
read_entry(const hire__doc *doc, size_t i, hire__anchor *a)
{
	for (size_t k = i + 1; k < doc->line_count; k++) {
		const hire__line *line = &doc->lines[k];
		hire__span span;
		if (line->heading || behind_label(doc, line, "company"))
			return;
		if (!a->span.range &&
		    hire__span_find(doc, line->word, line->end, &span) &&
		    span.range)
			a->span = span;
		if (!a->has_title)
			a->has_title =
			    title_in(doc, line, k == i + 1, &a->title.seg);
	}
}

/* The same employer again, one entry for each project: no job of its own
 * unless it has dates of its own. */
static bool
goes_on(hire__anchors *all, const hire__anchor *a)
{
	size_t n = a->employer.seg.stop - a->employer.seg.word;
	for (size_t k = 0; k < all->count; k++) {
		hire__anchor *b = &all->list[k];
		if (b->employer.seg.stop - b->employer.seg.word != n ||
		    !same_words(all->doc, a->employer.seg.word,
		        b->employer.seg.word, n))
			continue;
		if (a->span.range && b->span.range)
			return false;
		if (a->span.range)
			b->span = a->span;
		if (!b->has_title && a->has_title) {
			b->has_title = true;
			b->title = a->title;
		}
		return true;
	}
	return false;
}

bool
hire__dump_read(hire__anchors *all, size_t room)
{
	const hire__doc *doc = all->doc;
	bool dump = false;
	for (size_t i = 0; i < doc->line_count && all->count < room; i++) {
		const hire__line *line = &doc->lines[i];
		size_t from = all->scope[i] && !line->bullet
		                  ? behind_label(doc, line, "company")
		                  : 0;
		if (!from)
			continue;
		dump = true;
		hire__anchor a = {.line = i, .first = i, .end = i + 1};
		if (from == line->end)
			continue;
		a.employer.seg = employer_at(doc, from, line->end);
		a.has_employer = true;
		a.has_title =
		    title_of_employer(doc, &a.employer.seg, &a.title.seg);
		read_entry(doc, i, &a);
		if (!goes_on(all, &a))
			all->list[all->count++] = a;
	}
	return dump;
}
