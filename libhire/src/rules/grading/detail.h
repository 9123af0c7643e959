/* SPDX-License-Identifier: MIT
 * detail.h - right words around one wrong detail: another number, another
 * unit, the other side of a limit, somebody else's title.
 * Apart from order.h, where the words are the same and their places are not.
 */
#ifndef HIRE_RULES_DETAIL_H
#define HIRE_RULES_DETAIL_H

#include "terms.h"

/* Whether the answer gives another number or unit where `want` gives one, sets
 * a limit the other way, or says nearly all of `want` of something else: "the
 * sales director" for "the finance director". */
bool
hire__detail_differs(const hire__terms *answer, const hire__terms *want,
    const hire__terms *question);

#endif
