/* SPDX-License-Identifier: MIT
 * person.h - the name and the ways to reach somebody, as a resume gives them.
 */
#ifndef HIRE_RULES_PERSON_H
#define HIRE_RULES_PERSON_H

#include "contacts.h"

/* Find e-mail address and telephone: a mobile before other numbers, never a
 * fax.  Lines that hold one become header lines. */
HIRE_CHECK hire_status
hire__reach_find(hire__doc *doc, hire__contacts *out, hire_error *err);

/* Find the name; `out->email` helps to tell it from other words.  Unknown
 * stays NULL: a name is never made from the address. */
HIRE_CHECK hire_status
hire__name_find(hire__doc *doc, hire__contacts *out, hire_error *err);

#endif
