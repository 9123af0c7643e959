/* SPDX-License-Identifier: MIT
 * refute.c - "all of this is wrong", "stitches are useless".
 */
#include "refute.h"

#include "grammar.h"
#include "scan.h"

#include <string.h>

static const char WRONG[] =
    "wrong false untrue incorrect nonsense rubbish garbage lie joke mistaken "
    "invalid mistake";
static const char RIGHT[] = "true right correct valid so case";
static const char NOT[] = "not isn't wasn't aren't none nothing never";

/* Words that point back at what was said; of these, at all of it. */
static const char BACK[] =
    "all of this that it these those everything above the what i i've said "
    "have just told you nothing none whole answer statements thing things "
    "before which was is are were that's it's isn't wasn't aren't not but no "
    "actually however sorry well and though still yet really completely "
    "totally of course in fact my last a an complete utter forget ignore "
    "disregard scratch strike please";
static const char ALL[] =
    "all everything above said nothing none whole answer these those";
static const char DROPS[] = "forget ignore disregard scratch strike";
static const char POINTS[] = "this that it that's it's";
static const char GOES_ON[] = "to if when that unless for";

typedef struct taking_back {
	bool points, all, no, drops, done;
} taking_back;

static void
take_word(taking_back *t, const char *s, hire__word w)
{
	t->points = t->points || hire__word_in(s, w, POINTS);
	t->all = t->all || hire__word_in(s, w, ALL);
	t->drops = t->drops || hire__word_in(s, w, DROPS);
	if (hire__word_in(s, w, WRONG))
		t->done = !t->no;
	else if (hire__word_in(s, w, RIGHT))
		t->done = t->no;
	t->no = t->no || hire__word_in(s, w, NOT);
}

/* What the sentence [i, end) takes back. */
static taking_back
read_sentence(const char *s, size_t i, size_t end)
{
	taking_back t = {false, false, false, false, false};
	hire__word w = hire__word_next(s, end, i);
	for (; w.at < w.end && !t.done; w = hire__word_next(s, end, w.end)) {
		bool decides =
		    hire__word_in(s, w, WRONG) || hire__word_in(s, w, RIGHT);
		if (!decides && !hire__word_in(s, w, BACK))
			break;
		take_word(&t, s, w);
	}
	bool evaluates = t.done && hire__word_in(s, w, GOES_ON);
	t.done = (t.points || t.all) && !evaluates &&
	         (t.done || (t.drops && (t.all || w.at == w.end)));
	return t;
}

void
hire__retracted_hide(char *s, size_t n)
{
	size_t before = 0;
	for (size_t i = 0, end; i < n; i = end + 1) {
		end = hire__sentence_end(s, n, i);
		taking_back t = read_sentence(s, i, end);
		if (t.done && i)
			hire__hide(s, t.all ? 0 : before, end);
		before = i;
	}
}

static const char REFUTES[] =
    "mistake harmful useless pointless irrelevant unnecessary needless "
    "senseless superfluous nonsense wrong incorrect false untrue dangerous "
    "foolish unimportant worthless forbidden futile counterproductive "
    "unhelpful damaging";

bool
hire__refutes(const char *s, size_t n)
{
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		if (hire__word_in(s, w, REFUTES))
			return true;
	return false;
}

static bool
is_word(const hire__terms *t, size_t i, const char *text, const char *list)
{
	return hire__word_in(text, (hire__word){t->v[i].at, t->v[i].end}, list);
}

/* Whether the word at `i` passes judgement: "is (a) ... useless" at the end of
 * its clause or before "to", "for". */
static bool
passes_judgement(
    const hire__terms *t, size_t i, size_t start, size_t end, const char *text)
{
	enum { FAR = 3 };
	bool copula = false, no = false;
	if (!is_word(t, i, text, REFUTES))
		return false;
	for (size_t k = i; k-- > start && i - k <= FAR;) {
		copula = copula || is_word(t, k, text, "is are was were be");
		no = no || t->v[k].negation;
	}
	return copula && !no &&
	       (i + 1 == end || is_word(t, i + 1, text, "to for and or"));
}

static void
turn(const hire__terms *t, size_t i, size_t end)
{
	for (; i < end; i++)
		t->v[i].denied = !t->v[i].denied;
}

void
hire__refuted_mark(const hire__terms *t, const char *text)
{
	for (size_t i = 0, k; i < t->n; i = k) {
		size_t judged = 0;
		for (k = i; k < t->n && t->v[k].clause == t->v[i].clause;)
			k++;
		bool when = is_word(t, i, text,
		    "if when unless because since until while whether");
		for (size_t w = i; w < k && !when && !judged; w++)
			if (passes_judgement(t, w, i, k, text))
				judged = w;
		if (!judged)
			continue;
		/* "to A, B and C": all of it, up to a new thought. */
		if (judged + 1 < k && is_word(t, judged + 1, text, "to for"))
			while (k < t->n &&
			       t->v[k].sentence == t->v[i].sentence &&
			       !is_word(t, k, text, "but because so while"))
				k++;
		turn(t, i, k);
	}
}
