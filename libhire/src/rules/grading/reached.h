/* SPDX-License-Identifier: MIT
 * reached.h - which planned questions an interview came to.
 * Apart because the sum and the words of a scorecard both ask.
 */
#ifndef HIRE_RULES_REACHED_H
#define HIRE_RULES_REACHED_H

#include <hire/score.h>

/* Whether the candidate answered or passed the question, or had it asked and
 * neither ran out of time nor left.  `passed` (may be NULL): whether it was
 * passed without an answer. */
bool
hire__question_reached(const hire_utterance *transcript, size_t count,
    int32_t question, bool *passed);

#endif
