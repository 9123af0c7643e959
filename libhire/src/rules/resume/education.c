/* SPDX-License-Identifier: MIT
 * education.c - reading schools, degrees and their dates.
 */
#include "education.h"

#include "header.h"
#include "util/ctx.h"

#include <string.h>

enum { ENTRIES = 64 };

typedef struct entry {
	hire_education e;
	bool has_span, entered;
} entry;

static void
take_span(entry *e, const hire__span *s)
{
	if (e->has_span)
		return;
	e->has_span = true;
	if (s->placeholder)
		return;
	e->e.start = s->range ? s->start : (hire_month){0, 0};
	e->e.end = s->end;
}

/* What one line of the section tells. */
typedef struct found {
	hire__segment seg[HIRE__SEGMENTS];
	size_t count;
	hire__segment *school, *degree;
	hire_degree level;
	hire__span span;
	bool dated;
} found;

/* "PhD Sample University": the degree's words, then the school's. */
static void
split_degree(const hire__doc *doc, found *f, size_t i)
{
	static const char *const links[] = {"in", "of", "en", "de", "hons",
	    "honours", "degree", "student", "and", "from", "with"};
	hire__segment *s = &f->seg[i];
	size_t n = 1;
	if (f->count == HIRE__SEGMENTS || !(s->cues & HIRE__CUE_SCHOOL) ||
	    !hire__degree_at(doc, s->word, s->stop, true, &n) ||
	    s->word + n + 1 >= s->stop)
		return;
	size_t next = s->word + n, cue = next;
	for (size_t k = 0; k < sizeof links / sizeof *links; k++)
		if (hire__word_is(doc, next, links[k]))
			return;
	while (cue < s->stop &&
	       !(hire__cues_of(doc, cue, cue + 1) & HIRE__CUE_SCHOOL))
		cue++;
	if (cue == s->stop || cue - next > 3)
		return;
	memmove(s + 1, s, (f->count - i) * sizeof *s);
	f->count++;
	s[0].stop = s[1].word = next;
	s[0].cues &= ~HIRE__CUE_SCHOOL;
}

/* "Pune, Maharashtra Pune University": forms put no mark between the place and
 * the school. */
static void
shed_place(const hire__doc *doc, found *f, size_t i)
{
	hire__segment *s = &f->seg[i];
	size_t n = 1;
	bool follows = i && f->seg[i - 1].stop == s->word;
	size_t last = follows ? s->word - 1 : 0;
	follows = follows && hire__all_place(doc, last, last + 1);
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__cues, s->word, s->stop, &n);
	if (!follows || !e || !(e->value & HIRE__CUE_PLACE) ||
	    s->word + n >= s->stop || s->stop - s->word < 3)
		return;
	if (hire__cues_of(doc, s->word + n, s->stop) & HIRE__CUE_SCHOOL &&
	    s->stop - s->word - n >= 2)
		s->word += n;
	/* The town stands at the end of the degree's words. */
	if (last > f->seg[i - 1].word)
		f->seg[i - 1].stop = last;
}

/* Words that name no school: "expected", "GPA 3.5", "with honours". */
static bool
names_nothing(const hire__doc *doc, const hire__segment *s)
{
	static const char *const first[] = {"expected", "gpa", "grade",
	    "graduated", "graduation", "graduating", "grad", "cgpa",
	    "percentage", "minor", "major", "honors", "honours", "magna",
	    "summa", "cum", "thesis", "relevant", "coursework", "dean",
	    "aggregate", "score", "marks", "anticipated", "class", "first",
	    "with", "distinction", "specialization", "concentration", "advisor",
	    "supervisor", "预计", "on", "emphasis", "exp", "expires"};
	size_t n;
	/* "Secondary School Certificate" is what was earned, not where. */
	for (size_t i = s->word; i < s->stop; i++)
		if (hire__word_is(doc, i, "certificate") ||
		    (i > s->word && i + 1 == s->stop &&
		        hire__word_is(doc, i, "diploma")))
			return true;
	const char *w = hire__word_text(doc, s->word, &n);
	for (size_t k = 0; k < sizeof first / sizeof *first; k++)
		if (hire__word_is(doc, s->word, first[k]))
			return true;
	return (*w >= '0' && *w <= '9') ||
	       hire__says_nothing(doc, s->word, s->stop);
}

/* "School of Law", "Sample College of Business": one part of a school, most
 * often named with it. */
static bool
part_of_school(const hire__doc *doc, const hire__segment *s)
{
	static const char *const words[] = {"college", "school", "faculty",
	    "department", "institute", "division"};
	for (size_t i = s->word; i + 1 < s->stop; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (hire__word_is(doc, i, words[k]) &&
			    hire__word_is(doc, i + 1, "of"))
				return true;
	return false;
}

/* "BE from Sample School": the degree's words end before "from". */
static void
split_from(const hire__doc *doc, found *f, size_t i)
{
	hire__segment *s = &f->seg[i];
	size_t at, from = s->word;
	while (from < s->stop && !hire__word_is(doc, from, "from"))
		from++;
	if (f->count == HIRE__SEGMENTS || from == s->word ||
	    from + 1 >= s->stop || !hire__word_capital(doc, from + 1) ||
	    !hire__degree_in(doc, s->word, from, true, &at))
		return;
	memmove(s + 1, s, (f->count - i) * sizeof *s);
	f->count++;
	s[0].stop = from;
	s[0].cues &= ~HIRE__CUE_SCHOOL;
	s[1].word = from + 1;
	s[1].cues = hire__cues_of(doc, s[1].word, s[1].stop) | HIRE__CUE_SCHOOL;
}

/* The segments of a line: its school and its degree, if it names them. */
static void
parts(const hire__doc *doc, const hire__line *line, found *f)
{
	f->count = 0;
	f->school = f->degree = NULL;
	f->level = HIRE_DEGREE_NONE;
	f->dated = hire__span_find(doc, line->word, line->end, &f->span);
	hire__segments_cut(doc, line->word, line->end,
	    f->dated ? &f->span : NULL, f->seg, &f->count);
	for (size_t i = 0; i < f->count; i++) {
		split_degree(doc, f, i);
		split_from(doc, f, i);
		shed_place(doc, f, i);
	}
	hire__segments_places(doc, f->seg, f->count);
	for (size_t i = 0, at; i < f->count; i++) {
		hire__segment *s = &f->seg[i];
		hire_degree d =
		    hire__degree_in(doc, s->word, s->stop, true, &at);
		bool cue = s->cues & HIRE__CUE_SCHOOL;
		if (names_nothing(doc, s) || (s->place && !s->guess && !cue))
			continue;
		/* "サンプル大学工学部": both in one word. */
		bool joint =
		    d && cue && !f->school && !f->degree &&
		    (unsigned char)line->s[doc->words[s->word].at] >= 0xE3;
		if (joint)
			f->school = s;
		if (d && !f->degree && (joint || !(cue && at > s->word))) {
			f->degree = s;
			f->level = d;
		} else if (cue &&
		           (!f->school || (part_of_school(doc, f->school) &&
		                              !part_of_school(doc, s))))
			f->school = s;
	}
}

/* What is studied, not where. */
static bool
is_subject(const hire__doc *doc, const hire__segment *s)
{
	static const char *const words[] = {"science", "sciences",
	    "engineering", "arts", "studies", "economics", "physics",
	    "mathematics", "business", "administration", "computing",
	    "informatics", "management", "history", "literature", "chemistry",
	    "biology", "psychology", "accounting", "finance", "marketing",
	    "law", "nursing", "education", "statistics", "philosophy",
	    "communication", "communications", "electronics", "mechanical",
	    "electrical", "software", "computer", "systems", "informatik",
	    "informática", "informatique", "math", "maths", "commerce",
	    "politics", "design", "analytics"};
	for (size_t i = s->word; i < s->stop; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (hire__word_is(doc, i, words[k]))
				return true;
	return false;
}

static bool
can_be_school(const hire__doc *doc, const hire__segment *s)
{
	return !(s->place && !s->guess) && !names_nothing(doc, s) &&
	       !is_subject(doc, s) && s->stop - s->word <= 6 &&
	       (hire__word_capital(doc, s->word) ||
	           doc->lines[doc->words[s->word].line].s[0] < 0);
}

/* Beside a degree and a date another part is the school. */
static hire__segment *
other_part(const hire__doc *doc, found *f)
{
	for (size_t i = 0; i < f->count && f->degree && f->dated; i++)
		if (&f->seg[i] != f->degree && can_be_school(doc, &f->seg[i]))
			return &f->seg[i];
	return NULL;
}

/* Of a word that names school and degree the school ends with the kind of
 * school it is. */
static char *
school_text(const hire__doc *doc, const hire__segment *school,
    const hire__segment *degree)
{
	static const char *const kinds[] = {
	    "大学院", "大学", "学院", "高等学校", "学校", "高校", "대학교"};
	char *s = hire__segment_text(doc, school);
	for (size_t i = 0;
	     s && school == degree && i < sizeof kinds / sizeof *kinds; i++) {
		char *at = strstr(s, kinds[i]);
		if (at) {
			at[strlen(kinds[i])] = '\0';
			break;
		}
	}
	return s;
}

static hire_status
fill(const hire__doc *doc, entry *e, const hire__segment *school,
    const hire__segment *degree, hire_degree level, hire_error *err)
{
	if (school && !(e->e.school = school_text(doc, school, degree)))
		return hire__nomem(err);
	if (!degree)
		return HIRE_OK;
	/* A subject behind a comma belongs to the degree's words. */
	e->e.level = level;
	if (!(e->e.degree = hire__segment_text(doc, degree)))
		return hire__nomem(err);
	return HIRE_OK;
}

/* A bullet that only tells of the studies, with no date in the margin. */
static bool
tells(const hire__doc *doc, const hire__line *line, const found *f)
{
	bool margin = f->dated && f->span.stop == line->end &&
	              f->span.word > line->word &&
	              line->s[doc->words[f->span.word].at - 1] == '\t';
	return line->bullet && line->end - line->word > 14 && !margin;
}

/* "College of Engineering" below "Sample University" is a part of it. */
static bool
is_faculty(const hire__doc *doc, const entry *e, const found *f)
{
	return e && e->e.school && f->school && !f->degree && !f->dated &&
	       f->school->word + 1 < f->school->stop &&
	       hire__word_is(doc, f->school->word + 1, "of") &&
	       part_of_school(doc, f->school);
}

/* A school without any word that says so: alone on a line, its degree or its
 * date below, or its degree above. */
static bool
is_plain_school(
    const hire__doc *doc, const hire__line *line, const entry *e, found *f)
{
	const hire__line *next = line + 1;
	found below;
	if (line->bullet || f->school || f->degree || f->dated || !f->count ||
	    hire__line_is_body(doc, line) || !can_be_school(doc, &f->seg[0]))
		return false;
	bool whole = e && e->e.school && e->has_span;
	bool last = next >= doc->lines + doc->line_count || next->gap ||
	            next->section != line->section || next->heading;
	if (e && e->e.level && !e->e.school && !line->gap &&
	    e->e.line + 1 == line->number)
		return true;
	if (last || (e && !whole && !line->gap))
		return false;
	parts(doc, next, &below);
	bool opens = !e || line->gap;
	return opens && !below.school &&
	       (below.degree || (below.dated && whole && line->gap));
}

/* "2014 Sample University, entered", "2018 the same, finished": one stay. */
static void
join_stays(entry *list, size_t *count)
{
	entry *b = *count > 1 ? &list[*count - 1] : NULL, *a = b ? b - 1 : NULL;
	if (!b || !a->e.school || !b->e.school ||
	    strcmp(a->e.school, b->e.school) != 0 || a->e.level != b->e.level ||
	    !a->entered || !b->has_span)
		return;
	a->e.start = a->e.end;
	a->e.end = b->e.end;
	a->entered = false;
	--*count;
}

static bool
says_entered(const hire__line *line)
{
	return strstr(line->s, "入学") || strstr(line->s, "입학");
}

static hire_status
read_line(hire__doc *doc, hire__line *line, entry *list, size_t *count,
    hire_error *err)
{
	found f;
	parts(doc, line, &f);
	entry *e = *count ? &list[*count - 1] : NULL;
	if (tells(doc, line, &f) || is_faculty(doc, e, &f))
		return HIRE_OK;
	if (is_plain_school(doc, line, e, &f))
		f.school = &f.seg[0];
	else if (!f.school && !(e && e->e.school && !e->e.level))
		f.school = other_part(doc, &f);
	bool fresh =
	    !e || (f.school && e->e.school) || (f.degree && e->e.level);
	/* A bullet only adds to what stands above it. */
	if (line->bullet && e && e->e.school && !f.dated)
		fresh = fresh && f.degree && f.school;
	if ((f.school || f.degree) && fresh && *count < ENTRIES) {
		e = &list[(*count)++];
		*e = (entry){.e.line = line->number};
	} else if (fresh && e)
		return HIRE_OK;
	if (!e)
		return HIRE_OK;
	line->header = f.school || f.degree || (!line->bullet && f.dated);
	hire_status st = fill(doc, e, e->e.school ? NULL : f.school,
	    e->e.level ? NULL : f.degree, f.level, err);
	if (!st && f.dated)
		take_span(e, &f.span);
	e->entered |= says_entered(line);
	if (!st)
		join_stays(list, count);
	return st;
}

static hire_status
read_entries(hire__doc *doc, entry *list, size_t *count, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < doc->line_count && !st; i++) {
		hire__line *line = &doc->lines[i];
		if (line->section == HIRE__SECTION_EDUCATION && !line->heading)
			st = read_line(doc, line, list, count, err);
	}
	return st;
}

static hire_degree
highest_elsewhere(const hire__doc *doc)
{
	hire_degree best = HIRE_DEGREE_NONE;
	for (size_t i = 0; i < doc->line_count; i++) {
		const hire__line *line = &doc->lines[i];
		size_t at = line->word;
		for (hire_degree d; at < line->end; at++) {
			d = hire__degree_in(doc, at, line->end, false, &at);
			if (!d)
				break;
			best = d > best ? d : best;
		}
	}
	return best;
}

hire_status
hire__education_find(hire__doc *doc, hire_education **out, size_t *count,
    hire_degree *highest, hire_error *err)
{
	entry *list = hire_arena_alloc(doc->mem, ENTRIES * sizeof *list);
	if (!list)
		return hire__nomem(err);
	size_t n = 0;
	hire_status st = read_entries(doc, list, &n, err);
	hire_education *e = hire_arena_alloc(doc->mem, (n + 1) * sizeof *e);
	if (st || !e)
		return st ? st : hire__nomem(err);
	*highest = HIRE_DEGREE_NONE;
	for (size_t i = 0; i < n; i++) {
		e[i] = list[i].e;
		if (e[i].level > *highest)
			*highest = e[i].level;
	}
	if (!*highest)
		*highest = highest_elsewhere(doc);
	*out = e;
	*count = n;
	return HIRE_OK;
}
