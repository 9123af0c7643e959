/* SPDX-License-Identifier: MIT
 * worker.h - background work in the middle of another command.
 */
#ifndef HIRE_CLI_WORKER_H
#define HIRE_CLI_WORKER_H

#include "cli.h"

/* Work until nothing is due. */
hire_status
worker_run_idle(cli *c, hire_error *err);

#endif
