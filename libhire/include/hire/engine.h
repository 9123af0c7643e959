/* SPDX-License-Identifier: MIT
 * hire/engine.h - the AI tasks: extract, questions, converse, score.
 * An engine proposes facts and words; the rules decide.  Without a model the
 * builtin rules do every task and every result says so in `engine`.
 */
#ifndef HIRE_ENGINE_H
#define HIRE_ENGINE_H

#include <hire/match.h>
#include <hire/score.h>
#include <hire/sys/llm.h>

HIRE_BEGIN_DECLS

/** One engine serves any number of threads at once. */
typedef struct hire_engine hire_engine;

/** Make an engine over `llm` (NULL: builtin rules alone).  Copies `llm` and
 * owns its state from HIRE_OK on; borrows `ctx` until hire_engine_free(). */
HIRE_API HIRE_CHECK hire_status
hire_engine_new(
    hire_ctx *ctx, const hire_llm *llm, hire_engine **out, hire_error *err);

/** Free `engine` and close its backend.  NULL is a no-op. */
HIRE_API void
hire_engine_free(hire_engine *engine);

/** What results name as their engine: "builtin-1" or the model; borrowed. */
HIRE_API const char *
hire_engine_name(const hire_engine *engine);

/** Facts from a resume's visible text; see hire_facts_read(). */
HIRE_API HIRE_CHECK hire_status
hire_engine_facts(hire_engine *engine, const char *text, size_t n,
    hire_time today, hire_arena *mem, const hire_facts **out, hire_error *err);

/** Requirements from a job; see hire_job_facts_read(). */
HIRE_API HIRE_CHECK hire_status
hire_engine_job_facts(hire_engine *engine, const char *title, const char *text,
    const char *requirements, hire_arena *mem, const hire_job_facts **out,
    hire_error *err);

/** One question of an interview with its ideal-answer sheet. */
typedef struct hire_plan_question {
	hire_question_source source;
	const char *text;
	const char *ideal;   /**< what a full answer says; NULL unknown */
	const char **points; /**< its parts, each worth the same */
	size_t point_count;
	const char *requirement; /**< the requirement it tests, or NULL */
	const char *resume_line; /**< the line it starts from, or NULL */
	int32_t weight;          /**< 1..100 */
	int32_t depth;           /**< 1 warm-up, 2 working, 3 deep */
} hire_plan_question;

/** The questions of one interview, frozen when it is made ready. */
typedef struct hire_plan {
	hire_plan_question *questions;
	size_t count;
	const char *engine;
} hire_plan;

/** A question that the recruiter wrote. */
typedef struct hire_own_question {
	const char *text;
	const char *ideal; /**< may be NULL */
} hire_own_question;

/** Plan `want` (1..50) questions: the recruiter's verbatim and first, then
 * generated ones, every must requirement before any nice one, none twice,
 * rising in depth.  With more own questions than `want` the first `want`
 * stand.  The candidate's name and contacts have no part in it. */
HIRE_API HIRE_CHECK hire_status
hire_engine_questions(hire_engine *engine, const hire_job_facts *job,
    const hire_facts *resume, const hire_own_question *own, size_t own_count,
    size_t want, hire_arena *mem, hire_plan *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_plan_to_json(
    const hire_plan *plan, hire_arena *mem, const char **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_plan_from_json(
    const char *json, hire_arena *mem, hire_plan *out, hire_error *err);

/** What the interviewer may speak of.  Everything is borrowed for a call. */
typedef struct hire_brief {
	const char *organisation;
	const char *job_title;
	const char *job_text; /**< the recruiter's words: source of replies */
	const char *candidate_name; /**< for the greeting; may be NULL */
	int32_t minutes;
	int32_t questions;
} hire_brief;

/** Greeting: who asks, what will happen, how long, that an engine asks and
 * people decide, that it may be left at any time.  In `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_greet(hire_engine *engine, const hire_brief *brief, hire_arena *mem,
    const char **out, hire_error *err);

/** A follow-up to an answer that is thin, else NULL in `*out`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_follow_up(hire_engine *engine, const hire_plan_question *question,
    const char *answer, hire_arena *mem, const char **out, hire_error *err);

/** "Do you have questions?", in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_invite(hire_engine *engine, const hire_brief *brief,
    hire_arena *mem, const char **out, hire_error *err);

/** Reply to the candidate's question from what the recruiter wrote alone;
 * `*known` is false when the reply passes the question on to HR. */
HIRE_API HIRE_CHECK hire_status
hire_engine_reply(hire_engine *engine, const hire_brief *brief,
    const char *query, hire_arena *mem, const char **out, bool *known,
    hire_error *err);

/** Closing words for the way the interview ended, in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_conclude(hire_engine *engine, const hire_brief *brief,
    hire_interview_end end, hire_arena *mem, const char **out, hire_error *err);

/** Judge a whole interview.  `facts` (may be NULL) names what must not be
 * seen: name, contacts and schools are taken out before anything is judged.
 * The result went through hire_scorecard_settle(). */
HIRE_API HIRE_CHECK hire_status
hire_engine_score(hire_engine *engine, const hire_plan *plan,
    const hire_facts *facts, const hire_utterance *transcript, size_t count,
    hire_arena *mem, hire_scorecard_result *out, hire_error *err);

/** Verdict on one answer on its own. */
typedef struct hire_grade {
	int32_t tenths;    /**< 0..100 */
	int32_t level;     /**< 0..4 */
	const char *quote; /**< the words that earned it, or NULL */
	const char **covered, **missing; /**< points of the ideal answer */
	size_t covered_count, missing_count;
} hire_grade;

/** Grade `answer` to `question` against `ideal` (NULL or "" when there is
 * none).  Length, style and the question's own words earn nothing. */
HIRE_API HIRE_CHECK hire_status
hire_engine_grade(hire_engine *engine, const char *question, const char *ideal,
    const char *answer, hire_arena *mem, hire_grade *out, hire_error *err);

HIRE_END_DECLS
#endif
