/* SPDX-License-Identifier: MIT
 * ideal.h - the ideal-answer sheet of a planned question: points, the answer
 * made of them, and what an answer of each level looks like.
 */
#ifndef HIRE_AI_IDEAL_H
#define HIRE_AI_IDEAL_H

#include "engine.h"

#include "rules/grading/lexicon.h"

/* Points and ideal answer of a sheet's question. */
HIRE_CHECK hire_status
hire__ideal_of_sheet(const hire__sheet_question *s, hire_arena *mem,
    hire_plan_question *q, hire_error *err);

/* Points and ideal answer of a question on work done: a set of
 * 1 << hire__sign. */
HIRE_CHECK hire_status
hire__ideal_of_signs(
    unsigned signs, hire_arena *mem, hire_plan_question *q, hire_error *err);

/* The anchors of each level, from the points or the ideal answer that `q`
 * has. */
HIRE_CHECK hire_status
hire__ideal_anchors(hire_plan_question *q, hire_arena *mem, hire_error *err);

#endif
