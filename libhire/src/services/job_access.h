/* SPDX-License-Identifier: MIT
 * job_access.h - who may see or apply for what: the questions that several
 * services ask.
 */
#ifndef HIRE_SERVICES_JOB_ACCESS_H
#define HIRE_SERVICES_JOB_ACCESS_H

#include "work.h"

/* A job that strangers may see: public, or named by its `link`; `job_id` may
 * be NULL with a link.  ENOTFOUND otherwise. */
HIRE_CHECK hire_status
hire__job_seen(
    hire__work *w, const char *job_id, const char *link, hire_job *out);

/* The same, and open.  ECLOSED says what it is instead. */
HIRE_CHECK hire_status
hire__job_to_apply(
    hire__work *w, const char *job_id, const char *link, hire_job *out);

/* What recruiters alone may know goes back to its default. */
void
hire__job_hide_staff(hire_job *job);

/* The application when the actor may see it, else ENOTFOUND. */
HIRE_CHECK hire_status
hire__seen_application(hire__work *w, const hire_actor *who, const char *id,
    hire_application *out);

/* The candidate's own application. */
HIRE_CHECK hire_status
hire__own_application(hire__work *w, const hire_actor *who, const char *id,
    hire_application *out);

#endif
