/* SPDX-License-Identifier: MIT
 * names.h - names in a job text that no table knows: "SAML", "Blue Prism".
 */
#ifndef HIRE_RULES_NAMES_H
#define HIRE_RULES_NAMES_H

#include "rules/text/doc.h"

enum { HIRE__NAMES_MAX = 8 };

/* Names in words [from, to), as written, in `doc->mem`: runs of words that are
 * written as names are, and stand in no other part of `doc` than its
 * requirements (what a company calls itself does).  `years`: a time is asked
 * for, and only what it was spent with counts.  Words that are nothing but a
 * short list give the names that a resume's list of skills would. */
HIRE_CHECK hire_status
hire__names_find(const hire__doc *doc, size_t from, size_t to, bool years,
    const char *out[HIRE__NAMES_MAX], size_t *count, hire_error *err);

#endif
