/* SPDX-License-Identifier: MIT
 * degrees.c - which words of a line mean a degree: "MS in", not "MS Office".
 * Apart from the schools, because job texts ask for degrees as well.
 */
#include "education.h"

#include <string.h>

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
	    n == 1 &&
	    (!strncmp(w, "master", 6) || !strncmp(w, "bachelor", 8) ||
	        !strncmp(w, "undergraduate", 13) ||
	        !strncmp(w, "doctoral", 8) || len <= 3 ||
	        !strncmp(w, "licence", 7) || !strncmp(w, "grado", 5) ||
	        !strncmp(w, "associates", 10) || !strncmp(w, "promotion", 9));
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

/* "MS Office", "MA 02115": the next word says what the letters mean. */
static bool
means_other(const hire__doc *doc, size_t i, size_t end)
{
	static const char *const words[] = {"office", "excel", "word", "sql",
	    "access", "project", "visio", "windows", "dos", "powerpoint",
	    "outlook", "teams", "dynamics", "sharepoint", "responsible", "able",
	    "the", "a", "aware", "edwards"};
	if (i >= end)
		return false;
	char c = doc->pool[doc->words[i].from];
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return c >= '0' && c <= '9' && doc->words[i].end - doc->words[i].at > 4;
}

/* "M.E.S Boys School": letters of a longer name. */
static bool
within_initials(const hire__doc *doc, size_t i, size_t n)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	const char *before = line->s + doc->words[i].at;
	const hire__word_at *last = &doc->words[i + n - 1];
	bool letters = last->end - last->at == 1;
	bool left = doc->words[i].at > 1 && before[-1] == '.' &&
	            before[-2] != ' ' &&
	            doc->words[i].end - doc->words[i].at == 1;
	const char *behind = line->s + last->end;
	bool right = letters && *behind == '.' &&
	             ((behind[1] >= 'A' && behind[1] <= 'Z'));
	return left ||
	       (right && (behind[2] == '.' || behind[2] == ' ' || !behind[2]));
}

/* Two letters mean a degree only as written: "BS", "M.S.", with a subject. */
static bool
short_form(const hire__doc *doc, size_t i, size_t n, size_t end)
{
	size_t gap;
	if (within_initials(doc, i, n))
		return false;
	const hire__word_at *w = &doc->words[i];
	if (w->end - w->at > 2)
		return true;
	if (!hire__word_capital(doc, i) || means_other(doc, i + n, end))
		return false;
	if (n > 1 && doc->words[i + 1].end - doc->words[i + 1].at > 2)
		return true;
	if (i + n >= end)
		return i == doc->lines[w->line].word || n > 1;
	const char *s = hire__word_gap(doc, i + n, &gap);
	return n > 1 || !memchr(s, '|', gap);
}

/* "硕士研究生": in a script without blanks the longest part that is one. */
static const hire__entry *
within_word(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	if ((unsigned char)*s < 0xE3)
		return NULL;
	for (size_t len = n; len >= 6; len -= 3)
		for (size_t at = 0; at + len <= n; at += 3) {
			const hire__entry *e = hire__lookup(&hire__degrees,
			    hire__hash(HIRE__HASH, s + at, len), s + at, len);
			if (e)
				return e;
		}
	return NULL;
}

const hire__entry *
hire__degree_at(
    const hire__doc *doc, size_t i, size_t end, bool plain, size_t *n)
{
	const hire__entry *e = hire__phrase_at(doc, &hire__degrees, i, end, n);
	if (!e) {
		*n = 1;
		return within_word(doc, i);
	}
	if (!short_form(doc, i, *n, end) ||
	    (!plain && !clear_degree(doc, i, *n, end)))
		return NULL;
	return e;
}

hire_degree
hire__degree_in(
    const hire__doc *doc, size_t i, size_t end, bool plain, size_t *at)
{
	for (size_t n = 1; i < end; i++) {
		const hire__entry *e = hire__degree_at(doc, i, end, plain, &n);
		if (!e)
			continue;
		*at = i;
		return (hire_degree)e->value;
	}
	return HIRE_DEGREE_NONE;
}
