/* SPDX-License-Identifier: MIT
 * test_store_memory.c - the conformance suite over the store that
 * examples/own_store shows: the suite fits a backend it was not written for.
 */
#include "conform_store.h"

#include <memory_store.h>

static hire_status
open_memory(hire_ctx *ctx, hire_store *out)
{
	(void)ctx;
	return memory_store_open(out, NULL);
}

static const conform_store memory = {"memory", open_memory, NULL};

static void
choose(void)
{
	conform_store_use(&memory);
}

int
main(void)
{
	Suite *suite = suite_create("store_memory");
	suite_add_tcase(suite, conform_store_case(choose));
	return test_run(suite);
}
