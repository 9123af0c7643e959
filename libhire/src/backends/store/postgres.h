/* SPDX-License-Identifier: MIT
 * postgres.h - the store for many servers: a PostgreSQL database.
 */
#ifndef HIRE_STORE_POSTGRES_H
#define HIRE_STORE_POSTGRES_H

#include <hire/sys/store.h>

/* Open the database at `url`, postgres://USER:PASSWORD@HOST:PORT/DATABASE with
 * libpq's parameters, and `pool`: the most connections of this store (16).
 * Tables come with migrate().  Borrows `ctx` until close().  Any number of
 * processes may have it open, also through PgBouncer in transaction mode.
 * Errors: EINVAL (no such URL), EBACKEND (out of reach, with what to do),
 * ENOMEM. */
HIRE_CHECK hire_status
hire__store_postgres_open(
    hire_ctx *ctx, const char *url, hire_store *out, hire_error *err);

#endif
