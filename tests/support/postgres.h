/* SPDX-License-Identifier: MIT
 * postgres.h - databases on the PostgreSQL server of this test run.
 * Apart from support.h, for suites that may run over such a store.
 */
#ifndef HIRE_TEST_POSTGRES_H
#define HIRE_TEST_POSTGRES_H

#include <stdbool.h>

/* Whether HIRE_TEST_POOLER asks for stores behind PgBouncer. */
bool
test_postgres_pooled(void);

/* Whether there is such a server; otherwise "skipped" is printed, once. */
bool
test_postgres_here(void);

/* The URL of a new, empty place in it; lives until it is dropped, one at a
 * time. Fails the test when it cannot be had. */
const char *
test_postgres_new(void);
void
test_postgres_drop(void);

/* Run SQL in that place, behind the store's back; the first value of the
 * answer in a buffer that the next call uses again, "" without one. */
const char *
test_postgres_sql(const char *sql);

/* End every connection of stores to that place, as a restart would. */
void
test_postgres_kill(void);

/* Its URL with other parts: user "USER" or "USER:PASSWORD", port, database;
 * NULL and 0 leave one as it is.  Overwritten by the next call. */
const char *
test_postgres_url(const char *user, int port, const char *database);

/* Let the server die of `signal` and come back; only in a suite that runs
 * alone.  Fails the test when it does not. */
void
test_postgres_bounce(int signal);

/* The port of the server. */
int
test_postgres_port(void);

/* The same outside it. */
const char *
test_postgres_admin(const char *sql);

/* The store that HIRE_TEST_STORE asks for: "postgres" gives
 * test_postgres_new(), else NULL, for the embedded one. */
const char *
test_store_new(void);
void
test_store_drop(void);

#endif
