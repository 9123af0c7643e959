/* SPDX-License-Identifier: MIT
 * scene.h - a platform in a folder of its own, with a recruiter, a paid job
 * and as many candidates as a test asks for.
 */
#ifndef HIRE_TEST_SCENE_H
#define HIRE_TEST_SCENE_H

#include "support.h"

#include <hire/hire.h>

typedef struct scene {
	test_host host;
	hire_arena *mem;
	char folder[64];
	hire_platform *p;
	hire_actor hr, admin;
	hire_job job;
	int candidates;
	const char *webhook_allow; /* of the next opening */
} scene;

/* Everything open; the job has two own questions and is a draft. */
void
scene_open(scene *s);

/* Closes the platform, removes the folder, checks for leaks. */
void
scene_close(scene *s);

/* Close and open the platform again, as a new process would. */
void
scene_restart(scene *s);

/* Pay for the job in the sandbox: 10 more seats. */
void
scene_pay(scene *s);

/* The job as it is now. */
hire_job
scene_job(scene *s);

/* A new candidate's account. */
hire_actor
scene_candidate(scene *s);

/* Apply with a text resume that fits (or does not) and let workers run. */
hire_application
scene_apply(scene *s, const hire_actor *who, bool fits);

/* Run a worker until nothing is due. */
void
scene_work(scene *s);

/* Take an event, think, and give the view after it. */
hire_interview_view
scene_say(scene *s, const hire_actor *who, const char *interview,
    hire_event event, const char *text);

/* A whole interview with `answer` for every question; returns its view. */
hire_interview_view
scene_interview(
    scene *s, const hire_actor *who, const char *interview, const char *answer);

/* Number of rows of that kind. */
int64_t
scene_rows(scene *s, const hire_record *record);

/* The ledger's sums equal the job's counters. */
void
scene_check_ledger(scene *s);

#endif
