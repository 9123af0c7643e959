/* SPDX-License-Identifier: MIT
 * denial.c - clauses, and what is said or denied in them, by word lists.
 * Apart from terms.c because it is the one place that reads grammar.
 */
#include "denial.h"

#include "scan.h"

#include <string.h>

/* Deny the whole clause. */
static const char CLAUSE[] =
    " not no never cannot neither nor none nobody nothing nowhere hardly "
    "impossible unable dont doesnt didnt isnt "
    "arent wasnt werent cant wont couldnt wouldnt shouldnt hasnt havent ";
/* Deny what follows them in the clause. */
static const char AFTER[] = " without non unlike lack lacks lacking "
                            "missing omit omits omitting omitted ";
/* Of these, those that end at "and" or "or": they are verbs. */
static const char DOING[] = " lack lacks lacking missing omit omits omitting "
                            "omitted ";
/* "no locks no keys" denies both: these do not undo each other. */
static const char NONE_OF[] = " no nor neither none nobody nothing ";
static const char PAIR_FIRST[] = " instead rather ";
static const char PAIR_SECOND[] = " of than ";
/* Say that what follows does not come about. */
static const char AVERT[] = " avoid avoids avoiding avoided prevent prevents "
                            "preventing prevented eliminate eliminates ";
/* "not only", "no matter" and "or not" deny nothing. */
static const char NOT_BEFORE[] = " only just matter doubt ";
/* A new clause begins with these. */
static const char BOUNDARY[] = " but because since so while whereas until "
                               "unless although though if when nor "
                               "therefore hence then however otherwise ";
/* A subject or verb after "and" or a comma makes a statement of its own. */
static const char STATEMENT[] =
    " i you he she it we they there this that these those a an the its their "
    "is are was were be can could will would has have had do does did must "
    "should may might each every all which who instead and also just ";
/* The words of a relative clause are not denied from behind it. */
static const char RELATIVE[] = " which who whose that where what how why ";
static const char IGNORANT_FIRST[] = " i i'm we ";
static const char IGNORANT[] = " know idea clue heard remember recall sure "
                               "understand familiar learned ";

static hire__word
word_of(const hire__term *t)
{
	return (hire__word){t->at, t->end};
}

/* "wrong that ..." denies as well. */
static const char WRONG[] = " false untrue wrong incorrect doubt ";
/* What "without ..." and the like deny ends here at the latest. */
static const char VERB[] = " is are was were can could will would has have "
                           "does do must should it they you i we ";

static bool
is(const hire__terms *t, size_t i, const char *text, const char *list)
{
	return i < t->n && hire__word_in(text, word_of(&t->v[i]), list);
}

static bool
denies(const hire__terms *t, size_t i, const char *text)
{
	if (is(t, i, text, WRONG))
		return is(t, i + 1, text, " that ");
	if (is(t, i, text, AFTER) ||
	    (!t->v[i].negation && !is(t, i, text, CLAUSE)))
		return false;
	bool same = i + 1 < t->n && t->v[i + 1].sentence == t->v[i].sentence;
	return !(same && is(t, i + 1, text, NOT_BEFORE)) &&
	       !(i && is(t, i - 1, text, " or "));
}

static bool
denies_after(const hire__terms *t, size_t i, const char *text)
{
	return is(t, i, text, AFTER) ||
	       (is(t, i, text, PAIR_FIRST) && is(t, i + 1, text, PAIR_SECOND));
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
		if (is(t, k, text, VERB) || denies(t, k, text))
			return true;
	}
	return false;
}

static bool
begins_clause(const hire__terms *t, size_t i, size_t start, const char *text)
{
	if (t->v[i].fragment != t->v[i - 1].fragment ||
	    is(t, i, text, BOUNDARY))
		return true;
	char mark = mark_between(t, i, text);
	if (mark == ':')
		return true;
	if (mark == ',')
		return is(t, start, text, BOUNDARY) ||
		       is(t, i, text, STATEMENT) || is(t, i, text, " or ") ||
		       denies(t, i, text) || verb_ahead(t, i, text);
	return is(t, i, text, " and or ") &&
	       (is(t, i + 1, text, STATEMENT) || verb_ahead(t, i + 1, text));
}

/* "I do not know what ..." says nothing of what follows. */
static bool
ignorant(const hire__terms *t, size_t i, size_t end, const char *text)
{
	bool person = false, no = false;
	for (; i < end; i++) {
		person = person || is(t, i, text, IGNORANT_FIRST);
		if (no && is(t, i, text, IGNORANT))
			return person || is(t, i, text, " idea clue heard ");
		no = no || denies(t, i, text);
	}
	return false;
}

static void
mark_clause(const hire__terms *t, size_t start, size_t end, const char *text)
{
	size_t from = start;
	bool denied = false, averted = false, apart = false, doing = false;
	for (size_t i = start; i < end; i++) {
		if (apart && (is(t, i, text, VERB) ||
		                 (doing && is(t, i, text, " and or ")) ||
		                 mark_between(t, i, text) == ','))
			apart = false;
		if (!denied && is(t, i, text, RELATIVE))
			from = i;
		if (denies(t, i, text) && !(denied && is(t, i, text, NONE_OF) &&
		                              is(t, from, text, NONE_OF))) {
			for (size_t k = from; k < i; k++)
				t->v[k].denied = !t->v[k].denied;
			denied = !denied;
			from = i;
		}
		if (denies_after(t, i, text)) {
			apart = true;
			doing = is(t, i, text, DOING);
		}
		t->v[i].denied = denied != apart;
		t->v[i].averted = averted;
		averted = averted || is(t, i, text, AVERT);
	}
}

void
hire__denial_mark(const hire__terms *t, const char *text)
{
	uint32_t clause = 0;
	bool lost = false; /* the sentence is about not knowing */
	for (size_t i = 0, k; i < t->n; i = k) {
		for (k = i + 1; k < t->n && !begins_clause(t, k, i, text);)
			k++;
		bool fresh = !i || t->v[i].sentence != t->v[i - 1].sentence;
		lost = ignorant(t, i, k, text) ||
		       (lost && !fresh && !is(t, i, text, " but "));
		mark_clause(t, i, k, text);
		for (size_t w = i; w < k; w++) {
			t->v[w].clause = clause;
			t->v[w].unknown = lost;
		}
		clause++;
	}
}
