/* SPDX-License-Identifier: MIT
 * segments.c - cutting header lines at their separators.
 */
#include "segments.h"

#include "own_name.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { DOMAIN_BYTES = 32 };

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

bool
hire__is_suffix(const hire__doc *doc, size_t i)
{
	static const char *const suffixes[] = {"inc", "llc", "ltd", "corp",
	    "co", "gmbh", "plc", "llp", "phd", "cpa", "ltda", "pvt", "pty",
	    "limited", "incorporated", "ag", "bv", "kg", "llp", "lp", "pc",
	    NULL};
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	/* "Denver, CO" is a state. */
	if (!strncmp(s + w->at, "CO", 2) && s[w->end] != '.')
		return false;
	return hire__word_among(doc, i, suffixes);
}

/* "2 years as Engineer": how many words tell the length before the title. */
static size_t
length_told(const hire__doc *doc, size_t from, size_t to)
{
	static const char *const units[] = {"year", "years", "month", "months"};
	size_t n;
	const char *w = hire__word_text(doc, from, &n);
	bool figure = n <= 2 && *w >= '0' && *w <= '9' &&
	              (n == 1 || (w[1] >= '0' && w[1] <= '9'));
	if (!figure || from + 2 >= to)
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (hire__word_is(doc, from + 1, units[i]))
			return from + 3 < to &&
			               hire__word_is(doc, from + 2, "as")
			           ? 3
			           : 2;
	return 0;
}

/* "Sample Ltd from 2014", "De 2016": the word before the date belongs to it. */
static size_t
before_date_word(const hire__doc *doc, size_t from, size_t to)
{
	static const char *const leads[] = {"from", "since", "between", "de",
	    "du", "von", "vom", "desde", "dal", "van"};
	size_t n = 0;
	const char *gap = to > from ? hire__word_gap(doc, to - 1, &n) : "";
	bool apart = to > from && (!n || gap[n - 1] == ' ');
	for (size_t k = 0; k < sizeof leads / sizeof *leads && apart; k++)
		if (hire__word_is(doc, to - 1, leads[k]))
			return to - 1;
	return to;
}

/* Append words [from, to); a suffix ("Inc.") goes to the segment before. */
static void
close_segment(const hire__doc *doc, size_t from, size_t to, uint8_t label,
    hire__segment *out, size_t *count)
{
	if (from == to || *count == HIRE__SEGMENTS)
		return;
	from += length_told(doc, from, to);
	hire__segment s = {.word = from, .stop = to, .label = label};
	bool follows =
	    *count && out[*count - 1].stop == from &&
	    doc->words[from].line == doc->words[out[*count - 1].word].line;
	if (to - from == 1 && hire__is_suffix(doc, from)) {
		if (follows) {
			out[*count - 1].stop = to;
			out[*count - 1].cues |= HIRE__CUE_EMPLOYER;
		}
		return; /* alone it names nobody */
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

/* "Sample Ltd (Intern)", "India (client: Sample Ltd)": where a role in brackets
 * behind an employer, or whatever is in those behind a place, begins, or `to`.
 */
static size_t
bracketed_role(const hire__doc *doc, size_t from, size_t to)
{
	const hire__line *line = &doc->lines[doc->words[from].line];
	bool shut = line->s[doc->words[to - 1].end] == ')';
	for (size_t i = from + 1; i < to; i++) {
		if (line->s[doc->words[i].at - 1] != '(')
			continue;
		if (hire__all_place(doc, from, i))
			return i;
		if (!shut)
			continue;
		bool role = hire__cues_of(doc, i, to) & HIRE__CUE_TITLE;
		int32_t before = hire__cues_of(doc, from, i);
		return role && before & HIRE__CUE_EMPLOYER &&
		               !(before & HIRE__CUE_TITLE)
		           ? i
		           : to;
	}
	return to;
}

/* "Sample.com", "sample.com, Inc.": a company that is called by its domain;
 * `i` is any word of it. */
static bool
domain_as_name(const hire__doc *doc, size_t i, size_t to)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	size_t first = i, last = i;
	while (first > line->word && doc->words[first - 1].end < line->n &&
	       line->s[doc->words[first - 1].end] == '.' &&
	       doc->words[first - 1].end + 1 == doc->words[first].at)
		first--;
	while (last + 1 < line->end && line->s[doc->words[last].end] == '.' &&
	       doc->words[last].end + 1 == doc->words[last + 1].at)
		last++;
	const char *s = line->s + doc->words[first].at;
	bool left = s == line->s || strchr(" \t(,|", s[-1]);
	char behind = line->s[doc->words[last].end];
	bool right = !behind || strchr(" \t),|;", behind);
	bool firm = last + 1 < to && last + 1 < line->end &&
	            hire__is_suffix(doc, last + 1);
	return left && right && first < last &&
	       !hire__word_is(doc, first, "www") &&
	       (hire__word_capital(doc, first) || firm);
}

static bool
in_address(const hire__doc *doc, size_t i, size_t to)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	return hire__in_address(line->s, line->n, doc->words[i].at) &&
	       !domain_as_name(doc, i, to);
}

bool
hire__line_is_domain(const hire__doc *doc, const hire__line *line)
{
	static const char *const ends[] = {"com", "io", "ai", "co", "net",
	    "org", "dev", "app", "tech", "eu", "de", "fr", "in", "me", "tv",
	    "uk"};
	size_t dots = 0;
	if (line->n > DOMAIN_BYTES || line->end < line->word + 1 ||
	    doc->words[line->end - 1].end != line->n)
		return false;
	for (size_t i = 0; i < line->n; i++) {
		if (strchr(" \t/@:_", line->s[i]))
			return false;
		dots += line->s[i] == '.';
	}
	const char *dot = dots == 1 ? memchr(line->s, '.', line->n) : NULL;
	size_t n = dot ? line->n - (size_t)(dot + 1 - line->s) : 0;
	for (size_t i = 0; n && i < sizeof ends / sizeof *ends; i++)
		if (strlen(ends[i]) == n && !memcmp(dot + 1, ends[i], n))
			return true;
	return false;
}

static void
close_parts(const hire__doc *doc, size_t from, size_t to, uint8_t label,
    hire__segment *out, size_t *count)
{
	size_t role = bracketed_role(doc, from, to);
	close_segment(doc, from, role, label, out, count);
	if (role < to)
		close_segment(doc, role, to, label, out, count);
}

/* "(Part - time)": one word, written apart. */
static bool
parted_word(const hire__doc *doc, size_t i)
{
	return hire__word_is(doc, i, "time") &&
	       (hire__word_is(doc, i - 1, "part") ||
	           hire__word_is(doc, i - 1, "full"));
}

/* "Position: First Mate - Guide": all of it is the title. */
static bool
within_title(const hire__doc *doc, size_t i, uint8_t label)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	const char *s = line->s + doc->words[i].at;
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	return label == HIRE__LABEL_TITLE && n == 3 && !memcmp(gap, " - ", 3) &&
	       !memchr(s, ':', line->n - doc->words[i].at);
}

static void
cut_range(const hire__doc *doc, size_t from, size_t to, hire__segment *out,
    size_t *count)
{
	size_t start = from;
	uint8_t label = 0;
	const hire__line *line = &doc->lines[doc->words[from].line];
	if (from == line->word && hire__line_is_domain(doc, line)) {
		close_segment(doc, from, to, 0, out, count);
		out[*count - 1].cues |= HIRE__CUE_EMPLOYER;
		return;
	}
	for (size_t i = from; i < to; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		bool web = in_address(doc, i, to);
		bool at = joins(doc, i, to);
		if (!at && !web &&
		    (i == from || !separates(gap, n) || parted_word(doc, i) ||
		        within_title(doc, i, label)))
			continue;
		uint8_t found = start < i ? label_of(doc, start, i, to) : 0;
		if (!found && start < i)
			close_parts(doc, start, i, label, out, count);
		label = found ? found : start < i ? 0 : label;
		start = i + (at || web);
	}
	if (start < to && !label_of(doc, start, to, to))
		close_parts(doc, start, to, label, out, count);
}

void
hire__segments_cut(const hire__doc *doc, size_t from, size_t to,
    const hire__span *span, hire__segment *out, size_t *count)
{
	if (!span || span->word >= to || span->stop <= from) {
		cut_range(doc, from, to, out, count);
		return;
	}
	size_t lead =
	    before_date_word(doc, from, span->word > from ? span->word : from);
	if (lead > from)
		cut_range(doc, from, lead, out, count);
	if (span->stop < to)
		cut_range(doc, span->stop, to, out, count);
}
