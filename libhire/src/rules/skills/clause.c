/* SPDX-License-Identifier: MIT
 * clause.c - where a clause begins and ends among the words of a line.
 */
#include "clause.h"

#include <string.h>

enum { WRAPPED = 50 };

bool
hire__is_deed(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	const hire__word_at *w = &doc->words[i];
	const hire__entry *e = hire__lookup(&hire__cues, w->hash, s, n);
	return (e && e->value & HIRE__CUE_VERB) ||
	       (n > 3 && !memcmp(s + n - 2, "ed", 2));
}

bool
hire__clause_opens(const hire__doc *doc, size_t i)
{
	static const char *const turns[] = {"but", "however", "although",
	    "though", "while", "whereas", "except", "so", NULL};
	static const char *const starts[] = {"i", "we", "he", "she", "they",
	    "my", "you", "have", "has", "strong", "expert", "proficient", "now",
	    "then", "built", "wrote", "led", "am", "is", NULL};
	if (hire__gap_has(doc, i, ";!?") || hire__word_among(doc, i, turns))
		return true;
	if (hire__gap_has(doc, i, ".") && hire__word_capital(doc, i))
		return true;
	bool and = i && hire__word_is(doc, i - 1, "and");
	return (and || hire__gap_has(doc, i, ",")) &&
	       (hire__word_among(doc, i, starts) || hire__is_deed(doc, i));
}

size_t
hire__clause_start(const hire__doc *doc, size_t at, size_t from)
{
	while (at > from && !hire__clause_opens(doc, at) &&
	       !hire__gap_has(doc, at, ")"))
		at--;
	return at;
}

bool
hire__clause_ends(const hire__doc *doc, size_t i, size_t to)
{
	return i >= to || doc->words[i].line != doc->words[i - 1].line ||
	       hire__gap_has(doc, i, ".,;)|") || hire__clause_opens(doc, i);
}

size_t
hire__sentence_start(const hire__doc *doc, size_t from)
{
	uint32_t at = doc->words[from].line;
	const hire__line *line = &doc->lines[at];
	if (!at || from != line->word || line->bullet || line->gap)
		return from;
	const hire__line *above = line - 1;
	bool wrapped = above->n >= WRAPPED && !above->heading &&
	               !above->header && above->s[above->n - 1] != '.';
	return wrapped ? above->word : from;
}
