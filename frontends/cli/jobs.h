/* SPDX-License-Identifier: MIT
 * jobs.h - what the commands on jobs share.
 */
#ifndef HIRE_CLI_JOBS_H
#define HIRE_CLI_JOBS_H

#include "cli.h"

extern const cli_shape job_shape;
extern const cli_command cmd_job_questions, cmd_job_metrics;

/* What the job's text should not ask for, for people. */
void
warnings_print(cli *c, const hire_job *job);

#endif
