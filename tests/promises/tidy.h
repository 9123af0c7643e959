/* SPDX-License-Identifier: MIT
 * tidy.h - what clang-tidy cannot see across files; included before each file
 * but the two that define these.  A failing call returns the status it names.
 */
#ifndef HIRE_TIDY_H
#define HIRE_TIDY_H

#include "../../libhire/src/util/ctx.h"

#define hire_fail(err, ...)                                                    \
	((void)(hire_fail)(err, __VA_ARGS__), HIRE__TIDY_FIRST(__VA_ARGS__, 0))
#define HIRE__TIDY_FIRST(st, ...) (st)
#define hire__nomem(err)          ((void)(hire__nomem)(err), HIRE_ENOMEM)

#endif
