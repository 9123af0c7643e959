/* SPDX-License-Identifier: MIT
 * prose.c - jobs that a resume tells in sentences: "From 2015 to 2019 I worked
 * as a nurse at Sample Hospital."
 * Apart from the other jobs, because here the words between the parts say what
 * each of them is, not their order or place.
 */
#include "header.h"

#include <string.h>

enum { TITLE_WORDS = 6, EMPLOYER_WORDS = 7 };

/* Whether anything but blanks stands before word `i`. */
static bool
marked_before(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	for (size_t k = 0; k < n; k++)
		if (gap[k] != ' ' && gap[k] != '-' && gap[k] != '\'' &&
		    gap[k] != '&')
			return true;
	return false;
}

/* Where the sentence of word `i` ends, at `end` at the latest. */
static size_t
sentence_end(const hire__doc *doc, size_t i, size_t end)
{
	while (++i < end) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		if (n >= 2 && strchr(".!?;", *gap) && gap[n - 1] == ' ')
			return i;
	}
	return end;
}

/* "as a charge nurse", "was a nurse": the title behind word `i`, up to the next
 * small word or mark. */
static bool
title_behind(const hire__doc *doc, size_t i, size_t end, hire__segment *out)
{
	static const char *const articles[] = {"a", "an", "the", "their", NULL};
	static const char *const stops[] = {"at", "for", "with", "in", "by",
	    "from", "since", "between", "until", "where", "on", "who", "and",
	    "to", "during", NULL};
	bool article = i < end && hire__word_among(doc, i, articles);
	size_t stop = i += article;
	while (stop < end && !hire__word_among(doc, stop, stops) &&
	       !(stop > i && marked_before(doc, stop)))
		stop++;
	if (stop == i || stop - i > TITLE_WORDS)
		return false;
	*out = (hire__segment){
	    .word = i, .stop = stop, .cues = hire__cues_of(doc, i, stop)};
	return out->cues & HIRE__CUE_TITLE;
}

/* The name behind "at", "for" or "by": words with capitals. */
static bool
name_behind(const hire__doc *doc, size_t i, size_t end, hire__segment *out)
{
	static const char *const within[] = {
	    "of", "and", "for", "the", "de", "&", NULL};
	size_t stop = i += i < end && hire__word_is(doc, i, "the") &&
	                   !hire__word_capital(doc, i);
	size_t last = i;
	while (stop < end && !(stop > i && marked_before(doc, stop)) &&
	       (hire__word_capital(doc, stop) ||
	           hire__word_among(doc, stop, within))) {
		stop++;
		if (hire__word_capital(doc, stop - 1))
			last = stop;
	}
	*out = (hire__segment){.word = i, .stop = last};
	return last > i && last - i <= EMPLOYER_WORDS &&
	       !hire__all_place(doc, i, last);
}

/* The job that the sentence [i, end) tells, with its dates. */
static bool
job_told(const hire__doc *doc, size_t i, size_t end, hire__anchor *a)
{
	static const char *const works[] = {"worked", "working", "work",
	    "employed", "served", "serving", "joined", "hired", NULL};
	static const char *const was[] = {"was", "am", "been", NULL};
	static const char *const at[] = {"at", "for", "with", "by", NULL};
	bool work = false;
	if (!hire__span_find(doc, i, end, &a->span) || !a->span.range)
		return false;
	for (; i < end; i++) {
		bool joined = hire__word_is(doc, i, "joined");
		bool be = hire__word_among(doc, i, was) && i + 1 < end &&
		          (hire__word_is(doc, i + 1, "a") ||
		              hire__word_is(doc, i + 1, "an"));
		work |= be || hire__word_among(doc, i, works);
		if (work && !a->has_title &&
		    (be || hire__word_is(doc, i, "as")))
			a->has_title =
			    title_behind(doc, i + 1, end, &a->title.seg);
		if (work && !a->has_employer &&
		    (joined || hire__word_among(doc, i, at)))
			a->has_employer =
			    name_behind(doc, i + 1, end, &a->employer.seg);
	}
	a->told = a->has_title;
	return a->told;
}

bool
hire__prose_job(const hire__doc *doc, hire__anchor *a)
{
	const hire__line *line = &doc->lines[a->line];
	for (size_t i = line->word, end; i < line->end && !line->bullet;
	     i = end) {
		hire__anchor told = {.line = a->line, .first = a->line};
		told.end = a->line;
		end = sentence_end(doc, i, line->end);
		if (!job_told(doc, i, end, &told))
			continue;
		*a = told;
		return true;
	}
	return false;
}

void
hire__prose_read(hire__anchors *all, size_t room, bool headed)
{
	const hire__doc *doc = all->doc;
	for (size_t i = 0; i < doc->line_count; i++) {
		const hire__line *line = &doc->lines[i];
		if (!all->scope[i] || line->bullet)
			continue;
		for (size_t at = line->word, end;
		     at < line->end && all->count < room; at = end) {
			/* Its line tells more than a header does. */
			hire__anchor a = {.line = i, .first = i, .end = i};
			end = sentence_end(doc, at, line->end);
			if (job_told(doc, at, end, &a) &&
			    (headed || a.has_employer))
				all->list[all->count++] = a;
		}
	}
}
