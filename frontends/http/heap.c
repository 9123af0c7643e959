/* SPDX-License-Identifier: MIT
 * heap.c - bounds for glibc's heaps; see heap.h.
 * It gives every thread a heap of its own, up to eight for each core, and each
 * keeps the most it ever held in pieces: with 136 threads that grows for hours.
 */
#include "heap.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#include <unistd.h>

enum { HEAPS_A_CORE = 2, LARGE = 128 << 10 };

void
heap_bound(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	mallopt(M_ARENA_MAX, HEAPS_A_CORE * (cores < 1 ? 1 : (int)cores));
	/* The defaults, which else rise with what is freed. */
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, LARGE);
}
#else
void
heap_bound(void)
{
}
#endif
