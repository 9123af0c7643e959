/* SPDX-License-Identifier: MIT
 * postgres_absent.c - the answer of a library built without libpq.
 */
#include "postgres.h"

hire_status
hire__store_postgres_open(
    hire_ctx *ctx, const char *url, hire_store *out, hire_error *err)
{
	(void)ctx, (void)url, (void)out;
	return hire_fail(err, HIRE_EINVAL, "HIRE_STORE",
	    "this libhire was built without PostgreSQL: install libpq-dev and "
	    "build it again, or use sqlite:");
}
