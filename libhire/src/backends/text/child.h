/* SPDX-License-Identifier: MIT
 * child.h - run one program on some bytes and take what it prints.
 * Fit for a library inside somebody's threaded program: no signal handlers, no
 * SIGPIPE, no descriptor that leaks into another child, no wait for children
 * that are not ours.
 */
#ifndef HIRE_BACKENDS_TEXT_CHILD_H
#define HIRE_BACKENDS_TEXT_CHILD_H

#include "util/buf.h"

/* How it ended. */
typedef enum hire__child_end {
	HIRE__CHILD_EXITED, /* with `code` */
	HIRE__CHILD_KILLED, /* by the signal `code`, or unknown (0) */
	HIRE__CHILD_LATE,   /* by us: the time was up */
	HIRE__CHILD_LOUD    /* by us: it printed more than `out` takes */
} hire__child_end;

typedef struct hire__child_result {
	hire__child_end end;
	int code;
} hire__child_result;

/* Run `args` (args[0] is the path) with `bytes` as a file on its standard
 * input and append its standard output to `out`.  Kills it and all its
 * children after `time` microseconds.  EBACKEND when it cannot be started,
 * EBUSY when the system is out of processes, descriptors or memory for it,
 * ENOMEM. */
HIRE_CHECK hire_status
hire__child_run(const char *const args[], const void *bytes, size_t len,
    hire_time time, hire__buf *out, hire__child_result *result,
    hire_error *err);

#endif
