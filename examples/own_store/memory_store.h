/* SPDX-License-Identifier: MIT
 * memory_store.h - a store of one's own: rows in memory, gone with it.
 * Written against the public headers alone, as any backend outside libhire.
 */
#ifndef MEMORY_STORE_H
#define MEMORY_STORE_H

#include <hire/sys/store.h>

/* The store's methods; `state` is what memory_store_new() made. */
extern const hire_store_ops memory_store_ops;

/* Make an empty store; memory_store_ops.close() ends it.  Errors: ENOMEM. */
HIRE_CHECK hire_status
memory_store_new(void **out, hire_error *err);

#endif
