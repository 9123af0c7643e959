/* SPDX-License-Identifier: MIT
 * names.c - telling names from other words by how they are written.
 * Apart from skills, which tables know: here nothing is known but the spelling.
 */
#include "names.h"

#include "util/ctx.h"

#include <string.h>

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

/* "Strong Leadership Skills": capitals of a heading tell nothing. */
static bool
is_title_case(const hire__doc *doc, size_t from, size_t to)
{
	size_t capital = 0;
	for (size_t i = from; i < to; i++)
		capital += hire__word_capital(doc, i);
	return capital * 2 > to - from;
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

hire_status
hire__names_find(const hire__doc *doc, size_t from, size_t to,
    const char *out[HIRE__NAMES_MAX], size_t *count, hire_error *err)
{
	bool titled = is_title_case(doc, from, to);
	*count = 0;
	for (size_t i = from, n; i < to && *count < HIRE__NAMES_MAX; i += n) {
		n = name_at(doc, from, i, to, titled);
		if (!n) {
			n = 1;
			continue;
		}
		const hire__word_at *w = &doc->words[i];
		out[*count] =
		    hire_arena_strndup(doc->mem, doc->lines[w->line].s + w->at,
		        doc->words[i + n - 1].end - w->at);
		if (!out[(*count)++])
			return hire__nomem(err);
	}
	return HIRE_OK;
}
