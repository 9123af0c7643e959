/* SPDX-License-Identifier: MIT
 * stores_postgres.c - the PostgreSQL store in a database of its own.
 */
#include "postgres.h"
#include "stores.h"

#include "backends/store/postgres.h"

static hire_status
open_postgres(hire_ctx *ctx, hire_store *out)
{
	hire_error err = {0};
	hire_status st =
	    hire__store_postgres_open(ctx, test_postgres_new(), out, &err);
	ck_assert_msg(!st, "%s", err.message);
	return st;
}

const conform_store test_store_postgres = {
    "postgres", open_postgres, test_postgres_drop};
