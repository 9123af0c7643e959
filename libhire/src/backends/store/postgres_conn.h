/* SPDX-License-Identifier: MIT
 * postgres_conn.h - connections to a PostgreSQL store, shared by postgres*.c.
 * A connection serves one transaction at a time and keeps nothing between
 * two: a pooler may give each transaction another server process.
 */
#ifndef HIRE_STORE_POSTGRES_CONN_H
#define HIRE_STORE_POSTGRES_CONN_H

#include "postgres_libpq.h"
#include "sql.h"

#include <pthread.h>

enum {
	HIRE__PG_POOL = 16, /* connections of a store unless its URL says so */
	HIRE__PG_POOL_MAX = 1000,
	HIRE__PG_WAIT_S = 10,      /* longest that a call may block */
	HIRE__PG_MIGRATE_S = 3600, /* and a statement of a migration */
	HIRE__PG_OLDEST = 130000   /* server with pg_current_xact_id() */
};

/* How a transaction begins. */
typedef enum hire__pg_mode {
	HIRE__PG_READ,
	HIRE__PG_WRITE,
	HIRE__PG_MIGRATE, /* behind every other migration */
	HIRE__PG_ALONE    /* no transaction: each statement for itself */
} hire__pg_mode;

typedef struct hire__pg hire__pg;

/* Also the transaction that its user sees. */
typedef struct hire__pg_conn {
	hire__pg *store;
	struct hire__pg_conn *next; /* among the idle ones */
	PGconn *pq;                 /* NULL: not connected */
	hire__pg_mode mode;
	bool begun;    /* the server has begun the transaction */
	bool changed;  /* and something in it */
	bool failed;   /* it can only be rolled back */
	bool lost;     /* the connection broke, or was given up */
	bool owes;     /* an answer that nobody waits for is still to come */
	int64_t until; /* end of the patience of the call under way */
	/* The transaction's number, its process, when its server started and
	 * when it began itself, by which it can be asked after when the answer
	 * to its commit is lost; and the last row that it changed, as a
	 * proof. */
	char xid[24], pid[16], server[40], since[40];
	struct {
		const hire_record *record; /* NULL: none */
		char id[80];
		hire__plan_kind kind;
	} proof;
} hire__pg_conn;

/* A URL, taken apart. */
typedef struct hire__pg_url {
	PQconninfoOption *options; /* libpq's */
	char *place;               /* owned; "HOST:PORT/DATABASE" */
	int64_t pool;
} hire__pg_url;

struct hire__pg {
	hire_ctx *ctx; /* borrowed */
	hire__pq pq;
	hire__pg_url url;
	pthread_mutex_t lock;
	pthread_cond_t freed; /* a connection was given back */
	hire__pg_conn *idle;
	int64_t used; /* connections that someone has */
	bool reached; /* it was there before: waiting for it may help */
};

/* One statement with its values, borrowed. */
typedef struct hire__pg_said {
	const char *sql;
	const hire__value *values;
	size_t n;
} hire__pg_said;

extern const hire__dialect hire__pg_dialect;

/* postgres_url.c: load libpq; take a URL apart. */
HIRE_CHECK hire_status
hire__pq_load(hire__pq *out, hire_error *err);
HIRE_CHECK hire_status
hire__pg_url_parse(hire__pg *store, const char *url, hire_error *err);
void
hire__pg_url_free(hire__pg *store);

/* postgres_pool.c: a connection for one caller; it need not be connected. */
HIRE_CHECK hire_status
hire__pg_take(
    hire__pg *store, hire__pg_mode mode, hire__pg_conn **out, hire_error *err);
/* Give it back, with its transaction over. */
void
hire__pg_give(hire__pg_conn *c);
/* Connect within the call's patience; waits for a server that restarts. */
HIRE_CHECK hire_status
hire__pg_connect(hire__pg_conn *c, hire_error *err);
void
hire__pg_disconnect(hire__pg_conn *c);
/* Free the idle ones. */
void
hire__pg_drain(hire__pg *store);

/* Microseconds of a clock that always runs (the host's may stand still). */
int64_t
hire__pg_clock(void);
/* Wait until the socket is ready; false when patience is at its end. */
bool
hire__pg_wait(const hire__pg_conn *c, bool out);

/* postgres_conn.c: send a statement and wait for its answer, begun with the
 * transaction if that is not yet, in one round trip; `*out` is the caller's.
 * A connection that breaks before anything was seen is replaced. */
HIRE_CHECK hire_status
hire__pg_ask(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err);
/* The same without an interest in the answer. */
HIRE_CHECK hire_status
hire__pg_do(hire__pg_conn *c, const hire__pg_said *said, hire_error *err);
/* Only begin. */
HIRE_CHECK hire_status
hire__pg_begin(hire__pg_conn *c, hire_error *err);
/* End the transaction by `sql` without waiting. */
void
hire__pg_part(hire__pg_conn *c, const char *sql);
/* The value in an answer; borrowed. */
hire__value
hire__pg_value(const hire__pg *store, const PGresult *r, int row, int column);

/* postgres_commit.c: the last change so far. */
void
hire__pg_prove(hire__pg_conn *c, const hire_record *record, const char *id,
    hire__plan_kind kind);
/* Ends the transaction either way. */
HIRE_CHECK hire_status
hire__pg_commit(hire__pg_conn *c, hire_error *err);

/* postgres_errors.c: what an answer means that is a failure. */
hire_status
hire__pg_fail(hire__pg_conn *c, const PGresult *r, hire_error *err);
/* Whether the server says with it that the connection is over. */
bool
hire__pg_is_last(const hire__pg *store, const PGresult *r);
/* Why there is no connection; `*again`: it may be there soon. */
hire_status
hire__pg_unreachable(
    const hire__pg *store, const char *why, bool *again, hire_error *err);
/* EEXISTS, with the last field of the index that `r` names. */
hire_status
hire__pg_taken(hire__pg_conn *c, const hire_record *record, const PGresult *r,
    hire_error *err);

/* A transaction that saw a failure can only be rolled back; gives `st`. */
hire_status
hire__pg_spoil(hire__pg_conn *c, hire_status st);

/* postgres_read.c: one page of a select, or of a search without words. */
HIRE_CHECK hire_status
hire__pg_page(hire__pg_conn *c, const hire__plan *plan, hire_arena *mem,
    hire_rows *out, hire_error *err);

/* The parts of the port that live in files of their own. */
HIRE_CHECK hire_status
hire__pg_select(void *state, hire_tx *tx, const hire_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err);
HIRE_CHECK hire_status
hire__pg_aggregate(void *state, hire_tx *tx, const hire_aggregate *query,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err);
HIRE_CHECK hire_status
hire__pg_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err);
HIRE_CHECK hire_status
hire__pg_migrate(void *state, const hire_record *const *records, size_t count,
    bool dry, hire_arena *mem, const char **plan, hire_error *err);

#endif
