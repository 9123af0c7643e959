/* SPDX-License-Identifier: MIT
 * requirements.h - what one statement of a job text asks for.
 */
#ifndef HIRE_RULES_REQUIREMENTS_H
#define HIRE_RULES_REQUIREMENTS_H

#include "statements.h"

/* Read words [from, to) into `out`: skills, years, degree, must or nice.
 * `listed`: they are an entry of a list of requirements, so that a lone "Go"
 * is a skill. */
HIRE_CHECK hire_status
hire__requirement_read(const hire__doc *doc, size_t from, size_t to,
    bool listed, hire_requirement *out, hire_error *err);

/* For a statement that asks for nothing else but years: names that no table
 * knows become its skills, one of them enough.  None where it asks what must
 * not be asked.
 */
HIRE_CHECK hire_status
hire__requirement_names(const hire__doc *doc, size_t from, size_t to,
    hire_requirement *out, hire_error *err);

/* Whether the statement asks for something that hire_job_lint() warns of. */
bool
hire__requirement_improper(const hire__doc *doc, size_t from, size_t to);

/* Years of experience asked for in words [from, to), 0 when none. */
int32_t
hire__years_in(const hire__doc *doc, size_t from, size_t to);

/* The group of the requirement's skill `i`: equal for alternatives. */
int32_t
hire__requirement_group(const hire_requirement *r, size_t i);

/* Whether a resume could show any of it. */
bool
hire__requirement_provable(const hire_requirement *r);

#endif
