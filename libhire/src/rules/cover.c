/* SPDX-License-Identifier: MIT
 * cover.c - weighing the words of a thought that an answer has.
 */
#include "cover.h"

#include <string.h>

enum { MOST_WANTED = 64, LAST_SENTENCE = 63 };

/* Weights.  The question's own words count only beside one that is not. */
enum { ASKED = 2, COMMON = 3, OWN = 5 };

typedef struct wanted {
	uint64_t sentences; /* bit i: said in sentence i (63: or later) */
	int32_t weight;
} wanted;

static int32_t
weight(const hire__said *said, const hire__terms *want, size_t i)
{
	const hire__term *term = &want->v[i];
	if (!hire__term_counts(term))
		return 0;
	for (size_t k = 0; k < i; k++)
		if (want->v[k].key == term->key)
			return 0;
	if (hire__terms_find(&said->question, term) ||
	    hire__terms_find(&said->before, term))
		return ASKED;
	return term->kind == HIRE__LEX_COMMON ? COMMON : OWN;
}

static uint64_t
sentences_with(const hire__terms *answer, const hire__term *term)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < answer->n; i++) {
		uint32_t s = answer->v[i].sentence;
		uint64_t bit = UINT64_C(1)
		               << (s < LAST_SENTENCE ? s : LAST_SENTENCE);
		if (!(bits & bit) && hire__term_same(&answer->v[i], term))
			bits |= bit;
	}
	return bits;
}

static hire__cover
best_window(const wanted *w, size_t n, int32_t total, uint32_t window)
{
	hire__cover best = {0, 0};
	uint64_t width = (UINT64_C(1) << window) - 1;
	for (uint32_t s = 0; s <= LAST_SENTENCE; s++) {
		int32_t sum = 0, here = 0, own = 0;
		for (size_t i = 0; i < n; i++) {
			if (w[i].sentences & width << s) {
				sum += w[i].weight;
				own += w[i].weight > ASKED;
			}
			here += (int32_t)(w[i].sentences >> s & 1);
		}
		int32_t part = sum * HIRE__WHOLE / total;
		if (part > best.part && here && own)
			best = (hire__cover){part, s};
	}
	return best;
}

hire__cover
hire__cover_terms(
    const hire__said *said, const hire__terms *want, uint32_t window)
{
	wanted w[MOST_WANTED];
	size_t n = 0;
	int32_t total = 0, own = 0;
	for (size_t i = 0; i < want->n && n < MOST_WANTED; i++) {
		int32_t each = weight(said, want, i);
		if (!each)
			continue;
		total += each;
		own += each > ASKED;
		w[n++] =
		    (wanted){sentences_with(&said->answer, &want->v[i]), each};
	}
	if (!own)
		return (hire__cover){-1, 0};
	return best_window(w, n, total, window);
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
