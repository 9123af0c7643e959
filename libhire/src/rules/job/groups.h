/* SPDX-License-Identifier: MIT
 * groups.h - which skills of a statement stand for one another.
 */
#ifndef HIRE_RULES_GROUPS_H
#define HIRE_RULES_GROUPS_H

#include "rules/skills/skills.h"

enum { HIRE__GROUPS_MAX = 64 };

/* A skill that a statement asks for.  Picks of one group are alternatives. */
typedef struct hire__pick {
	const char *name; /* canonical; static */
	int row;
	int32_t group;
} hire__pick;

/* Sort the `n` skills found in words [from, to), of which the first
 * HIRE__GROUPS_MAX count, into groups: "A and B or C" is two, "tools such as
 * A, B or C" is one.  What examples spell out is dropped or joins them.  Each
 * skill once, in order.  Returns how many of `out` (room for
 * HIRE__GROUPS_MAX). */
size_t
hire__groups_make(const hire__doc *doc, const hire__skill_hit *hits, size_t n,
    size_t from, size_t to, hire__pick *out);

#endif
