/* SPDX-License-Identifier: MIT
 * months.h - a month as the text that JSON carries.
 */
#ifndef HIRE_RULES_MONTHS_H
#define HIRE_RULES_MONTHS_H

#include <hire/facts.h>

enum { HIRE__MONTH_LEN = 16 };

/* "2020-01", "2020", or NULL when unknown; `out` is used for the text. */
const char *
hire__month_text(hire_month m, char out[HIRE__MONTH_LEN]);

/* The month of such a text; NULL or anything else gives year 0. */
hire_month
hire__month_parse(const char *s);

#endif
