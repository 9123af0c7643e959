/* SPDX-License-Identifier: MIT
 * mem.c - allocation through the host's function, or the C library's.
 */
#include "mem.h"

#include <stdlib.h>
#include <string.h>

void *
ws_realloc(const ws_mem *mem, void *ptr, size_t size)
{
	if (mem->alloc)
		return mem->alloc(mem->user, ptr, size);
	return realloc(ptr, size);
}

void *
ws_zalloc(const ws_mem *mem, size_t size)
{
	void *p = ws_realloc(mem, NULL, size);
	if (p)
		memset(p, 0, size);
	return p;
}

void
ws_free(const ws_mem *mem, void *ptr)
{
	if (!ptr)
		return;
	if (mem->alloc)
		mem->alloc(mem->user, ptr, 0);
	else
		free(ptr);
}
