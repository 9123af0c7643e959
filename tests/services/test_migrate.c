/* SPDX-License-Identifier: MIT
 * test_migrate.c - a migration can be rehearsed before any table is touched.
 */
#include "postgres.h"
#include "stage.h"

#include "folder.h"

#include <hire/platform.h>
#include <string.h>

static char folder[TEST_FOLDER_LEN];
static const char *url;

static void
setup(void)
{
	stage_open();
	test_folder_make(folder);
	url = test_store_new();
}

static void
teardown(void)
{
	test_store_drop();
	test_folder_remove(folder);
	stage_close();
}

/* The steps, as a program of its own would see them. */
static const char *
steps(bool dry)
{
	hire_config config = {
	    .size = sizeof config, .data = folder, .store = url};
	const char *plan = NULL;
	hire_platform *p;
	hire_error err = {0};
	hire_status st = hire_platform_open(
	    stage_host.ctx, &config, HIRE_NEED_STORE_AS_IS, &p, &err);
	ck_assert_msg(!st, "%s", err.message);
	st = hire_platform_migrate(p, dry, stage_mem, &plan, &err);
	ck_assert_msg(!st, "%s", err.message);
	hire_platform_close(p);
	return plan;
}

START_TEST(a_rehearsal_changes_nothing)
{
	const char *first = steps(true);
	ck_assert_ptr_nonnull(strstr(first, "create table \"job\""));
	ck_assert_str_eq(steps(true), first);
	ck_assert_str_eq(steps(false), first);
	ck_assert_str_eq(steps(true), "");
	ck_assert_str_eq(steps(false), "");
}
END_TEST

START_TEST(a_store_as_it_is_serves_nobody)
{
	hire_config config = {
	    .size = sizeof config, .data = folder, .store = url};
	hire_platform *p;
	hire_check *checks;
	size_t count;
	ck_assert_ok(hire_platform_open(
	    stage_host.ctx, &config, HIRE_NEED_STORE_AS_IS, &p, NULL));
	ck_assert_status(
	    hire_platform_check(p, stage_mem, &checks, &count, NULL),
	    HIRE_EUSAGE);
	hire_platform_close(p);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("migrate");
	TCase *c = tcase_create("migrate");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_rehearsal_changes_nothing);
	tcase_add_test(c, a_store_as_it_is_serves_nobody);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
