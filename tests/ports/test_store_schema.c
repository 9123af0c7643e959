/* SPDX-License-Identifier: MIT
 * test_store_schema.c - files of older and newer programs, values that
 * nobody wrote, and every allocation failing.
 */
#include "backends/queue/store_queue.h"
#include "backends/store/sqlite.h"

#include "store_file.h"
#include "store_life.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(values_without_a_meaning_are_corrupt)
{
	hire_rows rows;
	hire_error err = {0};
	hire_store s = file_open_migrated();
	thing t = thing_new(file_mem, 1);
	ck_assert_ok(file_add(&s, &t, NULL));
	file_raw("update thing set state = 99");
	ck_assert_status(file_read(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "state");
	file_raw("update thing set state = 0, flag = 7");
	ck_assert_status(file_read(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "flag");
	file_raw("update thing set flag = 1, body = cast(x'610062' as text)");
	ck_assert_status(file_read(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "body");
	file_raw("update thing set body = null");
	ck_assert_ok(file_read(&s, &rows, &err));
	file_close(&s);
}
END_TEST

static const char old_table[] =
    "create table thing (_seq integer primary key, id text unique,"
    " version integer, created_at integer, name text) strict;"
    "insert into thing (id, version, created_at, name) values"
    " ('a', 1, 7, 'Old \xC3\xA9t\xC3\xA9'), ('b', 2, 8, null)";

START_TEST(an_older_table_is_brought_up)
{
	hire_rows rows;
	hire_error err = {0};
	file_raw(old_table);
	file_raw(
	    "with recursive g (n) as (select 1 union all select n + 1"
	    " from g where n < 600) insert into thing (id, version,"
	    " created_at, name) select 'x' || n, 1, 7, 'many ' || n from g");
	hire_store s = file_open();
	const char *dry = file_migrate(&s, true);
	ck_assert_ptr_nonnull(strstr(dry, "add column \"color\""));
	ck_assert_ptr_nonnull(strstr(dry, "thing_search"));
	ck_assert_str_eq(file_migrate(&s, true), dry);
	ck_assert_str_eq(file_migrate(&s, false), dry);
	ck_assert_str_eq(file_migrate(&s, false), "");
	/* the old table let a required text be NULL */
	ck_assert_status(file_read(&s, &rows, &err), HIRE_ECORRUPT);
	ck_assert_str_eq(err.field, "name");
	file_raw("delete from thing where id = 'b'");
	ck_assert_ok(file_read(&s, &rows, NULL));
	const thing *t = rows.rows;
	ck_assert_str_eq(t->id, "a");
	ck_assert_ptr_null(t->color);
	ck_assert_int_eq(t->created_at, 7);
	hire_query q = {.size = sizeof q, .record = &thing_record};
	hire_tx *tx;
	ck_assert_ok(s.ops.begin(s.state, false, &tx, NULL));
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "ETE", file_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1); /* rebuilt, and without accents */
	q.limit = 1000;
	ck_assert_ok(
	    s.ops.search(s.state, tx, &q, "man", file_mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 600);
	s.ops.rollback(s.state, tx);
	file_close(&s);
}
END_TEST

static thing
read_only(hire_store *s, const char *order, unsigned without)
{
	hire_tx *tx;
	hire_rows rows = {0};
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .order = order,
	    .without = without};
	ck_assert_ok(s->ops.begin(s->state, false, &tx, NULL));
	ck_assert_ok(s->ops.select(s->state, tx, &q, file_mem, &rows, NULL));
	s->ops.rollback(s->state, tx);
	ck_assert_uint_eq(rows.count, 1);
	return *(const thing *)rows.rows;
}

START_TEST(what_is_not_needed_is_not_read)
{
	hire_store s = file_open_migrated();
	thing t = thing_new(file_mem, 1);
	t.extra = "{}";
	t.count = 7;
	t.flag = true;
	t.state = HIRE_JOB_OPEN;
	ck_assert_ok(file_add(&s, &t, NULL));
	t = read_only(&s, "at", HIRE_STAFF);
	ck_assert_ptr_null(t.extra);
	ck_assert_int_eq(t.count, 3); /* its default */
	ck_assert_str_eq(t.name, "name1");
	ck_assert_int_eq(t.version, 1);
	ck_assert(t.flag && t.state == HIRE_JOB_OPEN);
	ck_assert_int_eq(read_only(&s, "count", HIRE_STAFF).count, 7);
	ck_assert_str_eq(read_only(&s, "at", 0).extra, "{}");
	file_close(&s);
}
END_TEST

START_TEST(steps_are_logged)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	hire_store s = file_open_migrated();
	file_migrate(&s, false);
	file_close(&s);
	ck_assert_int_eq(sqlite3_open(file_path, &db), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_prepare_v2(db,
	        "select count(*), min(at), min(version), min(done) from "
	        "schema_step where done like 'create table%'",
	        -1, &stmt, NULL),
	    SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	ck_assert_int_eq(sqlite3_column_int(stmt, 0), 1);
	ck_assert_int_eq(sqlite3_column_int64(stmt, 1), file_host.now.wall);
	ck_assert_str_eq(
	    (const char *)sqlite3_column_text(stmt, 2), hire_version());
	ck_assert_ptr_nonnull(
	    strstr((const char *)sqlite3_column_text(stmt, 3), "thing"));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}
END_TEST

START_TEST(a_newer_store_still_serves_an_older_program)
{
	hire_rows rows;
	hire_store s = file_open_migrated();
	file_raw(
	    "alter table thing add column later text;"
	    "alter table thing add column count2 integer not null default 0");
	ck_assert_str_eq(file_migrate(&s, false), "");
	thing t = thing_new(file_mem, 1);
	ck_assert_ok(file_add(&s, &t, NULL));
	ck_assert_ok(file_read(&s, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	file_close(&s);
}
END_TEST

/* As a program that knows only the first `count` fields. */
static const char *
migrate_fields(hire_store *s, size_t count)
{
	hire_record part = thing_record;
	const hire_record *const one[] = {&part};
	const char *plan;
	part.count = count;
	part.index_count = 0;
	ck_assert_ok(
	    s->ops.migrate(s->state, one, 1, false, file_mem, &plan, NULL));
	return plan;
}

START_TEST(a_stamped_file_is_opened_without_a_lock)
{
	hire_tx *tx;
	hire_store s = file_open_migrated();
	hire_store other = file_open();
	ck_assert_ok(s.ops.begin(s.state, true, &tx, NULL));
	ck_assert_str_eq(file_migrate(&other, false), "");
	s.ops.rollback(s.state, tx);
	file_close(&other);
	file_close(&s);
}
END_TEST

START_TEST(a_stamp_is_void_after_a_change)
{
	hire_store s = file_open_migrated();
	file_raw("drop index \"thing_unique_name\"");
	ck_assert_ptr_nonnull(
	    strstr(file_migrate(&s, false), "thing_unique_name"));
	ck_assert_str_eq(file_migrate(&s, true), "");
	file_raw("alter table thing drop column flag");
	ck_assert_ptr_nonnull(strstr(file_migrate(&s, false), "\"flag\""));
	file_close(&s);
}
END_TEST

START_TEST(programs_of_two_versions_share_a_file)
{
	size_t all = thing_record.count;
	const char *last = thing_record.fields[all - 1].name;
	hire_store s = file_open();
	ck_assert_str_ne(migrate_fields(&s, all - 1), "");
	ck_assert_ptr_nonnull(strstr(migrate_fields(&s, all), last));
	for (int i = 0; i < 2; i++) {
		ck_assert_str_eq(migrate_fields(&s, all - 1), "");
		ck_assert_str_eq(migrate_fields(&s, all), "");
	}
	file_close(&s);
}
END_TEST

START_TEST(processes_that_start_together_agree)
{
	enum { PROCESSES = 6 };
	pid_t children[PROCESSES];
	for (int i = 0; i < PROCESSES; i++)
		if (!(children[i] = fork())) {
			hire_store s;
			const hire_record *const one[] = {&thing_record};
			const char *plan;
			thing t = thing_new(file_mem, i);
			hire_status st = hire__store_sqlite_open(
			    file_host.ctx, file_path, &s, NULL);
			if (!st)
				st = s.ops.migrate(s.state, one, 1, false,
				    file_mem, &plan, NULL);
			_exit((int)(st ? st : file_add(&s, &t, NULL)));
		}
	for (int i = 0; i < PROCESSES; i++) {
		int how;
		waitpid(children[i], &how, 0);
		ck_assert_int_eq(how, 0);
	}
	hire_store s = file_open();
	file_holds(&s, PROCESSES);
	file_close(&s);
}
END_TEST

START_TEST(without_tables_it_says_what_is_missing)
{
	hire_error err = {0};
	hire_store s = file_open();
	thing t = thing_new(file_mem, 1);
	ck_assert_status(file_add(&s, &t, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "thing"));
	file_close(&s);
}
END_TEST

static hire_status
whole_life(hire_ctx *ctx)
{
	hire_store s;
	hire_arena *own;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	test_folder_remove(file_folder);
	mkdir(file_folder, 0700);
	st = hire__store_sqlite_open(ctx, file_path, &s, NULL);
	if (!st) {
		st = store_life(&s, own);
		s.ops.close(s.state);
	}
	hire_arena_free(own);
	return st;
}

/* Keep what one did in a transaction, or give it up. */
static hire_status
close_tx(hire_store *s, hire_tx *tx, hire_status st)
{
	if (!st)
		return s->ops.commit(s->state, tx, NULL);
	s->ops.rollback(s->state, tx);
	return st;
}

static hire_status
put_one(hire_store *s, hire_queue *q)
{
	hire_message put = {.kind = "k",
	    .body = "{}",
	    .key = "one",
	    .max_attempts = 2,
	    .run_at = 1};
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, true, &tx, NULL);
	if (st)
		return st;
	return close_tx(s, tx, q->ops.put(q->state, tx, &put, NULL));
}

static hire_status
bury_one(hire_store *s, hire_queue *q, hire_message *m)
{
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, true, &tx, NULL);
	if (st)
		return st;
	return close_tx(s, tx, q->ops.bury(q->state, tx, m, "no", NULL));
}

static hire_status
use_queue(hire_store *s, hire_queue *q, hire_arena *own)
{
	const hire_record *const records[] = {&hire_message_record};
	const char *text;
	hire_message *m;
	hire_rows rows;
	hire_queue_count *counts;
	hire_time due;
	size_t n;
	hire_status st =
	    s->ops.migrate(s->state, records, 1, false, own, &text, NULL);
	if (!st)
		st = put_one(s, q);
	if (!st)
		st = q->ops.next_due(q->state, &due, NULL);
	if (!st)
		st = q->ops.claim(
		    q->state, "w", NULL, HIRE_HOUR, 1, own, &m, &n, NULL);
	if (!st)
		st = bury_one(s, q, m);
	if (!st)
		st = q->ops.list(
		    q->state, HIRE_MESSAGE_DEAD, NULL, 0, own, &rows, NULL);
	if (!st)
		st = q->ops.replay(q->state, m->id, NULL);
	if (!st)
		st = q->ops.counts(q->state, own, &counts, &n, NULL);
	return st ? st : q->ops.ping(q->state, own, &text, NULL);
}

static hire_status
queue_life(hire_ctx *ctx)
{
	hire_store s;
	hire_queue q;
	hire_arena *own;
	hire_status st = hire_arena_new(ctx, 0, &own, NULL);
	if (st)
		return st;
	test_folder_remove(file_folder);
	mkdir(file_folder, 0700);
	st = hire__store_sqlite_open(ctx, file_path, &s, NULL);
	if (!st) {
		st = hire__queue_store_open(ctx, &s, &q, NULL);
		if (!st) {
			st = use_queue(&s, &q, own);
			q.ops.close(q.state);
		}
		s.ops.close(s.state);
	}
	hire_arena_free(own);
	return st;
}

START_TEST(every_allocation_of_the_queue_may_fail)
{
	test_every_allocation(queue_life);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(whole_life);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_schema");
	TCase *c = tcase_create("file");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, file_setup, file_teardown);
	tcase_add_test(c, values_without_a_meaning_are_corrupt);
	tcase_add_test(c, an_older_table_is_brought_up);
	tcase_add_test(c, steps_are_logged);
	tcase_add_test(c, a_newer_store_still_serves_an_older_program);
	tcase_add_test(c, a_stamped_file_is_opened_without_a_lock);
	tcase_add_test(c, a_stamp_is_void_after_a_change);
	tcase_add_test(c, programs_of_two_versions_share_a_file);
	tcase_add_test(c, processes_that_start_together_agree);
	tcase_add_test(c, without_tables_it_says_what_is_missing);
	tcase_add_test(c, every_allocation_of_the_queue_may_fail);
	tcase_add_test(c, what_is_not_needed_is_not_read);
	tcase_add_test(c, every_allocation_may_fail);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
