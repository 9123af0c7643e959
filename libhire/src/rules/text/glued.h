/* SPDX-License-Identifier: MIT
 * glued.h - headings that a converter glued to the text around them.
 */
#ifndef HIRE_RULES_GLUED_H
#define HIRE_RULES_GLUED_H

#include <stdbool.h>

/* The first heading of a resume within [s, end) that has no blank before or
 * behind it: [*from, *to).  False when there is none. */
bool
hire__glued_heading(
    const char *s, const char *end, const char **from, const char **to);

#endif
