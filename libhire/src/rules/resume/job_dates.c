/* SPDX-License-Identifier: MIT
 * job_dates.c - which dates of a resume are those of jobs.
 * Apart from the jobs made of them, because a date must first be told from
 * those of degrees, projects and sentences.
 */
#include "job_dates.h"

#include "education.h"

#include <string.h>

enum { HEADER_WORDS = 14, UNDATED_WORDS = 10 };

bool
hire__job_scope(const hire__finder *f, const hire__line *line)
{
	if (line->heading)
		return false;
	if (f->headed)
		return line->section == HIRE__SECTION_EXPERIENCE;
	return line->section == HIRE__SECTION_HEAD ||
	       line->section == HIRE__SECTION_SUMMARY ||
	       line->section == HIRE__SECTION_SKILLS;
}

/* A month alone in its line dates the title just above it. */
static bool
title_above(const hire__finder *f, size_t i)
{
	const hire__doc *d = f->doc;
	for (size_t k = 1; k <= 2 && k <= i && f->scope[i - k]; k++) {
		const hire__line *line = &d->lines[i - k];
		hire__span span;
		if (hire__line_is_body(d, line) ||
		    hire__span_find(d, line->word, line->end, &span))
			return false;
		if (hire__cues_of(d, line->word, line->end) & HIRE__CUE_TITLE)
			return true;
	}
	return false;
}

static bool
accept(const hire__finder *f, size_t i, const hire__span *s)
{
	const hire__doc *d = f->doc;
	const hire__line *line = &d->lines[i];
	size_t rest = line->end - line->word - (s->stop - s->word);
	int32_t cues = hire__cues_of(d, line->word, line->end);
	int32_t named = cues & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER);
	size_t at;
	/* A degree's dates: "2012 - 2017  MSc Physics, Sample School". */
	if (!(cues & HIRE__CUE_TITLE) &&
	    hire__degree_in(d, line->word, line->end, false, &at))
		return false;
	if (!s->range && !s->dangling) {
		/* Of single dates only a season, or one beside a title. */
		bool season = s->start.month != s->end.month;
		bool told =
		    rest ? named && (s->start.month || cues & HIRE__CUE_TITLE)
		         : season || (s->start.month && title_above(f, i));
		return f->headed && !line->bullet && told &&
		       rest <= HEADER_WORDS;
	}
	/* In a list of jobs each bullet ends in its dates. */
	bool listed = f->all.count && rest && s->stop == line->end &&
	              f->all.list[f->all.count - 1].line + 1 == i &&
	              d->lines[i - 1].bullet;
	/* "1. März 2019" looks like an item of a list. */
	if (line->bullet && rest &&
	    !((named || listed) && rest <= HEADER_WORDS))
		return false;
	bool edge = s->word == line->word || s->stop == line->end;
	if (!f->headed && !named && rest)
		return false;
	return rest <= HEADER_WORDS || (edge && rest <= 2 * HEADER_WORDS);
}

/* The word behind the labels of a date that begin a line: "Start date:". */
static size_t
behind_date_label(const hire__doc *d, const hire__line *line)
{
	static const char *const words[] = {"start", "end", "date", "from",
	    "to", "started", "ended", "joined", "left", "joining", "leaving"};
	size_t i = line->word;
	for (size_t k = 0; k < sizeof words / sizeof *words && i < line->end;
	     k++)
		if (hire__word_is(d, i, words[k]))
			i++, k = (size_t)-1;
	return i;
}

/* A date at the left, its end below it: "Jan 2020  Sample Ltd", "Present"; or
 * "Start date: Jan 2020", "End date: Present". */
static bool
stacked(const hire__finder *f, size_t i, const hire__span *s)
{
	const hire__doc *d = f->doc;
	const hire__line *line = &d->lines[i];
	hire__span end = *s;
	if (s->range || i + 1 >= d->line_count ||
	    s->word != behind_date_label(d, line))
		return false;
	const hire__line *next = &d->lines[i + 1];
	bool apart =
	    s->stop == line->end || line->s[d->words[s->stop - 1].end] == '\t';
	return apart &&
	       hire__span_end(d, behind_date_label(d, next), next->end, &end) &&
	       (end.stop == next->end ||
	           next->s[d->words[end.stop - 1].end] == '\t') &&
	       (end.present || end.end.year >= s->start.year);
}

/* A span that ends in a dash goes on at the start of a line below. */
static void
complete(const hire__finder *f, hire__anchor *a)
{
	const hire__doc *d = f->doc;
	hire__span *s = &a->span;
	size_t stop = s->stop;
	if (!s->dangling)
		return;
	s->end = (hire_month){0, 0};
	s->dangling = false;
	for (size_t i = a->line + 1; i < d->line_count && i <= a->line + 3;
	     i++) {
		const hire__line *next = &d->lines[i];
		hire__span own;
		if (hire__span_find(d, next->word, next->end, &own) &&
		    own.range && own.word == next->word)
			break; /* the next job's dates */
		if (!hire__span_end(
		        d, behind_date_label(d, next), next->end, s))
			continue;
		a->more = s->stop;
		s->stop = stop;
		return;
	}
	/* "2018 -": nothing follows, the job goes on. */
	s->present = s->range = true;
}

/* A date in the right margin, beside a line that tells of the work. */
static bool
in_margin(const hire__doc *d, const hire__line *line, const hire__span *s)
{
	return s->range && s->stop == line->end && s->word > line->word &&
	       line->s[d->words[s->word].at - 1] == '\t' &&
	       hire__line_is_body(d, line);
}

void
hire__jobs_dated(hire__finder *f, size_t room)
{
	const hire__doc *d = f->doc;
	for (size_t i = 0; i < d->line_count && f->all.count < room; i++) {
		hire__span s;
		const hire__line *line = &d->lines[i];
		if (!f->scope[i] || hire__line_is_footer(d, line) ||
		    !hire__span_find(d, line->word, line->end, &s))
			continue;
		s.dangling |= stacked(f, i, &s);
		bool margin = in_margin(d, line, &s);
		if (!margin && !accept(f, i, &s))
			continue;
		if (f->all.count &&
		    f->all.list[f->all.count - 1].more > line->word)
			continue; /* it ended the span above */
		hire__anchor *a = &f->all.list[f->all.count++];
		*a = (hire__anchor){.line = i,
		    .span = s,
		    .margin = margin,
		    .first = i,
		    .end = i + 1};
		complete(f, a);
	}
}

/* Without any date the lines that hold a title are the anchors. */
void
hire__jobs_undated(hire__finder *f, size_t room)
{
	const hire__doc *d = f->doc;
	for (size_t i = 0; i < d->line_count && f->all.count < room; i++) {
		const hire__line *line = &d->lines[i];
		if (f->scope[i] && line->end - line->word <= UNDATED_WORDS &&
		    !hire__line_is_body(d, line) &&
		    hire__cues_of(d, line->word, line->end) & HIRE__CUE_TITLE)
			f->all.list[f->all.count++] =
			    (hire__anchor){.line = i, .first = i, .end = i + 1};
	}
}
