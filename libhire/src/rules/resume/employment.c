/* SPDX-License-Identifier: MIT
 * employment.c - finding the jobs of a resume by their dates.
 * A date is the anchor; what names the job stands around it (header.c).
 */
#include "employment.h"

#include "job_dates.h"
#include "util/ctx.h"

#include <string.h>

enum { ANCHORS = 256, SLIP_YEARS = 15 };

/* Read the sentences among the anchors; false when there is nothing else. */
static bool
more_than_prose(hire__finder *f)
{
	size_t told = 0;
	for (size_t k = 0; k < f->all.count; k++)
		told += hire__prose_job(f->doc, &f->all.list[k]);
	return told < f->all.count;
}

static bool
find_anchors(hire__finder *f)
{
	hire__doc *d = f->doc;
	size_t n = 0;
	f->scope = hire_arena_alloc(d->mem, d->line_count + 1);
	if (!f->scope)
		return false;
	for (size_t i = 0; i < d->line_count; i++)
		n += f->scope[i] = hire__job_scope(f, &d->lines[i]);
	n = n < ANCHORS / 4 ? n * 4 : ANCHORS; /* sentences of a line */
	f->all = (hire__anchors){.doc = d, .scope = f->scope};
	f->all.list = hire_arena_alloc(d->mem, (n + 1) * sizeof *f->all.list);
	if (!f->all.list)
		return false;
	if (hire__dump_read(&f->all, n))
		return true;
	hire__jobs_dated(f, n);
	if (!more_than_prose(f)) {
		f->all.count = 0;
		hire__prose_read(&f->all, n, f->headed);
		if (f->all.count)
			return true;
	}
	if (f->headed && !f->all.count)
		hire__jobs_undated(f, n);
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
heads_a_group(const hire__finder *f, size_t k)
{
	const hire__anchor *a = &f->all.list[k];
	return !a->has_title && a->has_employer && k + 1 < f->all.count &&
	       a[1].has_employer && a[1].has_title &&
	       a[1].employer.seg.word == a->employer.seg.word;
}

/* "Unemployed, Jan 2001 - ...", "2010 - 2011: parental leave", but no "prison
 * officer": a part of the line of its own. */
static bool
is_idle_at(const hire__doc *doc, const hire__line *line, size_t i)
{
	static const char *const behind[] = {"to", "for", "due", "because",
	    "after", "with", "in", "from", "and", "at", "since", NULL};
	/* \x93, \x94: the last bytes of the two dashes. */
	static const char marks[] = ",;:(|-\t\x93\x94";
	size_t n;
	if (!hire__phrase_at(doc, &hire__idle, i, line->end, &n) ||
	    (i > line->word && !hire__gap_has(doc, i, marks)))
		return false;
	return i + n >= line->end || hire__gap_has(doc, i + n, marks) ||
	       hire__word_among(doc, i + n, behind) ||
	       hire__says_nothing(doc, i + n, i + n + 1);
}

/* Whether the dated lines of an anchor tell of a time without work. */
static bool
is_idle(const hire__doc *doc, const hire__anchor *a)
{
	for (size_t l = a->first; l < a->end; l++)
		for (size_t i = doc->lines[l].word; i < doc->lines[l].end; i++)
			if (is_idle_at(doc, &doc->lines[l], i))
				return true;
	return false;
}

static hire_status
emit(hire__finder *f, hire__job_lines **out, size_t *count, hire_error *err)
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
		if (is_idle(d, a)) {
			if (n && jobs[n - 1].last > a->first)
				jobs[n - 1].last = a->first;
			continue;
		}
		if (!describe(d, a, &jobs[n].job))
			return hire__nomem(err);
		jobs[n].first = a->first;
		jobs[n].last = d->line_count;
		if (n && jobs[n - 1].last > a->first)
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
end_with_section(const hire__finder *f, hire__job_lines *jobs, size_t count)
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
	hire__finder f = {.doc = doc};
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
