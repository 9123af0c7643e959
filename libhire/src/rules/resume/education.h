/* SPDX-License-Identifier: MIT
 * education.h - schools and degrees of a resume, and degrees in any text.
 */
#ifndef HIRE_RULES_EDUCATION_H
#define HIRE_RULES_EDUCATION_H

#include "segments.h"

/* Find the education entries, in the text's order; marks header lines.
 * `*highest` is the highest degree named anywhere in the resume. */
HIRE_CHECK hire_status
hire__education_find(hire__doc *doc, hire_education **out, size_t *count,
    hire_degree *highest, hire_error *err);

/* The degree that the words [i, end) of one line name first, with where it
 * stands; HIRE_DEGREE_NONE when none.  `plain` also takes words that mean a
 * degree only where degrees are expected ("master", "MS"). */
hire_degree
hire__degree_in(
    const hire__doc *doc, size_t i, size_t end, bool plain, size_t *at);

/* The entry of the degree at word `i`, `*n` words long, or NULL. */
const hire__entry *
hire__degree_at(
    const hire__doc *doc, size_t i, size_t end, bool plain, size_t *n);

#endif
