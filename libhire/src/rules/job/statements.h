/* SPDX-License-Identifier: MIT
 * statements.h - a job text as statements: bullets and sentences, each with
 * the part of the text that it stands in.
 */
#ifndef HIRE_RULES_STATEMENTS_H
#define HIRE_RULES_STATEMENTS_H

#include "rules/text/doc.h"

typedef struct hire__statement {
	size_t word, stop; /* its words: [word, stop), maybe over lines */
	enum hire__part part;
	bool bullet;
} hire__statement;

/* Cut `doc` into statements, in `doc->mem`; marks heading lines. */
HIRE_CHECK hire_status
hire__statements_cut(
    hire__doc *doc, hire__statement **out, size_t *count, hire_error *err);

/* The statement's text on one line, trimmed; NULL when out of memory. */
char *
hire__statement_text(const hire__doc *doc, const hire__statement *s);

/* Whether its words ask for something: "experience with", "must". */
bool
hire__statement_asks(const hire__doc *doc, const hire__statement *s);

/* Whether it tells of the company: "We build tools in Java". */
bool
hire__statement_of_company(const hire__doc *doc, const hire__statement *s);

/* Whether the statement opens as what somebody will do in the job ("You will
 * own", "You'll lead") and not as what they bring ("You will need"). */
bool
hire__statement_is_duty(const hire__doc *doc, const hire__statement *s);

#endif
