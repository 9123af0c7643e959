/* SPDX-License-Identifier: MIT
 * subject.h - whether what somebody tells of has to do with what was asked
 * about.  Apart from the signs of real work, which any story has.
 */
#ifndef HIRE_RULES_SUBJECT_H
#define HIRE_RULES_SUBJECT_H

#include "terms.h"

/* Whether the answer, read from `text`, names what the requirement `subject`
 * names, a skill that goes with it, or several words of its sheets or of
 * `line`, which the question starts from (NULL: none).  A list before a colon
 * names nothing.  Without a word of its own `subject` asks for nothing. */
HIRE_CHECK hire_status
hire__subject_touched(const char *subject, const char *line,
    const hire__terms *answer, const char *text, size_t n, hire_arena *mem,
    bool *out, hire_error *err);

#endif
