/* SPDX-License-Identifier: MIT
 * facts_skills.h - the skills of a resume, with where and when they were used.
 */
#ifndef HIRE_RULES_FACTS_SKILLS_H
#define HIRE_RULES_FACTS_SKILLS_H

#include "employment.h"

/* Find the skills of a document whose sections and headers are marked, into
 * `f->skills`.  `jobs` are in the order of `f->jobs`; `name` is the person's,
 * or NULL: it shows no skill. */
HIRE_CHECK hire_status
hire__facts_skills(hire__doc *doc, const hire__job_lines *jobs,
    size_t job_count, const char *name, hire_time today, hire_facts *f,
    hire_error *err);

#endif
