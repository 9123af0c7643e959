/* SPDX-License-Identifier: MIT
 * known.h - what analyzers cannot see across files: a failing call returns
 * the status it names.  Included before each file when code is analyzed, and
 * never when it is built; without it, every "untouched on failure" looks like
 * a value that was not set.
 */
#ifndef HIRE__KNOWN_H
#define HIRE__KNOWN_H

/* As the files that need more than POSIX say themselves, but too late here. */
#define _GNU_SOURCE

#include "../libhire/src/util/ctx.h"

static inline hire_status
hire__known(hire_status st)
{
	return st;
}

#define HIRE__FIRST(st, ...) hire__known(st)
#define hire_fail(err, ...)                                                    \
	((void)(hire_fail)(err, __VA_ARGS__), HIRE__FIRST(__VA_ARGS__, 0))
#define hire__nomem(err)                                                       \
	((void)(hire__nomem)(err), hire__known(HIRE_ENOMEM))

#endif
