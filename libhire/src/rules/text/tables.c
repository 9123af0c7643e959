/* SPDX-License-Identifier: MIT
 * tables.c - looking words up in the generated tables.
 */
#include "tables.h"

#include <string.h>

int32_t
hire__lookup_text(const hire__table *t, const char *s, int32_t def)
{
	size_t n = strlen(s);
	const hire__entry *e =
	    hire__lookup(t, hire__hash(HIRE__HASH, s, n), s, n);
	return e ? e->value : def;
}
