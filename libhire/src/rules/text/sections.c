/* SPDX-License-Identifier: MIT
 * sections.c - finding the headings of a resume, in any order and wording.
 */
#include "sections.h"

#include <string.h>

enum { HEADING_WORDS = 9, SPACED_MIN = 5, SPACED_MAX = 40, KIND_WORDS = 3 };

static bool
is_filler(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	return hire__lookup(&hire__fillers, w->hash, doc->pool + w->from,
	           w->to - w->from) != NULL;
}

int32_t
hire__heading(
    const hire__doc *doc, const hire__table *table, size_t i, size_t end)
{
	if (i == end || end - i > HEADING_WORDS)
		return -1;
	size_t n = 0;
	const hire__entry *e = hire__phrase_at(doc, table, i, end, &n);
	if (e && n == end - i)
		return e->value;
	int32_t found = -1;
	while (i < end) {
		e = hire__phrase_at(doc, table, i, end, &n);
		if (e && found < 0)
			found = e->value;
		else if (!e && !is_filler(doc, i))
			return -1;
		i += e ? n : 1;
	}
	return found;
}

size_t
hire__after_colon(const hire__doc *doc, const hire__line *line)
{
	for (size_t i = line->word + 1; i < line->end; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		if (!hire__gap_plain(gap, n) && memchr(gap, ':', n))
			return i;
	}
	return line->end;
}

static bool
ends_with(const hire__line *line, const char *any_of)
{
	return line->n && strchr(any_of, line->s[line->n - 1]);
}

static int32_t
heading_key(const char *s, size_t n)
{
	const hire__entry *e =
	    hire__lookup(&hire__sections, hire__hash(HIRE__HASH, s, n), s, n);
	return e ? e->value : -1;
}

/* The heading that `n` letters spell with at most one blank among them. */
static int32_t
parted_key(const char *s, size_t n)
{
	char key[SPACED_MAX + 2];
	int32_t found = heading_key(s, n);
	for (size_t cut = 2; cut + 2 < n && found < 0; cut++) {
		memcpy(key, s, cut);
		key[cut] = ' ';
		memcpy(key + cut + 1, s + cut, n - cut);
		found = heading_key(key, n + 1);
	}
	return found;
}

/* "W O R K  E X P E R I E N C E": every letter a word. */
static int32_t
letter_spaced(const hire__doc *doc, const hire__line *line)
{
	char letters[SPACED_MAX];
	size_t n = 0;
	if (line->end - line->word < SPACED_MIN)
		return -1;
	for (size_t i = line->word; i < line->end; i++) {
		size_t len;
		const char *s = hire__word_text(doc, i, &len);
		if (n + len > SPACED_MAX || len > 4 ||
		    (len > 1 && (unsigned char)*s < 0x80))
			return -1;
		memcpy(letters + n, s, len);
		n += len;
	}
	return parted_key(letters, n);
}

/* "Clinical Experience", "Sales Employment": the kind of work before the word,
 * all in capitals.  Some kinds are a field of work themselves. */
static bool
kind_of_experience(const hire__doc *doc, const hire__line *line)
{
	static const char *const fields[] = {"user", "customer", "client",
	    "guest", "employee", "patient", "visitor", "passenger", "digital",
	    "brand", "product", "learning", "years", "year", "no", "total",
	    "self", "director", "manager", "head"};
	size_t last = line->end - 1, n = line->end - line->word;
	if (n < 2 || n > KIND_WORDS + 1 ||
	    !(hire__word_is(doc, last, "experience") ||
	        hire__word_is(doc, last, "employment")))
		return false;
	for (size_t i = line->word; i < line->end; i++) {
		size_t gap;
		const char *s = hire__word_gap(doc, i, &gap);
		if (!hire__word_capital(doc, i) && !is_filler(doc, i))
			return false;
		for (size_t k = 0; i > line->word && k < gap; k++)
			if (!strchr(" &/-", s[k]))
				return false;
		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
			if (hire__word_is(doc, i, fields[k]))
				return false;
	}
	return true;
}

/* A line that is only a heading: short, no sentence, capital or marked. */
static int32_t
whole_line(const hire__doc *doc, const hire__line *line)
{
	if (ends_with(line, ".,;") && !line->marked)
		return -1;
	unsigned char first = (unsigned char)line->s[0];
	if (first >= 'a' && first <= 'z' && !ends_with(line, ":"))
		return -1;
	int32_t v = hire__heading(doc, &hire__sections, line->word, line->end);
	if (v < 0)
		v = letter_spaced(doc, line);
	return v < 0 && kind_of_experience(doc, line) ? HIRE__SECTION_EXPERIENCE
	                                              : v;
}

/* "Skills: C, Java": the heading stands before the colon.  Inside a list of
 * skills "Tools:" or "Languages:" only names a row of it. */
static int32_t
before_colon(
    const hire__doc *doc, const hire__line *line, enum hire__section now)
{
	size_t i = hire__after_colon(doc, line);
	if (i == line->end || line->bullet)
		return -1;
	int32_t v = hire__heading(doc, &hire__sections, line->word, i);
	bool row = now == HIRE__SECTION_SKILLS ||
	           now == HIRE__SECTION_EXPERIENCE ||
	           now == HIRE__SECTION_PROJECTS;
	bool strong = v == HIRE__SECTION_EDUCATION ||
	              v == HIRE__SECTION_EXPERIENCE ||
	              v == HIRE__SECTION_SUMMARY;
	return row && !strong ? -1 : v;
}

/* Markdown: "#### Tools" below "### Sample Ltd" below "## Experience" is of
 * that job.  `top` is the depth of the section's heading, `*job` that of the
 * first heading in it. */
static bool
within_job(const hire__line *line, int32_t now, uint8_t top, uint8_t *job)
{
	if (now != HIRE__SECTION_EXPERIENCE || !top || line->depth <= top)
		return false;
	if (!*job)
		*job = line->depth;
	return line->depth > *job;
}

void
hire__sections_mark(hire__doc *doc)
{
	int32_t now = HIRE__SECTION_HEAD;
	uint8_t top = 0, job = 0;
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		int32_t v = whole_line(doc, line);
		/* A bullet "Training" is an item, not a heading. */
		if (v >= 0 && line->bullet && !line->marked)
			v = -1;
		if (within_job(line, now, top, &job))
			v = -1;
		if (v >= 0)
			top = line->depth, job = 0;
		line->heading = v >= 0;
		if (v < 0)
			v = before_colon(doc, line, (enum hire__section)now);
		if (v >= 0)
			now = v;
		line->section = (uint8_t)now;
	}
}
