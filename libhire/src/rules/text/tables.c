/* SPDX-License-Identifier: MIT
 * tables.c - looking words up in the generated tables.
 */
#include "tables.h"

#include <string.h>

uint32_t
hire__hash(uint32_t h, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h;
}

const hire__entry *
hire__lookup_start(const hire__table *t, uint32_t h, const char *s, size_t n)
{
	for (uint32_t at = h & t->mask; t->slots[at].key;
	     at = (at + 1) & t->mask) {
		const hire__entry *e = &t->slots[at];
		if (e->hash == h && e->len == n &&
		    !memcmp(t->keys + e->key, s, n))
			return e;
	}
	return NULL;
}

const hire__entry *
hire__lookup(const hire__table *t, uint32_t h, const char *s, size_t n)
{
	const hire__entry *e = hire__lookup_start(t, h, s, n);
	return e && e->whole ? e : NULL;
}

int32_t
hire__lookup_text(const hire__table *t, const char *s, int32_t def)
{
	size_t n = strlen(s);
	const hire__entry *e =
	    hire__lookup(t, hire__hash(HIRE__HASH, s, n), s, n);
	return e ? e->value : def;
}
