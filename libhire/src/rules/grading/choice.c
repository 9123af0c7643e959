/* SPDX-License-Identifier: MIT
 * choice.c - the two things around "or", and which of them a text names.
 */
#include "choice.h"

/* The words of the question: [from, joint) is one thing, (joint, to) the
 * other. */
typedef struct either {
	const hire__terms *in;
	size_t from, joint, to;
} either;

static bool
asks_which(const hire__terms *q)
{
	for (size_t i = 0; i < q->n; i++)
		if (hire__term_in(&q->v[i], "which what who whose where when"))
			return true;
	return false;
}

/* The last "or" of the question, and a few words on both sides. */
static either
either_of(const hire__terms *q)
{
	enum { NAME = 2, FAR = 4 };
	either e = {q, 0, q->n, q->n};
	for (size_t i = 0; i < q->n; i++)
		if (hire__term_in(&q->v[i], "or"))
			e.joint = i;
	int names = 0;
	for (e.from = e.joint; e.from && names < NAME; e.from--)
		names += hire__term_counts(&q->v[e.from - 1]);
	if (e.joint + 1 + FAR < q->n)
		e.joint = q->n; /* something else is asked behind it */
	return e;
}

static bool
among(const either *e, size_t i, size_t end, const hire__term *term)
{
	for (; i < end; i++)
		if (hire__term_counts(&e->in->v[i]) &&
		    hire__term_same(&e->in->v[i], term))
			return true;
	return false;
}

/* -1 for a word of the one thing, 1 for one of the other, else 0. */
static int
side_of(const either *e, const hire__term *term)
{
	return among(e, e->joint + 1, e->to, term) -
	       among(e, e->from, e->joint, term);
}

/* The thing that a text names first. */
static int
first_side(const either *e, const hire__terms *t)
{
	int side = 0;
	for (size_t i = 0; i < t->n && !side; i++)
		side = side_of(e, &t->v[i]);
	return side;
}

/* The thing that the first clause names, if that is all it does. */
static int
plain_side(const either *e, const hire__terms *t)
{
	int side = 0;
	for (size_t i = 0; i < t->n && t->v[i].clause == t->v[0].clause; i++) {
		const hire__term *w = &t->v[i];
		int here = side_of(e, w);
		if (w->denied || (here && side && here != side) ||
		    (hire__term_counts(w) && !hire__terms_find(e->in, w)))
			return 0;
		side = here ? here : side;
	}
	return side;
}

hire__choice
hire__choice_of(const hire__terms *question, const hire__terms *ideal,
    const hire__terms *answer)
{
	either e = either_of(question);
	if (e.joint == question->n || !asks_which(question))
		return HIRE__CHOICE_NONE;
	int want = first_side(&e, ideal), got = plain_side(&e, answer);
	if (!want || !got)
		return HIRE__CHOICE_NONE;
	return want == got ? HIRE__CHOICE_RIGHT : HIRE__CHOICE_WRONG;
}
