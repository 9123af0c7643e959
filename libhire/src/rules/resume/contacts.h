/* SPDX-License-Identifier: MIT
 * contacts.h - whom a resume is from and how to reach them.
 */
#ifndef HIRE_RULES_CONTACTS_H
#define HIRE_RULES_CONTACTS_H

#include "rules/text/doc.h"

typedef struct hire__contacts {
	const char *name, *email, *phone, *title;
} hire__contacts;

/* Read the contacts; marks the lines that hold them as header lines. */
HIRE_CHECK hire_status
hire__contacts_find(hire__doc *doc, hire__contacts *out, hire_error *err);

#endif
