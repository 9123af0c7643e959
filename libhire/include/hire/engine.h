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

/** Make an engine over a backend of models (`ops` NULL: builtin rules alone).
 * Copies `ops` and owns `state` from HIRE_OK on; borrows `ctx` until
 * hire_engine_free().  EUSAGE when the table has no name. */
HIRE_API HIRE_CHECK hire_status
hire_engine_new(hire_ctx *ctx, const hire_llm_ops *ops, void *state,
    hire_engine **out, hire_error *err);

/** Free `engine` and close its backend.  NULL is a no-op. */
HIRE_API void
hire_engine_free(hire_engine *engine);

/** What results name as their engine: HIRE_ENGINE_BUILTIN while the rules do
 * every task; borrowed from `engine`. */
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

/** Levels of an answer, 0 to 4; see hire/score.h. */
#define HIRE_LEVELS 5

/** One question of an interview with its ideal-answer sheet. */
typedef struct hire_plan_question {
	hire_question_source source;
	const char *text;
	const char *ideal; /**< what a full answer says; NULL unknown */
	/** Its parts, each worth the same; for HR, never for the candidate. */
	const char **points;
	size_t point_count;
	const char *requirement; /**< the requirement it tests, or NULL */
	const char *resume_line; /**< the line it starts from, or NULL */
	int32_t weight;          /**< 1..100 */
	int32_t depth;           /**< 1 warm-up, 2 working, 3 deep */
	/** What an answer of each level has; for HR.  NULL: an older plan. */
	const char *anchors[HIRE_LEVELS];
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
 * stand.  Name, pronouns, contacts, addresses, schools and dates of birth have
 * no part in it, and requirements that name a protected matter (age, family,
 * health, origin ...) are not asked about.  Same facts: same plan.  Texts are
 * borrowed from `job` or copied into `mem`: keep both.  Errors: EINVAL
 * ("questions": `want` is out of range), ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_engine_questions(hire_engine *engine, const hire_job_facts *job,
    const hire_facts *resume, const hire_own_question *own, size_t own_count,
    size_t want, hire_arena *mem, hire_plan *out, hire_error *err);

/** A plan as JSON for storage, in `mem`, and back. */
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

/** A follow-up to an answer that is thin: no answer at all, or little of what
 * was asked and nothing concrete; else NULL in `*out`.  It names what kind of
 * thing is missing and gives nothing of the answer away.  Ask it once. */
HIRE_API HIRE_CHECK hire_status
hire_engine_follow_up(hire_engine *engine, const hire_plan_question *question,
    const char *answer, hire_arena *mem, const char **out, hire_error *err);

/** "Do you have questions?", in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_invite(hire_engine *engine, const hire_brief *brief,
    hire_arena *mem, const char **out, hire_error *err);

/** Reply to the candidate's question with a sentence that the recruiter wrote,
 * quoted; `*known` is false when none fits and the reply passes the question
 * on to HR. */
HIRE_API HIRE_CHECK hire_status
hire_engine_reply(hire_engine *engine, const hire_brief *brief,
    const char *query, hire_arena *mem, const char **out, bool *known,
    hire_error *err);

/** Closing words for the way the interview ended, in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_engine_conclude(hire_engine *engine, const hire_brief *brief,
    hire_interview_end end, hire_arena *mem, const char **out, hire_error *err);

/** Judge a whole interview: all answers to a question, follow-ups included,
 * count together.  `facts` (may be NULL) says the name, contacts and schools;
 * these, pronouns, addresses, dates of birth and ages are taken out before
 * anything is judged, and no quote holds them.  Instructions to the grader and
 * praise of oneself are passed over.  The result is in `mem`, except reasons
 * that are static, and went through hire_scorecard_settle(). */
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
	const char *reason; /**< why it is no answer at all, static, or NULL */
} hire_grade;

/** Grade `answer` to `question` against `ideal` (NULL or "" when there is
 * none: then against the concept sheet of the question, else for whether it
 * tells of real work, at most 75 tenths).  Length, style and spelling earn
 * nothing; the question's own words count only beside others.  The question
 * repeated, words without a statement and a single word (unless the ideal
 * answer is hardly longer) earn 0.  Of an answer the first 32 KiB are read,
 * some 40 minutes of speech.  The quote and lists are in `mem`.
 * Errors: ETOOBIG (a text above 1 MiB), ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_engine_grade(hire_engine *engine, const char *question, const char *ideal,
    const char *answer, hire_arena *mem, hire_grade *out, hire_error *err);

HIRE_END_DECLS
#endif
