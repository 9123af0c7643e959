/* SPDX-License-Identifier: MIT
 * mem.h - the one door to memory of this folder.
 * Apart so that a test can make any allocation fail and count what is left.
 */
#ifndef WS_MEM_H
#define WS_MEM_H

#include <stddef.h>

/** Where memory comes from.  All zero: the C library. */
typedef struct ws_mem {
	/** realloc's contract; `size` 0 frees and returns NULL.  Any thread. */
	void *(*alloc)(void *user, void *ptr, size_t size);
	void *user;
} ws_mem;

/** realloc's contract for a `size` above 0: NULL leaves `ptr` as it was. */
void *
ws_realloc(const ws_mem *mem, void *ptr, size_t size);

/** `size` zeroed bytes, or NULL. */
void *
ws_zalloc(const ws_mem *mem, size_t size);

/** NULL is a no-op. */
void
ws_free(const ws_mem *mem, void *ptr);

#endif
