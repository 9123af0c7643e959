/* SPDX-License-Identifier: MIT
 * names.c - telling names from other words by how they are written.
 * Apart from skills, which tables know: here nothing is known but the spelling.
 */
#include "names.h"

#include "rules/skills/skill_names.h"
#include "util/ctx.h"

#include <string.h>

enum { LISTED_WORDS = 3 };

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words in capitals that name no tool. */
static bool
is_common(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"usa", "us", "uk", "eu", "emea",
	    "apac", "it", "hr", "cv", "gs", "gpa", "id", "ceo", "cto", "cfo",
	    "coo", "vp", "am", "pm", "kpi", "kpis", "sla", "slas", "qa", "ok",
	    "asap", "b2b", "b2c", "we", "you", "and", "or", "the", "must",
	    "not", "english", "i", "all", "one", "two", "three", "four", "five",
	    "more", "of", "both", "any", "only", "no", "at", "to", "be",
	    "required", "preferred", "nice"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	static const int32_t cues = HIRE__CUE_PLACE | HIRE__CUE_TITLE |
	                            HIRE__CUE_EMPLOYER | HIRE__CUE_SCHOOL;
	size_t n;
	return hire__phrase_bits(doc, &hire__cues, i, i + 1) & cues ||
	       hire__phrase_at(doc, &hire__degrees, i, i + 1, &n) ||
	       hire__phrase_at(doc, &hire__months, i, i + 1, &n);
}

/* "SAML", "OpenFOAM", "S4": more capitals than a sentence asks for. */
static bool
is_spelled_so(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	size_t capitals = 0, digits = 0;
	for (uint32_t k = w->at; k < w->end; k++) {
		capitals += is_upper(s[k]);
		digits += s[k] >= '0' && s[k] <= '9';
	}
	return capitals > 1 || (capitals && digits);
}

/* "Strong Leadership Skills": capitals of a heading tell nothing.  The first
 * word has one in any sentence. */
static bool
is_title_case(const hire__doc *doc, size_t from, size_t to)
{
	size_t capital = 0;
	for (size_t i = from + 1; i < to; i++)
		capital += hire__word_capital(doc, i);
	return from < to && capital * 2 > to - from - 1;
}

static bool
joined(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	return n == 1 && *gap == ' ';
}

static bool
said_elsewhere(const hire__doc *doc, size_t i)
{
	for (size_t k = 0; k < doc->word_count; k++) {
		uint8_t part = doc->lines[doc->words[k].line].section;
		bool own = part == HIRE__PART_MUST || part == HIRE__PART_NICE;
		if (!own && doc->words[k].hash == doc->words[i].hash)
			return true;
	}
	return false;
}

/* "Core Values Alignment: ..." heads what stands behind. */
static bool
is_label(const hire__doc *doc, size_t end, size_t to)
{
	size_t n;
	const char *gap = end < to ? hire__word_gap(doc, end, &n) : NULL;
	return gap && memchr(gap, ':', n);
}

/* The words of the name at `i`, 0 when there is none. */
static size_t
name_at(const hire__doc *doc, size_t from, size_t i, size_t to, bool titled)
{
	bool certain = false;
	size_t n = 0;
	for (; i + n < to && n < 4; n++) {
		size_t at = i + n;
		size_t known;
		if (!hire__word_capital(doc, at) || is_common(doc, at) ||
		    (n && !joined(doc, at)) ||
		    hire__phrase_at(doc, &hire__skill_names, at, to, &known))
			break;
		certain |= is_spelled_so(doc, at) ||
		           (at > from && !titled && joined(doc, at));
	}
	return certain && !said_elsewhere(doc, i) && !is_label(doc, i + n, to)
	           ? n
	           : 0;
}

/* "2 years with Barbaz", "in SAML": of a time asked, what it was spent with.
 * "In" names trades and places too, so there the spelling must tell. */
static bool
is_spent_with(const hire__doc *doc, size_t from, size_t i)
{
	if (i == from)
		return false;
	return hire__word_is(doc, i - 1, "with") ||
	       hire__word_is(doc, i - 1, "using") ||
	       (hire__word_is(doc, i - 1, "in") && is_spelled_so(doc, i));
}

static hire_status
add_name(const hire__doc *doc, size_t i, size_t n, const char **out,
    size_t *count, hire_error *err)
{
	const hire__skill_item item = {(uint32_t)i, (uint32_t)(i + n)};
	out[*count] = hire__skill_item_text(doc, &item);
	return out[(*count)++] ? HIRE_OK : hire__nomem(err);
}

/* A bullet or a line of the recruiter's list that is nothing but names, read
 * as a list of skills in a resume is. */
static hire_status
find_listed(const hire__doc *doc, size_t from, size_t to, const char **out,
    size_t *count, hire_error *err)
{
	hire__skill_item *items =
	    hire_arena_alloc(doc->mem, (to - from + 1) * sizeof *items);
	if (!items)
		return hire__nomem(err);
	size_t n = hire__skill_names_find(doc, from, to, true, NULL, 0, items);
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < n && *count < HIRE__NAMES_MAX && !st; i++)
		if (!is_common(doc, items[i].word))
			st = add_name(doc, items[i].word,
			    items[i].stop - items[i].word, out, count, err);
	return st;
}

hire_status
hire__names_find(const hire__doc *doc, size_t from, size_t to, bool years,
    const char *out[HIRE__NAMES_MAX], size_t *count, hire_error *err)
{
	bool titled = is_title_case(doc, from, to);
	hire_status st = HIRE_OK;
	*count = 0;
	for (size_t i = from, n; i < to && *count < HIRE__NAMES_MAX && !st;
	     i += n ? n : 1) {
		n = name_at(doc, from, i, to, titled);
		if (n && (!years || is_spent_with(doc, from, i)))
			st = add_name(doc, i, n, out, count, err);
	}
	bool short_line = from < to && to - from <= LISTED_WORDS &&
	                  doc->words[from].line == doc->words[to - 1].line;
	if (!st && !*count && !years && short_line)
		st = find_listed(doc, from, to, out, count, err);
	return st;
}
