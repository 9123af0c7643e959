/* SPDX-License-Identifier: MIT
 * test_store.c - the conformance suites over the stores at hand.
 * With THREADS defined it runs those under several threads instead.
 */
#include "backends/queue/store_queue.h"

#include "conform_queue.h"
#include "postgres.h"
#include "stores.h"

hire_status
conform_queue_open(hire_ctx *ctx, hire_store *store, hire_queue *out)
{
	return hire__queue_store_open(ctx, store, out, NULL);
}

static void
use(const conform_store *which)
{
	conform_store_use(which);
	conform_queue_use(which);
	conform_threads_use(which);
}

static void
use_sqlite(void)
{
	use(&test_store_sqlite);
}

#ifdef TEST_OWN_STORE
static void
use_memory(void)
{
	use(&test_store_memory);
}
#endif

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
	suite_add_tcase(suite, conform_store_case(choose));
	suite_add_tcase(suite, conform_queue_case(choose));
	suite_add_tcase(suite, conform_turn_case(choose));
#endif
}

int
main(void)
{
	Suite *suite = suite_create("store");
	if (test_postgres_here())
		add_cases(suite, use_postgres);
	if (!test_postgres_pooled()) {
		add_cases(suite, use_sqlite);
#ifdef TEST_OWN_STORE
		add_cases(suite, use_memory);
#endif
	}
	return test_run(suite);
}
