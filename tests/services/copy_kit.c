/* SPDX-License-Identifier: MIT
 * copy_kit.c - a store with rows of every kind, and another to copy it to.
 * Rows are made from the field tables, so that a new record is copied by these
 * tests too.
 */
#include "copy_kit.h"

#include "folder.h"
#include "postgres.h"

#include "model/record.h"
#include "services/work.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BIG = 1 << 20, LONG_FROM = 1 << 14 };

/* These stand before the C library's own, for SQLite too: processes are killed
 * here, not machines, and need not wait for the disk. */
HIRE_API int
fsync(int fd)
{
	(void)fd;
	return 0;
}

HIRE_API int
fdatasync(int fd)
{
	(void)fd;
	return 0;
}

hire_config copy_source, copy_target;
static char folder[TEST_FOLDER_LEN];
static bool with_postgres;

const char *
copy_file(const char *name)
{
	static char path[TEST_FOLDER_LEN + 40];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

bool
copy_open(int way)
{
	stage_open();
	stage_host.seed = 5; /* no ids of the scenes again */
	test_folder_make(folder);
	with_postgres = way != COPY_FILES;
	copy_source = copy_target =
	    (hire_config){.size = sizeof copy_source, .data = folder};
	copy_source.store = "sqlite:source.db";
	copy_target.store = "sqlite:target.db";
	if (with_postgres && !test_postgres_here())
		return with_postgres = false;
	if (way == COPY_TO_POSTGRES)
		copy_target.store = test_postgres_new();
	else if (way == COPY_FROM_POSTGRES)
		copy_source.store = test_postgres_new();
	return true;
}

void
copy_close(void)
{
	if (with_postgres)
		test_postgres_drop();
	test_folder_remove(folder);
	stage_close();
}

hire_platform *
copy_platform(const hire_config *config)
{
	hire_platform *p;
	hire_error err = {0};
	hire_status st = hire_platform_open(
	    stage_host.ctx, config, HIRE_NEED_STORE, &p, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	return p;
}

static const char *
big_text(void)
{
	static char s[BIG + 1];
	for (size_t i = 0; i < BIG; i++)
		s[i] = (char)(i % 60 == 59 ? ' ' : 'a' + i % 26);
	return s;
}

/* Texts that somebody may have written, and none at all. */
static const char *
odd_text(const hire_field *f, int n, bool big)
{
	static const char *const odd[] = {NULL, "", "plain",
	    "\xC5\xBDlu\xC5\xA5ou\xC4\x8Dk\xC3\xBD \xE6\x97\xA5\xE6\x9C\xAC"
	    " \xF0\x9F\x8E\x89 e\xCC\x81",
	    "it's \"quoted\" \\ % _ {a,b} NULL \\N",
	    "\ttab\nline\r\n\x01\x7F end "};
	const char *s = odd[(n + (int)f->offset / 8) % 6];
	if (big && f->max >= LONG_FROM && n % 5 == 3)
		return big_text();
	if (!s && f->flags & HIRE_REQUIRED)
		s = "";
	bool own = f->type == HIRE_TYPE_ID || f->flags & HIRE_UNIQUE;
	return s && own ? hire_arena_printf(stage_mem, "%s%d", s, n) : s;
}

static int64_t
odd_number(const hire_field *f, int n)
{
	static const int64_t odd[] = {
	    0, 1, -1, INT64_MAX, INT64_MIN, INT64_C(1) << 53, 1234567890123};
	if (f->type == HIRE_TYPE_BOOL)
		return n % 2;
	if (f->type == HIRE_TYPE_ENUM)
		return n % (int)f->words->count;
	if (f->flags & HIRE_UNIQUE)
		return INT64_MAX - n;
	return odd[(n + (int)f->offset / 8) % 7];
}

/* Row `n`; the order of the ids is not that in which rows are added. */
static void
odd_row(const hire_record *r, void *row, int n, bool big)
{
	hire_record_head *head = row;
	memset(row, 0, r->size);
	for (size_t i = 0; i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		if (hire__field_is_text(f))
			hire__field_set_text(f, row, odd_text(f, n, big));
		else
			hire__field_set_number(f, row, odd_number(f, n));
	}
	head->id = hire_arena_printf(
	    stage_mem, "%s_%04d%022d", r->prefix, n * 7919 % 10000, n);
	head->version = n % 3 ? n : INT64_MAX - n;
}

static void
add_rows(hire_platform *p, hire_tx *tx, const hire_record *r, int first,
    int count, bool big)
{
	hire_error err = {0};
	for (int n = first; n < first + count; n++) {
		void *row = hire_arena_alloc(stage_mem, r->size);
		odd_row(r, row, n, big);
		hire_status st =
		    p->store.ops.insert(p->store.state, tx, r, row, &err);
		ck_assert_msg(
		    !st, "%s %d: %s %s", r->name, n, err.field, err.message);
	}
}

void
copy_fill(int first, int count, bool big)
{
	size_t records;
	hire_tx *tx;
	const hire_record *const *all = hire_records(&records);
	hire_platform *p = copy_platform(&copy_source);
	ck_assert_ok(p->store.ops.begin(p->store.state, true, &tx, NULL));
	for (size_t i = 0; i < records; i++)
		add_rows(p, tx, all[i], first, count, big);
	ck_assert_ok(p->store.ops.commit(p->store.state, tx, NULL));
	hire_platform_close(p);
}

/* Of a page of rows, each in turn: changed, gone, left. */
static void
change_rows(hire_platform *p, hire_tx *tx, const hire_record *r, int round)
{
	hire_rows rows;
	const hire_store *s = &p->store;
	hire_query q = {.size = sizeof q, .record = r, .limit = 7};
	ck_assert_ok(s->ops.select(s->state, tx, &q, stage_mem, &rows, NULL));
	for (size_t i = 0; i < rows.count; i++) {
		hire_record_head *row =
		    (void *)((char *)rows.rows + i * r->size);
		int what = ((int)i + round) % 3;
		row->updated_at = round;
		if (!what && row->version < INT64_MAX / 2)
			ck_assert_ok(s->ops.update(s->state, tx, r, row, NULL));
		else if (what == 1)
			ck_assert_ok(s->ops.remove(
			    s->state, tx, r, row->id, row->version, NULL));
	}
}

void
copy_change(int round)
{
	size_t records;
	hire_tx *tx;
	const hire_record *const *all = hire_records(&records);
	hire_platform *p = copy_platform(&copy_source);
	ck_assert_ok(p->store.ops.begin(p->store.state, true, &tx, NULL));
	for (size_t i = 0; i < records; i++)
		if (all[i] != &hire_setting_record)
			change_rows(p, tx, all[i], round);
	ck_assert_ok(p->store.ops.commit(p->store.state, tx, NULL));
	hire_platform_close(p);
	copy_fill(5000 + round * 3, 3, false);
}

static hire_copy_report
run(bool unfinished)
{
	hire_copy_report report;
	hire_error err = {0};
	hire_copy_options o = {.size = sizeof o, .unfinished = unfinished};
	hire_status st = hire_store_copy(stage_host.ctx, &copy_source,
	    &copy_target, &o, stage_mem, &report, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	ck_assert(report.same);
	return report;
}

hire_copy_report
copy_run(void)
{
	return run(false);
}

hire_copy_report
copy_unfinished(void)
{
	hire_platform *p;
	hire_copy_report r = run(true);
	ck_assert_status(hire_platform_open(stage_host.ctx, &copy_target,
	                     HIRE_NEED_STORE, &p, NULL),
	    HIRE_ESTATE);
	return r;
}

void
copy_expect_same(int64_t least)
{
	hire_copy_report r;
	ck_assert_ok(hire_store_compare(stage_host.ctx, &copy_source,
	    &copy_target, NULL, stage_mem, &r, NULL));
	for (size_t i = 0; i < r.count; i++) {
		const hire_copy_part *p = &r.parts[i];
		ck_assert_msg(!p->differs, "%s %s", p->record, p->differs);
		ck_assert_str_eq(p->source_hash, p->target_hash);
		ck_assert_int_eq(p->rows, p->found);
	}
	ck_assert(r.same);
	ck_assert_int_ge(r.rows, least);
}

void
copy_sql(const hire_config *config, const char *sql)
{
	sqlite3 *db;
	ck_assert_int_eq(
	    sqlite3_open(copy_file(strchr(config->store, ':') + 1), &db), 0);
	sqlite3_busy_timeout(db, 10000);
	ck_assert_msg(!sqlite3_exec(db, sql, NULL, NULL, NULL), "%s: %s", sql,
	    sqlite3_errmsg(db));
	sqlite3_close(db);
}
