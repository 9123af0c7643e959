/* SPDX-License-Identifier: MIT
 * roles.c - clauses, what each is about, and what it says of that.
 */
#include "roles.h"

#include "grammar.h"

enum { MOST_CLAUSES = 8, NOBODY = MOST_CLAUSES };

/* The clauses of a thought: [from[i], from[i + 1]) about `about[i]`. */
typedef struct clauses {
	const hire__terms *in;
	size_t from[MOST_CLAUSES + 1];
	const hire__term *about[MOST_CLAUSES];
	size_t n;
} clauses;

static size_t
clause_end(const hire__terms *t, size_t i)
{
	size_t k = i;
	while (k < t->n && t->v[k].clause == t->v[i].clause)
		k++;
	return k;
}

/* The name that a clause begins with: its last word where several stand
 * together, "hash table"; NULL: it goes on about the one before. */
static const hire__term *
opening_name(const hire__terms *t, size_t i, size_t end)
{
	static const char GOES_ON[] = "it they he she this that which who";
	while (i < end && !hire__term_counts(&t->v[i]) &&
	       !hire__term_in(&t->v[i], GOES_ON))
		i++;
	if (i == end || !hire__term_counts(&t->v[i]) || t->v[i].number)
		return NULL;
	return &t->v[i];
}

static void
read_clauses(clauses *c)
{
	const hire__terms *t = c->in;
	for (size_t i = 0, k; i < t->n && c->n < MOST_CLAUSES; i = k) {
		k = clause_end(t, i);
		const hire__term *name = opening_name(t, i, k);
		c->from[c->n] = i;
		c->from[c->n + 1] = k;
		c->about[c->n] = name || !c->n ? name : c->about[c->n - 1];
		c->n++;
	}
}

/* The first clause about a thing of which the word is said, and of no other;
 * NOBODY: of several, of none, or it is one of the things. */
static size_t
owner_of(const clauses *c, const hire__term *word)
{
	size_t owner = NOBODY;
	for (size_t i = 0; i < c->n; i++) {
		if (c->about[i] && hire__term_same(c->about[i], word))
			return NOBODY;
		for (size_t k = c->from[i]; k < c->from[i + 1]; k++) {
			if (!hire__term_same(&c->in->v[k], word))
				continue;
			if (!c->about[i] ||
			    (owner != NOBODY &&
			        !hire__term_same(c->about[owner], c->about[i])))
				return NOBODY;
			owner = owner == NOBODY ? i : owner;
		}
	}
	return owner;
}

/* The thing of `c` that the clause [i, end) of an answer is about: the first
 * that it names, the one behind "by" in "is done by"; NULL: none. */
static const hire__term *
thing_of(const clauses *c, const hire__terms *t, size_t i, size_t end)
{
	const hire__term *first = NULL;
	bool by = false;
	for (; i < end; i++) {
		by = by || hire__term_in(&t->v[i], "by");
		for (size_t k = 0; k < c->n; k++) {
			if (!c->about[k] ||
			    !hire__term_same(&t->v[i], c->about[k]))
				continue;
			if (by)
				return c->about[k];
			first = first ? first : c->about[k];
		}
	}
	return first;
}

/* Whether a clause sets itself against the one before: ", while"; the same
 * word in "do-while" does not. */
static bool
sets_against(const hire__terms *t, size_t i)
{
	enum { COMMA = 2 };
	return hire__term_in(&t->v[i], "while wherea but") &&
	       t->v[i].at == t->v[i - 1].end + COMMA;
}

/* Whether two things are set against each other. */
static bool
two_things(const clauses *c)
{
	bool against = false;
	for (size_t i = 1; i < c->n; i++)
		against = against || sets_against(c->in, c->from[i]);
	if (!against)
		return false;
	for (size_t i = 1; i < c->n; i++)
		if (c->about[0] && c->about[i] &&
		    !hire__term_same(c->about[0], c->about[i]))
			return true;
	return false;
}

/* Count the words of [i, end), which is about `thing`, on their side and
 * across. */
static void
weigh(const clauses *c, const hire__terms *t, size_t i, size_t end,
    const hire__term *thing, int *straight, int *crossed)
{
	for (; i < end; i++) {
		const hire__term *w = &t->v[i];
		if (!hire__term_counts(w) || w->denied || w->unknown)
			continue;
		size_t owner = owner_of(c, w);
		if (owner == NOBODY)
			continue;
		if (hire__term_same(c->about[owner], thing))
			(*straight)++;
		else
			(*crossed)++;
	}
}

static bool
claims_exchanged(const hire__terms *answer, const hire__terms *want)
{
	clauses c = {.in = want};
	read_clauses(&c);
	if (!two_things(&c))
		return false;
	int straight = 0, crossed = 0;
	const hire__term *thing = NULL;
	for (size_t i = 0, k; i < answer->n; i = k) {
		k = clause_end(answer, i);
		const hire__term *named = thing_of(&c, answer, i, k);
		if (named || !i ||
		    answer->v[i].sentence != answer->v[i - 1].sentence)
			thing = named;
		if (thing)
			weigh(&c, answer, i, k, thing, &straight, &crossed);
	}
	return crossed > 1 && crossed > straight;
}

/* The only "on" of a text, or its end. */
static size_t
only_on(const hire__terms *t)
{
	size_t found = t->n;
	for (size_t i = 0; i < t->n; i++) {
		if (!hire__term_in(&t->v[i], "on against upon"))
			continue;
		if (found < t->n)
			return t->n;
		found = i;
	}
	return found;
}

/* Whether the word stands in `t` behind `at` and its sentence. */
static bool
stands_behind(const hire__terms *t, size_t at, const hire__term *word)
{
	for (size_t i = at + 1;
	     i < t->n && t->v[i].sentence == t->v[at].sentence; i++)
		if (hire__term_same(&t->v[i], word))
			return true;
	return false;
}

/* What acts on what: words behind the one "on" that stood before it, and the
 * other way round. */
static bool
object_exchanged(const hire__terms *answer, const hire__terms *want)
{
	size_t w = only_on(want), a = only_on(answer);
	int back = 0, forth = 0, stayed = 0;
	if (w == want->n || a == answer->n)
		return false;
	for (size_t i = 0; i < want->n; i++) {
		const hire__term *term = &want->v[i];
		if (!hire__term_counts(term) || !hire__terms_find(answer, term))
			continue;
		bool behind = stands_behind(answer, a, term);
		if (i > w)
			*(behind ? &stayed : &back) += 1;
		else
			forth += behind;
	}
	return back && forth && !stayed;
}

bool
hire__roles_exchanged(const hire__terms *answer, const hire__terms *want)
{
	return claims_exchanged(answer, want) || object_exchanged(answer, want);
}
