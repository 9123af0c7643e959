/* SPDX-License-Identifier: MIT
 * interview_rows.h - one event of an interview inside a transaction: from the
 * stored row through the machine and back, with everything that follows.
 */
#ifndef HIRE_SERVICES_INTERVIEW_ROWS_H
#define HIRE_SERVICES_INTERVIEW_ROWS_H

#include <hire/interview.h>

#include "work.h"

/* What happens to an interview. */
typedef struct hire__happening {
	hire_event event;
	bool technical;        /* for cancel: the fault is ours */
	int64_t question;      /* 1-based; 0 outside the questions */
	const char *text;      /* what was said, or NULL */
	const char *client_id; /* or NULL */
} hire__happening;

/* Interview between its stored row and the machine's session. */
void
hire__session_load(const hire_interview *row, hire_session *out);
void
hire__session_save(const hire_session *session, hire_interview *row);

/* Step the machine and do what its effects say: transcript entry, seat,
 * timer, scoring, the application's state; then store `row`.  `*entry` (may be
 * NULL) is the transcript entry. */
HIRE_CHECK hire_status
hire__interview_step(hire__work *w, hire_interview *row,
    const hire__happening *what, hire_interview_event *entry);

/* Transcript after `after_seq`, in order (rows: hire_interview_event). */
HIRE_CHECK hire_status
hire__transcript(hire__work *w, const char *interview_id, int64_t after_seq,
    hire_interview_event **out, size_t *count);

/* The interview when the actor may see it (candidate: own; hr: organisation;
 * admin), else ENOTFOUND. */
HIRE_CHECK hire_status
hire__seen_interview(
    hire__work *w, const hire_actor *who, const char *id, hire_interview *out);

/* What the interviewer may speak of, from the stored rows. */
HIRE_CHECK hire_status
hire__interview_brief(
    hire__work *w, const hire_interview *row, hire_brief *out);

/* Add the ready interview of an application with its frozen plan. */
HIRE_CHECK hire_status
hire__interview_prepare(hire__work *w, hire_application *application,
    const hire_job *job, const char *plan, hire_interview *out);

/* The frozen plan of an interview, JSON.  ECORRUPT when it has none. */
HIRE_CHECK hire_status
hire__interview_plan(hire__work *w, const char *interview_id, const char **out);

#endif
