/* SPDX-License-Identifier: MIT
 * sections.h - which part of a resume or a job text each line stands in.
 */
#ifndef HIRE_RULES_SECTIONS_H
#define HIRE_RULES_SECTIONS_H

#include "doc.h"

/* Set `section` and `heading` of every line of a resume. */
void
hire__sections_mark(hire__doc *doc);

/* The value in `table` of the heading that words [i, end) spell, -1 when they
 * are none: a phrase of the table, or its words with fillers around. */
int32_t
hire__heading(
    const hire__doc *doc, const hire__table *table, size_t i, size_t end);

/* The first word behind the first ":" of a line, or line->end. */
size_t
hire__after_colon(const hire__doc *doc, const hire__line *line);

#endif
