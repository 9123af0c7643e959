/* SPDX-License-Identifier: MIT
 * local.h - accounts, jobs and payments of one's own data folder, made when
 * they are not there yet: for the commands that simply have to work.
 */
#ifndef HIRE_CLI_LOCAL_H
#define HIRE_CLI_LOCAL_H

#include "cli.h"

#define LOCAL_RECRUITER "recruiter@example.com"
#define LOCAL_CANDIDATE "candidate@example.com"

/* Act for the account of that address; it is opened, with a password that
 * nobody knows, when there is none. */
hire_status
local_account(cli *c, hire_role role, const char *email, const char *name,
    const char *organisation, hire_actor *out, hire_error *err);

/* The same with a password that somebody knows; an account that is there keeps
 * its own. */
hire_status
local_sign_up(cli *c, const hire_sign_up *in, hire_actor *out, hire_error *err);

/* 12 random bytes as hex, and the NUL; false: there are none. */
enum { LOCAL_PASSWORD = 25 };
bool
local_password(char out[LOCAL_PASSWORD]);

/* The recruiter's job of that text, posted when there is none yet; open,
 * paid for in the sandbox as often as it takes. */
hire_status
local_job(cli *c, const char *text, hire_job *out, hire_error *err);

/* Pay in the sandbox for ten seats of a job. */
hire_status
local_pay(cli *c, const hire_actor *hr, const char *job_id, hire_payment *out,
    hire_error *err);

/* Work until the resume of `app` was read and matched, and read `app` again.
 * A resume that cannot be read is the error that its reader gave. */
hire_status
local_matched(
    cli *c, const hire_actor *who, hire_application *app, hire_error *err);

/* Work until the interview has ended in a score or without one. */
hire_status
local_scored(
    cli *c, const hire_actor *who, const char *interview_id, hire_error *err);

/* Whoever holds the store may look at everything in it. */
hire_actor
local_holder(void);

#endif
