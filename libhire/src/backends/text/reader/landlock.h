/* SPDX-License-Identifier: MIT
 * landlock.h - which files remain readable, where the kernel can say so.
 */
#ifndef HIRE_READER_LANDLOCK_H
#define HIRE_READER_LANDLOCK_H

#include <stdbool.h>

/* 0: the kernel has none, or it is switched off. */
int
landlock_abi(void);

/* Leave `program` (NULL: nothing) and what it needs to run, read-only, and no
 * network.  True where the kernel has no Landlock; false with errno else. */
bool
landlock_enter(const char *program);

#endif
