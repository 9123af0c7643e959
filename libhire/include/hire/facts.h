/* SPDX-License-Identifier: MIT
 * hire/facts.h - facts out of a resume and requirements out of a job text.
 * Facts are what the match may use; nothing else of the texts counts.
 */
#ifndef HIRE_FACTS_H
#define HIRE_FACTS_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** The engine's name in every result that no model had a part in. */
#define HIRE_ENGINE_BUILTIN "builtin-1"

/** A month of the calendar, or a year alone when `month` is 0; year 0 is
 * "unknown". */
typedef struct hire_month {
	int32_t year, month;
} hire_month;

/** One dated or undated job of a resume.  Unknown texts are NULL. */
typedef struct hire_employment {
	const char *employer;
	const char *title;
	hire_month start, end;
	bool present; /**< the end is open: "Present" */
	int32_t line; /**< in the text, 1-based; 0 unknown */
} hire_employment;

/** A skill under its canonical name. */
typedef struct hire_skill {
	const char *name;
	const char *evidence; /**< the line it was seen in, trimmed */
	int32_t line;
	bool listed;    /**< named in a list of skills, or in a line of
	                   nothing but skills */
	bool used;      /**< named in a job's or project's description */
	bool told;      /**< named elsewhere in a sentence, not in a list: in a
	                   summary, a course, a certificate */
	int32_t months; /**< in dated jobs that name it, overlaps merged */
	const uint16_t *jobs; /**< that name it: indices into the facts' jobs */
	size_t job_count;
	bool hint; /**< counts in a match, but no reader would list it: a soft
	                skill, or one that only a title or a phrase shows */
} hire_skill;

typedef struct hire_education {
	const char *school;
	const char *degree; /**< as written */
	hire_degree level;
	hire_month start, end;
	int32_t line;
} hire_education;

/** Text that was set aside, unscored, and why. */
typedef struct hire_ignored {
	const char *text, *why;
} hire_ignored;

/** Everything a match may know of a candidate, and how to reach them.
 * Unknown texts are NULL. */
typedef struct hire_facts {
	const char *name, *email, *phone, *title;
	int32_t months; /**< of dated employment, overlaps merged; -1 unknown */
	hire_degree highest_degree;
	hire_employment *jobs;
	size_t job_count;
	hire_skill *skills;
	size_t skill_count;
	hire_education *education;
	size_t education_count;
	hire_ignored *ignored;
	size_t ignored_count;
	const char *engine;
} hire_facts;

/** One thing a job asks for.  It is met by its skills, years and degree
 * together.  Skills of one group are alternatives, every group counts:
 * "Docker and AWS or Azure" has the groups 0, 1, 1. */
typedef struct hire_requirement {
	const char *text; /**< the recruiter's words, trimmed */
	hire_requirement_kind kind;
	const char **skills; /**< canonical names */
	size_t skill_count;
	const int32_t *groups; /**< of each skill, rising from 0; NULL: all
	                            skills are one group when `any`, else each
	                            is its own */
	bool any; /**< all skills are one group of several; or experience will
	             do for the degree */
	int32_t years; /**< 0: not asked */
	hire_degree degree;
	int32_t line;
} hire_requirement;

typedef struct hire_job_facts {
	const char *title;
	hire_requirement *requirements;
	size_t count;
	const char *engine;
} hire_job_facts;

/** Read a resume's visible text (UTF-8, `n` bytes, at most 4 MiB) with the
 * builtin rules.  `today` ends jobs that are still running.  Everything is in
 * `mem`.  Same text and day: same facts, in the same order.  Invisible
 * characters and lines that speak to the reading machine are set aside in
 * `ignored` and have no part in the facts.  Errors: ETOOBIG, ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_facts_read(const char *text, size_t n, hire_time today, hire_arena *mem,
    const hire_facts **out, hire_error *err);

/** Read a job's text with the builtin rules.  `requirements` is the
 * recruiter's own list, one a line ("must:" and "nice:" lines set the kind),
 * taken as it is; NULL or "" to find them in `text`: lines that begin with
 * "must:" or "nice:" are such a list, else they are found in the sentences, and
 * the line of work in the title comes first.  `title` NULL or "": the one that
 * `text` names.  Can find nothing: `count` 0.  Errors: ETOOBIG, ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_job_facts_read(const char *title, const char *text,
    const char *requirements, hire_arena *mem, const hire_job_facts **out,
    hire_error *err);

/** Months covered by the dated jobs up to `today`, overlaps counted once; a
 * bare year counts as whole.  -1 when no job is dated. */
HIRE_API int32_t
hire_experience_months(
    const hire_employment *jobs, size_t count, hire_time today);

/** Facts as the JSON of `hire-cli extract --json` (DESIGN.md section 12),
 * and back from storage.  Results are in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_facts_to_json(const hire_facts *facts, hire_arena *mem, const char **out,
    hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_facts_from_json(
    const char *json, hire_arena *mem, const hire_facts **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_job_facts_to_json(const hire_job_facts *facts, hire_arena *mem,
    const char **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_job_facts_from_json(const char *json, hire_arena *mem,
    const hire_job_facts **out, hire_error *err);

HIRE_END_DECLS
#endif
