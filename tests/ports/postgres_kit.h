/* SPDX-License-Identifier: MIT
 * postgres_kit.h - a PostgreSQL store of one's own and short ways to use it.
 */
#ifndef HIRE_TEST_POSTGRES_KIT_H
#define HIRE_TEST_POSTGRES_KIT_H

#include "conform_record.h"
#include "stage.h"

extern const char *pg_url; /* of each test, empty at first */

/* Fixture of each test. */
void
pg_setup(void);
void
pg_teardown(void);

/* These fail the test when they cannot: open a store at a URL, bring its
 * tables up, both at pg_url; and close it. */
hire_store
pg_open_at(const char *where);
const char *
pg_bring_up(hire_store *s, bool dry);
hire_store
pg_open(void);
void
pg_shut(hire_store *s);

/* Add thing number `n` in a transaction of its own. */
hire_status
pg_add(hire_store *s, int n, hire_error *err);

/* Number of things that `tx` sees. */
hire_status
pg_look(hire_store *s, hire_tx *tx, size_t *count);
void
pg_expect_rows(hire_store *s, size_t want);

#endif
