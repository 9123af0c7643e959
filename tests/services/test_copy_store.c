/* SPDX-License-Identifier: MIT
 * test_copy_store.c - an installation moves to another store, whole and in
 * order, and only to one that may take it.
 */
#include "copy_kit.h"
#include "postgres.h"
#include "scene.h"

#include "services/work.h"

#include <stdio.h>
#include <string.h>

/* Each test opens the way that it is about. */
static void
teardown(void)
{
	copy_close();
}

static void
refused(hire_status want, const char *words)
{
	hire_copy_report report;
	hire_error err = {0};
	hire_status st = hire_store_copy(stage_host.ctx, &copy_source,
	    &copy_target, NULL, stage_mem, &report, &err);
	ck_assert_msg(st == want, "%s: %s", hire_status_name(st), err.message);
	ck_assert_msg(strstr(err.message, words) != NULL, "%s", err.message);
}

START_TEST(every_row_arrives_as_it_was)
{
	enum { ROWS = 23 };
	size_t kinds;
	(void)hire_records(&kinds);
	if (!copy_open(_i))
		return;
	copy_fill(1, ROWS, true);
	hire_copy_report r = copy_run();
	ck_assert_int_eq(r.added, r.rows);
	ck_assert_int_ge(r.rows, (int64_t)kinds * ROWS);
	ck_assert_int_eq(r.removed, 0);
	copy_expect_same(r.rows);
	if (_i != COPY_TO_POSTGRES)
		return;
	/* Not only by our own reading. */
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from interview_event"), "23");
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from resume where length(text)"
	                      " = 1048576"),
	    "5");
	ck_assert_str_eq(
	    test_postgres_sql(
	        "select string_agg(substr(id, 9)::int::text, ' ' order by _seq)"
	        " from job"),
	    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23");
	ck_assert_str_eq(
	    test_postgres_sql("select min(last_steady) = -9223372036854775808"
	                      " and max(last_steady) = 9223372036854775807"
	                      " from interview"),
	    "t");
	ck_assert_str_eq(
	    test_postgres_sql("select count(*) from message where state = 1"),
	    "12");
}
END_TEST

/* Ids of the board in its order. */
static const char *
board(const hire_config *config)
{
	hire_platform *p = copy_platform(config);
	hire_rows rows;
	const char *all = "";
	hire_query q = {.size = sizeof q, .record = &hire_job_record};
	hire_tx *tx;
	ck_assert_ok(p->store.ops.begin(p->store.state, false, &tx, NULL));
	ck_assert_ok(p->store.ops.search(
	    p->store.state, tx, &q, NULL, stage_mem, &rows, NULL));
	p->store.ops.rollback(p->store.state, tx);
	for (size_t i = 0; i < rows.count; i++)
		all = hire_arena_printf(
		    stage_mem, "%s %s", all, ((hire_job *)rows.rows)[i].id);
	hire_platform_close(p);
	return all;
}

START_TEST(there_and_back_is_the_same_platform)
{
	scene s;
	hire_copy_report report;
	if (!copy_open(_i))
		return;
	scene_open(&s);
	scene_pay(&s);
	hire_actor who = scene_candidate(&s);
	hire_application app = scene_apply(&s, &who, true);
	hire_actor other = scene_candidate(&s);
	(void)scene_apply(&s, &other, false);
	scene_interview(&s, &who, app.interview_id,
	    "I would look at the "
	    "query plan first.");
	scene_work(&s);
	hire_config first = {.size = sizeof first, .data = s.folder};
	hire_error err = {0};
	hire_status st = hire_store_copy(stage_host.ctx, &first, &copy_target,
	    NULL, stage_mem, &report, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	hire_config back = first;
	back.store = "sqlite:back.db";
	ck_assert_ok(hire_store_copy(stage_host.ctx, &copy_target, &back, NULL,
	    stage_mem, &report, NULL));
	ck_assert_ok(hire_store_compare(
	    stage_host.ctx, &first, &back, NULL, stage_mem, &report, NULL));
	ck_assert(report.same);
	ck_assert_int_gt(report.rows, 50);
	ck_assert_str_eq(board(&first), board(&back));
	scene_close(&s);
}
END_TEST

START_TEST(what_changed_since_is_brought_up_to_date)
{
	if (!copy_open(_i))
		return;
	copy_fill(1, 40, false);
	copy_unfinished();
	for (int round = 1; round < 5; round++) {
		copy_change(round);
		hire_copy_report r = round < 4 ? copy_unfinished() : copy_run();
		ck_assert_int_gt(r.removed, 0);
		ck_assert_int_gt(r.added, 0);
		ck_assert_int_lt(r.added, r.rows);
		copy_expect_same(500);
	}
	ck_assert_str_eq(board(&copy_source), board(&copy_target));
}
END_TEST

START_TEST(only_an_empty_target_takes_it)
{
	if (!copy_open(_i))
		return;
	refused(HIRE_ESTATE, "hire-cli migrate");
	copy_fill(1, 2, false);
	hire_config source = copy_source, target = copy_target;
	copy_source = copy_target;
	refused(HIRE_EUSAGE, "same store");
	copy_source = source;
	copy_run();
	refused(HIRE_ESTATE, "a whole copy already");
	/* Somebody else's. */
	copy_source.store = "sqlite:other.db";
	copy_fill(1, 2, false);
	refused(HIRE_ESTATE, "another installation");
	copy_target.store = "sqlite:third.db";
	hire_config third = copy_target;
	copy_source = copy_target;
	copy_fill(9, 1, false);
	copy_source = source;
	copy_target = third;
	refused(HIRE_ESTATE, "is in use");
	copy_target = target;
}
END_TEST

START_TEST(an_unfinished_copy_is_nobody_elses)
{
	if (!copy_open(_i))
		return;
	copy_fill(1, 2, false);
	copy_unfinished();
	hire_config source = copy_source, target = copy_target;
	copy_source.store = "sqlite:other.db";
	copy_fill(1, 2, false);
	refused(HIRE_ESTATE, "unfinished copy of another installation");
	copy_source = target;
	copy_target.store = "sqlite:third.db";
	refused(HIRE_ESTATE, "an unfinished copy itself");
	copy_source = source;
	copy_target = target;
	copy_run();
	copy_expect_same(50);
}
END_TEST

START_TEST(keys_of_a_store_that_nobody_used_do_not_count)
{
	if (!copy_open(_i))
		return;
	copy_fill(1, 2, false);
	hire_platform_close(copy_platform(&copy_target));
	copy_run();
	copy_expect_same(50);
}
END_TEST

START_TEST(a_difference_is_named)
{
	hire_copy_report r;
	if (!copy_open(COPY_FILES))
		return;
	copy_fill(1, 9, false);
	copy_run();
	copy_sql(&copy_target, "update login set used_at = used_at + 1"
	                       " where id like '%3';"
	                       " delete from guess where id like '%5';");
	ck_assert_ok(hire_store_compare(stage_host.ctx, &copy_source,
	    &copy_target, NULL, stage_mem, &r, NULL));
	ck_assert(!r.same);
	for (size_t i = 0; i < r.count; i++) {
		const hire_copy_part *p = &r.parts[i];
		bool login = !strcmp(p->record, "login");
		bool guess = !strcmp(p->record, "guess");
		ck_assert_int_eq(p->differs != NULL, login || guess);
		ck_assert_int_eq(p->rows - p->found, guess);
		if (p->differs)
			ck_assert_int_eq(p->differs[strlen(p->differs) - 1],
			    login ? '3' : '5');
	}
}
END_TEST

START_TEST(jobs_in_another_order_are_a_difference)
{
	hire_copy_report r;
	if (!copy_open(COPY_FILES))
		return;
	copy_fill(1, 9, false);
	copy_run();
	copy_sql(
	    &copy_target, "update job set _seq = 100 where id like '%000002';");
	ck_assert_ok(hire_store_compare(stage_host.ctx, &copy_source,
	    &copy_target, NULL, stage_mem, &r, NULL));
	ck_assert(!r.same);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("copy_store");
	TCase *c = tcase_create("copy_store");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_loop_test(c, every_row_arrives_as_it_was, 0, COPY_WAYS);
	tcase_add_loop_test(
	    c, there_and_back_is_the_same_platform, 0, COPY_FROM_POSTGRES);
	tcase_add_loop_test(
	    c, what_changed_since_is_brought_up_to_date, 0, COPY_WAYS);
	tcase_add_loop_test(c, only_an_empty_target_takes_it, 0, COPY_WAYS);
	tcase_add_loop_test(
	    c, an_unfinished_copy_is_nobody_elses, 0, COPY_WAYS);
	tcase_add_loop_test(
	    c, keys_of_a_store_that_nobody_used_do_not_count, 0, COPY_WAYS);
	tcase_add_test(c, a_difference_is_named);
	tcase_add_test(c, jobs_in_another_order_are_a_difference);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
