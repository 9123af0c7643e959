/* SPDX-License-Identifier: MIT
 * conform_store_kit.h - a store under test and short ways to use it.
 */
#ifndef HIRE_CONFORM_STORE_KIT_H
#define HIRE_CONFORM_STORE_KIT_H

#include "conform_record.h"

extern test_host kit_host;
extern hire_arena *kit_mem;
extern hire_store kit_store; /* open, with the table of thing_record */
extern hire_tx *kit_tx;      /* what kit_begin() began */

/* Fixture of each test. */
void
kit_setup(void);
void
kit_teardown(void);

/* These fail the test when they cannot. */
void
kit_begin(bool write);
void
kit_commit(void);
void
kit_rollback(void);

hire_status
kit_insert(const thing *row, hire_error *err);

/* Insert in a transaction of its own. */
void
kit_add(const thing *row);

/* The one row that fulfils a condition; NULL when there is none. */
thing *
kit_get(const char *field, const char *text);

/* The numbers of all rows of `q`, page by page, as "1 2 3"; of a search when
 * `search` is not NULL. */
const char *
kit_walk(hire_query q, const char *search);
const char *
kit_filtered(hire_filter filter);

/* The parts of conform_store_case(). */
void
conform_rows_add(TCase *c);
void
conform_queries_add(TCase *c);
void
conform_many_add(TCase *c);

#endif
