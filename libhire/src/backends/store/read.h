/* SPDX-License-Identifier: MIT
 * read.h - a database's answer as a page of rows or as buckets.
 * Apart from the databases: each only says how it gives one row and one value.
 */
#ifndef HIRE_STORE_READ_H
#define HIRE_STORE_READ_H

#include "plan.h"

/* Rows as a database hands them out, one after the other. */
typedef struct hire__source {
	void *from;
	/* Go to the next row; `*row` false behind the last. */
	hire_status (*next)(void *from, bool *row, hire_error *err);
	/* A column of that row; borrowed until next() is called again. */
	hire__value (*value)(void *from, size_t column);
} hire__source;

/* The answer to a HIRE__SELECT or HIRE__SEARCH, in `mem`. */
HIRE_CHECK hire_status
hire__read_page(const hire__plan *plan, const hire__source *source,
    hire_arena *mem, hire_rows *out, hire_error *err);

/* The answer to a HIRE__AGGREGATE, in `mem`. */
HIRE_CHECK hire_status
hire__read_buckets(const hire__plan *plan, const hire__source *source,
    hire_arena *mem, hire_bucket **out, size_t *count, hire_error *err);

#endif
