/* SPDX-License-Identifier: MIT
 * detail.c - comparing numbers with their units, limits, and what stands
 * right before a word that both have.
 */
#include "detail.h"

#include "grammar.h"

#include <string.h>

/* Units of one kind; a value has one of each kind at most. */
static const char *const KINDS[] = {
    "millisecond second minut hour dai week month year decad centuri",
    "celsiu fahrenheit kelvin",
    ("millimetr millimet centimetr centimet metr meter kilometr kilomet "
     "mile inch foot feet yard"),
    "milligram gram kilogram pound ounc tonn ton",
    "millilitr millilit litr liter gallon pint",
    "bit byte kilobyt megabyt gigabyt terabyt",
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS, REACH = 3 };

static bool
goes_with(const hire__terms *t, size_t i, size_t k)
{
	return k < t->n && t->v[k].sentence == t->v[i].sentence &&
	       !t->v[k].number;
}

/* The unit of this kind that the number at `i` has, or NULL. */
static const hire__term *
unit_of(const hire__terms *t, size_t i, size_t kind)
{
	for (size_t k = i + 1; k <= i + REACH && goes_with(t, i, k); k++)
		if (hire__term_in(&t->v[k], KINDS[kind]))
			return &t->v[k];
	return NULL;
}

/* Whether two numbers have different units of one kind. */
static bool
units_differ(const hire__terms *a, size_t i, const hire__terms *b, size_t k)
{
	for (size_t kind = 0; kind < KIND_COUNT; kind++) {
		const hire__term *one = unit_of(a, i, kind);
		const hire__term *other = unit_of(b, k, kind);
		if (one && other && !hire__term_same(one, other))
			return true;
	}
	return false;
}

/* Which side of the number at `i` is meant: 1 above, -1 below, 0 itself. */
static int
limit_of(const hire__terms *t, size_t i)
{
	static const char UP[] = "abov over exceed more least at_least minimum "
	                         "beyond";
	static const char DOWN[] =
	    "below under less fewer most at_most maximum within";
	for (size_t k = i; k-- > 0 && i - k <= REACH;) {
		const hire__term *w = &t->v[k];
		if (w->sentence != t->v[i].sentence || w->number)
			return 0;
		int side = hire__term_in(w, UP) - hire__term_in(w, DOWN);
		if (side)
			return k && t->v[k - 1].negation ? -side : side;
	}
	return 0;
}

/* Whether the next words of the numbers are the same: "30 minutes". */
static bool
counts_the_same(const hire__terms *a, size_t i, const hire__terms *b, size_t k)
{
	return goes_with(a, i, i + 1) && goes_with(b, k, k + 1) &&
	       hire__term_counts(&a->v[i + 1]) &&
	       hire__term_same(&a->v[i + 1], &b->v[k + 1]);
}

/* Whether the answer has another value for the number at `i` of `want`, and
 * nowhere this one. */
static bool
number_differs(const hire__terms *answer, const hire__terms *want, size_t i)
{
	bool other = false;
	for (size_t k = 0; k < answer->n; k++) {
		const hire__term *a = &answer->v[k];
		if (!a->number || a->unknown)
			continue;
		if (a->key == want->v[i].key) {
			if (!units_differ(want, i, answer, k) &&
			    limit_of(want, i) * limit_of(answer, k) >= 0)
				return false;
			other = true;
		} else if (!hire__terms_find(want, a) &&
		           counts_the_same(want, i, answer, k)) {
			other = true;
		}
	}
	return other;
}

/* Whether the word before the one at `i` goes with it, as in "the sales
 * director"; behind another word it may well be a verb. */
static bool
qualified(const hire__terms *t, size_t i)
{
	return i > 1 &&
	       t->v[i - 2].grammar & (HIRE__ARTICLE | HIRE__PREPOSITION) &&
	       t->v[i - 1].clause == t->v[i].clause &&
	       t->v[i - 1].end + 1 == t->v[i].at &&
	       t->v[i - 1].kind == HIRE__LEX_WORD && !t->v[i - 1].number &&
	       hire__term_counts(&t->v[i]);
}

/* Words that begin alike may be one word spelled wrong. */
static bool
begin_alike(const hire__term *a, const hire__term *b)
{
	return a->len > 1 && b->len > 1 && !memcmp(a->stem, b->stem, 2);
}

/* Whether the answer has the word at `i` of `want` with another before it. */
static bool
qualified_otherwise(const hire__terms *answer, const hire__terms *want,
    const hire__terms *question, size_t i)
{
	for (size_t k = 1; k < answer->n; k++)
		if (qualified(answer, k) &&
		    hire__term_same(&answer->v[k], &want->v[i]) &&
		    hire__term_likeness(&answer->v[k - 1], &want->v[i - 1]) ==
		        HIRE__LIKE_NOT &&
		    !begin_alike(&answer->v[k - 1], &want->v[i - 1]) &&
		    !hire__terms_find(want, &answer->v[k - 1]) &&
		    !hire__terms_find(question, &answer->v[k - 1]))
			return true;
	return false;
}

/* Whether the answer says nearly all words of `want` but that at `but`; in a
 * long thought one word more decides little. */
static bool
says_the_rest(const hire__terms *answer, const hire__terms *want, size_t but)
{
	enum { OF_TEN = 8, LEAST = 2, LONG = 10 };
	size_t all = 0, said = 0;
	for (size_t i = 0; i < want->n; i++) {
		if (i == but || !hire__term_counts(&want->v[i]))
			continue;
		all++;
		said += hire__terms_find(answer, &want->v[i]) != NULL;
	}
	return want->n <= LONG && all >= LEAST && said * 10 >= all * OF_TEN;
}

bool
hire__detail_differs(const hire__terms *answer, const hire__terms *want,
    const hire__terms *question)
{
	for (size_t i = 0; i < want->n; i++) {
		const hire__term *w = &want->v[i];
		if (w->number && !hire__terms_find(question, w) &&
		    number_differs(answer, want, i))
			return true;
		if (qualified(want, i) &&
		    !hire__terms_find(question, &want->v[i - 1]) &&
		    !hire__terms_find(answer, &want->v[i - 1]) &&
		    qualified_otherwise(answer, want, question, i) &&
		    says_the_rest(answer, want, i - 1))
			return true;
	}
	return false;
}
