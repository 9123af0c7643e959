/* SPDX-License-Identifier: MIT
 * name_line.c - the line on top of a resume that can only be a name.
 */
#include "name_line.h"

#include <string.h>

enum { NAME_WORDS = 3, BELOW = 4 };

static bool
has_address_below(const hire__doc *doc, size_t at)
{
	for (size_t i = at + 1; i < doc->line_count && i <= at + BELOW; i++)
		if (memchr(doc->lines[i].s, '@', doc->lines[i].n))
			return true;
	return false;
}

static bool
is_title_word(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	const hire__entry *e =
	    hire__lookup(&hire__cues, doc->words[i].hash, s, n);
	return e && e->value & HIRE__CUE_TITLE;
}

bool
hire__is_name_line(const hire__doc *doc, size_t at)
{
	const hire__line *line = &doc->lines[at];
	if (line->word || line->section != HIRE__SECTION_HEAD || line->bullet ||
	    line->end - line->word > NAME_WORDS)
		return false;
	for (size_t i = line->word; i < line->end; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		if (!hire__gap_plain(gap, n) || !hire__word_capital(doc, i) ||
		    is_title_word(doc, i))
			return false;
	}
	return has_address_below(doc, at);
}
