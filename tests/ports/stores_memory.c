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
	void *state = NULL;
	hire_status st = memory_store_new(&state, NULL);
	return st ? st : hire_store_init(out, &memory_store_ops, state, NULL);
}

const conform_store test_store_memory = {"memory", open_memory, NULL};
