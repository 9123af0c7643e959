/* SPDX-License-Identifier: MIT
 * denial.h - which words of a text stand under a negation.
 */
#ifndef HIRE_RULES_DENIAL_H
#define HIRE_RULES_DENIAL_H

#include "terms.h"

/* Set `clause`, `denied` and `averted` of all terms, which were read from
 * `text` in this order.  A clause ends at a sentence, at a colon or bracket,
 * at a comma or "and" that a new statement follows, and at words such as
 * "but" and "because". */
void
hire__denial_mark(const hire__terms *terms, const char *text);

#endif
