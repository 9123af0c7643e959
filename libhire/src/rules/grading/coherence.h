/* SPDX-License-Identifier: MIT
 * coherence.h - whether the right words stand in an order that makes sense.
 * Apart from order.h, which compares what is said; here nothing is.
 */
#ifndef HIRE_RULES_COHERENCE_H
#define HIRE_RULES_COHERENCE_H

#include "cover.h"

/* Whether the answer, whose terms were read from `text`, is made of the words
 * of `ideal` and either breaks the order of small words ("the of", "is has")
 * or puts next to each other what is no nearer in `ideal` than chance. */
bool
hire__coherence_lacks(
    const hire__said *said, const char *text, const hire__terms *ideal);

#endif
