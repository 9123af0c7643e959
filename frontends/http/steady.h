/* SPDX-License-Identifier: MIT
 * steady.h - waiting for a word, for a while at most.
 * Apart because the plain way follows the wall clock: set back by an hour, it
 * lets every such wait last an hour longer.
 */
#ifndef HIRE_HTTP_STEADY_H
#define HIRE_HTTP_STEADY_H

#include <pthread.h>
#include <stdint.h>
#include <time.h>

/* Make a condition whose waits end by steady_in(). */
void
steady_cond(pthread_cond_t *cond);

/* That many milliseconds from now, for pthread_cond_timedwait(). */
struct timespec
steady_in(int64_t ms);

#endif
