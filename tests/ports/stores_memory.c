/* SPDX-License-Identifier: MIT
 * stores_memory.c - the store that examples/own_store shows: the suites fit a
 * backend they were not written for.
 */
#include "stores.h"

#include <memory_store.h>

static hire_status
open_memory(hire_ctx *ctx, hire_store *out)
{
	(void)ctx;
	return memory_store_open(out, NULL);
}

const conform_store test_store_memory = {"memory", open_memory, NULL};
