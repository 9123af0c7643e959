/* SPDX-License-Identifier: MIT
 * support.h - what every suite shares: a context whose memory is counted and
 * can be made to fail, a clock that stands still, and running a suite.
 */
#ifndef HIRE_TEST_SUPPORT_H
#define HIRE_TEST_SUPPORT_H

#include <check.h>
#include <hire/base.h>

/* A host under the test's control.  `fail_at` = n makes the n-th allocation
 * from now fail (0: none); `live` counts blocks not yet freed. */
typedef struct test_host {
	long live, calls, fail_at;
	bool failed;      /* whether fail_at was reached */
	bool lasting;     /* all that follow the failing one fail too */
	hire_instant now; /* what the clocks say */
	uint64_t seed;    /* of the repeatable random numbers */
	hire_ctx *ctx;    /* made by test_host_open() */
} test_host;

/* Starts at 2026-11-22T12:00:00Z with seed 1. */
void
test_host_open(test_host *h);

/* Frees the context and fails the test when a block is still alive. */
void
test_host_close(test_host *h);

/* Move both clocks. */
void
test_host_sleep(test_host *h, hire_time us);

/* Run `body` again and again, with the 1st, 2nd, ... allocation failing, until
 * it passes without a failure.  `body` returns what its call returned; each
 * failed round must give HIRE_ENOMEM and leave no block behind. */
void test_every_allocation(hire_status (*body)(hire_ctx *ctx));

/* A repeatable random number below `n` (splitmix64). */
uint64_t
test_random(uint64_t *seed, uint64_t n);

/* The whole file in `mem`, NUL-terminated; NULL when it is not there. */
char *
test_read_file(hire_arena *mem, const char *path, size_t *len);

/* The folder of shared fixtures ("../shared/fixtures" beside the project, or
 * HIRE_FIXTURES); NULL when absent: such a test prints "skipped" and passes. */
const char *
test_fixtures(void);

/* main() of a suite: runs it (CK_ settings apply) and gives the exit code. */
int
test_run(Suite *suite);

#define ck_assert_ok(expr)                                                     \
	do {                                                                   \
		hire_status ck_st = (expr);                                    \
		ck_assert_msg(ck_st == HIRE_OK, "%s: %s", #expr,               \
		    hire_status_name(ck_st));                                  \
	} while (0)

#define ck_assert_status(expr, want)                                           \
	do {                                                                   \
		hire_status ck_st = (expr);                                    \
		ck_assert_msg(ck_st == (want), "%s: %s, wanted %s", #expr,     \
		    hire_status_name(ck_st), hire_status_name(want));          \
	} while (0)

#endif
