/* SPDX-License-Identifier: MIT
 * employment.c - finding the jobs of a resume by their dates.
 * A date is the anchor; what names the job stands around it (header.c).
 */
#include "employment.h"

#include "education.h"
#include "header.h"
#include "rules/text/sections.h"
#include "util/ctx.h"

#include <string.h>

enum { HEADER_WORDS = 14, ANCHORS = 256, UNDATED_WORDS = 10, SLIP_YEARS = 15 };

typedef struct finder {
	hire__anchors all;
	hire__doc *doc;
	bool *scope;
	bool headed; /* the resume has a section of experience */
} finder;

static bool
in_scope(const finder *f, const hire__line *line)
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
title_above(const finder *f, size_t i)
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
accept(const finder *f, size_t i, const hire__span *s)
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
stacked(const finder *f, size_t i, const hire__span *s)
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
complete(const finder *f, hire__anchor *a)
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

static void
dated(finder *f, size_t room)
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
static void
undated(finder *f, size_t room)
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

/* Read the sentences among the anchors; false when there is nothing else. */
static bool
more_than_prose(finder *f)
{
	size_t told = 0;
	for (size_t k = 0; k < f->all.count; k++)
		told += hire__prose_job(f->doc, &f->all.list[k]);
	return told < f->all.count;
}

static bool
find_anchors(finder *f)
{
	hire__doc *d = f->doc;
	size_t n = 0;
	f->scope = hire_arena_alloc(d->mem, d->line_count + 1);
	if (!f->scope)
		return false;
	for (size_t i = 0; i < d->line_count; i++)
		n += f->scope[i] = in_scope(f, &d->lines[i]);
	n = n < ANCHORS / 4 ? n * 4 : ANCHORS; /* sentences of a line */
	f->all = (hire__anchors){.doc = d, .scope = f->scope};
	f->all.list = hire_arena_alloc(d->mem, (n + 1) * sizeof *f->all.list);
	if (!f->all.list)
		return false;
	if (hire__dump_read(&f->all, n))
		return true;
	dated(f, n);
	if (!more_than_prose(f)) {
		f->all.count = 0;
		hire__prose_read(&f->all, n, f->headed);
		if (f->all.count)
			return true;
	}
	if (f->headed && !f->all.count)
		undated(f, n);
	hire__headers_find(&f->all);
	return true;
}

/* Both ends are told, the later one first; further apart it is no slip. */
static bool
reversed(const hire__span *s)
{
	int32_t from = s->start.year * 13 + s->start.month;
	int32_t to = s->end.year * 13 + (s->end.month ? s->end.month : 12);
	return !s->present && s->start.year && s->end.year && from > to &&
	       from - to < SLIP_YEARS * 13;
}

/* One pair of dates the wrong way round is a mistake, and nobody knows which;
 * when every pair stands so, at least two, the resume writes the newer end
 * first. */
static void
turn_spans(hire__anchors *all)
{
	size_t pairs = 0, turned = 0;
	for (size_t k = 0; k < all->count; k++) {
		const hire__span *s = &all->list[k].span;
		pairs += s->range && !s->present && s->start.year;
		turned += reversed(s);
	}
	for (size_t k = 0; k < all->count && turned > 1 && turned == pairs;
	     k++) {
		hire__span *s = &all->list[k].span;
		hire_month newer = s->start;
		if (!reversed(s))
			continue;
		s->start = s->end;
		s->end = newer;
	}
}

/* The employer's name; of "示例公司上海" the place behind it is left out. */
static char *
employer_text(const hire__doc *doc, const hire__segment *s)
{
	static const char company[] = "公司";
	char *text = hire__segment_text(doc, s);
	char *end = text ? strstr(text, company) : NULL;
	size_t n = end ? strlen(end += strlen(company)) : 0;
	const hire__entry *e = n ? hire__lookup(&hire__cues,
	                               hire__hash(HIRE__HASH, end, n), end, n)
	                         : NULL;
	if (e && e->value & HIRE__CUE_PLACE)
		*end = '\0';
	return text;
}

static bool
describe(const hire__doc *d, const hire__anchor *a, hire_employment *j)
{
	bool named =
	    a->has_employer && !hire__is_placeholder(d, &a->employer.seg);
	bool titled =
	    a->has_title && !hire__is_title_placeholder(d, &a->title.seg);
	j->title = titled ? hire__segment_text(d, &a->title.seg) : NULL;
	j->employer = named ? employer_text(d, &a->employer.seg) : NULL;
	if (a->span.placeholder) {
		j->start = j->end = (hire_month){0, 0};
	} else {
		j->start = a->span.start;
		j->end = a->span.end;
	}
	j->present = a->span.present;
	j->line = d->lines[a->line].number;
	return (j->title || !titled) && (j->employer || !named);
}

/* The dates of a whole stay, with its roles dated below. */
static bool
heads_a_group(const finder *f, size_t k)
{
	const hire__anchor *a = &f->all.list[k];
	return !a->has_title && a->has_employer && k + 1 < f->all.count &&
	       a[1].has_employer && a[1].has_title &&
	       a[1].employer.seg.word == a->employer.seg.word;
}

static hire_status
emit(finder *f, hire__job_lines **out, size_t *count, hire_error *err)
{
	hire__doc *d = f->doc;
	hire__job_lines *jobs =
	    hire_arena_alloc(d->mem, (f->all.count + 1) * sizeof *jobs);
	size_t n = 0;
	if (!jobs)
		return hire__nomem(err);
	for (size_t k = 0; k < f->all.count; k++) {
		const hire__anchor *a = &f->all.list[k];
		if ((!a->has_title && (!a->has_employer || !f->headed)) ||
		    heads_a_group(f, k))
			continue;
		if (!describe(d, a, &jobs[n].job))
			return hire__nomem(err);
		jobs[n].first = a->first;
		jobs[n].last = d->line_count;
		if (n)
			jobs[n - 1].last = a->first;
		for (size_t i = a->first; i < a->end; i++)
			d->lines[i].header = true;
		n++;
	}
	*out = jobs;
	*count = n;
	return HIRE_OK;
}

/* A job's lines end with its section. */
static void
end_with_section(const finder *f, hire__job_lines *jobs, size_t count)
{
	for (size_t k = 0; k < count; k++)
		for (size_t i = jobs[k].first; i < jobs[k].last; i++)
			if (f->doc->lines[i].heading ||
			    f->doc->lines[i].section !=
			        f->doc->lines[jobs[k].first].section)
				jobs[k].last = i;
}

hire_status
hire__jobs_find(
    hire__doc *doc, hire__job_lines **out, size_t *count, hire_error *err)
{
	finder f = {.doc = doc};
	for (size_t i = 0; i < doc->line_count; i++)
		f.headed |= doc->lines[i].section == HIRE__SECTION_EXPERIENCE;
	if (!find_anchors(&f))
		return hire__nomem(err);
	turn_spans(&f.all);
	hire_status st = emit(&f, out, count, err);
	if (!st)
		end_with_section(&f, *out, *count);
	return st;
}
