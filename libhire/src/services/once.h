/* SPDX-License-Identifier: MIT
 * once.h - a call that is repeated under its own name acts once.
 * The record of the call is written in the transaction of its change, so a
 * crash leaves both or neither, and of two at once one finds the other's.
 */
#ifndef HIRE_SERVICES_ONCE_H
#define HIRE_SERVICES_ONCE_H

#include "work.h"

/* How long a call is remembered. */
#define HIRE__ONCE_LIFE HIRE_DAY

/* A call and what a repetition of it does instead. */
typedef struct hire__once {
	const hire_actor *who;
	const char *operation; /* such as "jobs.post" */
	hire__step act;        /* does it and leaves `*object` */
	hire__step again;      /* reads `*object` as it is now; NULL: nothing */
	const char **object;   /* id of what was made or changed */
	void *args;            /* of both steps */
} hire__once;

/* Run `once->act` in one transaction as hire__write() does, or when the actor's
 * request_key was used for it before, `once->again`. */
HIRE_CHECK hire_status
hire__write_once(
    hire_platform *p, const hire__once *once, hire_arena *mem, hire_error *err);

/* The two halves, for a change that cannot share one transaction: whether the
 * call was made before, and the note that it was. */
HIRE_CHECK hire_status
hire__once_look(hire__work *w, const hire__once *once, bool *made);
HIRE_CHECK hire_status
hire__once_note(hire__work *w, const hire__once *once);

#endif
