/* SPDX-License-Identifier: MIT
 * name_words.h - the words of a person's name.
 */
#ifndef HIRE_RULES_NAME_WORDS_H
#define HIRE_RULES_NAME_WORDS_H

#include "person.h"

enum { HIRE__NAME_WORDS = 5 };

/* Whether word `i` belongs to a form, not to a name: "Phone", "Street". */
bool
hire__name_label(const hire__doc *doc, size_t i);

/* "Dr.", "PhD": not the name itself. */
bool
hire__name_honour(const hire__doc *doc, size_t i);

/* How many of words [i, end) the local part of `email` (may be NULL) holds. */
size_t
hire__name_in_email(
    const hire__doc *doc, size_t i, size_t end, const char *email);

/* Whether words [i, end) can be a person's name; an e-mail address made of
 * them settles what the words alone do not: "Mary Cook", "Anna Page".  `told`:
 * a label says that they are. */
bool
hire__can_be_name(
    const hire__doc *doc, size_t i, size_t end, const char *email, bool told);

/* Set `out->name` to a name at the top whose letters stand apart; without one
 * it stays. */
HIRE_CHECK hire_status
hire__name_spaced(hire__doc *doc, hire__contacts *out, hire_error *err);

#endif
