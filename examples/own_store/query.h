/* SPDX-License-Identifier: MIT
 * query.h - filters, order, pages, full text and sums over one table.
 */
#ifndef MEMORY_QUERY_H
#define MEMORY_QUERY_H

#include "rows.h"

#include <hire/sys/store.h>

/* `words` NULL: in the query's order; else rows with these, newest first. */
HIRE_CHECK hire_status
query_page(const table *t, const hire_query *query, const char *words,
    hire_arena *mem, hire_rows *out, hire_error *err);

HIRE_CHECK hire_status
query_aggregate(const table *t, const hire_aggregate *query, hire_arena *mem,
    hire_bucket **out, size_t *count, hire_error *err);

#endif
