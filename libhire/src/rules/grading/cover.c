/* SPDX-License-Identifier: MIT
 * cover.c - weighing the words of a thought that an answer has.
 */
#include "cover.h"

#include <string.h>

enum { MOST_WANTED = 64, LAST_SENTENCE = 63 };

/* Weights.  The question's own words count only beside one that is not. */
enum { ASKED = 2, COMMON = 3, OWN = 5 };

/* Words of the question alone cover no more of a thought than this. */
enum { ASKED_ALONE = 140 };

typedef struct wanted {
	const hire__term *term;
	uint64_t sentences; /* bit i: said in sentence i (63: or later) */
	uint64_t contrary;  /* the same of its contrary */
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

/* Whether one denies what the other says.  What one avoids may be said or
 * denied in the other: "avoids copies", "no copies", "copies waste time". */
static bool
at_odds(const hire__term *a, const hire__term *b)
{
	if (a->averted != b->averted)
		return a->denied && b->denied; /* "does not avoid", "no" */
	return a->denied != b->denied;
}

static bool
same_said(const hire__said *said, const hire__term *a, const hire__term *b)
{
	if (said->either)
		return hire__term_same(a, b);
	return !a->unknown && (at_odds(a, b) ? hire__term_opposite(a, b)
	                                     : hire__term_same(a, b));
}

/* Whether `a` is against `b`: its opposite, or it denied. */
static bool
against(const hire__term *a, const hire__term *b)
{
	return at_odds(a, b) ? hire__term_same(a, b)
	                     : hire__term_opposite(a, b);
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

/* Note in `w` which sentences of the answer's clause say which words, and
 * which say the contrary. */
static void
note_term(const hire__said *said, const hire__term *term,
    const hire__terms *want, wanted *w, size_t n)
{
	uint32_t s = term->sentence;
	uint64_t bit = UINT64_C(1) << (s < LAST_SENTENCE ? s : LAST_SENTENCE);
	bool counter = !said->either && !term->unknown &&
	               !hire__terms_find(&said->question, term);
	for (size_t k = 0; k < n; k++) {
		if (!(w[k].sentences & bit) && same_said(said, term, w[k].term))
			w[k].sentences |= bit;
		if (counter && against(term, w[k].term) && !says(want, term))
			w[k].contrary |= bit;
	}
}

static void
note_all(const hire__said *said, const hire__terms *want, wanted *w, size_t n)
{
	for (size_t i = 0; i < said->answer.n; i++)
		note_term(said, &said->answer.v[i], want, w, n);
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
			} else if (w[i].contrary & width << s) {
				sum -= w[i].weight;
			}
			here += (int32_t)(w[i].sentences >> s & 1);
		}
		int32_t part = sum * HIRE__WHOLE / total;
		if (!own && part > ASKED_ALONE)
			part = ASKED_ALONE;
		if (part > best.part && here)
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
		w[n++] = (wanted){&want->v[i], 0, 0, each};
	}
	if (!own)
		return (hire__cover){-1, 0};
	note_all(said, want, w, n);
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
