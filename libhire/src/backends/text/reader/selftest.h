/* SPDX-License-Identifier: MIT
 * selftest.h - try, from inside the confinement, what must not work.
 */
#ifndef HIRE_READER_SELFTEST_H
#define HIRE_READER_SELFTEST_H

/* `what`: "parse" or "exec" print one line "<probe>: refused" or "<probe>:
 * ALLOWED" per probe; "parse-bare" and "exec-bare" do it as on a kernel without
 * Landlock; "open" confines nothing, which shows what the probes are worth;
 * "spin" and "sleep" never end by themselves.  Returns an exit code: 0 all
 * refused, 1 something was allowed, 2 usage. */
int
selftest(const char *what, unsigned seconds);

#endif
