/* SPDX-License-Identifier: MIT
 * sqlite_conn.h - connections to a SQLite store, shared by sqlite*.c.
 * A connection serves one transaction at a time and keeps its prepared
 * statements; idle ones wait in the store.
 */
#ifndef HIRE_STORE_SQLITE_CONN_H
#define HIRE_STORE_SQLITE_CONN_H

#include "sql.h"
#include "wakes.h"

#include <pthread.h>
#include <sqlite3.h>

enum {
	HIRE__LITE_STATEMENTS = 64, /* kept per connection */
	HIRE__LITE_WAIT_S = 10      /* longest wait for others */
};

typedef struct hire__lite_kept {
	const hire_record *record;
	unsigned char shape[HIRE__SHAPE_MAX];
	size_t shape_len;
	sqlite3_stmt *stmt;
} hire__lite_kept;

typedef struct hire__lite hire__lite;

/* Also the transaction that its user sees. */
typedef struct hire__lite_conn {
	hire__lite *store;
	sqlite3 *db;
	struct hire__lite_conn *next; /* among the idle ones */
	bool write, failed;
	uint64_t woken; /* topics to tell of when it commits */
	sqlite3_stmt *begin[2], *commit, *rollback, *look;
	hire__lite_kept kept[HIRE__LITE_STATEMENTS];
	size_t kept_count, oldest;
} hire__lite_conn;

/* sqlite_turn.c: the threads of this process take turns. */

/* A thread in the line of readers; on that thread's stack. */
typedef struct hire__lite_waiting {
	struct hire__lite_waiting *next;
	pthread_cond_t called;
	bool in;
} hire__lite_waiting;

typedef struct hire__lite_turns {
	pthread_mutex_t lock;
	pthread_cond_t written; /* the writer is done */
	int wait_s;             /* longest wait for others */
	bool writing;
	int readers;                       /* that may still come in */
	hire__lite_waiting *first, **last; /* who came too late */
} hire__lite_turns;

struct hire__lite {
	hire_ctx *ctx; /* borrowed */
	char *path;    /* owned */
	hire__lite_turns turns;
	hire__wakes wakes;
	pthread_mutex_t lock;  /* of the idle ones */
	hire__lite_conn *idle; /* as many as ever had a turn at once */
};

extern const hire__dialect hire__lite_dialect;

void
hire__lite_turns_init(hire__lite_turns *t);
void
hire__lite_turns_fini(hire__lite_turns *t);

/* Wait for a turn to write or to read; false when `wait_s` were not enough. */
bool
hire__lite_turn_take(hire__lite_turns *t, bool write);
void
hire__lite_turn_end(hire__lite_turns *t, bool write);

/* A connection for one caller, idle or new. */
HIRE_CHECK hire_status
hire__lite_take(hire__lite *store, hire__lite_conn **out, hire_error *err);

/* Give it back: opening one reads the whole schema. */
void
hire__lite_give(hire__lite_conn *c);

/* Finalize, disconnect, free.  NULL is a no-op. */
void
hire__lite_conn_free(hire__lite_conn *c);

/* What SQLite's `rc` means here. */
hire_status
hire__lite_fail(hire__lite_conn *c, int rc, hire_error *err);

/* The statement of `plan`, from those kept where possible; reset it after
 * use. */
HIRE_CHECK hire_status
hire__lite_prepare(hire__lite_conn *c, const hire__plan *plan,
    sqlite3_stmt **out, hire_error *err);

/* Borrows the value's text until the statement is reset. */
HIRE_CHECK hire_status
hire__lite_bind(hire__lite_conn *c, sqlite3_stmt *stmt, int at,
    const hire__value *v, hire_error *err);

hire__value
hire__lite_column(sqlite3_stmt *stmt, int column);

/* A transaction that saw a failure can only be rolled back; gives `st`. */
hire_status
hire__lite_spoil(hire__lite_conn *c, hire_status st);

/* Run SQL without parameters. */
HIRE_CHECK hire_status
hire__lite_exec(hire__lite_conn *c, const char *sql, hire_error *err);

/* The parts of the port that live in files of their own. */
HIRE_CHECK hire_status
hire__lite_page(hire__lite_conn *c, const hire__plan *plan, hire_arena *mem,
    hire_rows *out, hire_error *err);
HIRE_CHECK hire_status
hire__lite_select(void *state, hire_tx *tx, const hire_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err);
HIRE_CHECK hire_status
hire__lite_aggregate(void *state, hire_tx *tx, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err);
HIRE_CHECK hire_status
hire__lite_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err);
HIRE_CHECK hire_status
hire__lite_migrate(void *state, const hire_record *const *records, size_t count,
    bool dry, hire_arena *mem, const char **plan, hire_error *err);

/* Whether the file says that its tables are those of `sum` and that nothing
 * has changed them since. */
HIRE_CHECK hire_status
hire__lite_stamped(
    hire__lite_conn *c, uint32_t sum, bool *stamped, hire_error *err);

/* Let the file say so, in the transaction that brought it there. */
HIRE_CHECK hire_status
hire__lite_stamp(hire__lite_conn *c, uint32_t sum, hire_error *err);

#endif
