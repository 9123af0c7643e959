/* SPDX-License-Identifier: MIT
 * proof.h - how far a resume bears out what it only lists.
 * Apart from single requirements: it is asked once of a resume and a job.
 */
#ifndef HIRE_RULES_PROOF_H
#define HIRE_RULES_PROOF_H

#include <hire/facts.h>

typedef struct hire__proof {
	bool any;     /* some skill stands in more than a list */
	bool asked;   /* one akin to what the job asks does; or it asks nothing
	                 sharp enough to tell */
	bool dated;   /* there is dated work or a degree */
	bool *copied; /* of each skill: its line is the job's; NULL: none is */
} hire__proof;

/* `rows`: of each skill in the table of skills, -1 unknown. */
HIRE_CHECK hire_status
hire__proof_read(const hire_facts *facts, const int *rows,
    const hire_job_facts *job, hire_arena *mem, hire__proof *out,
    hire_error *err);

/* Whether nothing but lists of skills name it. */
bool
hire__only_listed(const hire_skill *k);

static inline bool
hire__is_copied(const hire__proof *p, size_t skill)
{
	return p->copied && p->copied[skill];
}

#endif
