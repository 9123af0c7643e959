/* SPDX-License-Identifier: MIT
 * memory_store.h - a store of one's own: rows in memory, gone with it.
 * Written against the public headers alone, as any backend outside libhire.
 */
#ifndef MEMORY_STORE_H
#define MEMORY_STORE_H

#include <hire/sys/store.h>

/* Open an empty store; close it through its ops.  Errors: ENOMEM. */
HIRE_CHECK hire_status
memory_store_open(hire_store *out, hire_error *err);

#endif
