/* SPDX-License-Identifier: MIT
 * coherence.c - neighbours in an answer against neighbours in its ideal.
 */
#include "coherence.h"

#include "grammar.h"

#include <string.h>

enum {
	MOST = 64, /* words of the ideal answer that are looked at */
	FAR = 3    /* beyond it, one word that was moved would decide */
};

/* Words of an answer as sets of places in the ideal answer; 0: not there. */
typedef struct reading {
	const hire__term *ideal[MOST];
	size_t ideal_n;
	uint64_t used;         /* places that the answer has words for */
	uint64_t words[MOST];  /* each set once */
	uint64_t beside[MOST]; /* of each, the words that stood beside it */
	size_t distinct;
	int64_t content, known; /* words that carry meaning; of the matter */
	int64_t near, pairs;    /* sum of distances of neighbours, how many */
} reading;

/* Where the ideal answer has the word. */
static uint64_t
places_of(const reading *r, const hire__term *term)
{
	uint64_t set = 0;
	for (size_t i = 0; i < r->ideal_n; i++)
		if (hire__term_same(term, r->ideal[i]))
			set |= UINT64_C(1) << i;
	return set;
}

static void
read_ideal(reading *r, const hire__said *said, const hire__terms *ideal)
{
	for (size_t i = 0; i < ideal->n && r->ideal_n < MOST; i++)
		if (hire__term_counts(&ideal->v[i]) &&
		    !hire__terms_find(&said->question, &ideal->v[i]))
			r->ideal[r->ideal_n++] = &ideal->v[i];
}

/* The number of a word, below MOST; a new one is added. */
static size_t
take_word(reading *r, uint64_t places)
{
	r->used |= places;
	for (size_t i = 0; i < r->distinct; i++)
		if (r->words[i] == places)
			return i;
	r->words[r->distinct] = places;
	return r->distinct < MOST - 1 ? r->distinct++ : r->distinct;
}

static int
count_bits(uint64_t set)
{
	int n = 0;
	for (; set; set &= set - 1)
		n++;
	return n;
}

/* How far apart two words stand in the ideal answer at least, counted in words
 * that the answer has; FAR at most. */
static int
distance(const reading *r, uint64_t a, uint64_t b)
{
	int best = FAR;
	for (int i = 0; i < MOST; i++)
		for (int k = 0; k < MOST && a >> i & 1; k++) {
			if (!(b >> k & 1) || i == k)
				continue;
			int low = i < k ? i : k, high = i < k ? k : i;
			uint64_t between = r->used >> low;
			between &= (UINT64_C(1) << (high - low)) - 1;
			int d = count_bits(between);
			best = d < best ? d : best;
		}
	return best;
}

/* Whether a mark or a word that begins another thought stands before it. */
static bool
begins_thought(const hire__terms *t, size_t i, const char *text)
{
	if (t->v[i].grammar & (HIRE__BOUNDARY | HIRE__RELATIVE) ||
	    hire__term_in(&t->v[i], "than befor after as"))
		return true;
	for (size_t k = i ? t->v[i - 1].end : 0; k < t->v[i].at; k++)
		if (memchr(",;:.!?\n", text[k], 7))
			return true;
	return false;
}

static void
read_words(reading *r, const hire__said *said)
{
	for (size_t i = 0; i < said->answer.n; i++) {
		const hire__term *t = &said->answer.v[i];
		if (!hire__term_counts(t))
			continue;
		uint64_t places = places_of(r, t);
		r->content++;
		r->known += places || hire__terms_find(&said->question, t);
		if (places)
			take_word(r, places);
	}
}

/* What is said twice is no more scattered. */
static void
take_pair(reading *r, uint64_t a, uint64_t b)
{
	size_t one = take_word(r, a), other = take_word(r, b);
	if (r->beside[one] >> other & 1)
		return;
	r->beside[one] |= UINT64_C(1) << other;
	r->beside[other] |= UINT64_C(1) << one;
	r->near += distance(r, a, b);
	r->pairs++;
}

/* Neighbours: words of the ideal answer with at most one other between them,
 * in one thought. */
static void
read_pairs(reading *r, const hire__terms *t, const char *text)
{
	uint64_t last = 0;
	int others = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (begins_thought(t, i, text))
			last = 0;
		if (!hire__term_counts(&t->v[i]))
			continue;
		uint64_t places = places_of(r, &t->v[i]);
		if (!places) {
			others++;
			continue;
		}
		if (last && last != places && others <= 1)
			take_pair(r, last, places);
		last = places;
		others = 0;
	}
}

/* How far neighbours are scattered, in parts of 1000: 0 when they follow each
 * other in the ideal answer, 1000 when they are as far apart there as any two
 * of the words; -1 when there is too little to tell. */
static int64_t
scatter(const reading *r, size_t least)
{
	int64_t far = 0, pairs = 0;
	for (size_t i = 0; i < r->distinct; i++)
		for (size_t k = i + 1; k < r->distinct; k++) {
			far += distance(r, r->words[i], r->words[k]);
			pairs++;
		}
	if (r->distinct < least || !r->pairs || far <= pairs)
		return -1;
	return 1000 * (r->near - r->pairs) * pairs / ((far - pairs) * r->pairs);
}

static const uint32_t JOINT = HIRE__AND | HIRE__OR | HIRE__BUT;

/* Whether the small word `a` cannot stand before `b`. */
static bool
clash(const hire__term *a, const hire__term *b)
{
	if (a->key == b->key) /* said twice by mistake */
		return false;
	if (a->grammar & HIRE__ARTICLE)
		return b->grammar & (HIRE__ARTICLE | HIRE__PREPOSITION |
		                        HIRE__FINITE | JOINT);
	if (a->grammar & JOINT)
		return b->grammar & JOINT;
	if (a->grammar & HIRE__PREPOSITION)
		return b->grammar & (HIRE__FINITE | JOINT);
	return a->grammar & HIRE__FINITE && b->grammar & HIRE__FINITE;
}

/* How many of the small words stand where they cannot; `all` of them are
 * counted. */
static int
clashes(const hire__terms *t, const char *text, int *all)
{
	const uint32_t small =
	    HIRE__ARTICLE | HIRE__PREPOSITION | HIRE__FINITE | JOINT;
	int n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const hire__term *a = &t->v[i];
		if (!(a->grammar & small))
			continue;
		(*all)++;
		if (i + 1 == t->n || a[1].sentence != a->sentence)
			n += (a->grammar & (HIRE__ARTICLE | JOINT)) != 0;
		else if (a[1].at == a->end + 1 && text[a->end] == ' ')
			n += clash(a, a + 1);
	}
	return n;
}

/* Whether "A is the B" begins at `i`. */
static bool
equates(const hire__terms *t, size_t i)
{
	return i + 3 < t->n && t->v[i + 3].sentence == t->v[i].sentence &&
	       hire__term_in(&t->v[i + 1], "is are was were") &&
	       hire__term_in(&t->v[i + 2], "the a an") &&
	       hire__term_counts(&t->v[i]) && hire__term_counts(&t->v[i + 3]);
}

static bool
equated(const hire__terms *in, const hire__term *a, const hire__term *b)
{
	for (size_t i = 0; i < in->n; i++)
		if (equates(in, i) && hire__term_same(&in->v[i], a) &&
		    hire__term_same(&in->v[i + 3], b))
			return true;
	return false;
}

/* How often one word of the ideal answer is said to be another, "the wound is
 * the stitches", which the ideal answer does not say. */
static int
equations(const reading *r, const hire__terms *t, const hire__terms *ideal)
{
	int n = 0;
	for (size_t i = 0; i + 3 < t->n; i++)
		n += equates(t, i) && places_of(r, &t->v[i]) &&
		     places_of(r, &t->v[i + 3]) &&
		     !equated(ideal, &t->v[i], &t->v[i + 3]);
	return n;
}

/* The two together: small words that are badly broken, words of the ideal
 * answer that are scattered, or some of both. */
static bool
senseless(const reading *r, int broken, int small)
{
	enum { RARE = 10, FEW = 4, ENOUGH = 6, HALF = 600, SOME = 250 };
	bool often = broken && broken * RARE >= small;
	return (often && broken > 1) || (often && scatter(r, FEW) >= SOME) ||
	       (r->pairs >= FEW && scatter(r, ENOUGH) >= HALF);
}

bool
hire__coherence_lacks(
    const hire__said *said, const char *text, const hire__terms *ideal)
{
	enum { LEAST = 3, DENSE = 7 }; /* of 10 words */
	reading r = {.ideal_n = 0};
	read_ideal(&r, said, ideal);
	read_words(&r, said);
	if (r.distinct < LEAST || r.known * 10 < r.content * DENSE)
		return false;
	read_pairs(&r, &said->answer, text);
	int small = 0, broken = clashes(&said->answer, text, &small);
	return senseless(&r, broken, small) ||
	       equations(&r, &said->answer, ideal) > 1;
}
