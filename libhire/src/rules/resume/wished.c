/* SPDX-License-Identifier: MIT
 * wished.c - lines below "Skills I want to learn" or "I am looking for this
 * job:", none of which tells what somebody can do.
 * Apart from single mentions: here a line speaks for those below it.
 */
#include "wished.h"

enum { HEAD_WORDS = 8 };

/* A short line that ends as a heading does and holds the words of a wish. */
static bool
opens(const hire__doc *doc, const hire__line *line)
{
	enum {
		WISHES = HIRE__DISCLAIM_SCOPE | HIRE__DISCLAIM_WISH |
		         HIRE__DISCLAIM_HOPE | HIRE__DISCLAIM_LABEL |
		         HIRE__DISCLAIM_LEARN,
		SOUGHT = HIRE__DISCLAIM_HUNT
	};
	size_t words = line->end - line->word;
	char last = line->n ? line->s[line->n - 1] : ' ';
	if (line->bullet || !words || words > HEAD_WORDS || last == '.' ||
	    last == ',')
		return false;
	int32_t said =
	    hire__phrase_bits(doc, &hire__disclaimers, line->word, line->end);
	if (said & SOUGHT && (last == ':' || words < HEAD_WORDS / 2))
		return true;
	return said & WISHES &&
	       (last == ':' || line->gap || line->heading || line->marked ||
	           hire__word_is(doc, line->word, "skills"));
}

static bool
names_skill(const hire__doc *doc, const hire__line *line)
{
	size_t n;
	for (size_t i = line->word; i < line->end; i++)
		if (hire__phrase_at(doc, &hire__skill_names, i, line->end, &n))
			return true;
	return false;
}

size_t
hire__behind_wishes(const hire__doc *doc, size_t at)
{
	const hire__line *line = &doc->lines[at];
	if (!opens(doc, line) || names_skill(doc, line))
		return at;
	for (at++; at < doc->line_count; at++) {
		const hire__line *next = &doc->lines[at];
		bool parted = next->gap && next > line + 1;
		if (next->heading || next->header || next->marked || parted)
			break;
	}
	return at;
}
