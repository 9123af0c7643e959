/* SPDX-License-Identifier: MIT
 * topics.h - what there is to ask about: the job's requirements, each with
 * the sheet of its skill and the resume's line on it.
 */
#ifndef HIRE_AI_TOPICS_H
#define HIRE_AI_TOPICS_H

#include <hire/match.h>

#include "rules/grading/lexicon.h"

typedef struct hire__topic {
	const hire_requirement *requirement; /* borrowed */
	const char *name;                    /* what the question calls it */
	const hire__sheet *sheet; /* NULL: none of its skills has one */
	const char *line;         /* of the resume, nothing personal; or NULL */
	bool must;
	bool studies; /* a degree and nothing else is asked for */
} hire__topic;

/* One topic for each thing a requirement names: must requirements first, in
 * the job's order.  Requirements on protected matters are asked about by
 * their skills alone or not at all.  In
 * `mem`; HIRE_ENOMEM. */
HIRE_CHECK hire_status
hire__topics_make(const hire_job_facts *job, const hire_facts *resume,
    hire_arena *mem, hire__topic **out, size_t *count, hire_error *err);

#endif
