/* SPDX-License-Identifier: MIT
 * grade.h - what the two measurements of grading share.
 */
#ifndef HIRE_EVAL_GRADE_H
#define HIRE_EVAL_GRADE_H

#include "eval.h"

/* The graded answers: columns as in the fixture. */
eval_lines
eval_graded(eval *e);

/* 0..10 */
double
eval_grade_of(
    eval *e, const char *question, const char *ideal, const char *answer);

#endif
