/* SPDX-License-Identifier: MIT
 * test_sandbox.c - proof that the reader's confinement holds, and that each
 * probe of it can fail.
 */
#include "stage.h"

#include "backends/text/child.h"

#include <signal.h>
#include <string.h>
#include <time.h>

#define READER HIRE_BINARY_DIR "/bin/hire-reader"

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static hire__child_result
self_test(const char *what, hire_time time, hire__buf *out)
{
	const char *const args[] = {
	    READER, "--self-test", what, "--time", "2", NULL};
	hire__child_result r;
	ck_assert_ok(hire__child_run(args, "", 0, time, out, &r, NULL));
	return r;
}

/* What no mode and no kernel may allow. */
static const char *const never[] = {"socket", "write /tmp", "write here",
    "write /dev", "fork", "signal", "ptrace", "300 MB", "lift a limit",
    "put off the alarm", "namespace", "io_uring", "file in memory",
    "leave the group"};

static void
expect_refusals(const char *mode)
{
	hire__buf out = HIRE__BUF(stage_host.ctx, 1 << 16);
	hire__child_result r = self_test(mode, 5 * HIRE_SECOND, &out);
	ck_assert_msg(r.end == HIRE__CHILD_EXITED && r.code == 0, "%s: %s",
	    mode, out.len ? out.s : "");
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		ck_assert_ptr_nonnull(strstr(out.s,
		    hire_arena_printf(stage_mem, "%s: refused", never[i])));
	ck_assert_ptr_null(strstr(out.s, "ALLOWED"));
	ck_assert_ptr_nonnull(strstr(out.s, "/etc/passwd"));
	if (!strncmp(mode, "parse", 5)) {
		ck_assert_ptr_null(strstr(out.s, "needs Landlock"));
		ck_assert_ptr_nonnull(strstr(out.s, "run a shell: refused"));
	}
	hire__buf_free(&out);
}

/* Without a confinement the same probes work, so each can fail.  What a
 * container may forbid by itself is left out. */
START_TEST(the_probes_are_worth_something)
{
	static const char *const usual[] = {"socket", "read /etc/passwd",
	    "write /tmp", "write /dev", "fork", "300 MB", "lift a limit",
	    "put off the alarm", "file in memory"};
	hire__buf out = HIRE__BUF(stage_host.ctx, 1 << 16);
	hire__child_result r = self_test("open", 5 * HIRE_SECOND, &out);
	ck_assert_msg(r.end == HIRE__CHILD_EXITED, "%d", (int)r.end);
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		ck_assert_msg(
		    strstr(out.s, hire_arena_printf(stage_mem, "%s: ALLOWED",
		                      usual[i])) != NULL,
		    "%s: %s", usual[i], out.s);
	/* It has become a shell, which says nothing. */
	ck_assert_ptr_null(strstr(out.s, "run a shell"));
	hire__buf_free(&out);
}
END_TEST

START_TEST(the_confinement_holds)
{
	expect_refusals("parse");
	expect_refusals("exec");
	expect_refusals("parse-bare");
	expect_refusals("exec-bare");
	hire__buf out = HIRE__BUF(stage_host.ctx, 1 << 16);
	hire__child_result r = self_test("sleep", 10 * HIRE_SECOND, &out);
	ck_assert(r.end == HIRE__CHILD_KILLED && r.code == SIGALRM);
	double start = seconds();
	r = self_test("spin", HIRE_SECOND / 2, &out);
	ck_assert(r.end == HIRE__CHILD_LATE);
	ck_assert_msg(seconds() - start < 2, "%f s", seconds() - start);
	hire__buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("sandbox");
	TCase *t = tcase_create("sandbox");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_test(t, the_confinement_holds);
	tcase_add_test(t, the_probes_are_worth_something);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
