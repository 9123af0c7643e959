/* SPDX-License-Identifier: MIT
 * hire/applications.h - applying with a resume, and what becomes of it.
 * All results live in `mem`.  Any thread.  Candidates see their own
 * applications, hr those to its organisation's jobs, admin all.
 */
#ifndef HIRE_APPLICATIONS_H
#define HIRE_APPLICATIONS_H

#include <hire/platform.h>

HIRE_BEGIN_DECLS

/** Largest resume in bytes. */
#define HIRE_RESUME_MAX ((size_t)10 << 20)

typedef struct hire_upload {
	const char *filename;
	const void *bytes;
	size_t len;
} hire_upload;

/** Apply to an open job (with `link` when it is private).  The resume is kept
 * and its reading queued; both are durable on HIRE_OK.  ECLOSED (paused,
 * closed, full: says which), EEXISTS (applied already; the same bytes again
 * give the same application), ETOOBIG, EINVAL, EDENIED (not a candidate). */
HIRE_API HIRE_CHECK hire_status
hire_applications_apply(hire_platform *p, const hire_actor *who,
    const char *job_id, const char *link, const hire_upload *resume,
    hire_arena *mem, hire_application *out, hire_error *err);

/** Upload another resume to an application that is unreadable, or to one that
 * is not eligible: that is the candidate's one correction, as
 * hire_applications_correct() is (ELIMIT afterwards).  ESTATE otherwise. */
HIRE_API HIRE_CHECK hire_status
hire_applications_upload(hire_platform *p, const hire_actor *who,
    const char *application_id, const hire_upload *resume, hire_arena *mem,
    hire_application *out, hire_error *err);

HIRE_API HIRE_CHECK hire_status
hire_applications_get(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err);

/** The caller's applications, newest first; of one job when `job_id` is not
 * NULL, which hr must give (rows: hire_application). */
HIRE_API HIRE_CHECK hire_status
hire_applications_list(hire_platform *p, const hire_actor *who,
    const char *job_id, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err);

/** Take an application back.  ESTATE during and after the interview. */
HIRE_API HIRE_CHECK hire_status
hire_applications_withdraw(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err);

/** HR lets a candidate below the threshold take the interview. */
HIRE_API HIRE_CHECK hire_status
hire_applications_admit(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_application *out,
    hire_error *err);

/** The candidate corrects the facts that were read, once: `text` replaces the
 * resume's text for the match and is read in its place. */
HIRE_API HIRE_CHECK hire_status
hire_applications_correct(hire_platform *p, const hire_actor *who,
    const char *application_id, const char *text, hire_arena *mem,
    hire_application *out, hire_error *err);

/** The resume with its text and facts (JSON). */
HIRE_API HIRE_CHECK hire_status
hire_applications_resume(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_resume *out,
    hire_error *err);

/** The resume's file as it was uploaded, its bytes in `mem`. */
HIRE_API HIRE_CHECK hire_status
hire_applications_resume_file(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_upload *out,
    hire_error *err);

/** The match.  ESTATE before it was computed. */
HIRE_API HIRE_CHECK hire_status
hire_applications_match(hire_platform *p, const hire_actor *who,
    const char *application_id, hire_arena *mem, hire_match_result *out,
    hire_error *err);

HIRE_END_DECLS
#endif
