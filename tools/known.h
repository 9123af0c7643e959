/* SPDX-License-Identifier: MIT
 * known.h - what analyzers cannot see across files: a failing call returns
 * the status it names.  Included before each file when code is analyzed, and
 * never when it is built; without it, every "untouched on failure" looks like
 * a value that was not set.
 */
#ifndef HIRE__KNOWN_H
#define HIRE__KNOWN_H

#include "../libhire/src/util/ctx.h"

#define hire_fail(err, ...)                                                    \
	((void)(hire_fail)(err, __VA_ARGS__), HIRE__FIRST(__VA_ARGS__, 0))
#define HIRE__FIRST(st, ...) ((hire_status)(st))
#define hire__nomem(err)     ((void)(hire__nomem)(err), (hire_status)HIRE_ENOMEM)

#endif
