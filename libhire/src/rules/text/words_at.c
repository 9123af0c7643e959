/* SPDX-License-Identifier: MIT
 * words_at.c - questions about a document's words and phrases.
 */
#include "doc.h"

const hire__entry *
hire__phrase_from(const hire__doc *doc, const hire__table *table, size_t i,
    size_t end, size_t *count)
{
	const hire__entry *best = NULL;
	uint32_t h = HIRE__HASH;
	uint32_t from = doc->words[i].from;
	for (size_t n = 1; n <= HIRE__PHRASE_MAX && i + n <= end; n++) {
		const hire__word_at *w = &doc->words[i + n - 1];
		h = n == 1 ? w->hash
		           : hire__hash(h, doc->pool + w->from - 1,
		                 w->to - w->from + 1);
		const hire__entry *e = hire__lookup_start(
		    table, h, doc->pool + from, w->to - from);
		if (!e)
			break;
		if (e->whole) {
			best = e;
			*count = n;
		}
		if (!e->more)
			break;
	}
	return best;
}

int32_t
hire__phrase_bits(
    const hire__doc *doc, const hire__table *table, size_t i, size_t end)
{
	int32_t bits = 0;
	for (size_t n = 1; i < end; i++) {
		const hire__entry *e = hire__phrase_at(doc, table, i, end, &n);
		bits |= e ? e->value : 0;
	}
	return bits;
}

bool
hire__gap_has(const hire__doc *doc, size_t i, const char *marks)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	for (size_t k = 0; k < n && !hire__gap_plain(gap, n); k++)
		if (strchr(marks, gap[k]))
			return true;
	return false;
}
