/* SPDX-License-Identifier: MIT
 * employment.c - finding the dated jobs and the lines that name them.
 * A date is the anchor; title and employer stand on its line, above or below.
 */
#include "employment.h"

#include "education.h"
#include "rules/text/sections.h"
#include "util/ctx.h"

#include <string.h>

enum { HEADER_WORDS = 14, REACH = 4, ANCHORS = 256 };

typedef struct anchor {
	size_t line;
	hire__span span;
	size_t more;       /* a next line's words that end the span, or 0 */
	size_t first, end; /* header lines: [first, end) */
	hire__segment seg[HIRE__SEGMENTS];
	size_t count;
	hire__segment *title, *employer;
} anchor;

typedef struct finder {
	hire__doc *doc;
	anchor *anchors;
	size_t count;
	bool headed; /* the resume has a section of experience */
} finder;

static bool
in_scope(const finder *f, size_t i)
{
	const hire__line *line = &f->doc->lines[i];
	if (line->heading)
		return false;
	if (f->headed)
		return line->section == HIRE__SECTION_EXPERIENCE;
	return line->section == HIRE__SECTION_HEAD ||
	       line->section == HIRE__SECTION_SUMMARY ||
	       line->section == HIRE__SECTION_SKILLS;
}

static int32_t
line_cues(const hire__doc *doc, const hire__line *line)
{
	return hire__phrase_bits(doc, &hire__cues, line->word, line->end);
}

/* "2 years 10 months" and "Full time" name nobody. */
static bool
says_nothing(const hire__doc *doc, const hire__line *line)
{
	static const char *const words[] = {"year", "years", "month", "months",
	    "yr", "yrs", "mos", "mo", "full", "time", "part", "contract",
	    "date", "location", "page"};
	size_t known = 0;
	for (size_t i = line->word; i < line->end; i++) {
		char c = doc->pool[doc->words[i].from];
		const hire__word_at *w = &doc->words[i];
		bool hit = (c >= '0' && c <= '9') ||
		           hire__lookup(&hire__months, w->hash,
		               doc->pool + w->from, w->to - w->from);
		for (size_t k = 0; k < sizeof words / sizeof *words && !hit;
		     k++)
			hit = hire__word_is(doc, i, words[k]);
		known += hit;
	}
	return known == line->end - line->word;
}

/* A page's foot repeats the name and the word "resume". */
static bool
is_footer(const hire__doc *doc, const hire__line *line)
{
	static const char *const words[] = {
	    "resume", "résumé", "curriculum", "vitae", "updated"};
	for (size_t i = line->word; i < line->end; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (hire__word_is(doc, i, words[k]))
				return true;
	/* "Sample Candidate - 2/3" */
	if (line->end - line->word < 3)
		return false;
	const hire__word_at *last = &doc->words[line->end - 1];
	const char *page = line->s + last[-1].at;
	return last->end - last->at <= 2 && last->end == line->n &&
	       line->s[last->at - 1] == '/' && *page >= '1' && *page <= '9' &&
	       line->s[last->at] <= '9';
}

/* Words of a sentence about the work, not of a header. */
static bool
is_body(const hire__doc *doc, const hire__line *line)
{
	size_t n;
	const char *w = hire__word_text(doc, line->word, &n);
	unsigned char c = (unsigned char)line->s[0];
	if (line->bullet || line->end - line->word > HEADER_WORDS ||
	    says_nothing(doc, line) || is_footer(doc, line))
		return true;
	if ((c >= 'a' && c <= 'z') || line->s[line->n - 1] == ';')
		return true;
	const hire__entry *e =
	    hire__lookup(&hire__cues, doc->words[line->word].hash, w, n);
	int32_t cue = e ? e->value : 0;
	bool stop = line->s[line->n - 1] == '.' && line->end - line->word > 5;
	bool inflected =
	    !cue && n > 4 &&
	    (!memcmp(w + n - 2, "ed", 2) || !memcmp(w + n - 3, "ing", 3));
	bool title = inflected && line->end - line->word <= 10 &&
	             line_cues(doc, line) & HIRE__CUE_TITLE;
	bool verb = cue & HIRE__CUE_VERB || (inflected && !title);
	return stop || verb;
}

static bool
accept(const finder *f, size_t i, const hire__span *s)
{
	const hire__doc *d = f->doc;
	const hire__line *line = &d->lines[i];
	size_t rest = line->end - line->word - (s->stop - s->word);
	int32_t cues = line_cues(d, line);
	int32_t named = cues & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER);
	if (!s->range && !s->dangling) {
		/* Of single dates only a season, or one beside a title. */
		bool season = s->start.month != s->end.month;
		bool told =
		    rest ? named && (s->start.month || cues & HIRE__CUE_TITLE)
		         : season;
		return f->headed && !line->bullet && told &&
		       rest <= HEADER_WORDS;
	}
	if (line->bullet && !(named && rest <= HEADER_WORDS))
		return false;
	bool edge = s->word == line->word || s->stop == line->end;
	if (!f->headed && !named && rest)
		return false;
	return rest <= HEADER_WORDS || (edge && rest <= 2 * HEADER_WORDS);
}

/* A span that ends in a dash goes on at the start of a line below. */
static void
complete(const finder *f, anchor *a)
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
		if (!hire__span_end(d, next->word, next->end, s))
			continue;
		a->more = s->stop;
		s->stop = stop;
		return;
	}
	s->end = s->start;
}

static bool
find_anchors(finder *f)
{
	hire__doc *d = f->doc;
	size_t n = 0;
	for (size_t i = 0; i < d->line_count && n < ANCHORS; i++)
		n += in_scope(f, i);
	f->anchors = hire_arena_alloc(d->mem, (n + 1) * sizeof *f->anchors);
	if (!f->anchors)
		return false;
	for (size_t i = 0; i < d->line_count && f->count < n; i++) {
		hire__span s;
		const hire__line *line = &d->lines[i];
		if (!in_scope(f, i) || is_footer(d, line) ||
		    !hire__span_find(d, line->word, line->end, &s) ||
		    !accept(f, i, &s))
			continue;
		if (f->count && f->anchors[f->count - 1].more > line->word)
			continue; /* it ended the span above */
		anchor *a = &f->anchors[f->count++];
		*a = (anchor){.line = i, .span = s, .first = i, .end = i + 1};
		complete(f, a);
	}
	return true;
}

/* A degree from the column beside is no employer. */
static void
leave_degrees(const hire__doc *doc, anchor *a)
{
	for (size_t i = 0, at; i < a->count; i++) {
		hire__segment *s = &a->seg[i];
		s->place |= !(s->cues & HIRE__CUE_TITLE) &&
		            hire__degree_in(doc, s->word, s->stop, false, &at);
	}
}

/* Choose title and employer among the segments so far. */
static void
choose(const hire__doc *doc, anchor *a)
{
	a->title = a->employer = NULL;
	hire__segments_places(doc, a->seg, a->count);
	leave_degrees(doc, a);
	for (size_t i = 0; i < a->count; i++) {
		hire__segment *s = &a->seg[i];
		bool both = s->cues & HIRE__CUE_EMPLOYER;
		if (s->cues & HIRE__CUE_TITLE && !s->place &&
		    (!a->title ||
		        (a->title->cues & HIRE__CUE_EMPLOYER && !both)))
			a->title = s;
	}
	for (size_t i = 0; i < a->count; i++) {
		hire__segment *s = &a->seg[i];
		bool free = s != a->title && !s->place;
		bool cue = s->cues & HIRE__CUE_EMPLOYER;
		bool title = s->cues & HIRE__CUE_TITLE;
		bool better =
		    !a->employer ||
		    (cue && !(a->employer->cues & HIRE__CUE_EMPLOYER));
		if (free && better && !(title && !cue))
			a->employer = s;
	}
	/* No word gives the title away: the other part is it. */
	for (size_t i = 0; i < a->count && !a->title && a->employer; i++)
		if (&a->seg[i] != a->employer && !a->seg[i].place &&
		    doc->words[a->seg[i].word].line ==
		        doc->words[a->employer->word].line)
			a->title = &a->seg[i];
}

static void
take_line(finder *f, anchor *a, size_t i)
{
	const hire__line *line = &f->doc->lines[i];
	size_t from = line->word;
	if (i != a->line && a->more > from && a->more <= line->end)
		from = a->more;
	if (from < line->end)
		hire__segments_cut(f->doc, from, line->end,
		    i == a->line ? &a->span : NULL, a->seg, &a->count);
	a->first = i < a->first ? i : a->first;
	a->end = i + 1 > a->end ? i + 1 : a->end;
	choose(f->doc, a);
}

/* Whether line `i` may belong to the header of anchor `k`. */
static bool
may_take(const finder *f, size_t k, size_t i)
{
	const anchor *a = f->anchors;
	if (i >= f->doc->line_count || !in_scope(f, i) ||
	    is_body(f->doc, &f->doc->lines[i]))
		return false;
	if (k && i < a[k - 1].end)
		return false;
	return k + 1 == f->count || i < a[k + 1].line;
}

static int
side_score(const finder *f, size_t k, int step)
{
	int score = 0;
	size_t i = f->anchors[k].line;
	for (int n = 0; n < 2; n++) {
		i += (size_t)step;
		if (!may_take(f, k, i))
			break;
		int32_t cues = line_cues(f->doc, &f->doc->lines[i]);
		score += 1 + (cues & HIRE__CUE_TITLE ? 3 : 0) +
		         (cues & HIRE__CUE_EMPLOYER ? 2 : 0);
	}
	return score;
}

static void
walk(finder *f, size_t k, int step, int reach)
{
	anchor *a = &f->anchors[k];
	size_t i = a->line;
	for (int n = 0; n < reach && !(a->title && a->employer); n++) {
		i += (size_t)step;
		if (!may_take(f, k, i))
			return;
		take_line(f, a, i);
	}
}

/* The date came behind its bullets: the header is the nearest line above that
 * names a title. */
static void
jump_back(finder *f, size_t k)
{
	anchor *a = &f->anchors[k];
	size_t floor = k ? f->anchors[k - 1].end : 0;
	for (size_t i = a->line; i-- > floor;) {
		if (!may_take(f, k, i) ||
		    !(line_cues(f->doc, &f->doc->lines[i]) & HIRE__CUE_TITLE))
			continue;
		take_line(f, a, i);
		if (!a->employer && may_take(f, k, i - 1))
			take_line(f, a, i - 1);
		return;
	}
}

static void
find_header(finder *f, size_t k, int vote)
{
	anchor *a = &f->anchors[k];
	take_line(f, a, a->line);
	if (a->title && a->employer)
		return;
	int up = side_score(f, k, -1), down = side_score(f, k, 1);
	int first = up > down || (up == down && vote >= 0) ? -1 : 1;
	bool lone = !a->title && !a->employer;
	walk(f, k, first, lone ? REACH : 2);
	if (!a->title)
		walk(f, k, -first, 2);
	else if (!a->employer)
		walk(f, k, -first, first > 0 ? REACH : 1);
	if (!a->title)
		jump_back(f, k);
}

static hire_status
emit(finder *f, hire__job_lines **out, size_t *count, hire_error *err)
{
	hire__doc *d = f->doc;
	hire__job_lines *jobs =
	    hire_arena_alloc(d->mem, (f->count + 1) * sizeof *jobs);
	size_t n = 0;
	if (!jobs)
		return hire__nomem(err);
	for (size_t k = 0; k < f->count; k++) {
		anchor *a = &f->anchors[k];
		if (!a->title && (!a->employer || !f->headed))
			continue;
		hire_employment *j = &jobs[n].job;
		j->title = a->title ? hire__segment_text(d, a->title) : NULL;
		j->employer =
		    a->employer ? hire__segment_text(d, a->employer) : NULL;
		if ((a->title && !j->title) || (a->employer && !j->employer))
			return hire__nomem(err);
		j->start =
		    a->span.placeholder ? (hire_month){0, 0} : a->span.start;
		j->end = a->span.placeholder ? (hire_month){0, 0} : a->span.end;
		j->present = a->span.present;
		j->line = d->lines[a->line].number;
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
	int vote = 0;
	for (size_t k = 0; k < f.count; k++)
		vote += side_score(&f, k, -1) - side_score(&f, k, 1);
	for (size_t k = 0; k < f.count; k++)
		find_header(&f, k, vote);
	hire_status st = emit(&f, out, count, err);
	if (!st)
		end_with_section(&f, *out, *count);
	return st;
}
