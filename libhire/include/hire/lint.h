/* SPDX-License-Identifier: MIT
 * hire/lint.h - what a job text should not ask for: protected criteria, and
 * others that stand in for them.
 * Warnings only: the recruiter decides, and knows the law of the place.
 */
#ifndef HIRE_LINT_H
#define HIRE_LINT_H

#include <hire/words.h>

HIRE_BEGIN_DECLS

/** One thing to look at again. */
typedef struct hire_warning {
	hire_concern concern;
	const char *part;  /**< "title", "details" or "requirements"; static */
	int32_t line;      /**< in that part, 1-based; 0: the text as a whole */
	const char *words; /**< the words that gave rise to it */
	const char *sentence; /**< that they stand in; may equal `words` */
	const char *reason;   /**< why it is a matter; static */
	const char *instead;  /**< what to write instead; static */
} hire_warning;

typedef struct hire_warnings {
	hire_warning *list;
	size_t count;
} hire_warnings;

/** Look through a job's texts, each of which may be NULL.  `today` is for
 * years of a technology that is younger than they are.  Sentences that protect
 * ("regardless of age ...") and what is said not to be asked give no warning;
 * the same words in the same part warn once.  In the order of the texts; in
 * `mem`.  Errors: ETOOBIG, ENOMEM. */
HIRE_API HIRE_CHECK hire_status
hire_job_lint(const char *title, const char *details, const char *requirements,
    hire_time today, hire_arena *mem, hire_warnings *out, hire_error *err);

/** The warnings as a JSON array, in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_warnings_to_json(const hire_warnings *warnings, hire_arena *mem,
    const char **out, hire_error *err);
HIRE_API HIRE_CHECK hire_status
hire_warnings_from_json(
    const char *json, hire_arena *mem, hire_warnings *out, hire_error *err);

HIRE_END_DECLS
#endif
