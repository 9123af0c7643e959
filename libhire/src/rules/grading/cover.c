/* SPDX-License-Identifier: MIT
 * cover.c - weighing the words of a thought that an answer has.
 */
#include "cover.h"

#include "detail.h"
#include "order.h"
#include "roles.h"

#include <string.h>

enum { MOST_WANTED = 64 };

/* The weight of the question's own words, which count only beside one that is
 * not. */
enum { ASKED = 1 };

const hire__dials hire__dials_fixed = {.own = 5,
    .common = 2,
    .near = 200,
    .core = 30,
    .against = 2,
    .to_the_point = 700,
    .gathered = 500,
    .astray = 300,
    .by_chance = 50};

static const hire__dials *
dials_of(const hire__said *said)
{
	return said->dials ? said->dials : &hire__dials_fixed;
}

/* Words of the question alone cover no more of a thought than this. */
enum { ASKED_ALONE = 70 };

/* A thought with its sides exchanged is covered no more than this. */
enum { SWAPPED = 70 };

/* One with a detail that is wrong, of few words, and of more than FEW. */
enum { DIFFERS = 70, DIFFERS_IN_PART = 250, FEW = 6 };

enum { SPAN = 3 }; /* widest window */

typedef struct wanted {
	const hire__term *term;
	int32_t weight;
	int32_t said[SPAN]; /* parts of 1000, in the last SPAN sentences */
	bool denied[SPAN];  /* whether they deny it */
	bool opposed[SPAN]; /* whether they say its opposite */
	bool astray[SPAN];  /* whether they say it of something else */
} wanted;

/* A thought, and what the last sentences of an answer say of it. */
typedef struct thought {
	wanted w[MOST_WANTED];
	size_t n;
	int32_t total, core;
	int32_t words[SPAN], fitting[SPAN]; /* of the sentences */
	int32_t against; /* most weight that one sentence speaks against */
} thought;

static int32_t
weight(const hire__said *said, const hire__terms *want, size_t i)
{
	const hire__term *term = &want->v[i];
	if (!hire__term_counts(term))
		return 0;
	for (size_t k = 0; k < i; k++)
		if (want->v[k].key == term->key)
			return 0;
	/* Said of the other of two things, a word is news again. */
	if (hire__terms_find(&said->question, term) ||
	    (!said->contrast.one && hire__terms_find(&said->before, term)))
		return ASKED;
	return term->kind == HIRE__LEX_COMMON ? dials_of(said)->common
	                                      : dials_of(said)->own;
}

/* Whether one denies what the other says.  What one avoids may be said or
 * denied in the other: "avoids copies", "no copies", "copies waste time". */
static bool
at_odds(const hire__term *a, const hire__term *b)
{
	if (a->averted != b->averted)
		return a->denied && b->denied; /* "does not avoid", "no" */
	return a->denied != b->denied;
}

static int32_t
part_said(const hire__said *said, const hire__term *a, const hire__term *b,
    bool asked)
{
	if (said->either)
		return hire__term_same(a, b) ? HIRE__WHOLE : 0;
	if (a->unknown || !hire__term_counts(a))
		return 0;
	if (at_odds(a, b))
		return hire__term_negates(a, b) ? HIRE__WHOLE : 0;
	switch (hire__term_likeness(a, b)) {
	case HIRE__LIKE_SAME:
		return HIRE__WHOLE;
	case HIRE__LIKE_NEAR:
		return asked ? 0 : dials_of(said)->near;
	case HIRE__LIKE_NOT:
		break;
	}
	return 0;
}

static bool
says(const hire__terms *want, const hire__term *term)
{
	for (size_t i = 0; i < want->n; i++)
		if (!at_odds(&want->v[i], term) &&
		    hire__term_same(&want->v[i], term))
			return true;
	return false;
}

/* Note in slot `at` which words the term of the answer says, and of which it
 * says the contrary. */
static void
note_term(const hire__said *said, const hire__term *term,
    const hire__terms *want, thought *t, size_t at)
{
	bool asked = hire__terms_find(&said->question, term) != NULL;
	bool counter = !said->either && !term->unknown && !asked;
	bool fits = asked || said->either;
	for (size_t k = 0; k < t->n; k++) {
		wanted *w = &t->w[k];
		int32_t part = part_said(said, term, w->term, asked);
		fits = fits || part;
		if (part > w->said[at])
			w->said[at] = part;
		if (!counter || says(want, term))
			continue;
		if (at_odds(term, w->term))
			w->denied[at] |= hire__term_same(term, w->term);
		else
			w->opposed[at] |= hire__term_opposite(term, w->term);
	}
	t->words[at] += hire__term_counts(term);
	t->fitting[at] += fits && hire__term_counts(term);
}

/* The same for a term that is said of the other of two things: a word that
 * belongs to this one alone is claimed of the wrong one. */
static void
note_other(const hire__said *said, const hire__term *term,
    const hire__terms *want, thought *t, size_t at)
{
	if (term->unknown || term->denied || !says(want, term) ||
	    !(said->before.n + said->after.n) ||
	    hire__terms_find(&said->before, term) ||
	    hire__terms_find(&said->after, term) ||
	    hire__terms_find(&said->question, term))
		return;
	for (size_t k = 0; k < t->n; k++)
		t->w[k].astray[at] |= hire__term_same(term, t->w[k].term);
}

/* The sums of what some sentences say of a thought. */
typedef struct tally {
	int64_t sure, near;     /* weights times parts */
	int32_t own;            /* the best part of a word that is not asked */
	int32_t words, fitting; /* of the sentences */
} tally;

static void
tally_word(tally *y, const wanted *w, size_t at, size_t width)
{
	int32_t best = 0;
	bool denied = false, opposed = false;
	for (size_t k = 0; k < width; k++) {
		size_t slot = (at + SPAN - k) % SPAN;
		best = w->said[slot] > best ? w->said[slot] : best;
		denied = denied || w->denied[slot];
		opposed = opposed || w->opposed[slot];
	}
	if (best == HIRE__WHOLE)
		y->sure += w->weight * best;
	else if (denied || (opposed && !best))
		y->sure -= w->weight * HIRE__WHOLE;
	else
		y->near += w->weight * best;
	if (w->weight > ASKED && best > y->own)
		y->own = best;
}

/* What the last `width` sentences up to slot `at` say together, of 1000. */
static int32_t
window_part(const thought *t, size_t at, size_t width, const hire__dials *d)
{
	tally y = {0, 0, 0, 0, 0};
	for (size_t k = 0; k < width; k++) {
		y.words += t->words[(at + SPAN - k) % SPAN];
		y.fitting += t->fitting[(at + SPAN - k) % SPAN];
	}
	for (size_t i = 0; i < t->n; i++)
		tally_word(&y, &t->w[i], at, width);
	if (!y.fitting)
		return 0;
	int64_t fit = (int64_t)y.fitting * HIRE__WHOLE / y.words;
	if (fit < d->to_the_point)
		y.near = y.near * fit / d->to_the_point;
	/* What is gathered from several sentences must be their matter. */
	if (width > 1 && fit < d->gathered)
		y.sure = y.sure * fit / d->gathered;
	int64_t part = (y.sure + y.near) / t->core;
	part = part > HIRE__WHOLE ? HIRE__WHOLE : part;
	if (!y.own && part > ASKED_ALONE)
		part = ASKED_ALONE;
	if (fit < d->astray)
		part = part * fit / d->astray;
	return (int32_t)part;
}

/* Open a fresh slot for the next sentence. */
static void
next_slot(thought *t, size_t at)
{
	t->words[at] = t->fitting[at] = 0;
	for (size_t i = 0; i < t->n; i++) {
		t->w[i].said[at] = 0;
		t->w[i].denied[at] = t->w[i].opposed[at] = false;
		t->w[i].astray[at] = false;
	}
}

/* Sides of the clauses of an answer, read on from term to term: a clause that
 * names neither thing goes on about the last one of its sentence. */
typedef struct clause_side {
	size_t end;
	uint32_t sentence;
	int side;
} clause_side;

static int
side_at(const hire__said *said, size_t i, clause_side *c)
{
	const hire__terms *t = &said->answer;
	if (i < c->end)
		return c->side;
	for (c->end = i;
	     c->end < t->n && t->v[c->end].clause == t->v[i].clause;)
		c->end++;
	int side = hire__contrast_claim(&said->contrast, t, i, c->end);
	if (side || t->v[i].sentence != c->sentence)
		c->side = side;
	c->sentence = t->v[i].sentence;
	return c->side;
}

/* What the sentence in slot `at` says the contrary of, by weight; a denial
 * counts beside another word of the thought, said or denied.  What the thought
 * denies may be said in turn: "without stopping writes", "writes go on". */
static int32_t
against(const thought *t, size_t at)
{
	int32_t denied = 0, astray = 0;
	int about = 0;
	for (size_t i = 0; i < t->n; i++) {
		const wanted *w = &t->w[i];
		bool said = w->said[at] == HIRE__WHOLE;
		about += w->weight > ASKED && (said || w->denied[at]);
		if (!said && w->denied[at] && !w->term->denied)
			denied += w->weight;
		else if (!said && w->astray[at])
			astray += w->weight;
	}
	return about > 1 ? denied + astray : astray;
}

/* Slide over the answer a sentence at a time; a sentence that never ends is
 * cut, so that a pile of words is not one thought.  What is said of the other
 * of two things is not said of this one. */
static hire__cover
best_window(const hire__said *said, const hire__terms *want, thought *t,
    uint32_t window)
{
	enum { LONGEST = 60 };
	hire__cover best = {0, 0};
	const hire__terms *a = &said->answer;
	int about = hire__contrast_subject(&said->contrast, want);
	clause_side clause = {0, 0, 0};
	size_t slot = 0;
	for (size_t i = 0, k; i < a->n; i = k) {
		size_t at = slot++ % SPAN;
		next_slot(t, at);
		for (k = i; k < a->n && k < i + LONGEST &&
		            a->v[k].sentence == a->v[i].sentence;
		     k++)
			if (!about || about + side_at(said, k, &clause))
				note_term(said, &a->v[k], want, t, at);
			else
				note_other(said, &a->v[k], want, t, at);
		int32_t contrary = against(t, at);
		t->against = contrary > t->against ? contrary : t->against;
		for (size_t width = 1; width <= window && width <= slot;
		     width++) {
			int32_t part =
			    window_part(t, at, width, dials_of(said));
			if (part > best.part)
				best = (hire__cover){part, a->v[i].sentence};
		}
	}
	return best;
}

/* The most that an answer may cover whose words are right, but not where they
 * stand or what stands beside them. */
static int32_t
most_of(const hire__said *said, const hire__terms *want, int32_t own)
{
	if (hire__order_swapped(&said->answer, want) ||
	    hire__roles_exchanged(&said->answer, want))
		return SWAPPED;
	if (hire__detail_differs(&said->answer, want, &said->question))
		return own <= FEW ? DIFFERS : DIFFERS_IN_PART;
	return HIRE__WHOLE;
}

hire__cover
hire__cover_terms(
    const hire__said *said, const hire__terms *want, uint32_t window)
{
	thought t = {.n = 0};
	int32_t own = 0;
	for (size_t i = 0; i < want->n && t.n < MOST_WANTED; i++) {
		int32_t each = weight(said, want, i);
		if (!each)
			continue;
		t.total += each;
		own += each > ASKED;
		t.w[t.n++] = (wanted){.term = &want->v[i], .weight = each};
	}
	if (!own)
		return (hire__cover){-1, 0};
	const hire__dials *d = dials_of(said);
	t.core =
	    t.total <= d->core ? t.total : d->core + (t.total - d->core) / 2;
	hire__cover got = best_window(said, want, &t, window);
	got.part -= d->against * t.against * HIRE__WHOLE / t.core;
	got.part = got.part < 0 ? 0 : got.part;
	int32_t most = said->either ? HIRE__WHOLE : most_of(said, want, own);
	got.part = got.part > most ? most : got.part;
	return got;
}

static hire_status
cover_phrase(const hire__said *said, const char *phrase, size_t n,
    hire_arena *mem, hire__cover *out, hire_error *err)
{
	hire__terms want;
	hire_status st = hire__terms_read(mem, phrase, n, &want, err);
	if (!st)
		*out = hire__cover_terms(said, &want, 2);
	return st;
}

/* A phrase counts when all of it is said; a label in parts. */
hire_status
hire__cover_point(const hire__said *said, const char *label, hire_arena *mem,
    hire__cover *out, hire_error *err)
{
	const hire__point *point = hire__point_find(label);
	hire__cover best;
	hire_status st =
	    cover_phrase(said, label, strlen(label), mem, &best, err);
	for (const char *s = point ? point->any : ""; !st && *s;) {
		size_t n = strcspn(s, ";");
		hire__cover got;
		st = cover_phrase(said, s, n, mem, &got, err);
		if (!st && got.part == HIRE__WHOLE && best.part < got.part)
			best = got;
		s += n + (s[n] == ';');
	}
	if (!st)
		*out = best;
	return st;
}
