/* SPDX-License-Identifier: MIT
 * hire/jobs.h - recruiters' jobs, their questions and seats; the job board.
 * All results live in `mem`.  Any thread.  hr works on jobs of its own
 * organisation, admin on all; others' jobs are ENOTFOUND.
 */
#ifndef HIRE_JOBS_H
#define HIRE_JOBS_H

#include <hire/platform.h>
#include <hire/seats.h>

HIRE_BEGIN_DECLS

/** Own questions of one job at most. */
#define HIRE_JOB_QUESTIONS_MAX 50

/** Post a job: the HIRE_INPUT fields of `draft` and the recruiter's own
 * questions.  It is a draft until it is paid for.  EINVAL names the field;
 * so it does when no requirement can be found in the texts. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_post(hire_platform *p, const hire_actor *who, const hire_job *draft,
    const hire_own_question *questions, size_t count, hire_arena *mem,
    hire_job *out, hire_error *err);

/** Change HIRE_EDIT fields.  `version` 0 takes any; else ECONFLICT when the
 * job is not at it any more.  Interviews made ready before keep their
 * questions and length. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_edit(hire_platform *p, const hire_actor *who, const char *job_id,
    int64_t version, const hire_change *changes, size_t count, hire_arena *mem,
    hire_job *out, hire_error *err);

/** Hold a job back from new applications and interviews, or let it go on. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_pause(hire_platform *p, const hire_actor *who, const char *job_id,
    bool paused, hire_arena *mem, hire_job *out, hire_error *err);

/** Close a job for good, or open it again.  A running interview finishes. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_close(hire_platform *p, const hire_actor *who, const char *job_id,
    bool closed, hire_arena *mem, hire_job *out, hire_error *err);

/** Give the job a new private link, the old one dying; or none. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_link(hire_platform *p, const hire_actor *who, const char *job_id,
    bool revoke, hire_arena *mem, hire_job *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_jobs_get(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_job *out, hire_error *err);

/** Jobs of the organisation, newest first; admin: all (rows: hire_job). */
HIRE_API HIRE_CHECK hire_status
hire_jobs_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err);

/** The recruiter's questions in order (rows: hire_question). */
HIRE_API HIRE_CHECK hire_status
hire_jobs_questions(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_rows *out, hire_error *err);

/** Append a question.  ELIMIT past HIRE_JOB_QUESTIONS_MAX. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_question_add(hire_platform *p, const hire_actor *who,
    const char *job_id, const hire_own_question *question, hire_arena *mem,
    hire_question *out, hire_error *err);

/** Change HIRE_EDIT fields; `version` as in hire_jobs_edit(). */
HIRE_API HIRE_CHECK hire_status
hire_jobs_question_edit(hire_platform *p, const hire_actor *who,
    const char *question_id, int64_t version, const hire_change *changes,
    size_t count, hire_arena *mem, hire_question *out, hire_error *err);

/** Remove a question; `version` as in hire_jobs_edit(): what was changed
 * meanwhile is not removed unread. */
HIRE_API HIRE_CHECK hire_status
hire_jobs_question_remove(hire_platform *p, const hire_actor *who,
    const char *question_id, int64_t version, hire_error *err);

/** The seat ledger, oldest first (rows: hire_seat_entry). */
HIRE_API HIRE_CHECK hire_status
hire_jobs_ledger(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err);

/** Numbers of one job for its recruiter. */
typedef struct hire_job_metrics {
	hire_seats seats;
	int64_t applications, eligible, interviewed, scored;
	int64_t by_state[hire_application_state_count];
	int32_t mean_match;    /**< percent of those matched; -1: none */
	int32_t mean_role_fit; /**< tenths of those scored; -1: none */
} hire_job_metrics;

HIRE_API HIRE_CHECK hire_status
hire_jobs_metrics(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_job_metrics *out, hire_error *err);

/** Skills of one board query at most, and hits that HIRE_BOARD_BEST ranks. */
#define HIRE_BOARD_SKILLS_MAX 8
#define HIRE_BOARD_RANKED_MAX 1000

/** What to look for on the board: all of it must hold. */
typedef struct hire_board_query {
	const char *text;   /**< words, all of them; NULL or "": everything */
	const char *place;  /**< exactly this place; NULL: any */
	const char *skills; /**< names between commas, case does not count: the
	                         requirements name them all; NULL: any */
	int64_t salary; /**< the highest salary told is at least this, in minor
	                     units a year of `currency`; 0: any or none told */
	const char *currency; /**< ISO 4217, of the salary; NULL: any */
	bool remote;          /**< remote jobs alone */
	/** HIRE_BOARD_NEWEST: the last one posted first.  HIRE_BOARD_BEST: the
	 * newest HIRE_BOARD_RANKED_MAX hits by their score, ties by id, newest
	 * first.  Each word of the text gives 8 when the title has it, 4 when
	 * a word of the title begins with it, and 2 more when a word of the
	 * skills or the place does. */
	hire_board_order order;
	hire_page page;
} hire_board_query;

/** Open public jobs (rows: hire_job without HIRE_STAFF fields).  EINVAL: a
 * salary without a currency, one below 0, too many skills.  A page goes on
 * only in the order that it began in. */
HIRE_API HIRE_CHECK hire_status
hire_board_list(hire_platform *p, const hire_board_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err);

/** One job as strangers may see it, by id when public or by `link`.  ECLOSED
 * when it cannot be applied for, saying why. */
HIRE_API HIRE_CHECK hire_status
hire_board_get(hire_platform *p, const char *job_id, const char *link,
    hire_arena *mem, hire_job *out, hire_error *err);

/** How the candidate's latest resume matches a job; kept until either
 * changes.  ENOTFOUND when there is no readable resume yet. */
HIRE_API HIRE_CHECK hire_status
hire_board_match(hire_platform *p, const hire_actor *who, const char *job_id,
    hire_arena *mem, hire_match_result *out, hire_error *err);

HIRE_END_DECLS
#endif
