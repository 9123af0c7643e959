/* SPDX-License-Identifier: MIT
 * education.c - reading schools, degrees and their dates.
 */
#include "header.h"
#include "school_line.h"
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
tells(const hire__doc *doc, const hire__line *line, const hire__school_found *f)
{
	bool margin = f->dated && f->span.stop == line->end &&
	              f->span.word > line->word &&
	              line->s[doc->words[f->span.word].at - 1] == '\t';
	return line->bullet && line->end - line->word > 14 && !margin;
}

/* "College of Engineering" below "Sample University" is a part of it. */
static bool
is_faculty(const hire__doc *doc, const entry *e, const hire__school_found *f)
{
	return e && e->e.school && f->school && !f->degree && !f->dated &&
	       f->school->word + 1 < f->school->stop &&
	       hire__word_is(doc, f->school->word + 1, "of") &&
	       hire__part_of_school(doc, f->school);
}

/* A school without any word that says so: alone on a line, its degree or its
 * date below, or its degree above. */
static bool
is_plain_school(const hire__doc *doc, const hire__line *line, const entry *e,
    hire__school_found *f)
{
	const hire__line *next = line + 1;
	hire__school_found below;
	if (line->bullet || f->school || f->degree || f->dated || !f->count ||
	    hire__line_is_body(doc, line) ||
	    !hire__can_be_school(doc, &f->seg[0]))
		return false;
	bool whole = e && e->e.school && e->has_span;
	bool last = next >= doc->lines + doc->line_count || next->gap ||
	            next->section != line->section || next->heading;
	if (e && e->e.level && !e->e.school && !line->gap &&
	    e->e.line + 1 == line->number)
		return true;
	if (last || (e && !whole && !line->gap))
		return false;
	hire__school_line(doc, next, &below);
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
	hire__school_found f;
	hire__school_line(doc, line, &f);
	entry *e = *count ? &list[*count - 1] : NULL;
	if (tells(doc, line, &f) || is_faculty(doc, e, &f))
		return HIRE_OK;
	if (is_plain_school(doc, line, e, &f))
		f.school = &f.seg[0];
	else if (!f.school && !(e && e->e.school && !e->e.level))
		f.school = hire__school_beside(doc, &f);
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
