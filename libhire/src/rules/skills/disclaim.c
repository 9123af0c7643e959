/* SPDX-License-Identifier: MIT
 * disclaim.c - whether the words around a skill take it back.
 */
#include "disclaim.h"

#include <string.h>

enum { WRAPPED = 50 };

static bool
is_verb(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	const hire__word_at *w = &doc->words[i];
	const hire__entry *e = hire__lookup(&hire__cues, w->hash, s, n);
	return (e && e->value & HIRE__CUE_VERB) ||
	       (n > 3 && !memcmp(s + n - 2, "ed", 2));
}

/* Whether a new clause begins with word `i`: "but", a full stop, or a comma
 * or "and" with somebody who does something behind it. */
static bool
new_clause(const hire__doc *doc, size_t i)
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
	       (hire__word_among(doc, i, starts) || is_verb(doc, i));
}

/* The first word of the clause that word `at` is in. */
static size_t
clause_start(const hire__doc *doc, size_t at, size_t from)
{
	while (
	    at > from && !new_clause(doc, at) && !hire__gap_has(doc, at, ")"))
		at--;
	return at;
}

static bool
clause_ends(const hire__doc *doc, size_t i, size_t to)
{
	return i >= to || doc->words[i].line != doc->words[i - 1].line ||
	       hire__gap_has(doc, i, ".,;)|") || new_clause(doc, i);
}

static bool
starts_skill(const hire__doc *doc, size_t i, size_t to)
{
	size_t n;
	return hire__phrase_at(doc, &hire__skill_names, i, to, &n);
}

/* "Machine learning" is a skill itself. */
static bool
learns(const hire__doc *doc, size_t i, size_t from, size_t end, size_t to)
{
	static const char *const fields[] = {"machine", "deep", "e",
	    "reinforcement", "supervised", "unsupervised", "federated",
	    "transfer", "statistical", "ml", NULL};
	size_t n;
	const char *gap = end < to ? hire__word_gap(doc, end, &n) : NULL;
	return gap && n == 1 && *gap == ' ' &&
	       !(i > from && hire__word_among(doc, i - 1, fields)) &&
	       starts_skill(doc, end, to);
}

/* Whether a phrase before word `at`, in its clause, takes words [at, end)
 * back. */
static bool
taken_back(const hire__doc *doc, size_t at, size_t end, size_t from, size_t to,
    bool job)
{
	int32_t scope = HIRE__DISCLAIM_SCOPE |
	                (job ? HIRE__DISCLAIM_JOB : HIRE__DISCLAIM_WISH);
	for (size_t i = clause_start(doc, at, from); i < at; i++) {
		size_t n = 0;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i, at, &n);
		if (!e)
			continue;
		if (e->value & scope)
			return true;
		if (e->value & HIRE__DISCLAIM_DIRECT && i + n == at &&
		    (job || clause_ends(doc, end, to)))
			return true;
		if (!job && e->value & HIRE__DISCLAIM_LEARN &&
		    learns(doc, i, from, i + n, to))
			return true;
	}
	return false;
}

/* "Go (learning)", "Go - no experience": a remark with nothing behind it. */
static bool
remarked(const hire__doc *doc, size_t end, size_t to)
{
	size_t n = 0;
	if (end >= to || !hire__gap_has(doc, end, "(:-"))
		return false;
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__disclaimers, end, to, &n);
	int32_t all =
	    HIRE__DISCLAIM_SCOPE | HIRE__DISCLAIM_WISH | HIRE__DISCLAIM_NOTE;
	return e && e->value & all && clause_ends(doc, end + n, to);
}

/* A line that was wrapped goes on from the one above. */
static size_t
sentence_start(const hire__doc *doc, size_t from)
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

/* Whether any phrase that can take a skill back begins in words [from, to):
 * in most lines none does, and no clause needs to be told from the next. */
static bool
any_phrase(const hire__doc *doc, size_t from, size_t to)
{
	size_t n;
	for (; from < to; from++)
		if (hire__phrase_at(doc, &hire__disclaimers, from, to, &n))
			return true;
	return false;
}

bool
hire__disclaimed(
    const hire__doc *doc, const hire__skill_hit *h, size_t from, size_t to)
{
	size_t end = (size_t)h->word + h->count;
	from = sentence_start(doc, from);
	return any_phrase(doc, from, to) &&
	       (taken_back(doc, h->word, end, from, to, false) ||
	           remarked(doc, end, to));
}

bool
hire__not_asked(
    const hire__doc *doc, size_t at, size_t end, size_t from, size_t to)
{
	static const char *const said[] = {
	    "is", "are", "required", "needed", "must", "necessary", NULL};
	if (!any_phrase(doc, from, to))
		return false;
	if (taken_back(doc, at, end, from, to, true))
		return true;
	bool asked = false;
	for (size_t i = end; i < to && !new_clause(doc, i); i++) {
		size_t n = 0;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i, to, &n);
		if (e && e->value & HIRE__DISCLAIM_BEHIND)
			return true;
		if (asked && hire__gap_has(doc, i, ","))
			return false;
		asked |= hire__word_among(doc, i, said);
	}
	return false;
}
