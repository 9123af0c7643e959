/* SPDX-License-Identifier: MIT
 * refute.h - statements that an answer takes back or calls wrong.
 * Apart from denial.h: here whole statements are meant, not single words.
 */
#ifndef HIRE_RULES_REFUTE_H
#define HIRE_RULES_REFUTE_H

#include "terms.h"

/* Hide what a sentence such as "That is wrong" takes back, with it: the
 * sentence before, or after "all of this", "forget what I said" and the like
 * everything before. */
void
hire__retracted_hide(char *s, size_t n);

/* Turn `denied` of what is called useless, harmful or a mistake, in terms read
 * from `text`. */
void
hire__refuted_mark(const hire__terms *terms, const char *text);

/* Whether a text has such a word, so that to use it is no refutation. */
bool
hire__refutes(const char *s, size_t n);

#endif
