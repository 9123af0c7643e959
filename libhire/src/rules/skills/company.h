/* SPDX-License-Identifier: MIT
 * company.h - whether a text speaks of software, so that "Chef" is a tool.
 */
#ifndef HIRE_RULES_COMPANY_H
#define HIRE_RULES_COMPANY_H

#include "skills.h"

/* Whether the hit is a name that is a trade, an animal or a thing as well, and
 * nothing of its own words says that software is meant. */
bool
hire__skill_is_thing(const hire__doc *doc, const hire__skill_hit *h);

/* Whether the hit tells that its text speaks of software. */
bool
hire__skill_is_technical(const hire__doc *doc, const hire__skill_hit *h);

/* Whether anything in the words [from, to) does.  Errors: ENOMEM. */
HIRE_CHECK hire_status
hire__technical_company(
    const hire__doc *doc, size_t from, size_t to, bool *out, hire_error *err);

#endif
