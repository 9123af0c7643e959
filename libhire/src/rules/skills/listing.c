/* SPDX-License-Identifier: MIT
 * listing.c - lines that are nothing but names of skills.
 */
#include "listing.h"

#include "clause.h"
#include "rules/text/sections.h"

enum {
	RUN = 6,   /* names in a row that no sentence has */
	SLACK = 4, /* one word of so many may be none that is known */
	SOME = 3,  /* names from which on there is any slack */
	PROSE = 8  /* words of no name that a sentence has */
};

/* Words behind the label that are part of no name and join none. */
static size_t
other_words(const hire__doc *doc, size_t from, size_t to,
    const hire__skill_hit *hits, size_t n)
{
	static const char *const joins[] = {
	    "and", "or", "with", "etc", "basic", "advanced", NULL};
	size_t others = 0;
	for (size_t i = from; i < to; i++) {
		while (n && (hits->loose || hits->word + hits->count <= i))
			hits++, n--;
		others +=
		    !(n && hits->word <= i) && !hire__word_among(doc, i, joins);
	}
	return others;
}

/* What somebody did, in more words than names. */
static bool
is_prose(const hire__doc *doc, size_t from, size_t to, size_t others)
{
	if (others < PROSE || others * 2 < to - from)
		return false;
	while (from < to && !hire__is_deed(doc, from))
		from++;
	return from < to;
}

static bool
unmarked(const hire__doc *doc, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		if (!hire__gap_plain(gap, n) && *gap != '-')
			return false;
	}
	return true;
}

hire__listing
hire__listing_of(const hire__doc *doc, size_t from, size_t to,
    const hire__skill_hit *hits, size_t n)
{
	if (from >= to || !n)
		return HIRE__LISTING_NO;
	size_t colon =
	    hire__after_colon(doc, &doc->lines[doc->words[from].line]);
	if (colon > from && colon < to)
		from = colon;
	while (n && hits->word < from)
		hits++, n--;
	size_t others = other_words(doc, from, to, hits, n);
	if (n >= RUN && others * SLACK <= to - from && unmarked(doc, from, to))
		return HIRE__LISTING_RUN;
	bool few = n >= SOME && others * SLACK <= to - from;
	if (n && (!others || few))
		return HIRE__LISTING_ITEMS;
	return is_prose(doc, from, to, others) ? HIRE__LISTING_PROSE
	                                       : HIRE__LISTING_NO;
}
