/* SPDX-License-Identifier: MIT
 * name.c - whose resume it is.
 */
#include "name_words.h"

#include "own_name.h"
#include "rules/text/sections.h"
#include "segments.h"
#include "util/ctx.h"

#include <string.h>

enum { NAME_LINES = 80, NAME_LEAST = 10, RUN_WORDS = 40 };

static bool
parts_name(const char *gap, size_t n)
{
	static const char *const marks[] = {"·", "•", "–", "—", "|", "⋅", "◦"};
	for (size_t k = 0; k < n && !hire__gap_plain(gap, n); k++) {
		if (strchr(",|:;()/\t@<[", gap[k]) ||
		    (k && gap[k] == '-' && gap[k - 1] == ' '))
			return true;
		for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
			if (!strncmp(gap + k, marks[m], strlen(marks[m])))
				return true;
	}
	return false;
}

/* Where the name at the start of a line ends: at a separator, a number, an
 * address or the label of one. */
static size_t
name_end(const hire__doc *doc, const hire__line *line, size_t from,
    const char *email)
{
	for (size_t i = from; i < line->end; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		const char *s = line->s + doc->words[i].at;
		bool digit = *s >= '0' && *s <= '9';
		if (i == from)
			continue;
		/* Too long for a name already, wherever it ends. */
		if (i - from > HIRE__NAME_WORDS &&
		    !hire__name_honour(doc, i - 1))
			return i;
		/* A whole resume on one line goes on with a title. */
		if (i - from >= 2 && line->end - line->word > RUN_WORDS &&
		    hire__cues_of(
		        doc, i, i + 3 < line->end ? i + 3 : line->end) &
		        HIRE__CUE_TITLE)
			return i;
		bool label = hire__name_label(doc, i) &&
		             !hire__name_in_email(doc, i, i + 1, email);
		if (parts_name(gap, n) || digit || label ||
		    hire__in_address(line->s, line->n, doc->words[i].at))
			return i;
	}
	return line->end;
}

/* The first word behind a label such as "Name:", or 0. */
static size_t
labelled_name(const hire__doc *doc, const hire__line *line)
{
	static const char *const labels[] = {"name", "nombre", "nom", "nome",
	    "naam", "姓名", "氏名", "名前", "이름", "성명", "имя", "фио",
	    "vorname", "imię"};
	static const char *const before[] = {"full", "candidate", "my", "first",
	    "candidates", "s", "applicant", "complete", "and", "last",
	    "surname", "y", "apellidos", "prénom", "completo", "et", "und"};
	size_t n = hire__after_colon(doc, line);
	size_t named = 0;
	if (n == line->end || n > line->word + 4)
		return 0;
	for (size_t i = line->word; i < n; i++) {
		bool hit = false;
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			hit |= hire__word_is(doc, i, labels[k]);
		named += hit;
		for (size_t k = 0; k < sizeof before / sizeof *before; k++)
			hit |= hire__word_is(doc, i, before[k]);
		if (!hit)
			return 0;
	}
	return named ? n : 0;
}

/* "Resume of ..." */
static bool
opens_with(const hire__doc *doc, const hire__line *line, const char *second)
{
	return line->end - line->word > 2 &&
	       hire__name_label(doc, line->word) &&
	       hire__word_is(doc, line->word + 1, second);
}

/* A colon makes words a label; much more text makes them a sentence. */
static bool
stands_apart(const hire__doc *doc, const hire__line *line, size_t end)
{
	if (end < line->end && line->end - line->word > 3 * HIRE__NAME_WORDS &&
	    !memchr(line->s, '@', line->n))
		return false;
	const char *behind = line->s + doc->words[end - 1].end;
	while (*behind == ' ' || *behind == '\t')
		behind++;
	return *behind != ':' && strncmp(behind, "：", 3) != 0;
}

static int
name_worth(const hire__doc *doc, size_t i, size_t from, size_t end,
    const char *email, bool label)
{
	const hire__line *line = &doc->lines[i];
	bool head = line->section == HIRE__SECTION_HEAD;
	bool whole = end == line->end && from == line->word;
	int32_t cues = hire__cues_of(doc, from, end);
	size_t known = hire__name_in_email(doc, from, end, email);
	return (label ? 40 : 0) + (head ? 10 : 0) +
	       (known ? 12 + 2 * (int)known : 0) +
	       (i < 3 ? 6 - 2 * (int)i : 0) + (i < 6 && head ? 3 : 0) +
	       (whole ? 1 : 0) -
	       (cues & (HIRE__CUE_EMPLOYER | HIRE__CUE_ADDRESS) ? 6 : 0);
}

/* "J OHN D OE": small capitals that a converter set apart. */
static char *
join_small_caps(char *name)
{
	size_t pairs = 0, words = 1;
	for (const char *p = name; *p; p++) {
		if (*p & ~0x7F || (*p >= 'a' && *p <= 'z'))
			return name;
		words += *p == ' ';
		bool single = (p == name || p[-1] == ' ') && p[1] == ' ' &&
		              p[2] && p[3] && p[3] != ' ' && p[3] != '.';
		pairs += single;
	}
	if (pairs < 2 || pairs * 2 != words)
		return name;
	char *to = name;
	size_t length = 0; /* of the word so far */
	for (const char *p = name; *p; p++) {
		if (*p != ' ' || length != 1)
			*to++ = *p;
		length = *p == ' ' ? 0 : length + 1;
	}
	*to = '\0';
	return name;
}

hire_status
hire__name_find(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	hire__segment best = {0};
	size_t best_line = 0;
	int most = NAME_LEAST - 1;
	hire_status st = hire__name_spaced(doc, out, err);
	if (st || out->name)
		return st;
	for (size_t i = 0; i < doc->line_count && i < NAME_LINES; i++) {
		const hire__line *line = &doc->lines[i];
		if (line->heading)
			continue;
		size_t told = labelled_name(doc, line);
		if (line->bullet && !told)
			continue;
		size_t from = told ? told : line->word;
		from += opens_with(doc, line, "of") ? 2 : 0;
		while (from < line->end && hire__name_honour(doc, from))
			from++;
		size_t end = name_end(doc, line, from, out->email);
		while (end > from + 1 && hire__name_honour(doc, end - 1))
			end--;
		if (from >= end || !stands_apart(doc, line, end) ||
		    !hire__can_be_name(doc, from, end, out->email, told != 0))
			continue;
		int worth =
		    name_worth(doc, i, from, end, out->email, told != 0);
		if (worth > most) {
			best = (hire__segment){.word = from, .stop = end};
			best_line = i;
			most = worth;
		}
	}
	if (most < NAME_LEAST)
		return HIRE_OK;
	doc->lines[best_line].header = true;
	char *name = hire__segment_text(doc, &best);
	out->name = name ? join_small_caps(name) : NULL;
	return out->name ? HIRE_OK : hire__nomem(err);
}
