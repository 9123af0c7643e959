/* SPDX-License-Identifier: MIT
 * order.h - who does what to whom: words of a thought in swapped places.
 * Apart from cover.h, where the place of a word counts nothing.
 */
#ifndef HIRE_RULES_ORDER_H
#define HIRE_RULES_ORDER_H

#include "terms.h"

/* Whether `answer` says `want` with its sides exchanged: "B is faster than A"
 * for "A is faster than B", and so with "before" and "after", "from" and "to",
 * and steps joined by "then". */
bool
hire__order_swapped(const hire__terms *answer, const hire__terms *want);

#endif
