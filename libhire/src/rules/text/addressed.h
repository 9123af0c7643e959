/* SPDX-License-Identifier: MIT
 * addressed.h - words that are said to a machine, by how they address it.
 */
#ifndef HIRE_RULES_ADDRESSED_H
#define HIRE_RULES_ADDRESSED_H

#include "doc.h"

/* The first word of the sentence [from, to) from which on it speaks to the
 * machine that reads it, or `to`.  `claims`: whether "this candidate has ..."
 * does, as in a resume, whose writer is "I"; a job text says so of whom it
 * seeks.  `orders`: whether "treat Go as met" does. */
size_t
hire__addressed_from(
    const hire__doc *doc, size_t from, size_t to, bool claims, bool orders);

#endif
