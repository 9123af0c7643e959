/* SPDX-License-Identifier: MIT
 * grade_gate.c - what is no answer at all, whatever words it holds.
 */
#include "grade.h"

#include "grammar.h"
#include "scan.h"

#include <string.h>

size_t
hire__grade_own_words(const hire__said *said)
{
	size_t n = 0;
	for (size_t i = 0; i < said->answer.n; i++)
		n += hire__term_counts(&said->answer.v[i]) &&
		     !hire__terms_find(&said->question, &said->answer.v[i]);
	return n;
}

/* What an answer is made of. */
typedef struct make {
	size_t naming;  /* words that name something */
	size_t binding; /* words that bind them to a statement */
} make;

/* "and" and "or" bind a list as well. */
static bool
joins(const hire__term *t)
{
	return hire__term_in(t, "and or");
}

/* "n log n", "left -> right": a formula binds without words. */
static bool
in_formula(const hire__terms *terms, size_t i, const char *text)
{
	const hire__term *t = &terms->v[i];
	if (t->end - t->at == 1 && (t->stem[0] < '0' || t->stem[0] > '9'))
		return true;
	size_t end = i + 1 < terms->n ? terms->v[i + 1].at : t->end;
	for (size_t k = t->end; k < end; k++)
		if (memchr("=<>", text[k], 3) ||
		    (text[k] == '(' && k == t->end))
			return true;
	return false;
}

/* In a few words one that may bind, such as "inside", does; in a longer list
 * it is an item. */
static make
make_of(const hire__terms *terms, const char *text)
{
	enum { LEAST = 3, MOST = 6 };
	make m = {0, 0};
	size_t perhaps = 0;
	for (size_t i = 0; i < terms->n; i++) {
		const hire__term *t = &terms->v[i];
		bool counts = hire__term_counts(t);
		m.naming += counts;
		m.binding += (!counts && !joins(t)) ||
		             hire__term_in(t, "next") ||
		             in_formula(terms, i, text);
		perhaps += t->grammar & HIRE__BINDS && i && i + 1 < terms->n;
	}
	if (m.naming >= LEAST && m.naming <= MOST)
		m.binding += perhaps;
	return m;
}

bool
hire__grade_tells(const hire__said *said, const char *text)
{
	enum { PER_BINDER = 3 };
	make m = make_of(&said->answer, text);
	return m.binding * PER_BINDER >= m.naming;
}

/* Words of the ideal answer that the question does not hold. */
static size_t
own_ideal(const hire__said *said, const hire__terms *ideal)
{
	size_t n = 0;
	for (size_t i = 0; i < ideal->n; i++)
		n += hire__term_counts(&ideal->v[i]) &&
		     !hire__terms_find(&said->question, &ideal->v[i]);
	return n;
}

/* Whether a mark parts the word from the one before it; a hyphen makes two
 * words one item. */
typedef enum gap { PLAIN, APART, HYPHEN } gap;

static gap
gap_before(const hire__terms *terms, size_t i, const char *text)
{
	const hire__term *a = &terms->v[i - 1], *b = &terms->v[i];
	for (size_t k = a->end; k < b->at; k++)
		if (memchr(",;/|\n", text[k], 5))
			return APART;
	return a->end + 1 == b->at && text[a->end] == '-' ? HYPHEN : PLAIN;
}

/* Whether a mark or a joiner stands between nearly any two words. */
static bool
separated(const hire__terms *terms, const char *text)
{
	size_t gaps = 0, apart = 0;
	for (size_t i = 1; i < terms->n; i++) {
		gap is = gap_before(terms, i, text);
		if (joins(&terms->v[i - 1]) || is == HYPHEN)
			continue; /* its gap was counted before it */
		gaps++;
		apart += is == APART || joins(&terms->v[i]);
	}
	return gaps && apart * 10 >= gaps * 8;
}

/* Whether marks and joiners leave groups of several words, as in "prices rise
 * and money buys less": clauses, not items. */
static bool
in_clauses(const hire__terms *terms, const char *text, size_t naming)
{
	enum { LEAST = 5 };
	size_t groups = 1;
	for (size_t i = 1; i < terms->n; i++)
		groups += !joins(&terms->v[i - 1]) &&
		          (joins(&terms->v[i]) ||
		              gap_before(terms, i, text) == APART);
	return groups > 1 && naming >= LEAST && naming * 2 >= groups * 5;
}

/* Whether all that the answer names stands in the ideal answer, with nothing
 * between: "data members and member functions" is a phrase. */
static bool
copied(const hire__terms *answer, const hire__terms *ideal)
{
	for (size_t i = 0; i < answer->n; i++)
		if (!hire__term_counts(&answer->v[i]) ||
		    !hire__terms_find(ideal, &answer->v[i]))
			return false;
	return true;
}

int32_t
hire__grade_thin(const hire__said *said, const char *text,
    const hire__task *task, const hire__terms *ideal)
{
	enum { BARE = 20, PHRASE = 50, ALL = 100 };
	make m = make_of(&said->answer, text);
	if (m.binding || !ideal->n || !make_of(ideal, task->ideal).binding ||
	    in_clauses(&said->answer, text, m.naming))
		return ALL;
	size_t own = own_ideal(said, ideal);
	if (own >= 2 * m.naming || separated(&said->answer, text))
		return BARE;
	if (own <= m.naming)
		return ALL;
	return copied(&said->answer, ideal) ? BARE : PHRASE;
}

/* Whether the question asks for a name, which may be one word. */
static bool
asks_name(const char *question)
{
	static const char FIRST[] = " which who where name ";
	static const char ANY[] = " term called name named ";
	size_t n = question ? strlen(question) : 0;
	hire__word w = hire__word_next(question, n, 0);
	bool asks = n && hire__word_in(question, w, FIRST);
	for (; !asks && w.at < w.end; w = hire__word_next(question, n, w.end))
		asks = hire__word_in(question, w, ANY);
	return asks;
}

const char *
hire__grade_gate(const hire__said *said, const char *text,
    const hire__task *task, const hire__terms *ideal)
{
	enum { LIST = 3, SHORT_LIST = 5, PER_BINDER = 8 };
	if (!said->answer.n)
		return "nothing in it answers the question";
	make m = make_of(&said->answer, text);
	if (!m.naming)
		return "nothing in it answers the question";
	if (!hire__grade_own_words(said))
		return "it only repeats the question";
	make want = make_of(ideal, task->ideal ? task->ideal : "");
	bool list_asked = ideal->n && !want.binding;
	if (said->answer.n == 1 && !m.binding &&
	    (task->sentences || !ideal->n ||
	        (want.naming > 2 && !asks_name(task->question))))
		return "a single word is no answer";
	/* One short thought may be answered by a few words: "left, right". */
	bool thought = ideal->n && !ideal->v[ideal->n - 1].sentence;
	if (!list_asked &&
	    ((m.naming >= (thought ? SHORT_LIST : LIST) &&
	         m.binding * PER_BINDER < m.naming &&
	         !in_clauses(&said->answer, text, m.naming)) ||
	        (m.naming >= LIST && separated(&said->answer, text))))
		return "a list of words without a statement";
	return NULL;
}
