/* SPDX-License-Identifier: MIT
 * selftest.h - try, from inside the confinement, what must not work.
 */
#ifndef HIRE_READER_SELFTEST_H
#define HIRE_READER_SELFTEST_H

/* `what`: "parse" or "exec" print one line "<probe> refused" or "<probe>
 * ALLOWED" per probe; "spin" and "sleep" never end by themselves.  Returns an
 * exit code: 0 all refused, 1 something was allowed, 2 usage. */
int
selftest(const char *what);

#endif
