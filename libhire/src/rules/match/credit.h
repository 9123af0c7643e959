/* SPDX-License-Identifier: MIT
 * credit.h - how much of one requirement a candidate's facts earn.
 */
#ifndef HIRE_RULES_CREDIT_H
#define HIRE_RULES_CREDIT_H

#include "proof.h"

#include <hire/match.h>

/* Facts made ready for the requirements of one job. */
typedef struct hire__candidate {
	const hire_facts *facts;
	int *rows;      /* of each skill, in the table of skills; -1 unknown */
	int32_t months; /* of experience; -1 unknown */
	bool thin;      /* the job asks for broad lines of work alone */
	hire__proof proof;
} hire__candidate;

HIRE_CHECK hire_status
hire__candidate_init(const hire_facts *facts, const hire_job_facts *job,
    hire_arena *mem, hire__candidate *out, hire_error *err);

/* Judge one requirement: its parts, percent and evidence (as it stands in the
 * resume) into `row`. */
HIRE_CHECK hire_status
hire__credit_give(const hire__candidate *c, const hire_requirement *q,
    hire_arena *mem, hire_match_row *row, hire_error *err);

/* In words, what would count for what `row` lacks, in `mem`. */
HIRE_CHECK hire_status
hire__credit_wanted(const hire_requirement *q, const hire_match_row *row,
    hire_arena *mem, const char **out, hire_error *err);

/* Whether the requirement has a part in the score: a resume can show it. */
bool
hire__requirement_counts(const hire_requirement *q);

/* Whether it asks for broad lines of work and nothing else. */
bool
hire__requirement_thin(const hire_requirement *q);

/* Whether it asks only for what nearly everybody of a field has: skills marked
 * broad, or a degree alone. */
bool
hire__requirement_common(const hire_requirement *q);

/* Whether its words ask for little of it: "familiarity with Kafka". */
bool
hire__requirement_mild(const hire_requirement *q);

#endif
