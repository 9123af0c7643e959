/* SPDX-License-Identifier: MIT
 * trend.c - the two changes of a sentence around "when", "if" or "as".
 */
#include "trend.h"

/* 1 for what goes up, -1 for what goes down, 0 for other words. */
static int
direction(const hire__term *t)
{
	static const char UP[] =
	    "increas rise rose grow grew up climb gain improv rai";
	static const char DOWN[] =
	    "decreas fall fell drop down declin shrink sink reduc lessen";
	int sign = hire__term_in(t, UP) - hire__term_in(t, DOWN);
	return t->denied ? 0 : sign;
}

/* 1 when the two changes of the sentence from `i` to `end` go together, -1
 * when they go against each other, 0 when it does not tell. */
static int
bond_of(const hire__terms *t, size_t i, size_t end)
{
	static const char JOINTS[] = "when if as while with onc once whenev";
	int first = 0, second = 0;
	bool joint = false;
	for (; i < end; i++) {
		int way = direction(&t->v[i]);
		joint = joint || hire__term_in(&t->v[i], JOINTS);
		if (!way)
			continue;
		if (second)
			return 0;
		*(first ? &second : &first) = way;
	}
	return joint ? first * second : 0;
}

/* The sum of what the sentences tell, by sign. */
static int
bond(const hire__terms *t)
{
	int sum = 0;
	for (size_t i = 0, k; i < t->n; i = k) {
		for (k = i; k < t->n && t->v[k].sentence == t->v[i].sentence;)
			k++;
		sum += bond_of(t, i, k);
	}
	return sum;
}

bool
hire__trend_turned(const hire__terms *answer, const hire__terms *want)
{
	int wanted = bond(want);
	if (!wanted)
		return false;
	int said = bond(answer);
	return (wanted > 0 && said < 0) || (wanted < 0 && said > 0);
}
