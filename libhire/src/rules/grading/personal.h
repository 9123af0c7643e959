/* SPDX-License-Identifier: MIT
 * personal.h - hiding who a person is before anything is judged or quoted.
 * Names, pronouns, addresses, schools, birth dates and ages, contacts.
 */
#ifndef HIRE_RULES_PERSONAL_H
#define HIRE_RULES_PERSONAL_H

#include <hire/facts.h>

/* Overwrite in the `n` bytes of `s` what is personal with HIRE__HOLE.
 * `facts` (may be NULL) says the name, contacts and schools. */
void
hire__hide_personal(char *s, size_t n, const hire_facts *facts);

/* Whether the text speaks of a protected matter: age, family, health,
 * religion, origin and the like.  Such text is not asked about. */
bool
hire__is_protected(const char *s);

#endif
