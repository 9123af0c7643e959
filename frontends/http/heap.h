/* SPDX-License-Identifier: MIT
 * heap.h - how the process's memory is kept.
 * Apart because it depends on the C library, and only programs decide it.
 */
#ifndef HIRE_HTTP_HEAP_H
#define HIRE_HTTP_HEAP_H

/* Call before the first thread begins.  Does nothing where the C library has
 * no such settings. */
void
heap_bound(void);

#endif
