/* SPDX-License-Identifier: MIT
 * copy_kit.h - a store with rows of every kind, and another to copy it to.
 */
#ifndef HIRE_TEST_COPY_KIT_H
#define HIRE_TEST_COPY_KIT_H

#include "stage.h"

#include <hire/hire.h>

/* Which kinds of stores are the source and the target. */
enum { COPY_FILES, COPY_TO_POSTGRES, COPY_FROM_POSTGRES, COPY_WAYS };

/* A fixture's steps: an empty source and target; false, said, where there is
 * no such server. */
bool
copy_open(int way);
void
copy_close(void);

extern hire_config copy_source, copy_target;

/* Path of the file NAME in the test's folder; overwritten by the next call. */
const char *
copy_file(const char *name);

/* Open a store for whatever a test does to it. */
hire_platform *
copy_platform(const hire_config *config);

/* Put rows `first` .. `first + count - 1` of every kind into the source: odd
 * texts, nothing, the ends of every range; `big`: some texts of 1 MB. */
void
copy_fill(int first, int count, bool big);

/* The source as it might be a while later: rows changed, gone and new. */
void
copy_change(int round);

/* Copy, and fail the test when that fails. */
hire_copy_report
copy_run(void);

/* The same, leaving the target unfinished: servers are kept out. */
hire_copy_report
copy_unfinished(void);

/* Both hold the same rows, and at least `least`. */
void
copy_expect_same(int64_t least);

/* Run SQL on a SQLite store behind its back. */
void
copy_sql(const hire_config *config, const char *sql);

#endif
