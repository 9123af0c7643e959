/* SPDX-License-Identifier: MIT
 * personal_shapes.h - personal data known by its shape alone.
 */
#ifndef HIRE_RULES_PERSONAL_SHAPES_H
#define HIRE_RULES_PERSONAL_SHAPES_H

#include <stddef.h>

/* Hide links, mail addresses, phone numbers, full dates, ages, postal
 * addresses, places somebody lives in, schools, and "my name is ...". */
void
hire__hide_shapes(char *s, size_t n);

/* Hide what is left between two holes: initials, commas, blanks. */
void
hire__close_holes(char *s, size_t n);

#endif
