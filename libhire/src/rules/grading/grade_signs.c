/* SPDX-License-Identifier: MIT
 * grade_signs.c - whether an answer tells of real work: what was done, with
 * what, why, and what came of it.  For questions without an ideal answer.
 */
#include "grade.h"

#include "scan.h"

const char *const hire__sign_points[HIRE__SIGNS] = {
    "What was done, and by whom", "Concrete names, numbers or tools",
    "Why it was done that way", "What came of it",
    "What would be done differently, and why"};

/* Lists of words; what each is a sign of stands below. */
enum { ACTION, REASON, RESULT, WEAK, HINDSIGHT, DENIAL, PERSON, LISTS };

static const char *const WORDS[LISTS] = {
    [ACTION] =
        "built wrote made led ran set chose split moved kept found took began "
        "gave cut put drew taught brought rebuilt rewrote drove went sold "
        "bought met grew",
    [REASON] =
        "because since so therefore reason decided chose instead rather avoid "
        "trade-off tradeoff otherwise due why prefer*",
    [RESULT] =
        "resulted reduced improved increased saved dropped fell rose halved "
        "doubled shipped finished delivered solved fixed stopped went cut "
        "gained grew shrank won lost reached zero",
    /* Past forms that say nothing of what was done. */
    [WEAK] =
        "worked involved used tried helped needed wanted based experienced "
        "skilled interested motivated excited dedicated exceeded contributed "
        "participated supposed called speed indeed need agreed exposed related",
    [HINDSIGHT] = "learned learnt lesson* differently hindsight mistake* "
                  "should regret wrong earlier instead",
    [DENIAL] = "not never no didn't wasn't weren't haven't hadn't don't cannot "
               "without nothing nobody",
    [PERSON] = "i we i'd we'd i've we've our",
};

/* The lists that hold the word, as a set. */
static unsigned
kinds_of(const char *s, hire__word w, const hire__list lists[LISTS])
{
	unsigned set = 0;
	for (unsigned i = 0; i < LISTS; i++)
		set |= (unsigned)hire__word_on(s, w, &lists[i]) << i;
	return set;
}

static bool
past(const char *s, hire__word w, unsigned kinds)
{
	size_t n = w.end - w.at;
	return kinds & 1u << ACTION ||
	       (n > 4 && s[w.end - 1] == 'd' && s[w.end - 2] == 'e' &&
	           !(kinds & 1u << WEAK));
}

static bool
specific(const char *s, hire__word w, bool first, unsigned kinds)
{
	bool digit = s[w.at] >= '0' && s[w.at] <= '9';
	return digit ||
	       (!first && w.end - w.at > 1 && hire__word_is_capital(s, w) &&
	           !(kinds & 1u << PERSON));
}

static unsigned
signs_of_sentence(
    const char *s, size_t end, size_t i, const hire__list lists[LISTS])
{
	unsigned set = 0;
	enum { REACH = 6 }; /* words that a negation denies */
	bool person = false, first = true;
	int since = REACH;
	for (hire__word w = hire__word_next(s, end, i); w.at < w.end;
	     w = hire__word_next(s, end, w.end)) {
		unsigned kinds = kinds_of(s, w, lists);
		person = person || kinds & 1u << PERSON;
		since = kinds & 1u << DENIAL ? 0 : since + 1;
		if (person && since >= REACH && past(s, w, kinds))
			set |= 1u << HIRE__SIGN_ACTION;
		if (specific(s, w, first, kinds))
			set |= 1u << HIRE__SIGN_SPECIFIC;
		if (kinds & 1u << REASON)
			set |= 1u << HIRE__SIGN_REASON;
		if (since >= REACH && kinds & 1u << RESULT)
			set |= 1u << HIRE__SIGN_RESULT;
		if (kinds & 1u << HINDSIGHT)
			set |= 1u << HIRE__SIGN_HINDSIGHT;
		first = false;
	}
	return set;
}

/* The first `most` signs of the set: all five in two lines are a recital. */
static unsigned
at_most(unsigned set, size_t most)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < HIRE__SIGNS && most; i++)
		if (set >> i & 1) {
			kept |= 1u << i;
			most--;
		}
	return kept;
}

/* Words of the sentence [i, end) that the question does not hold. */
static size_t
own_words(const hire__said *said, size_t i, size_t end)
{
	size_t n = 0;
	for (size_t k = 0; k < said->answer.n; k++) {
		const hire__term *t = &said->answer.v[k];
		n += t->at >= i && t->at < end && hire__term_counts(t) &&
		     !hire__terms_find(&said->question, t);
	}
	return n;
}

unsigned
hire__signs(const char *s, size_t n, const hire__said *said)
{
	/* Words of its own, below which nothing is told; and for each sign. */
	enum { LEAST = 6, EACH = 3 };
	if (hire__grade_own_words(said) < LEAST || !hire__grade_tells(said, s))
		return 0;
	hire__list lists[LISTS];
	for (size_t i = 0; i < LISTS; i++)
		lists[i] = hire__list_of(WORDS[i]);
	unsigned set = 0;
	size_t own = 0; /* of sentences with a sign: what pads adds none */
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(s, n, i);
		unsigned here = signs_of_sentence(s, end, i, lists);
		set |= here;
		own += here ? own_words(said, i, end) : 0;
		i = end + 1;
	}
	/* Reasons, results and hindsight of nothing done are only words. */
	if (!(set & 1u << HIRE__SIGN_ACTION))
		set &= 1u << HIRE__SIGN_SPECIFIC | 1u << HIRE__SIGN_REASON;
	return at_most(set, own / EACH);
}
