/* SPDX-License-Identifier: MIT
 * own_list.h - the recruiter's own list of requirements.
 */
#ifndef HIRE_RULES_OWN_LIST_H
#define HIRE_RULES_OWN_LIST_H

#include "requirements.h"

/* Requirements of one job at most. */
enum { HIRE__REQUIREMENTS_MAX = 60 };

/* Append the lines of `list` to `f`, which has room for the most of them;
 * `marked_only`: only those that begin with "must:" or "nice:". */
HIRE_CHECK hire_status
hire__own_list_read(hire_job_facts *f, const hire__doc *list, bool marked_only,
    hire_error *err);

#endif
