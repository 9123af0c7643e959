/* SPDX-License-Identifier: MIT
 * grade_quote.h - choosing the words of an answer that stand for it.
 */
#ifndef HIRE_RULES_GRADE_QUOTE_H
#define HIRE_RULES_GRADE_QUOTE_H

#include "terms.h"

/* The fragment (no hole in it, one sentence) with the most words, first among
 * those of the sentences in the set `useful` (bit 63: all later ones), else
 * of all.  Length 0 when the answer has no word. */
void
hire__quote_choose(
    const hire__terms *answer, uint64_t useful, size_t *at, size_t *len);

#endif
