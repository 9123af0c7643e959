/* SPDX-License-Identifier: MIT
 * crash.h - what test_crash.c plays with, and what must be so in the end.
 */
#ifndef HIRE_TEST_CRASH_H
#define HIRE_TEST_CRASH_H

#include "support.h"

#include <hire/hire.h>

/* Everything a process needs; a child opens its own. */
typedef struct stage {
	hire_ctx *ctx;
	hire_arena *mem;
	hire_platform *p;
	hire_actor hr;
	const char *job;
} stage;

/* Everything in the store of `s` is whole, and every line of the log `acks`
 * ("kind id") is there once.  Gives the number of lines, and of interviews. */
long
crash_check(stage *s, int acks, long *interviews);

#endif
