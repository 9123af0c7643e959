/* SPDX-License-Identifier: MIT
 * hire/match.h - the match of a resume with a job: a fixed integer formula.
 * docs/matching.md explains it so that anyone can redo the sum by hand.
 */
#ifndef HIRE_MATCH_H
#define HIRE_MATCH_H

#include <hire/facts.h>

HIRE_BEGIN_DECLS

/** Version of the formula; stored with every score. */
#define HIRE_MATCH_FORMULA   3
#define HIRE_MATCH_THRESHOLD 70

/** One thing that a requirement asks for, and what it earned. */
typedef struct hire_match_part {
	hire_ask ask;
	const char *asked; /**< "Docker", "AWS or Azure", "3 years", "master" */
	const char *found; /**< what earned it, NULL when nothing did */
	int32_t have, need; /**< years: months; degree: its level; else 0 */
	int32_t percent;    /**< 0..100 */
	hire_credit credit; /**< by which row of the table of percents */
} hire_match_part;

/** One requirement's verdict. */
typedef struct hire_match_row {
	const char *text;
	hire_requirement_kind kind;
	hire_requirement_state state;
	int32_t units;   /**< its share before rounding: 8, 4, 2, 1 or 0 */
	int32_t weight;  /**< its part of the 1000 parts of the score */
	int32_t percent; /**< 0..100 of it earned */
	int32_t points;  /**< weight * percent; their sum is the score */
	hire_match_part *parts; /**< what the percent is made of */
	size_t part_count;
	const char *evidence; /**< the resume's line, NULL when not found */
	const char *wanted;   /**< when not met: what would count, in words */
} hire_match_row;

typedef struct hire_match_result {
	int32_t score;     /**< 0..100 */
	int32_t threshold; /**< 0..100 */
	bool eligible;     /**< score >= threshold */
	hire_match_row *rows;
	size_t count;
	const char *engine;
	int32_t formula;
} hire_match_result;

/** Match facts.  What a resume only lists earns less when nothing else in it
 * is of the job's kind of work, and lines copied from the job earn nothing
 * (docs/matching.md).  Name, contacts, schools and dates other than lengths of
 * employment have no part in it.  Same facts in any order: the same result,
 * rows in the order of the job's requirements.  A job without requirements
 * cannot be matched: EINVAL, field "requirements".  Results are in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_match(const hire_facts *resume, const hire_job_facts *job,
    int32_t threshold, hire_arena *mem, hire_match_result *out,
    hire_error *err);

/** The JSON of `hire-cli match --json` (DESIGN.md section 12), in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_match_to_json(const hire_match_result *match, hire_arena *mem,
    const char **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_match_from_json(
    const char *json, hire_arena *mem, hire_match_result *out, hire_error *err);

HIRE_END_DECLS
#endif
