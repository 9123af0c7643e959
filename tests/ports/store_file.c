/* SPDX-License-Identifier: MIT
 * store_file.c - the embedded store's file as tests handle it.
 */
#include "store_file.h"

#include "backends/store/sqlite.h"

#include <sqlite3.h>
#include <stdio.h>

test_host file_host;
hire_arena *file_mem;
char file_folder[TEST_FOLDER_MAX], file_path[128];

void
file_setup(void)
{
	test_host_open(&file_host);
	ck_assert_ok(hire_arena_new(file_host.ctx, 0, &file_mem, NULL));
	test_folder_make(file_folder);
	snprintf(file_path, sizeof file_path, "%s/hire.db", file_folder);
}

void
file_teardown(void)
{
	test_folder_remove(file_folder);
	hire_arena_free(file_mem);
	test_host_close(&file_host);
}

const char *
file_migrate(hire_store *s, bool dry)
{
	const hire_record *const records[] = {&thing_record};
	const char *plan = NULL;
	hire_error err = {0};
	ck_assert_msg(
	    !s->ops.migrate(s->state, records, 1, dry, file_mem, &plan, &err),
	    "%s", err.message);
	return plan;
}

hire_store
file_open(void)
{
	hire_store s;
	hire_error err = {0};
	ck_assert_msg(
	    !hire__store_sqlite_open(file_host.ctx, file_path, &s, &err), "%s",
	    err.message);
	return s;
}

hire_store
file_open_migrated(void)
{
	hire_store s = file_open();
	file_migrate(&s, false);
	return s;
}

void
file_close(hire_store *s)
{
	s->ops.close(s->state);
}

hire_status
file_add(hire_store *s, const thing *t, hire_error *err)
{
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, true, &tx, err);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, t, err);
	if (!st)
		return s->ops.commit(s->state, tx, err);
	s->ops.rollback(s->state, tx);
	return st;
}

hire_status
file_read(hire_store *s, hire_rows *rows, hire_error *err)
{
	hire_query q = {
	    .size = sizeof q, .record = &thing_record, .limit = 1000};
	hire_tx *tx;
	hire_status st = s->ops.begin(s->state, false, &tx, err);
	if (st)
		return st;
	st = s->ops.select(s->state, tx, &q, file_mem, rows, err);
	s->ops.rollback(s->state, tx);
	return st;
}

/* Run SQL behind the store's back. */
void
file_raw(const char *sql)
{
	sqlite3 *db;
	char *message = NULL;
	ck_assert_int_eq(sqlite3_open(file_path, &db), SQLITE_OK);
	sqlite3_exec(db, sql, NULL, NULL, &message);
	ck_assert_msg(!message, "%s", message);
	sqlite3_close(db);
}

void
file_holds(hire_store *s, int rows)
{
	hire_rows got;
	hire_error err = {0};
	hire_status st = file_read(s, &got, &err);
	ck_assert_msg(!st, "%s", err.message);
	ck_assert_int_eq((int)got.count, rows);
}
