/* SPDX-License-Identifier: MIT
 * rows.h - immutable rows, tables of them and snapshots of all tables.
 * Everything is shared by counting: a reader keeps a snapshot, a writer works
 * on one of its own, and whoever lets go last frees it.
 */
#ifndef MEMORY_ROWS_H
#define MEMORY_ROWS_H

#include <hire/record.h>

#include <stdatomic.h>

enum { TABLES_MAX = 64 };

typedef struct row {
	atomic_size_t refs;
	hire_record_head *data; /* a struct of the record, its texts behind */
} row;

typedef struct table {
	atomic_size_t refs;
	const hire_record *record;
	size_t count, room;
	row **rows; /* sorted by id */
} table;

typedef struct snapshot {
	atomic_size_t refs;
	size_t count;
	table *tables[TABLES_MAX];
} snapshot;

bool
is_text(const hire_field *f);
const char *
text_of(const hire_field *f, const void *data);
int64_t
number_of(const hire_field *f, const void *data);
void
set_number(const hire_field *f, void *data, int64_t number);

/* <0, 0, >0 as strcmp, by one field; NULL texts come first. */
int
compare_text(const char *a, const char *b);
int
compare_field(const hire_field *f, const void *a, const void *b);

/* A row holding a copy of `data`; NULL when out of memory. */
row *
row_new(const hire_record *record, const void *data);
void
row_free(row *r);

/* Copies share what they can; NULL when out of memory. */
snapshot *
snapshot_copy(snapshot *from);
void
snapshot_free(snapshot *s);

/* The table of `record`, or NULL. */
table *
snapshot_table(const snapshot *s, const hire_record *record);

/* The same, ours alone, so that it may be changed.  `s` must be ours. */
table *
snapshot_own_table(snapshot *s, const hire_record *record);

/* Add an empty table; false when out of memory or places. */
bool
snapshot_add_table(snapshot *s, const hire_record *record);

/* Where the row of `id` is or would be. */
size_t
table_find(const table *t, const char *id, bool *found);

/* Put `r` there; takes it over.  false when out of memory. */
bool
table_insert(table *t, size_t at, row *r);
void
table_remove(table *t, size_t at);

#endif
