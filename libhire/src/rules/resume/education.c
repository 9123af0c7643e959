/* SPDX-License-Identifier: MIT
 * education.c - reading schools, degrees and their dates.
 */
#include "education.h"

#include "util/ctx.h"

#include <string.h>

enum { ENTRIES = 64 };

typedef struct entry {
	hire_education e;
	bool has_span;
} entry;

/* "B.S." and "MS in" speak for themselves; "master" or "associate" need the
 * next word to say that a degree is meant. */
static bool
clear_degree(const hire__doc *doc, size_t i, size_t n, size_t end)
{
	static const char *const behind[] = {"of", "in", "s", "degree",
	    "degrees", "or", "and", "thesis", "program", "student"};
	size_t len;
	const char *w = hire__word_text(doc, i, &len);
	bool risky =
	    n == 1 && (!strncmp(w, "master", 6) || !strncmp(w, "bachelor", 8) ||
	                  !strncmp(w, "undergraduate", 13) ||
	                  !strncmp(w, "doctoral", 8) || len <= 3 ||
	                  !strncmp(w, "promotion", 9));
	if (!risky || !strncmp(w, "phd", 3) || !strncmp(w, "mba", 3) ||
	    !strncmp(w, "bsc", 3) || !strncmp(w, "msc", 3))
		return true;
	if (!strncmp(w, "bachelor", 8) && hire__word_capital(doc, i))
		return true;
	for (size_t k = 0; k < sizeof behind / sizeof *behind && i + n < end;
	     k++)
		if (hire__word_is(doc, i + n, behind[k]))
			return len > 3 || k < 2;
	return false;
}

/* Two letters mean a degree only as written: "BS", "M.S.", with a subject. */
static bool
short_form(const hire__doc *doc, size_t i, size_t n, size_t end)
{
	size_t gap;
	const hire__word_at *w = &doc->words[i];
	if (w->end - w->at > 2)
		return true;
	if (!hire__word_capital(doc, i))
		return false;
	if (n > 1 && doc->words[i + 1].end - doc->words[i + 1].at > 2)
		return true;
	if (i + n >= end)
		return i == doc->lines[w->line].word || n > 1;
	const char *s = hire__word_gap(doc, i + n, &gap);
	return n > 1 || !memchr(s, '|', gap);
}

hire_degree
hire__degree_in(
    const hire__doc *doc, size_t i, size_t end, bool plain, size_t *at)
{
	for (size_t n = 1; i < end; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__degrees, i, end, &n);
		if (!e || !short_form(doc, i, n, end))
			continue;
		if (!plain && !clear_degree(doc, i, n, end))
			continue;
		*at = i;
		return (hire_degree)e->value;
	}
	return HIRE_DEGREE_NONE;
}

static bool
take_span(entry *e, const hire__doc *doc, const hire__line *line)
{
	hire__span s;
	if (e->has_span || !hire__span_find(doc, line->word, line->end, &s))
		return false;
	e->has_span = true;
	if (s.placeholder)
		return true;
	e->e.start = s.range ? s.start : (hire_month){0, 0};
	e->e.end = s.end;
	return true;
}

/* The segments of a line: its school and its degree, if it names them. */
static void
parts(const hire__doc *doc, const hire__line *line, hire__segment *seg,
    size_t *count, hire__segment **school, hire__segment **degree,
    hire_degree *level)
{
	hire__span s;
	bool dated = hire__span_find(doc, line->word, line->end, &s);
	*count = 0;
	*school = *degree = NULL;
	hire__segments_cut(
	    doc, line->word, line->end, dated ? &s : NULL, seg, count);
	hire__segments_places(doc, seg, *count);
	for (size_t i = 0, at; i < *count; i++) {
		hire_degree d =
		    hire__degree_in(doc, seg[i].word, seg[i].stop, true, &at);
		bool school_cue = seg[i].cues & HIRE__CUE_SCHOOL;
		if (d && !*degree && !(school_cue && at > seg[i].word)) {
			*degree = &seg[i];
			*level = d;
		} else if (school_cue && !*school)
			*school = &seg[i];
	}
	for (size_t i = 0; i < *count && *degree && !*school; i++)
		if (&seg[i] != *degree && !seg[i].place && dated)
			*school = &seg[i];
}

static hire_status
fill(const hire__doc *doc, entry *e, const hire__segment *school,
    const hire__segment *degree, hire_degree level, hire_error *err)
{
	if (school && !(e->e.school = hire__segment_text(doc, school)))
		return hire__nomem(err);
	if (!degree)
		return HIRE_OK;
	/* A subject behind a comma belongs to the degree's words. */
	e->e.level = level;
	if (!(e->e.degree = hire__segment_text(doc, degree)))
		return hire__nomem(err);
	return HIRE_OK;
}

static bool
wanted(const hire__doc *doc, const hire__line *line)
{
	return line->section == HIRE__SECTION_EDUCATION && !line->heading &&
	       !(line->bullet && line->end - line->word > 14) && line->s[0] &&
	       doc->words;
}

static hire_status
read_entries(hire__doc *doc, entry *list, size_t *count, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		hire__segment seg[HIRE__SEGMENTS], *school, *degree;
		hire_degree level = HIRE_DEGREE_NONE;
		size_t n;
		if (!wanted(doc, line))
			continue;
		parts(doc, line, seg, &n, &school, &degree, &level);
		entry *e = *count ? &list[*count - 1] : NULL;
		bool fresh =
		    !e || (school && e->e.school) || (degree && e->e.level);
		if ((school || degree) && fresh && *count < ENTRIES) {
			e = &list[(*count)++];
			*e = (entry){.e.line = line->number};
			/* A date in the left margin stood before. */
			take_span(e, doc, line);
		}
		if (!e)
			continue;
		line->header = school || degree ||
		               (!line->bullet && take_span(e, doc, line));
		hire_status st = fill(
		    doc, e, e->e.school ? NULL : school, degree, level, err);
		if (st)
			return st;
		if (line->header)
			take_span(e, doc, line);
	}
	return HIRE_OK;
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
