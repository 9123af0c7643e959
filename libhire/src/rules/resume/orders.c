/* SPDX-License-Identifier: MIT
 * orders.c - "ignore all previous instructions" and its kin, set aside.
 * No rule here would obey them; but they must not be read as facts, and HR
 * should see that somebody tried.
 */
#include "orders.h"

#include "util/ctx.h"

#include <string.h>

enum { ORDER_WORDS = 60 };

static bool
is_order(const hire__doc *doc, const hire__line *line)
{
	if (line->end - line->word > ORDER_WORDS)
		return false;
	int32_t bits =
	    hire__phrase_bits(doc, &hire__orders, line->word, line->end);
	int32_t both = HIRE__ORDER_VERB | HIRE__ORDER_OBJECT;
	return bits & HIRE__ORDER_ALONE || (bits & both) == both;
}

/* Overwrite line `number` of the clean text with blanks. */
static void
blank_line(hire__doc *doc, int32_t number)
{
	char *s = doc->clean, *end = s + doc->clean_len;
	for (int32_t n = 1; n < number && s; n++) {
		s = memchr(s, '\n', (size_t)(end - s));
		s = s ? s + 1 : NULL;
	}
	for (; s && s < end && *s != '\n'; s++)
		*s = ' ';
}

static size_t
count_orders(const hire__doc *doc)
{
	size_t n = 0;
	for (size_t i = 0; i < doc->line_count; i++)
		n += is_order(doc, &doc->lines[i]);
	return n;
}

hire_status
hire__orders_drop(hire__doc **doc, hire_error *err)
{
	hire__doc *old = *doc, *fresh;
	size_t n = count_orders(old);
	if (!n)
		return HIRE_OK;
	hire_ignored *list =
	    hire_arena_alloc(old->mem, (n + old->ignored_count) * sizeof *list);
	if (!list)
		return hire__nomem(err);
	size_t at = old->ignored_count;
	if (at)
		memcpy(list, old->ignored, at * sizeof *list);
	for (size_t i = 0; i < old->line_count; i++) {
		const hire__line *line = &old->lines[i];
		if (!is_order(old, line))
			continue;
		list[at++] =
		    (hire_ignored){line->s, "speaks to the reading machine"};
		blank_line(old, line->number);
	}
	hire_status st =
	    hire__doc_read(old->clean, old->clean_len, old->mem, &fresh, err);
	if (st)
		return st;
	fresh->ignored = list;
	fresh->ignored_count = at;
	*doc = fresh;
	return HIRE_OK;
}
