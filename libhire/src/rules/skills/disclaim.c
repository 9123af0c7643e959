/* SPDX-License-Identifier: MIT
 * disclaim.c - whether the words around a skill take it back.
 */
#include "disclaim.h"

#include "clause.h"
#include "wish.h"

#include <string.h>

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

/* The end of a figure is none of its own: the "0 years" in "1.0 years". */
static bool
in_figure(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	return n == 1 && strchr(".,", *gap) && hire__word_is(doc, i, "0");
}

static bool
joins(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"and", "or", "nor", "no", NULL};
	return hire__word_among(doc, i, words);
}

/* Behind the skills that stand in a row from word `i` on: "A, no B and C". */
static size_t
behind_row(const hire__doc *doc, size_t i, size_t to)
{
	size_t n, last = i;
	for (; i < to; i += n) {
		n = 1;
		if (hire__phrase_at(doc, &hire__skill_names, i, to, &n))
			last = i + n;
		else if (!joins(doc, i))
			break;
	}
	return last;
}

/* Whether "no" before word `from` bears on the skill at `at`: in a row of
 * skills with nothing behind it, unlike "no Docker restarts". */
static bool
denied_row(const hire__doc *doc, size_t from, size_t at, size_t end, size_t to)
{
	static const char *const tails[] = {"so", "yet", "at", "here", "skills",
	    "experience", "knowledge", "background", "there", "then", NULL};
	for (size_t k = from; k < at;) {
		size_t n = 1;
		if (!hire__phrase_at(doc, &hire__skill_names, k, at, &n) &&
		    !joins(doc, k))
			return false;
		k += n;
	}
	size_t last = behind_row(doc, end, to);
	return hire__clause_ends(doc, last, to) ||
	       hire__word_among(doc, last, tails);
}

/* Whether a phrase before word `at`, in its clause, takes words [at, end)
 * back. */
static bool
taken_back(const hire__doc *doc, size_t at, size_t end, size_t from, size_t to,
    bool job)
{
	int32_t scope = HIRE__DISCLAIM_SCOPE | (job ? HIRE__DISCLAIM_JOB : 0);
	for (size_t i = hire__clause_start(doc, at, from); i < at; i++) {
		size_t n = 0;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i, at, &n);
		if (!e || in_figure(doc, i))
			continue;
		if (e->value & scope)
			return true;
		if (e->value & HIRE__DISCLAIM_DIRECT &&
		    (job ? i + n == at : denied_row(doc, i + n, at, end, to)))
			return true;
		if (!job && e->value & HIRE__DISCLAIM_LEARN &&
		    learns(doc, i, from, i + n, to))
			return true;
	}
	return false;
}

/* "Go (learning)", "Go - no experience yet": a remark with nothing behind it;
 * "Go is new to me". */
static bool
remarked(const hire__doc *doc, size_t end, size_t to)
{
	static const char *const yet[] = {"yet", "so", "far", "at", "all",
	    "now", "currently", "really", "with", "it", NULL};
	size_t n = 0, last = behind_row(doc, end, to);
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__disclaimers, last, to, &n);
	if (e && e->value & HIRE__DISCLAIM_AFTER)
		return true;
	e = hire__phrase_at(doc, &hire__disclaimers, end, to, &n);
	/* \x93, \x94: the last bytes of the two dashes. */
	if (!e || !hire__gap_has(doc, end, "(:-\x93\x94"))
		return false;
	int32_t all = HIRE__DISCLAIM_SCOPE | HIRE__DISCLAIM_WISH |
	              HIRE__DISCLAIM_HOPE | HIRE__DISCLAIM_NOTE;
	for (end += n; end < to && hire__word_among(doc, end, yet);)
		end++;
	return e->value & all && hire__clause_ends(doc, end, to);
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
	from = hire__sentence_start(doc, from);
	return any_phrase(doc, from, to) &&
	       (taken_back(doc, h->word, end, from, to, false) ||
	           hire__only_named(doc, h->word, end, from, to) ||
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
	for (size_t i = end; i < to && !hire__clause_opens(doc, i); i++) {
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
