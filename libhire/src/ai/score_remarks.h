/* SPDX-License-Identifier: MIT
 * score_remarks.h - strengths and improvements out of judged answers.
 */
#ifndef HIRE_AI_SCORE_REMARKS_H
#define HIRE_AI_SCORE_REMARKS_H

#include <hire/engine.h>

/* One planned question and what came of it. */
typedef struct hire__judged {
	const hire_plan_question *planned; /* borrowed */
	hire_level level;
	const char **covered, **missing;
	size_t covered_count, missing_count;
} hire__judged;

/* Write `g->level.reason`; `why_bottom` is NULL or the rule that decided. */
HIRE_CHECK hire_status
hire__judged_reason(
    hire__judged *g, const char *why_bottom, hire_arena *mem, hire_error *err);

/* Choose and write the remarks of `card`. */
HIRE_CHECK hire_status
hire__remarks_make(const hire__judged *v, size_t count, hire_arena *mem,
    hire_scorecard_result *card, hire_error *err);

#endif
