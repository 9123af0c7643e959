/* SPDX-License-Identifier: MIT
 * name_line.h - the line on top of a resume that can only be a name.
 * Apart from finding the name: nobody may be called by the name of a skill, and
 * yet that line shows none.
 */
#ifndef HIRE_RULES_NAME_LINE_H
#define HIRE_RULES_NAME_LINE_H

#include "rules/text/doc.h"

/* Whether line `at` stands where the name does: the first one, a few words
 * with capitals and no title, with an e-mail address below. */
bool
hire__is_name_line(const hire__doc *doc, size_t at);

#endif
