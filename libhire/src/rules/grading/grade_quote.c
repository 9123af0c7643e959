/* SPDX-License-Identifier: MIT
 * grade_quote.c - choosing the words of an answer that stand for it.
 */
#include "grade_quote.h"

enum { LONGEST_QUOTE = 40 }; /* words */

static bool
wanted(const hire__term *t, uint64_t useful)
{
	return useful >> (t->sentence < 63 ? t->sentence : 63) & 1;
}

void
hire__quote_choose(
    const hire__terms *answer, uint64_t useful, size_t *at, size_t *len)
{
	const hire__term *v = answer->v;
	size_t best = 0, first = 0;
	for (size_t i = 0, k; i < answer->n; i = k) {
		size_t value = 0;
		for (k = i; k < answer->n && v[k].fragment == v[i].fragment;
		     k++)
			value += hire__term_counts(&v[k]) ? 3 : 1;
		value += wanted(&v[i], useful) ? 100000 : 0;
		if (value > best) {
			best = value;
			first = i;
		}
	}
	*at = *len = 0;
	if (!best)
		return;
	size_t last = first;
	while (last + 1 < answer->n &&
	       v[last + 1].fragment == v[first].fragment &&
	       last + 1 - first < LONGEST_QUOTE)
		last++;
	*at = v[first].at;
	*len = v[last].end - v[first].at;
}
