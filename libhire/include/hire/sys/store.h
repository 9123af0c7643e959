/* SPDX-License-Identifier: MIT
 * hire/sys/store.h - the store port: records in, records out, no SQL.
 * For people who write a store; frontends and examples of use need it not.
 */
#ifndef HIRE_SYS_STORE_H
#define HIRE_SYS_STORE_H

#include <hire/record.h>

HIRE_BEGIN_DECLS

typedef enum hire_op {
	HIRE_EQ, /**< NULL equals NULL */
	HIRE_NE, /**< NULL differs from every value but NULL */
	HIRE_LT,
	HIRE_LE,
	HIRE_GT,
	HIRE_GE,
	HIRE_HAS /**< lines of a text are these, not empty; texts only */
} hire_op;

/** One condition; all conditions of a query must hold.  `text` is read for
 * ID, TEXT and JSON fields, `number` for the others. */
typedef struct hire_filter {
	const char *field;
	hire_op op;
	int64_t number;
	const char *text;
} hire_filter;

/** Conveniences for filters in C. */
#define HIRE_IS(field, value)                                                  \
	{                                                                      \
		(field), HIRE_EQ, 0, (value)                                   \
	}
#define HIRE_NUM(field, op, value)                                             \
	{                                                                      \
		(field), (op), (value), NULL                                   \
	}

typedef struct hire_query {
	size_t size;
	const hire_record *record;
	const hire_filter *filters;
	size_t filter_count; /**< at most 16 */
	/** A field, ties by id; NULL: by id.  Texts are ordered by their
	 * bytes, NULL before all. */
	const char *order;
	bool descending;
	const char *after; /**< `next` of the page before, or NULL */
	int32_t limit;     /**< 1..1000; 0: 100 */
	/** Fields that carry one of these flags are not needed, as in a list
	 * that does not show them: a store may leave them as
	 * hire_record_init() does.  Never id, version and `order`. */
	unsigned without;
} hire_query;

/** A page of rows: `count` structs of the record, one behind the other. */
typedef struct hire_rows {
	void *rows;
	size_t count;
	const char *next; /**< opaque; NULL on the last page */
} hire_rows;

/** A group of an aggregate. */
typedef struct hire_bucket {
	const char *text; /**< value of a text or id field, else NULL */
	int64_t number;   /**< value, or the start of a time bucket */
	int64_t count, sum;
} hire_bucket;

typedef struct hire_aggregate {
	size_t size;
	const hire_record *record;
	const hire_filter *filters;
	size_t filter_count;
	const char *group; /**< field to group by; NULL: one bucket */
	hire_time every;   /**< width of the buckets of a TIME group, or 0 */
	const char *sum;   /**< INT field to add up, or NULL */
} hire_aggregate;

/** A transaction; the backend's own. */
typedef void hire_tx;

/** A backend.  Methods are only appended; past `size` they read as NULL.
 *
 * Any thread may begin a transaction; one transaction is used by one thread at
 * a time.  All methods may block on I/O, for at most some 10 seconds, then
 * EBUSY.  On failure `err` is filled and outputs are untouched; a transaction
 * that saw a failure may only be rolled back.  Common errors: EBACKEND (out of
 * reach), EBUSY (try again), ENOSPC, EIO, ECORRUPT, ENOMEM. */
typedef struct hire_store_ops {
	size_t size;
	const char *name; /**< static; shown in errors and by doctor */

	/** Start a transaction that sees one state of the store and its own
	 * changes.  `write` false promises no change. */
	hire_status (*begin)(
	    void *state, bool write, hire_tx **out, hire_error *err);
	/** Make all changes of `tx` durable, or none; ends `tx` either way.
	 * ECONFLICT: another transaction changed the same; run it again.
	 * EUSAGE: an earlier call of `tx` failed, so nothing was stored. */
	hire_status (*commit)(void *state, hire_tx *tx, hire_error *err);
	/** Drop all changes and end `tx`; cannot fail. */
	void (*rollback)(void *state, hire_tx *tx);

	/** Add `row`, complete with id and version 1.  EEXISTS when its id or
	 * a unique field or index is taken; err->field names the field, of an
	 * index the last one.  ECONFLICT: a row that `tx` does not see took it
	 * meanwhile; run it again.  EINVAL: a required text is NULL.  EUSAGE:
	 * `tx` was not begun for writing. */
	hire_status (*insert)(void *state, hire_tx *tx,
	    const hire_record *record, const void *row, hire_error *err);
	/** Replace the row of that id and version by `row`, which gets version
	 * + 1.  ECONFLICT when that version is gone; EEXISTS as insert. */
	hire_status (*update)(void *state, hire_tx *tx,
	    const hire_record *record, void *row, hire_error *err);
	/** Remove the row of that id and version.  ECONFLICT when gone. */
	hire_status (*remove)(void *state, hire_tx *tx,
	    const hire_record *record, const char *id, int64_t version,
	    hire_error *err);
	/** Rows that fulfil `query`, with their texts, in `mem`.  Pages are
	 * stable: rows added meanwhile move no row from one page to another.
	 * EUSAGE: unknown field or too many filters.  EINVAL: `limit`, or an
	 * `after` that is not of this query. */
	hire_status (*select)(void *state, hire_tx *tx, const hire_query *query,
	    hire_arena *mem, hire_rows *out, hire_error *err);
	/** As select, of rows whose HIRE_SEARCHED fields hold every word of
	 * `text` (letters and digits of any script; case does not count, word
	 * beginnings do; the first 64 count), newest first: `order` and
	 * `descending` are not looked at.  A text without words finds every
	 * row.  Filters by HIRE_FACET fields may make it faster, never find
	 * something else.  EUSAGE: the record has no searched fields. */
	hire_status (*search)(void *state, hire_tx *tx, const hire_query *query,
	    const char *text, hire_arena *mem, hire_rows *out, hire_error *err);
	/** Counts and sums per group, ordered by group, NULL first, in `mem`.
	 * Time buckets start at multiples of `every` since 1970. */
	hire_status (*aggregate)(void *state, hire_tx *tx,
	    const hire_aggregate *query, hire_arena *mem, hire_bucket **out,
	    size_t *count, hire_error *err);

	/** Bring tables, columns and indexes up to the field tables; never
	 * drops anything.  `*plan` (in `mem`) lists the steps, one a line, ""
	 * when there are none; with `dry` they are only listed. */
	hire_status (*migrate)(void *state, const hire_record *const *records,
	    size_t count, bool dry, hire_arena *mem, const char **plan,
	    hire_error *err);
	/** Reach the store; `*out` becomes a line on it, in `mem`. */
	hire_status (*ping)(
	    void *state, hire_arena *mem, const char **out, hire_error *err);
	/** Release `state`, once, after all transactions ended. */
	void (*close)(void *state);
} hire_store_ops;

/** An open store: call `store->ops.begin(store->state, ...)`. */
typedef struct hire_store {
	hire_store_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;        /**< owned from hire_store_init() on */
} hire_store;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method is missing that every store needs. */
HIRE_API HIRE_CHECK hire_status
hire_store_init(
    hire_store *out, const hire_store_ops *ops, void *state, hire_error *err);

/** Close the backend and zero `store`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_store_fini(hire_store *store);

HIRE_END_DECLS
#endif
