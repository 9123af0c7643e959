/* SPDX-License-Identifier: MIT
 * store_file.h - the embedded store's file as tests handle it.
 */
#ifndef HIRE_TEST_STORE_FILE_H
#define HIRE_TEST_STORE_FILE_H

#include "conform_record.h"
#include "stores.h"

extern test_host file_host;
extern hire_arena *file_mem;
extern char file_folder[TEST_FOLDER_MAX]; /* fresh for each test */
extern char file_path[128];               /* hire.db in it, not yet there */

void
file_setup(void);
void
file_teardown(void);

/* These fail the test when they cannot. */
hire_store
file_open(void);
hire_store
file_open_migrated(void);
void
file_close(hire_store *s);

/* The steps for thing_record. */
const char *
file_migrate(hire_store *s, bool dry);

/* Insert, and read everything, in a transaction of its own. */
hire_status
file_add(hire_store *s, const thing *t, hire_error *err);
hire_status
file_read(hire_store *s, hire_rows *rows, hire_error *err);

/* Fails the test unless the store can be read and has that many rows. */
void
file_holds(hire_store *s, int rows);

/* Run SQL behind the store's back. */
void
file_raw(const char *sql);

#endif
