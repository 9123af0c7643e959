/* SPDX-License-Identifier: MIT
 * hire/score.h - from levels with evidence to a scorecard: pure rules.
 * An engine proposes levels and words; this decides what of it counts.
 */
#ifndef HIRE_SCORE_H
#define HIRE_SCORE_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** Version of the formula; stored with every scorecard. */
#define HIRE_SCORE_FORMULA 4

/** Levels of one answer: 0 nothing of it, 1 a beginning, 2 about half, 3
 * most of it, 4 all that was asked for; -1 "not enough evidence". */
#define HIRE_LEVEL_MAX     4
#define HIRE_LEVEL_UNKNOWN (-1)

/** Most strengths and most improvements on a scorecard. */
#define HIRE_REMARKS 3

/** One entry of a transcript, as scoring needs it.  Borrowed. */
typedef struct hire_utterance {
	int64_t seq;
	hire_event event; /**< who speaks follows from it */
	int32_t question; /**< 1-based; 0 outside the questions */
	const char *text; /**< may be NULL */
} hire_utterance;

/** The verdict on one question. */
typedef struct hire_level {
	int32_t question;   /**< 1-based */
	int32_t level;      /**< 0..4 or HIRE_LEVEL_UNKNOWN */
	int32_t weight;     /**< 1..100: must requirements weigh more */
	const char *quote;  /**< words of the transcript, or NULL */
	int64_t seq;        /**< the entry quoted, 0 for none */
	const char *reason; /**< one line for HR */
} hire_level;

/** A strength or a thing to improve. */
typedef struct hire_remark {
	const char *text;
	const char *quote;
	int64_t seq;
	int32_t question;
} hire_remark;

typedef struct hire_scorecard_result {
	bool scored;      /**< false: no number exists, `reason` says why */
	int32_t role_fit; /**< tenths, 0..100, when scored; else 0 */
	hire_level *levels;
	size_t level_count;
	hire_remark strengths[HIRE_REMARKS];
	size_t strength_count;
	hire_remark improvements[HIRE_REMARKS];
	size_t improvement_count;
	const char *reason; /**< why unscored, or what was not reached; NULL */
	const char *engine;
	int32_t formula;
} hire_scorecard_result;

/** Whether `quote` stands in entry `seq` of the transcript word for word,
 * blanks folded. */
HIRE_API bool
hire_quote_stands(const hire_utterance *transcript, size_t count, int64_t seq,
    const char *quote);

/** Make a proposal safe: drop remarks whose quote does not stand in an answer,
 * turn levels whose quote does not stand in an answer to the same question
 * into HIRE_LEVEL_UNKNOWN, clamp numbers, compute `role_fit` as
 * 25 * sum(weight * level) / sum(weight) in tenths, rounded half up, over the
 * levels of questions that were reached, an unknown level counting 0.  A
 * question is reached when the candidate answered or passed it, or when it was
 * asked and the interview ended neither by time (HIRE_EVENT_TIME_UP) nor by
 * the candidate leaving (HIRE_EVENT_LEAVE).  With no answer in the transcript
 * the result is unscored.  `reason` of a scored card stays as proposed.
 * Changes `card` in place.  docs/scoring.md works an example. */
HIRE_API void
hire_scorecard_settle(hire_scorecard_result *card,
    const hire_utterance *transcript, size_t count);

/** JSON of a scorecard, in `mem`, and back. */
HIRE_API HIRE_CHECK hire_status
hire_scorecard_to_json(const hire_scorecard_result *card, hire_arena *mem,
    const char **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_scorecard_from_json(const char *json, hire_arena *mem,
    hire_scorecard_result *out, hire_error *err);

HIRE_END_DECLS
#endif
