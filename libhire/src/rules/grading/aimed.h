/* SPDX-License-Identifier: MIT
 * aimed.h - taking out what speaks to the grader instead of answering.
 * Instructions and praise of oneself are not evidence; they neither earn nor
 * cost anything, as if they had not been said.
 */
#ifndef HIRE_RULES_AIMED_H
#define HIRE_RULES_AIMED_H

#include <stddef.h>

/* Overwrite such clauses in the `n` bytes of `s` with HIRE__HOLE. */
void
hire__hide_aimed(char *s, size_t n);

/* Overwrite sentences that only ask: who asks whether it is so states nothing.
 */
void
hire__hide_questions(char *s, size_t n);

#endif
