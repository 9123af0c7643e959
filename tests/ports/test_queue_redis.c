/* SPDX-License-Identifier: MIT
 * test_queue_redis.c - the conformance suites of queues over lines in Redis
 * and the stores at hand.  With THREADS defined it runs those under threads.
 */
#include "backends/queue/redis_queue.h"

#include "conform_queue.h"
#include "postgres.h"
#include "redis.h"
#include "stores.h"

/* A prefix for each queue keeps the tests apart on one server. */
hire_status
conform_queue_open(hire_ctx *ctx, hire_store *store, hire_queue *out)
{
	hire_error err = {0};
	hire_status st =
	    hire__queue_redis_open(ctx, test_redis_new(), store, out, &err);
	ck_assert_msg(!st, "%s", err.message);
	return st;
}

static void
use(const conform_store *which)
{
	conform_queue_use(which);
	conform_threads_use(which);
}

static void
use_sqlite(void)
{
	use(&test_store_sqlite);
}

static void
use_postgres(void)
{
	use(&test_store_postgres);
}

static void
add_cases(Suite *suite, void (*choose)(void))
{
#ifdef TEST_THREADS
	suite_add_tcase(suite, conform_threads_case(choose));
#else
	suite_add_tcase(suite, conform_queue_case(choose));
#endif
}

int
main(void)
{
	if (!test_redis_here())
		return 0;
	Suite *suite = suite_create("queue_redis");
	add_cases(suite, use_sqlite);
	if (test_postgres_here())
		add_cases(suite, use_postgres);
	return test_run(suite);
}
