/* SPDX-License-Identifier: MIT
 * contrast.c - reading "the difference between A and B".
 */
#include "contrast.h"

#include "grammar.h"

static size_t
find_one_of(const hire__terms *t, size_t i, const char *list)
{
	while (i < t->n && !hire__term_in(&t->v[i], list))
		i++;
	return i;
}

/* The first word of [i, end) that is not in [from, to). */
static const hire__term *
only_here(const hire__terms *t, size_t i, size_t end, size_t from, size_t to)
{
	for (; i < end; i++) {
		bool there = !hire__term_counts(&t->v[i]);
		for (size_t k = from; k < to && !there; k++)
			there = hire__term_same(&t->v[i], &t->v[k]);
		if (!there)
			return &t->v[i];
	}
	return NULL;
}

hire__contrast
hire__contrast_of(const hire__terms *question)
{
	static const char CUES[] = "between differ compar contrast distinguish";
	static const char JOINTS[] = "and or from versu vs";
	enum { FAR = 5 };
	const hire__terms *q = question;
	hire__contrast none = {NULL, NULL};
	size_t cue = find_one_of(q, 0, CUES);
	if (cue + 1 < q->n && hire__term_in(&q->v[cue + 1], "between"))
		cue++; /* "the difference between" */
	size_t joint = find_one_of(q, cue, JOINTS);
	if (joint >= q->n)
		return none;
	size_t end = joint + 1 + FAR < q->n ? joint + 1 + FAR : q->n;
	hire__contrast c = {only_here(q, cue + 1, joint, joint + 1, end),
	    only_here(q, joint + 1, end, cue + 1, joint)};
	return c.one && c.other ? c : none;
}

int
hire__contrast_side(
    const hire__contrast *c, const hire__terms *t, size_t i, size_t end)
{
	bool one = false, other = false;
	for (; c->one && i < end; i++) {
		one = one || hire__term_same(&t->v[i], c->one);
		other = other || hire__term_same(&t->v[i], c->other);
	}
	return other - one;
}

int
hire__contrast_claim(
    const hire__contrast *c, const hire__terms *t, size_t i, size_t end)
{
	int side = hire__contrast_side(c, t, i, end);
	for (size_t k = i; c->one && !side && k < end; k++) {
		side = hire__contrast_side(c, t, k, k + 1);
		if (side && k > i && t->v[k - 1].grammar & HIRE__PREPOSITION)
			return 0;
		if (side && k > i + 1 &&
		    t->v[k - 2].grammar & HIRE__PREPOSITION)
			return 0;
	}
	return side;
}

static int
first_side(const hire__contrast *c, const hire__terms *t, size_t i, size_t end)
{
	int side = 0;
	for (; i < end && !side; i++)
		side = hire__contrast_side(c, t, i, i + 1);
	return side;
}

int
hire__contrast_subject(const hire__contrast *c, const hire__terms *t)
{
	int about = 0;
	for (size_t i = 0, k; c->one && i < t->n; i = k) {
		for (k = i; k < t->n && t->v[k].clause == t->v[i].clause;)
			k++;
		int side = first_side(c, t, i, k);
		if (about && side && side != about &&
		    hire__term_in(&t->v[i], "while wherea but"))
			return 0;
		about = about ? about : side;
	}
	return about;
}
