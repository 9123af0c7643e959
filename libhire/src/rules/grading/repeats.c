/* SPDX-License-Identifier: MIT
 * repeats.c - sentences held against those of earlier answers, by pairs of
 * words: two people may share words, but hardly their order.
 */
#include "repeats.h"

#include "scan.h"
#include "terms.h"
#include "util/ctx.h"

#include <stdlib.h>

/* A pair in whatever order would be a chance; this keeps the order. */
static uint64_t
pair_of(const hire__term *a, const hire__term *b)
{
	return a->key * UINT64_C(0x9E3779B97F4A7C15) ^ b->key;
}

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The next term from `i` on that carries meaning. */
static size_t
telling(const hire__terms *t, size_t i)
{
	while (i < t->n && !hire__term_counts(&t->v[i]))
		i++;
	return i;
}

hire_status
hire__pairs_read(hire_arena *mem, const char *text, size_t n, hire__pairs *out,
    hire_error *err)
{
	hire__terms t;
	hire_status st = hire__terms_read(mem, text, n, &t, err);
	if (st)
		return st;
	hire__pairs p = {hire_arena_alloc(mem, (t.n + 1) * sizeof *p.v), 0};
	if (!p.v)
		return hire__nomem(err);
	size_t a = telling(&t, 0);
	for (size_t b; (b = telling(&t, a + 1)) < t.n; a = b)
		p.v[p.n++] = pair_of(&t.v[a], &t.v[b]);
	qsort(p.v, p.n, sizeof *p.v, by_value);
	*out = p;
	return HIRE_OK;
}

/* Whether nearly all pairs of the terms [i, end) are in one earlier answer; a
 * few words are anybody's. */
static bool
heard_before(const hire__terms *t, size_t i, size_t end, const hire__pairs *p)
{
	enum { LEAST = 4, OF_TEN = 7 };
	size_t all = 0, known = 0;
	size_t a = telling(t, i);
	for (size_t b; (b = telling(t, a + 1)) < end; a = b) {
		uint64_t pair = pair_of(&t->v[a], &t->v[b]);
		all++;
		known +=
		    p->n && bsearch(&pair, p->v, p->n, sizeof pair, by_value);
	}
	return all >= LEAST && known * 10 >= all * OF_TEN;
}

hire_status
hire__repeats_hide(char *text, size_t n, const hire__pairs *heard, size_t count,
    hire_arena *mem, bool *emptied, hire_error *err)
{
	hire__terms t;
	hire_status st = hire__terms_read(mem, text, n, &t, err);
	if (st)
		return st;
	bool hidden = false, left = false;
	for (size_t i = 0, k; i < t.n; i = k) {
		bool again = false;
		for (k = i; k < t.n && t.v[k].sentence == t.v[i].sentence;)
			k++;
		for (size_t h = 0; h < count && !again; h++)
			again = heard_before(&t, i, k, &heard[h]);
		if (again)
			hire__hide(text, t.v[i].at, t.v[k - 1].end);
		hidden = hidden || again;
		left = left || (!again && telling(&t, i) < k);
	}
	*emptied = hidden && !left;
	return HIRE_OK;
}
