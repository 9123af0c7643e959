/* SPDX-License-Identifier: MIT
 * conform_store.h - what every store must do, as a Check case.
 * Knows a store by its ops alone, so a backend of one's own takes it as is.
 */
#ifndef HIRE_CONFORM_STORE_H
#define HIRE_CONFORM_STORE_H

#include "support.h"

#include <hire/sys/store.h>

/* A store under test: open it empty and without tables. */
typedef struct conform_store {
	const char *name;
	hire_status (*open)(hire_ctx *ctx, hire_store *out);
	void (*clean)(void); /* after close(); may be NULL */
} conform_store;

/* The store that the next cases use; set it in an unchecked fixture. */
void
conform_store_use(const conform_store *which);

/* All cases but those with threads, which are in conform_threads.c. */
TCase *
conform_store_case(void (*choose)(void));
#endif
