/* SPDX-License-Identifier: MIT
 * clause.h - where a clause begins and ends among the words of a line.
 * Apart from what is said in it: "never used Java, built it in Go" has two.
 */
#ifndef HIRE_RULES_CLAUSE_H
#define HIRE_RULES_CLAUSE_H

#include "rules/text/doc.h"

/* Whether word `i` is a verb of what somebody did. */
bool
hire__is_deed(const hire__doc *doc, size_t i);

/* Whether a new clause begins with word `i`: "but", a full stop, or a comma
 * or "and" with somebody who does something behind it. */
bool
hire__clause_opens(const hire__doc *doc, size_t i);

/* The first word of the clause that word `at` is in, `from` at the least. */
size_t
hire__clause_start(const hire__doc *doc, size_t at, size_t from);

/* Whether the clause, or the item of a list, ends before word `i`. */
bool
hire__clause_ends(const hire__doc *doc, size_t i, size_t to);

/* The first word of the sentence that word `from`, the first of its line, goes
 * on with: a line that was wrapped goes on from the one above. */
size_t
hire__sentence_start(const hire__doc *doc, size_t from);

#endif
