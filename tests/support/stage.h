/* SPDX-License-Identifier: MIT
 * stage.h - a host and an arena for each test of a suite.  Apart from
 * support.h, for suites that need no more than one of each.
 */
#ifndef HIRE_TEST_STAGE_H
#define HIRE_TEST_STAGE_H

#include "support.h"

extern test_host stage_host;
extern hire_arena *stage_mem;

/* A checked fixture, or the first and last step of one: open both; free both
 * and fail when a block is still alive. */
void
stage_open(void);
void
stage_close(void);

#endif
