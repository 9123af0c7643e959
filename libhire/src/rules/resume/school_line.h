/* SPDX-License-Identifier: MIT
 * school_line.h - the parts of a line that names a school or a degree.
 */
#ifndef HIRE_RULES_SCHOOL_LINE_H
#define HIRE_RULES_SCHOOL_LINE_H

#include "education.h"

/* What one line of the section tells. */
typedef struct hire__school_found {
	hire__segment seg[HIRE__SEGMENTS];
	size_t count;
	hire__segment *school, *degree;
	hire_degree level;
	hire__span span;
	bool dated;
} hire__school_found;

/* The segments of a line: its school and its degree, if it names them. */
void
hire__school_line(
    const hire__doc *doc, const hire__line *line, hire__school_found *f);

/* Whether a segment may name a school, though none of its words says so. */
bool
hire__can_be_school(const hire__doc *doc, const hire__segment *s);

/* Beside a degree and a date another part is the school; NULL for none. */
hire__segment *
hire__school_beside(const hire__doc *doc, hire__school_found *f);

/* "School of Law", "Sample College of Business": one part of a school, most
 * often named with it. */
bool
hire__part_of_school(const hire__doc *doc, const hire__segment *s);

#endif
