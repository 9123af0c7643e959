/* SPDX-License-Identifier: MIT
 * store_life.h - every call of a store once, for sweeps over what may fail.
 */
#ifndef HIRE_TEST_STORE_LIFE_H
#define HIRE_TEST_STORE_LIFE_H

#include <hire/sys/store.h>

/* Bring up the table of thing_record, which holds no row, and use it; gives
 * the first failure. */
hire_status
store_life(hire_store *s, hire_arena *own);

#endif
