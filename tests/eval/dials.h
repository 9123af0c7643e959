/* SPDX-License-Identifier: MIT
 * dials.h - grades by numbers that were fitted on other questions.
 */
#ifndef HIRE_EVAL_DIALS_H
#define HIRE_EVAL_DIALS_H

#include "eval.h"

/* The points of `q` (one for each row of `file`, clusters being questions),
 * each graded by those numbers of grading that agree best with people on all
 * other questions.  Lives as long as `e`. */
eval_points
eval_held_out(eval *e, eval_lines file, eval_points q, size_t clusters);

#endif
