/* SPDX-License-Identifier: MIT
 * roles.h - what a sentence says of each of two things, said of the other.
 * Apart from order.h, which needs a word of order between them.
 */
#ifndef HIRE_RULES_ROLES_H
#define HIRE_RULES_ROLES_H

#include "terms.h"

/* Whether `want` has clauses about different things, and the answer says of
 * one what `want` says of the other; or what `want` has behind "on" or
 * "against" has changed places with another of its words. */
bool
hire__roles_exchanged(const hire__terms *answer, const hire__terms *want);

#endif
