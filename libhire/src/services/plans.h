/* SPDX-License-Identifier: MIT
 * plans.h - the questions of one interview, from the job, the recruiter's own
 * and the resume, frozen as JSON when the interview is made ready.
 */
#ifndef HIRE_SERVICES_PLANS_H
#define HIRE_SERVICES_PLANS_H

#include "work.h"

/* The recruiter's questions of a job, in order. */
typedef struct hire__own_questions {
	hire_own_question *list;
	size_t count;
} hire__own_questions;

HIRE_CHECK hire_status
hire__own_questions_load(
    hire__work *w, const char *job_id, hire__own_questions *out);

/* The plan as JSON, in `mem`.  May take long: not inside a transaction. */
HIRE_CHECK hire_status
hire__plan_make(hire_platform *p, const hire_job *job,
    const hire__own_questions *own, const hire_facts *facts, hire_arena *mem,
    const char **out, hire_error *err);

#endif
