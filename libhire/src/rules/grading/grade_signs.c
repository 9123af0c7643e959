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

static const char ACTIONS[] =
    " built wrote made led ran set chose split moved kept found took began "
    "gave cut put wrote drew taught brought rebuilt rewrote drove went "
    "sold bought met grew ";
static const char REASONS[] =
    " because since so therefore reason decided chose instead rather avoid "
    "trade-off tradeoff otherwise due why prefer* ";
static const char RESULTS[] =
    " resulted reduced improved increased saved dropped fell rose halved "
    "doubled shipped finished delivered solved fixed stopped went cut gained "
    "grew shrank won lost reached zero ";
/* Past forms that say nothing of what was done. */
static const char WEAK[] =
    " worked involved used tried helped needed wanted based experienced "
    "skilled interested motivated excited dedicated exceeded contributed "
    "participated supposed called speed indeed need agreed exposed related ";
static const char HINDSIGHT[] =
    " learned learnt lesson* differently hindsight mistake* should regret "
    "wrong earlier instead ";
static const char DENIALS[] =
    " not never no didn't wasn't weren't haven't hadn't don't cannot without "
    "nothing nobody ";
static const char PERSONS[] = " i we i'd we'd i've we've my our ";

static bool
past(const char *s, hire__word w)
{
	size_t n = w.end - w.at;
	return hire__word_in(s, w, ACTIONS) ||
	       (n > 4 && s[w.end - 1] == 'd' && s[w.end - 2] == 'e' &&
	           !hire__word_in(s, w, WEAK));
}

static bool
specific(const char *s, hire__word w, bool first)
{
	bool digit = s[w.at] >= '0' && s[w.at] <= '9';
	return digit ||
	       (!first && w.end - w.at > 1 && hire__word_is_capital(s, w) &&
	           !hire__word_in(s, w, PERSONS));
}

static unsigned
signs_of_sentence(const char *s, size_t end, size_t i)
{
	unsigned set = 0;
	enum { REACH = 6 }; /* words that a negation denies */
	bool person = false, first = true;
	int since = REACH;
	for (hire__word w = hire__word_next(s, end, i); w.at < w.end;
	     w = hire__word_next(s, end, w.end)) {
		person = person || hire__word_in(s, w, PERSONS);
		since = hire__word_in(s, w, DENIALS) ? 0 : since + 1;
		if (person && since >= REACH && past(s, w))
			set |= 1u << HIRE__SIGN_ACTION;
		if (specific(s, w, first))
			set |= 1u << HIRE__SIGN_SPECIFIC;
		if (hire__word_in(s, w, REASONS))
			set |= 1u << HIRE__SIGN_REASON;
		if (since >= REACH && hire__word_in(s, w, RESULTS))
			set |= 1u << HIRE__SIGN_RESULT;
		if (hire__word_in(s, w, HINDSIGHT))
			set |= 1u << HIRE__SIGN_HINDSIGHT;
		first = false;
	}
	return set;
}

unsigned
hire__signs(const char *s, size_t n, const hire__said *said)
{
	enum { LEAST = 6 }; /* words of its own, below which nothing is told */
	size_t own = 0;
	for (size_t i = 0; i < said->answer.n; i++)
		own += hire__term_counts(&said->answer.v[i]) &&
		       !hire__terms_find(&said->question, &said->answer.v[i]);
	if (own < LEAST)
		return 0;
	unsigned set = 0;
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(s, n, i);
		set |= signs_of_sentence(s, end, i);
		i = end + 1;
	}
	/* Reasons, results and hindsight of nothing done are only words. */
	if (!(set & 1u << HIRE__SIGN_ACTION))
		set &= 1u << HIRE__SIGN_SPECIFIC | 1u << HIRE__SIGN_REASON;
	return set;
}
