/* SPDX-License-Identifier: MIT
 * denial.c - clauses, and what is said or denied in them, by the small
 * words.  Apart from terms.c, which knows no grammar.
 */
#include "denial.h"

#include "grammar.h"

#include <string.h>

/* Whether the word is any of the set. */
static bool
is(const hire__terms *t, size_t i, uint32_t set)
{
	return i < t->n && t->v[i].grammar & set;
}

static bool
denies(const hire__terms *t, size_t i)
{
	if (is(t, i, HIRE__FALSE))
		return is(t, i + 1, HIRE__THAT);
	if (is(t, i, HIRE__DENIES_AFTER) ||
	    (!t->v[i].negation && !is(t, i, HIRE__DENIES_CLAUSE)))
		return false;
	bool same = i + 1 < t->n && t->v[i + 1].sentence == t->v[i].sentence;
	/* "no more than 30" sets a limit. */
	if (same && is(t, i + 1, HIRE__MORE) && i + 2 < t->n &&
	    hire__term_in(&t->v[i + 2], "than"))
		return false;
	return !(same && is(t, i + 1, HIRE__UNDENIED)) &&
	       !(i && is(t, i - 1, HIRE__OR));
}

static bool
denies_after(const hire__terms *t, size_t i)
{
	return is(t, i, HIRE__DENIES_AFTER) ||
	       (is(t, i, HIRE__PAIR_FIRST) && is(t, i + 1, HIRE__PAIR_SECOND));
}

/* The strongest mark between two terms: ',' or ':' or 0. */
static char
mark_between(const hire__terms *t, size_t i, const char *text)
{
	char found = 0;
	for (size_t k = t->v[i - 1].end; k < t->v[i].at; k++)
		if (memchr(":()", text[k], 3))
			found = ':';
		else if (text[k] == ',' && !found)
			found = ',';
	return found;
}

/* Whether a statement with a subject of its own begins here. */
static bool
verb_ahead(const hire__terms *t, size_t i, const char *text)
{
	enum { FAR = 4 };
	for (size_t k = i; k < t->n && k < i + FAR; k++) {
		if (t->v[k].sentence != t->v[i].sentence ||
		    (k > i && mark_between(t, k, text)))
			return false;
		if (is(t, k, HIRE__VERB) || denies(t, k))
			return true;
	}
	return false;
}

static bool
begins_clause(const hire__terms *t, size_t i, size_t start, const char *text)
{
	if (t->v[i].fragment != t->v[i - 1].fragment ||
	    is(t, i, HIRE__BOUNDARY))
		return true;
	char mark = mark_between(t, i, text);
	if (mark == ':')
		return true;
	if (mark == ',')
		return is(t, start, HIRE__BOUNDARY) ||
		       is(t, i, HIRE__STATEMENT) || is(t, i, HIRE__OR) ||
		       denies(t, i) || verb_ahead(t, i, text);
	return is(t, i, HIRE__AND | HIRE__OR) &&
	       (is(t, i + 1, HIRE__STATEMENT) || verb_ahead(t, i + 1, text));
}

/* "I do not know what ..." says nothing of what follows. */
static bool
ignorant(const hire__terms *t, size_t i, size_t end)
{
	bool person = false, no = false;
	for (; i < end; i++) {
		person = person || is(t, i, HIRE__SPEAKER);
		if (no && is(t, i, HIRE__KNOWS))
			return person || is(t, i, HIRE__HEARD);
		no = no || denies(t, i);
	}
	return false;
}

static void
mark_clause(const hire__terms *t, size_t start, size_t end, const char *text)
{
	size_t from = start;
	bool denied = false, averted = false, apart = false, doing = false;
	for (size_t i = start; i < end; i++) {
		if (apart && (is(t, i, HIRE__VERB) ||
		                 (doing && is(t, i, HIRE__AND | HIRE__OR)) ||
		                 mark_between(t, i, text) == ','))
			apart = false;
		if (!denied && is(t, i, HIRE__RELATIVE))
			from = i;
		if (denies(t, i) && !(denied && is(t, i, HIRE__DENIES_EACH) &&
		                        is(t, from, HIRE__DENIES_EACH))) {
			for (size_t k = from; k < i; k++)
				t->v[k].denied = !t->v[k].denied;
			denied = !denied;
			from = i;
		}
		if (denies_after(t, i)) {
			apart = true;
			doing = is(t, i, HIRE__DENIES_DOING);
		}
		t->v[i].denied = denied != apart;
		t->v[i].averted = averted;
		averted = averted || is(t, i, HIRE__AVERTS);
	}
}

void
hire__denial_mark(const hire__terms *t, const char *text)
{
	hire__grammar_mark(t, text);
	uint32_t clause = 0;
	bool lost = false; /* the sentence is about not knowing */
	for (size_t i = 0, k; i < t->n; i = k) {
		for (k = i + 1; k < t->n && !begins_clause(t, k, i, text);)
			k++;
		bool fresh = !i || t->v[i].sentence != t->v[i - 1].sentence;
		lost = ignorant(t, i, k) ||
		       (lost && !fresh && !is(t, i, HIRE__BUT));
		mark_clause(t, i, k, text);
		for (size_t w = i; w < k; w++) {
			t->v[w].clause = clause;
			t->v[w].unknown = lost;
		}
		clause++;
	}
}
