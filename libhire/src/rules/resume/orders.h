/* SPDX-License-Identifier: MIT
 * orders.h - lines of a resume that speak to the machine that reads it.
 */
#ifndef HIRE_RULES_ORDERS_H
#define HIRE_RULES_ORDERS_H

#include "rules/text/doc.h"

/* Set such lines aside: `*doc` becomes the document without them, and its
 * `ignored` names them. */
HIRE_CHECK hire_status
hire__orders_drop(hire__doc **doc, hire_error *err);

#endif
