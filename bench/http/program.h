/* SPDX-License-Identifier: MIT
 * program.h - a server beside us: started, looked at, ended.
 */
#ifndef HIRE_BENCH_HTTP_PROGRAM_H
#define HIRE_BENCH_HTTP_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct program {
	pid_t pid;
	int port, out; /* its port; where it writes */
} program;

/* Run argv[0], whose first line ends in its port.  False: it is not there, or
 * ends before that line. */
bool
program_start(program *p, const char *const argv[]);

/* Ask it to end, and wait.  A zeroed one is fine. */
void
program_stop(program *p);

/* Memory that it holds now, in KiB. */
double
program_rss(const program *p);

#endif
