/* SPDX-License-Identifier: MIT
 * wish.h - skills that somebody else has, or that are wished for, planned, read
 * about or a pastime.
 * Apart from plain denials: here it matters who speaks of whom.
 */
#ifndef HIRE_RULES_WISH_H
#define HIRE_RULES_WISH_H

#include "rules/text/doc.h"

/* Whether a phrase in front, in the clause of words [at, end) and not before
 * word `from`, says that a resume only names them: "would love to use Go",
 * "my colleagues used Go", "read a book about Go", "Hobbies: Go". */
bool
hire__only_named(
    const hire__doc *doc, size_t at, size_t end, size_t from, size_t to);

#endif
