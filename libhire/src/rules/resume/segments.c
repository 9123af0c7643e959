/* SPDX-License-Identifier: MIT
 * segments.c - cutting header lines at their separators.
 */
#include "segments.h"

#include "own_name.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

static bool
contains(const char *s, size_t n, const char *what)
{
	size_t len = strlen(what);
	for (size_t i = 0; i + len <= n; i++)
		if (!memcmp(s + i, what, len))
			return true;
	return false;
}

/* Between two words of a script without blanks, a blank parts as well. */
static bool
wide_blank(const char *gap, size_t n)
{
	return n == 1 && *gap == ' ' && (unsigned char)gap[1] >= 0xE3 &&
	       gap[-1] < 0;
}

static bool
separates(const char *gap, size_t n)
{
	static const char *const marks[] = {"|", "·", "•", "—", "–", " - ",
	    "\t", ",", ";", ": ", " :", "：", "，", "、", "@", " // ", "- "};
	for (size_t i = 0;
	     i < sizeof marks / sizeof *marks && !hire__gap_plain(gap, n); i++)
		if (contains(gap, n, marks[i]))
			return true;
	return wide_blank(gap, n);
}

static bool
is_suffix(const hire__doc *doc, const hire__segment *s)
{
	static const char *const suffixes[] = {"inc", "llc", "ltd", "corp",
	    "co", "gmbh", "plc", "llp", "phd", "cpa", "ltda", "pvt", "pty",
	    "limited", "incorporated", "ag", "bv", "kg", "llp", "lp", "pc"};
	if (s->stop - s->word != 1)
		return false;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (hire__word_is(doc, s->word, suffixes[i]))
			return true;
	return false;
}

/* Append words [from, to); a suffix ("Inc.") goes to the segment before. */
static void
close_segment(const hire__doc *doc, size_t from, size_t to, uint8_t label,
    hire__segment *out, size_t *count)
{
	if (from == to || *count == HIRE__SEGMENTS)
		return;
	hire__segment s = {.word = from, .stop = to, .label = label};
	bool follows =
	    *count && out[*count - 1].stop == from &&
	    doc->words[from].line == doc->words[out[*count - 1].word].line;
	if (follows && is_suffix(doc, &s)) {
		out[*count - 1].stop = to;
		out[*count - 1].cues |= HIRE__CUE_EMPLOYER;
		return;
	}
	s.cues = hire__cues_of(doc, from, to);
	out[(*count)++] = s;
}

/* The label that words [from, to) are, when a colon or, at a line's start, a
 * dash stands behind: "Position:", "company -". */
static uint8_t
label_of(const hire__doc *doc, size_t from, size_t to, size_t end)
{
	size_t n = 0;
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__labels, from, to, &n);
	if (!e || n != to - from)
		return 0;
	const hire__line *line = &doc->lines[doc->words[from].line];
	const char *behind = line->s + doc->words[to - 1].end;
	bool dash = from == line->word && to < end && behind[0] == ' ' &&
	            (behind[1] == '-' || behind[1] == ':') && behind[2] == ' ';
	bool colon = *behind == ':' || !strncmp(behind, "：", 3);
	return colon || dash ? (uint8_t)e->value : 0;
}

static bool
joins(const hire__doc *doc, size_t i, size_t to)
{
	static const char *const words[] = {"at", "na", "bij", "bei", "chez"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (i + 1 < to && hire__word_is(doc, i, words[k]) &&
		    !hire__word_capital(doc, i))
			return true;
	return false;
}

static bool
in_address(const hire__doc *doc, size_t i)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	return hire__in_address(line->s, line->n, doc->words[i].at);
}

static void
cut_range(const hire__doc *doc, size_t from, size_t to, hire__segment *out,
    size_t *count)
{
	size_t start = from;
	uint8_t label = 0;
	for (size_t i = from; i < to; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		bool web = in_address(doc, i);
		bool at = joins(doc, i, to);
		if (!at && !web && (i == from || !separates(gap, n)))
			continue;
		uint8_t found = start < i ? label_of(doc, start, i, to) : 0;
		if (!found)
			close_segment(doc, start, i, label, out, count);
		label = found ? found : start < i ? 0 : label;
		start = i + (at || web);
	}
	if (start < to && !label_of(doc, start, to, to))
		close_segment(doc, start, to, label, out, count);
}

void
hire__segments_cut(const hire__doc *doc, size_t from, size_t to,
    const hire__span *span, hire__segment *out, size_t *count)
{
	if (!span || span->word >= to || span->stop <= from) {
		cut_range(doc, from, to, out, count);
		return;
	}
	if (span->word > from)
		cut_range(doc, from, span->word, out, count);
	if (span->stop < to)
		cut_range(doc, span->stop, to, out, count);
}

static bool
state_code(const hire__doc *doc, const hire__segment *s)
{
	const hire__word_at *w = &doc->words[s->word];
	const char *t = doc->lines[w->line].s + w->at;
	bool two = s->stop - s->word <= 2 && w->end - w->at == 2 &&
	           t[0] >= 'A' && t[0] <= 'Z' && t[1] >= 'A' && t[1] <= 'Z';
	/* A zip code may follow. */
	return two && (s->stop - s->word == 1 || t[3] <= '9');
}

void
hire__segments_places(const hire__doc *doc, hire__segment *s, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		s[i].place = hire__all_place(doc, s[i].word, s[i].stop) ||
		             (i && state_code(doc, &s[i]));
		s[i].guess = false;
	}
	/* A line "City, ST" holds nothing else. */
	for (size_t i = 0; i + 1 < count; i++) {
		uint32_t line = doc->words[s[i].word].line;
		bool starts = s[i].word == doc->lines[line].word;
		bool ends = s[i + 1].stop == doc->lines[line].end;
		if (starts && ends && s[i].stop == s[i + 1].word &&
		    s[i + 1].place &&
		    !(s[i].cues & ~(HIRE__CUE_PLACE | HIRE__CUE_VERB)))
			s[i].guess = !s[i].place, s[i].place = true;
	}
	/* A city stands before its state, when somebody else is left to be
	 * the employer. */
	for (size_t i = count; i-- > 1;) {
		size_t free = 0;
		for (size_t k = 0; k < i - 1; k++)
			free += !s[k].place && !(s[k].cues & HIRE__CUE_TITLE);
		bool follows = s[i - 1].stop == s[i].word;
		if (s[i].place && follows && free && !s[i - 1].place &&
		    !(s[i - 1].cues & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER |
		                          HIRE__CUE_SCHOOL)) &&
		    s[i - 1].stop - s[i - 1].word <= 3)
			s[i - 1].guess = s[i - 1].place = true;
	}
}

char *
hire__segment_text(const hire__doc *doc, const hire__segment *s)
{
	const hire__line *line = &doc->lines[doc->words[s->word].line];
	size_t at = doc->words[s->word].at, end = doc->words[s->stop - 1].end;
	if (at && line->s[at - 1] == '(' && memchr(line->s + at, ')', end - at))
		at--;
	if (line->s[end] == ')' && memchr(line->s + at, '(', end - at))
		end++;
	bool dotted =
	    end < line->n && line->s[end] == '.' &&
	    (is_suffix(
	         doc, &(hire__segment){.word = s->stop - 1, .stop = s->stop}) ||
	        doc->words[s->stop - 1].end - doc->words[s->stop - 1].at == 1);
	end += dotted;
	char *out = hire_arena_strndup(doc->mem, line->s + at, end - at);
	for (char *p = out; p && *p; p++)
		if (*p == '\t')
			*p = ' ';
	return out;
}
