/* SPDX-License-Identifier: MIT
 * parts.c - the parts of a line that may name a job.
 * Apart from their weighing, because what a line offers does not depend on the
 * lines around it.
 */
#include "parts.h"

#include "education.h"
#include "rules/skills/skills.h"

#include <string.h>

/* A degree from the column beside is no employer, "BS" no title. */
static bool
is_degree(const hire__doc *d, const hire__segment *s)
{
	size_t at;
	bool brief = s->stop - s->word <= 2;
	return !(s->cues & HIRE__CUE_TITLE) &&
	       hire__degree_in(d, s->word, s->stop, brief, &at);
}

/* "Employer | Dates": the head of a table. */
static bool
is_table_head(const hire__doc *doc, const hire__segment *seg, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		size_t n = 0, words = seg[k].stop - seg[k].word;
		bool label = hire__phrase_at(doc, &hire__labels, seg[k].word,
		                 seg[k].stop, &n) &&
		             n == words;
		if (!label &&
		    !hire__says_nothing(doc, seg[k].word, seg[k].stop))
			return false;
	}
	return count > 1;
}

/* "Sample, New York, NY": only a place follows, to the end of the line. */
static bool
before_place(const hire__doc *doc, const hire__segment *seg, size_t k, size_t n)
{
	const hire__line *line = &doc->lines[doc->words[seg[k].word].line];
	if (seg[k].place || k + 1 == n || seg[k].word != line->word ||
	    seg[n - 1].stop != line->end)
		return false;
	for (size_t i = k + 1; i < n; i++)
		if (!seg[i].place || seg[i].guess)
			return false;
	return true;
}

static bool
gap_before_is(const hire__doc *doc, size_t i, const char *what)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	return n == strlen(what) && !memcmp(gap, what, n);
}

/* "Sample & Example LLP": the end of a name that is a list of names. */
static bool
ends_a_list(const hire__doc *doc, const hire__segment *s)
{
	bool sign =
	    s->word + 1 < s->stop && gap_before_is(doc, s->word + 1, " & ");
	bool word =
	    s->word + 2 < s->stop && hire__word_is(doc, s->word + 1, "and");
	return (sign || word) && hire__word_capital(doc, s->word) &&
	       hire__word_capital(doc, s->stop - 1);
}

/* A word that a person's name can be: no subject, no work. */
static bool
can_be_surname(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	uint32_t h = doc->words[i].hash;
	return hire__word_capital(doc, i) && !hire__skill_is_common(h, s, n) &&
	       !hire__lookup(&hire__plain_words, h, s, n) &&
	       !hire__lookup(&hire__fillers, h, s, n);
}

static bool
all_surnames(const hire__doc *doc, const hire__segment *s)
{
	for (size_t i = s->word; i < s->stop; i++)
		if (!can_be_surname(doc, i) && !hire__word_is(doc, i, "and"))
			return false;
	return true;
}

/* "Cook, Sample & Example LLP": the names of a firm's partners, which the
 * commas cut, are offered whole as well. */
static void
add_firms(const hire__doc *doc, const hire__segment *seg, size_t n, int off,
    hire__parts *out)
{
	for (size_t k = 1; k < n; k++) {
		bool sure = seg[k].cues & HIRE__CUE_EMPLOYER;
		if (!ends_a_list(doc, &seg[k]) ||
		    !(sure || all_surnames(doc, &seg[k])))
			continue;
		uint8_t firm = 0;
		for (size_t j = k; j-- > 0 && out->count < HIRE__PARTS;) {
			hire__segment s = seg[j];
			if (s.stop - s.word != 1 || s.stop != seg[j + 1].word ||
			    !gap_before_is(doc, s.stop, ", ") ||
			    !(sure ? hire__word_capital(doc, s.word)
			           : can_be_surname(doc, s.word)))
				break;
			s.stop = seg[k].stop;
			s.cues = HIRE__CUE_EMPLOYER;
			s.place = s.guess = false;
			out->at[out->count++] = (hire__part_at){
			    .seg = s, .off = off, .firm = ++firm};
		}
	}
}

void
hire__parts_add(const hire__anchors *all, const hire__anchor *a, size_t i,
    int off, hire__parts *out)
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
	if (off && is_table_head(d, seg, n))
		return;
	for (size_t k = 0; k < n && out->count < HIRE__PARTS; k++) {
		if (hire__says_nothing(d, seg[k].word, seg[k].stop) ||
		    seg[k].label == HIRE__LABEL_OTHER || is_degree(d, &seg[k]))
			continue;
		out->at[out->count++] = (hire__part_at){.seg = seg[k],
		    .off = off,
		    .placed = before_place(d, seg, k, n)};
	}
	add_firms(d, seg, n, off, out);
}
