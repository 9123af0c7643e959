/* SPDX-License-Identifier: MIT
 * orders.h - words of a text that speak to the machine that reads it.
 */
#ifndef HIRE_RULES_ORDERS_H
#define HIRE_RULES_ORDERS_H

#include "doc.h"

/* Set such words aside: they leave the lines of `doc`, which keep their
 * numbers, and `ignored` names them.  `resume`: the text is one, and "this
 * candidate has ..." speaks to the machine too.  Errors: ENOMEM. */
HIRE_CHECK hire_status
hire__orders_drop(hire__doc *doc, bool resume, hire_error *err);

#endif
