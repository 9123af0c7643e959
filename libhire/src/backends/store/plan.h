/* SPDX-License-Identifier: MIT
 * plan.h - a call of the store port, checked against its record.
 * From one plan come the SQL text, the values to bind and the key under which
 * a prepared statement is kept, so the three cannot disagree.
 */
#ifndef HIRE_STORE_PLAN_H
#define HIRE_STORE_PLAN_H

#include "rows.h"

#include <hire/sys/store.h>

enum {
	HIRE__PLAN_FILTERS = 16, /* conditions of one query */
	HIRE__PLAN_VALUES = HIRE__PLAN_FILTERS + 5,
	HIRE__SHAPE_MAX = 3 * HIRE__PLAN_FILTERS + 12
};

typedef enum hire__plan_kind {
	HIRE__INSERT,
	HIRE__UPDATE_LEAN, /* only when no indexed field changes */
	HIRE__UPDATE,
	HIRE__REMOVE,
	HIRE__SELECT,
	HIRE__SEARCH,
	HIRE__AGGREGATE
} hire__plan_kind;

typedef struct hire__plan {
	hire__plan_kind kind;
	bool lenient; /* an insert: do nothing when something is taken */
	const hire_record *record;
	/* the conditions, borrowed, and their fields */
	const hire_filter *filters;
	size_t filter_count;
	const hire_field *fields[HIRE__PLAN_FILTERS];
	/* those that the words of a search say already */
	bool covered[HIRE__PLAN_FILTERS];
	/* a page: its order (NULL: by id) and where it goes on */
	const hire_field *order;
	bool descending, after;
	hire__value after_value;
	const char *after_id;
	int32_t limit;
	unsigned without;
	/* a search: what it asks of the words; NULL: every row */
	const char *words;
	/* an aggregate */
	const hire_field *group, *sum;
	hire_time every;
} hire__plan;

/* Check `query`; its cursor is decoded into `mem`.  EUSAGE on unknown fields,
 * EINVAL on a cursor that is not of this query. */
HIRE_CHECK hire_status
hire__plan_query(hire__plan *plan, hire__plan_kind kind,
    const hire_query *query, hire_arena *mem, hire_error *err);

HIRE_CHECK hire_status
hire__plan_aggregate(
    hire__plan *plan, const hire_aggregate *query, hire_error *err);

/* What makes the SQL text of two plans over a record the same; its length. */
size_t
hire__plan_shape(const hire__plan *plan, unsigned char out[HIRE__SHAPE_MAX]);

/* Whether a page holds that field. */
bool
hire__plan_reads(const hire__plan *plan, const hire_field *f);

/* The values of a query in the order of their placeholders; their number. */
size_t
hire__plan_values(const hire__plan *plan, hire__value out[HIRE__PLAN_VALUES]);

/* The cursor behind a row: `value` of the order field and the row's id, as
 * base64url in `mem`; NULL when out of memory. */
const char *
hire__cursor(hire_arena *mem, const hire__value *value, const char *id);

#endif
