/* SPDX-License-Identifier: MIT
 * order.c - comparing what stands on both sides of a word of order.
 */
#include "order.h"

#include "trend.h"

#include <string.h>

enum { REACH = 10 }; /* words on each side that are looked at */

/* Beyond this many words of order an answer is not speech. */
enum { MOST_PIVOTS = 256 };

/* Kinds of order; what is before something has it after itself.  From SEND on
 * each verb is a kind, and the odd one of a pair has the sides exchanged. */
typedef enum kind {
	NONE,
	THAN,
	BEFORE,
	AFTER,
	FROM,
	TO,
	THEN,
	SEND,
	RECEIVE,
	OWN,
	BELONG,
	LEND,
	BORROW,
	SELL,
	BUY,
	TEACH,
	LEARN,
	CALL,
	INHERIT,
	EXTEND,
	POINT,
	DEPEND,
	CONTAIN,
	REPORT,
	PAY,
	MANAGE
} kind;

typedef struct pivot {
	const char *stem;
	kind is;
} pivot;

static const pivot PIVOTS[] = {{"than", THAN}, {"befor", BEFORE},
    {"prior", BEFORE}, {"after", AFTER}, {"from", FROM}, {"to", TO},
    {"into", TO}, {"then", THEN}, {"send", SEND}, {"sent", SEND},
    {"receiv", RECEIVE}, {"own", OWN}, {"belong", BELONG}, {"lend", LEND},
    {"lent", LEND}, {"borrow", BORROW}, {"sell", SELL}, {"sold", SELL},
    {"bui", BUY}, {"bought", BUY}, {"teach", TEACH}, {"taught", TEACH},
    {"learn", LEARN}, {"call", CALL}, {"invok", CALL}, {"inherit", INHERIT},
    {"extend", EXTEND}, {"point", POINT}, {"depend", DEPEND},
    {"contain", CONTAIN}, {"report", REPORT}, {"pai", PAY}, {"paid", PAY},
    {"manag", MANAGE}};

/* Words around a pivot, by index: [left, stop) and (at, right). */
typedef struct sides {
	const hire__terms *in;
	size_t left, stop, at, right;
} sides;

/* How often the words of a thought stand on their own side, or on the other. */
typedef struct balance {
	int straight, crossed;
} balance;

static kind
kind_of(const hire__term *t)
{
	for (size_t i = 0; i < sizeof PIVOTS / sizeof *PIVOTS; i++)
		if (strlen(PIVOTS[i].stem) == t->len &&
		    !memcmp(PIVOTS[i].stem, t->stem, t->len))
			return PIVOTS[i].is;
	return NONE;
}

/* Before "than" stands how two things compare; what is compared lies around
 * that, close by. */
static void
narrow(sides *s)
{
	enum { CLOSE = 3 };
	int n = 0;
	for (size_t i = s->at + 1; i < s->right; i++)
		if (hire__term_counts(&s->in->v[i]) && ++n > CLOSE)
			s->right = i;
	while (s->stop > s->left && !hire__term_counts(&s->in->v[s->stop - 1]))
		s->stop--;
	s->stop -= s->stop > s->left;
}

static sides
sides_of(const hire__terms *t, size_t at)
{
	sides s = {t, at, at, at, at + 1};
	uint32_t sentence = t->v[at].sentence;
	while (s.left && at - s.left < REACH &&
	       t->v[s.left - 1].sentence == sentence)
		s.left--;
	while (s.right < t->n && s.right - at <= REACH &&
	       t->v[s.right].sentence == sentence)
		s.right++;
	if (kind_of(&t->v[at]) == THAN)
		narrow(&s);
	return s;
}

static bool
among(const hire__term *term, const hire__terms *in, size_t i, size_t end)
{
	for (; i < end; i++)
		if (hire__term_same(&in->v[i], term))
			return true;
	return false;
}

/* Whether a word on the left of `a` is the opposite of one on that of `b`:
 * "slower than" for "faster than". */
static bool
turned(const sides *a, const sides *b)
{
	for (size_t i = a->left; i < a->at; i++)
		for (size_t k = b->left; k < b->at; k++)
			if (hire__term_opposite(&a->in->v[i], &b->in->v[k]))
				return true;
	return false;
}

/* Whether the word stands on one side only. */
static bool
decides(const sides *w, size_t i)
{
	return hire__term_counts(&w->in->v[i]) &&
	       !(i < w->at ? among(&w->in->v[i], w->in, w->at + 1, w->right)
	                   : among(&w->in->v[i], w->in, w->left, w->at));
}

/* Where the words [i, end) of `w` stand in `a`: add to `same` those on the
 * side given by `left`, to `other` those across. */
static void
weigh(
    const sides *w, size_t i, size_t end, const sides *a, bool left, balance *b)
{
	for (; i < end; i++) {
		const hire__term *t = &w->in->v[i];
		if (!decides(w, i))
			continue;
		bool l = among(t, a->in, a->left, a->stop);
		bool r = among(t, a->in, a->at + 1, a->right);
		if (l == r)
			continue;
		if (l == left)
			b->straight++;
		else
			b->crossed++;
	}
}

/* -1 for "less ... than", 1 for "more ... than", else 0. */
static int
degree(const sides *s)
{
	for (size_t i = s->at; i-- > s->left && s->at - i <= 4;) {
		if (hire__term_in(&s->in->v[i], "more"))
			return 1;
		if (hire__term_in(&s->in->v[i], "less fewer"))
			return -1;
	}
	return 0;
}

typedef enum voice { ACTIVE, PASSIVE, UNSAID } voice;

/* "is sent by" has the sender behind it; "is sent" does not name it. */
static voice
voice_of(const sides *s)
{
	if (s->at == s->left || !hire__term_in(&s->in->v[s->at - 1],
	                            "is are was were be been being"))
		return ACTIVE;
	for (size_t i = s->at + 1; i < s->right; i++)
		if (hire__term_in(&s->in->v[i], "by"))
			return PASSIVE;
	return UNSAID;
}

/* Who does it to whom: both must have changed places. */
static void
compare_roles(const sides *w, const sides *a, bool flip, balance *b)
{
	voice one = voice_of(w), other = voice_of(a);
	if (one == UNSAID || other == UNSAID)
		return;
	balance got = {0, 0};
	weigh(w, w->left, w->stop, a, true, &got);
	weigh(w, w->at + 1, w->right, a, false, &got);
	flip = flip != (one != other);
	int straight = flip ? got.crossed : got.straight;
	int crossed = flip ? got.straight : got.crossed;
	if (crossed > 1 && crossed > straight)
		b->crossed++;
	else if (straight > 1)
		b->straight++;
}

static void
compare(const sides *w, kind wanted, const sides *a, kind said, balance *b)
{
	if (wanted >= SEND) {
		compare_roles(w, a, wanted != said, b);
		return;
	}
	balance got = {0, 0};
	weigh(w, w->left, w->stop, a, true, &got);
	weigh(w, w->at + 1, w->right, a, false, &got);
	bool flip = wanted != said;
	if (wanted == THAN)
		flip = degree(w) * degree(a) < 0 || turned(w, a);
	b->straight += flip ? got.crossed : got.straight;
	b->crossed += flip ? got.straight : got.crossed;
}

/* Whether order words of these kinds can be held against each other. */
static bool
comparable(kind a, kind b)
{
	if (a >= SEND && a <= LEARN && b >= SEND && b <= LEARN)
		return (a - SEND) / 2 == (b - SEND) / 2;
	return a == b || (a == BEFORE && b == AFTER) ||
	       (a == AFTER && b == BEFORE);
}

/* What moves "from" and "to" stands right behind the word. */
static sides
goal_of(const hire__terms *t, size_t at)
{
	sides s = sides_of(t, at);
	s.left = s.at;
	for (size_t i = at + 1; i < s.right; i++)
		if (hire__term_counts(&t->v[i])) {
			s.right = i + 1;
			break;
		}
	return s;
}

/* "to A" where "from A" was wanted, and the other way round. */
static bool
moved_back(const hire__terms *answer, const hire__terms *want)
{
	balance b = {0, 0};
	bool from = false, to = false;
	for (size_t i = 0; i < want->n; i++) {
		kind is = kind_of(&want->v[i]);
		if (is != FROM && is != TO)
			continue;
		from = from || is == FROM;
		to = to || is == TO;
		sides w = goal_of(want, i);
		int pivots = 0;
		for (size_t k = 0; k < answer->n && pivots < MOST_PIVOTS; k++) {
			kind said = kind_of(&answer->v[k]);
			if (said != FROM && said != TO)
				continue;
			pivots++;
			sides a = goal_of(answer, k);
			if (!among(&want->v[w.right - 1], answer, a.right - 1,
			        a.right) ||
			    !hire__term_counts(&want->v[w.right - 1]))
				continue;
			if (said == is)
				b.straight++;
			else
				b.crossed++;
		}
	}
	return from && to && b.crossed > 1 && b.crossed > b.straight;
}

/* Where the answer says the term, if once only; else its end. */
static size_t
place(const hire__terms *answer, const hire__term *term)
{
	size_t found = answer->n;
	for (size_t i = 0; i < answer->n; i++) {
		if (!hire__term_same(&answer->v[i], term))
			continue;
		if (found < answer->n)
			return answer->n;
		found = i;
	}
	return found;
}

/* Steps are in order when what stands before "then" is named before what
 * stands behind it. */
static void
compare_steps(const sides *w, const hire__terms *answer, balance *b)
{
	size_t i = w->at, k = w->at + 1;
	while (i > w->left && !decides(w, i - 1))
		i--;
	while (k < w->right && !decides(w, k))
		k++;
	if (i == w->left || k == w->right)
		return;
	size_t first = place(answer, &w->in->v[i - 1]);
	size_t next = place(answer, &w->in->v[k]);
	if (first == answer->n || next == answer->n)
		return;
	if (first < next)
		b->straight++;
	else
		b->crossed++;
}

/* Hold one word of order against those of the answer. */
static void
compare_all(const sides *w, kind is, const hire__terms *answer, balance *b)
{
	int pivots = 0;
	for (size_t k = 0; k < answer->n && pivots < MOST_PIVOTS; k++) {
		kind said = kind_of(&answer->v[k]);
		if (!comparable(is, said))
			continue;
		pivots++;
		sides a = sides_of(answer, k);
		compare(w, is, &a, said, b);
	}
}

/* Whether the answer has an order word of its own. */
static bool
tells_order(const hire__terms *answer)
{
	for (size_t k = 0; k < answer->n; k++) {
		kind said = kind_of(&answer->v[k]);
		if (said == BEFORE || said == AFTER)
			return true;
	}
	return false;
}

bool
hire__order_swapped(const hire__terms *answer, const hire__terms *want)
{
	balance b = {0, 0}, steps = {0, 0};
	for (size_t i = 0; i < want->n; i++) {
		kind is = kind_of(&want->v[i]);
		if (is == NONE || is == FROM || is == TO)
			continue;
		sides w = sides_of(want, i);
		if (is == THEN)
			compare_steps(&w, answer, &steps);
		else
			compare_all(&w, is, answer, &b);
	}
	if (steps.crossed && !steps.straight && !tells_order(answer))
		return true;
	return b.crossed > b.straight || moved_back(answer, want) ||
	       hire__trend_turned(answer, want);
}
