/* SPDX-License-Identifier: MIT
 * migrate.h - the steps that bring tables up to the field tables.
 * Apart from the databases: each says how it runs a statement and how it asks
 * what is there.
 */
#ifndef HIRE_STORE_MIGRATE_H
#define HIRE_STORE_MIGRATE_H

#include "sql.h"

enum { HIRE__STEPS_MAX = 1 << 20 };

/* What a database may have. */
typedef enum hire__thing {
	HIRE__A_TABLE, /* asked with its name */
	HIRE__AN_INDEX,
	HIRE__A_COLUMN, /* asked with its table's name and its own */
	HIRE__THINGS
} hire__thing;

typedef struct hire__migration hire__migration;

/* How one kind of database does it. */
typedef struct hire__migrator {
	const hire__dialect *dialect;
	const char *has[HIRE__THINGS]; /* queries that give a row if it is so */
	hire__thing index;             /* what "RECORD_search" is */
	const char *remark; /* query for hire__sql_remark() of a record */
	/* Change something by `sql` with `n` values. */
	hire_status (*run)(void *db, const char *sql, const hire__value *values,
	    size_t n, hire_error *err);
	/* The first `columns` of the first `max` rows that a query gives, one
	 * row behind the other, in `mem`; `*rows`: how many there are. */
	hire_status (*look)(void *db, const char *sql,
	    const hire__value *values, size_t n, hire_arena *mem,
	    hire__value *out, size_t columns, size_t max, size_t *rows,
	    hire_error *err);
} hire__migrator;

/* One run: the steps so far, as a list and as SQL already executed. */
struct hire__migration {
	hire_ctx *ctx; /* borrowed */
	const hire__migrator *how;
	void *db;
	bool dry;
	hire__buf plan, name, sql;
	hire_error *err;
	hire_status st;
};

hire__migration
hire__migration_new(hire_ctx *ctx, const hire__migrator *how, void *db,
    bool dry, hire_error *err);

/* End the run: `st`, and the list of steps in `mem`. */
HIRE_CHECK hire_status
hire__migration_end(hire__migration *m, hire_arena *mem, const char **plan);

/* Whether it is there; false after a failure. */
bool
hire__migration_has(
    hire__migration *m, hire__thing what, const char *a, const char *b);

/* Take the step written in m->sql: list it and, unless dry, do it. */
void
hire__migration_step(hire__migration *m);

/* A value that a query found, with its text in `mem`. */
HIRE_CHECK hire_status
hire__migration_keep(hire__value *v, hire_arena *mem, hire_error *err);

/* What makes the rows of a searched record searchable. */
void
hire__migration_search(hire__migration *m, const hire_record *record);

/* Everything that `records` need.  Runs within a transaction of the caller. */
void
hire__migration_walk(
    hire__migration *m, const hire_record *const *records, size_t count);

/* Sum over everything that the tables of `records` are made of. */
HIRE_CHECK hire_status
hire__tables_sum(hire_ctx *ctx, const hire__dialect *d,
    const hire_record *const *records, size_t count, uint32_t *out,
    hire_error *err);

#endif
