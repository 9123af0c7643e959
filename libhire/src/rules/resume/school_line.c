/* SPDX-License-Identifier: MIT
 * school_line.c - what one line of the education tells: school and degree.
 * Apart from the entries, which are made of several lines.
 */
#include "school_line.h"

#include "header.h"

#include <string.h>

/* "PhD Sample University": the degree's words, then the school's. */
static void
split_degree(const hire__doc *doc, hire__school_found *f, size_t i)
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
shed_place(const hire__doc *doc, hire__school_found *f, size_t i)
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
bool
hire__part_of_school(const hire__doc *doc, const hire__segment *s)
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
split_from(const hire__doc *doc, hire__school_found *f, size_t i)
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
void
hire__school_line(
    const hire__doc *doc, const hire__line *line, hire__school_found *f)
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
		} else if (cue && (!f->school ||
		                      (hire__part_of_school(doc, f->school) &&
		                          !hire__part_of_school(doc, s))))
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

bool
hire__can_be_school(const hire__doc *doc, const hire__segment *s)
{
	return !(s->place && !s->guess) && !names_nothing(doc, s) &&
	       !is_subject(doc, s) && s->stop - s->word <= 6 &&
	       (hire__word_capital(doc, s->word) ||
	           doc->lines[doc->words[s->word].line].s[0] < 0);
}

/* Beside a degree and a date another part is the school. */
hire__segment *
hire__school_beside(const hire__doc *doc, hire__school_found *f)
{
	for (size_t i = 0; i < f->count && f->degree && f->dated; i++)
		if (&f->seg[i] != f->degree &&
		    hire__can_be_school(doc, &f->seg[i]))
			return &f->seg[i];
	return NULL;
}
