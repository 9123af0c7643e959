/* SPDX-License-Identifier: MIT
 * stores.h - the stores that the conformance suites run over.
 */
#ifndef HIRE_TEST_STORES_H
#define HIRE_TEST_STORES_H

#include "conform_store.h"

/* A fresh folder, and removing it with everything in it. */
enum { TEST_FOLDER_MAX = 64 };
void
test_folder_make(char out[TEST_FOLDER_MAX]);
void
test_folder_remove(const char *folder);

extern const conform_store test_store_sqlite;
extern const conform_store test_store_memory;
extern const conform_store test_store_postgres;

#endif
