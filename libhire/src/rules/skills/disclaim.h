/* SPDX-License-Identifier: MIT
 * disclaim.h - whether the words around a skill take it back.
 * Apart from finding skills: "no experience with Go" names Go all the same.
 */
#ifndef HIRE_RULES_DISCLAIM_H
#define HIRE_RULES_DISCLAIM_H

#include "skills.h"

/* Whether a resume says in words [from, to) that the skill is not had, or
 * only wished for: "never used Go", "want to learn Go", "Go (learning)". */
bool
hire__disclaimed(
    const hire__doc *doc, const hire__skill_hit *h, size_t from, size_t to);

/* Whether a job says in words [from, to) that words [at, end) are not asked
 * for: "no Java", "not looking for", "Java is not required". */
bool
hire__not_asked(
    const hire__doc *doc, size_t at, size_t end, size_t from, size_t to);

#endif
