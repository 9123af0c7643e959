/* SPDX-License-Identifier: MIT
 * test_copy_faults.c - a copy that is killed anywhere, runs out of disk or
 * memory or meets a row that cannot be read: the same call goes on.
 */
#include "copy_kit.h"

#include "folder.h"
#include "postgres.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PARTS = 8 };

static void
teardown(void)
{
	copy_close();
}

static hire_status
try(hire_error *err)
{
	hire_copy_report report;
	return hire_store_copy(stage_host.ctx, &copy_source, &copy_target, NULL,
	    stage_mem, &report, err);
}

static void
die_at(void *user, const hire_copy_news *n)
{
	long *left = user;
	(void)n;
	if (!--*left)
		raise(SIGKILL);
}

/* A copy in a process of its own that is killed at the `page`-th page, or
 * after `us`; whether it was. */
static bool
killed_copy(long page, long us)
{
	int how;
	pid_t child = fork();
	if (!child) {
		hire_copy_report report;
		hire_copy_options o = {
		    .size = sizeof o, .news = die_at, .user = &page};
		_exit((int)hire_store_copy(stage_host.ctx, &copy_source,
		    &copy_target, page ? &o : NULL, stage_mem, &report, NULL));
	}
	if (us) {
		nanosleep(&(struct timespec){0, us * 1000}, NULL);
		kill(child, SIGKILL);
	}
	ck_assert_int_eq(waitpid(child, &how, 0), child);
	if (WIFEXITED(how))
		ck_assert_status((hire_status)WEXITSTATUS(how), HIRE_OK);
	return WIFSIGNALED(how);
}

/* Whether servers are kept out. */
static bool
is_refused(void)
{
	hire_platform *p = NULL;
	hire_error err = {0};
	hire_status st = hire_platform_open(
	    stage_host.ctx, &copy_target, HIRE_NEED_STORE, &p, &err);
	ck_assert_msg(!st || st == HIRE_ESTATE, "%s", err.message);
	ck_assert(!st || strstr(err.message, "unfinished copy"));
	hire_platform_close(p);
	return st == HIRE_ESTATE;
}

START_TEST(killed_at_any_page_it_goes_on)
{
	long page = 1, refusals = 0, kills = 0;
	if (!copy_open(_i))
		return;
	copy_fill(1, 20, false);
	for (; killed_copy(page, 0); page += 5) {
		kills++;
		refusals += is_refused();
		if (kills % 4 == 0)
			copy_change((int)kills);
	}
	ck_assert_int_gt(kills, 10);
	ck_assert_int_eq(refusals, kills);
	ck_assert(!is_refused());
	copy_expect_same(500);
	printf("%ld kills\n", kills);
}
END_TEST

START_TEST(killed_at_random_moments_it_goes_on)
{
	const char *set = getenv("HIRE_KILLS");
	long kills = 0, want = set ? strtol(set, NULL, 10) : 12;
	uint64_t seed = 7;
	if (!copy_open(_i))
		return;
	copy_fill(1, 60, true);
	copy_fill(100, 200, false);
	for (int round = 0; kills < want && round < 20 * want; round++) {
		long us = 500 + (long)test_random(&seed, 250000);
		if (!killed_copy(0, us))
			break;
		kills++;
		if (round % 4 == 3)
			copy_change(round);
	}
	if (kills == want)
		copy_run();
	ck_assert(!is_refused());
	copy_expect_same(5000);
	ck_assert_int_gt(kills, 3);
	printf("%ld kills\n", kills);
}
END_TEST

START_TEST(a_full_disk_is_told_and_made_good)
{
	hire_error err = {0};
	char path[100];
	if (!copy_open(_i))
		return;
	copy_fill(1, 30, true);
	snprintf(path, sizeof path, "%s", copy_file("disk"));
	ck_assert_int_eq(mkdir(path, 0700), 0);
	if (!test_folder_mount(path, "size=4m")) {
		puts("skipped: no right to mount a small disk");
		return;
	}
	copy_target.store = "sqlite:disk/target.db";
	ck_assert_status(try(&err), HIRE_ENOSPC);
	ck_assert_ptr_nonnull(strstr(err.message, "disk is full"));
	ck_assert_status(try(&err), HIRE_ENOSPC);
	ck_assert(test_folder_grow(path, "size=400m"));
	copy_run();
	copy_expect_same(500);
	test_folder_unmount(path);
	ck_assert_int_eq(rmdir(path), 0);
}
END_TEST

START_TEST(a_row_that_cannot_be_read_is_named)
{
	hire_error err = {0};
	if (!copy_open(_i))
		return;
	copy_fill(1, 30, false);
	copy_sql(&copy_source, "update payment set state = 99"
	                       " where id like '%00000017'");
	ck_assert_status(try(&err), HIRE_ECORRUPT);
	ck_assert_msg(strstr(err.message, "payment: payment.state") != NULL,
	    "%s", err.message);
	ck_assert_ptr_nonnull(strstr(err.message, "00000017"));
	ck_assert(is_refused());
	copy_sql(&copy_source, "update payment set state = 1"
	                       " where id like '%00000017'");
	copy_run();
	copy_expect_same(500);
}
END_TEST

START_TEST(a_row_that_the_target_does_not_take_is_named)
{
	hire_error err = {0};
	if (!copy_open(COPY_TO_POSTGRES))
		return;
	copy_fill(1, 30, false);
	copy_sql(&copy_source, "update audit_entry set detail = cast(x'41ff'"
	                       " as text) where id like '%00000017'");
	ck_assert_status(try(&err), HIRE_EINVAL);
	ck_assert_msg(
	    strstr(err.message, "audit_entry aud_") != NULL, "%s", err.message);
	ck_assert_ptr_nonnull(strstr(err.message, "00000017"));
	ck_assert_ptr_nonnull(strstr(err.message, "UTF-8"));
}
END_TEST

/* One call in memory of its own. */
static hire_status
one_run(hire_ctx *ctx)
{
	hire_arena *mem;
	hire_copy_report r;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = hire_store_copy(
	    ctx, &copy_source, &copy_target, NULL, mem, &r, NULL);
	ck_assert(st || r.same);
	hire_arena_free(mem);
	return st;
}

static hire_status
one_look(hire_ctx *ctx)
{
	hire_arena *mem;
	hire_copy_report r;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = hire_store_compare(
	    ctx, &copy_source, &copy_target, NULL, mem, &r, NULL);
	ck_assert(st || r.same);
	hire_arena_free(mem);
	return st;
}

/* Every `stride`-th allocation from the `first`, alone, until a call passes
 * without a failure. */
static void
sweep(hire_status (*body)(hire_ctx *ctx), long first, long stride)
{
	long points = 0;
	for (long at = first;; at += stride, points++) {
		test_host h;
		test_host_open(&h);
		h.fail_at = at;
		hire_status st = body(h.ctx);
		bool failed = h.failed;
		test_host_close(&h);
		ck_assert_status(st, failed ? HIRE_ENOMEM : HIRE_OK);
		if (!failed)
			break;
	}
	ck_assert_int_gt(points, 20);
	printf("%ld points\n", points);
}

/* All of them, in as many parts as there are loops. */
START_TEST(every_allocation_may_fail)
{
	if (!copy_open(COPY_FILES))
		return;
	copy_fill(1, 2, false);
	sweep(one_run, _i + 1, PARTS);
	copy_expect_same(50);
	sweep(one_look, _i + 1, PARTS);
}
END_TEST

START_TEST(allocations_may_fail_with_a_server)
{
	if (!copy_open(_i))
		return;
	copy_fill(1, 2, false);
	sweep(one_run, 1, 79);
	copy_expect_same(50);
	sweep(one_look, 1, 29);
}
END_TEST

static TCase *
add_case(Suite *suite, const char *name)
{
	TCase *c = tcase_create(name);
	tcase_set_timeout(c, 300);
	tcase_add_checked_fixture(c, NULL, teardown);
	suite_add_tcase(suite, c);
	return c;
}

int
main(void)
{
	Suite *suite = suite_create("copy_faults");
	TCase *kills = add_case(suite, "kills");
	TCase *rows = add_case(suite, "rows");
	TCase *memory = add_case(suite, "memory");
	tcase_add_loop_test(kills, killed_at_any_page_it_goes_on, 0, COPY_WAYS);
	tcase_add_loop_test(
	    kills, killed_at_random_moments_it_goes_on, 0, COPY_WAYS);
	tcase_add_test(rows, a_full_disk_is_told_and_made_good);
	tcase_add_loop_test(
	    rows, a_row_that_cannot_be_read_is_named, 0, COPY_FROM_POSTGRES);
	tcase_add_test(rows, a_row_that_the_target_does_not_take_is_named);
	tcase_add_loop_test(memory, every_allocation_may_fail, 0, PARTS);
	tcase_add_loop_test(memory, allocations_may_fail_with_a_server,
	    COPY_TO_POSTGRES, COPY_WAYS);
	return test_run(suite);
}
