/* SPDX-License-Identifier: MIT
 * ctx.h - memory and random numbers from the host, for the library's inside.
 */
#ifndef HIRE_UTIL_CTX_H
#define HIRE_UTIL_CTX_H

#include <hire/base.h>

/* Zeroed heap memory through the host's allocator; NULL when out. */
void *
hire__zalloc(hire_ctx *ctx, size_t n);

/* realloc through the host's allocator; `n` > 0. */
void *
hire__realloc(hire_ctx *ctx, void *ptr, size_t n);

/* NULL is a no-op. */
void
hire__free(hire_ctx *ctx, void *ptr);

/* Heap copy of `s`; NULL when out of memory or `s` is NULL. */
char *
hire__strdup(hire_ctx *ctx, const char *s);

/* `n` unpredictable bytes, or HIRE_EBACKEND. */
HIRE_CHECK hire_status
hire__random(hire_ctx *ctx, void *out, size_t n, hire_error *err);

/* Copy a caller's table of `theirs->size` bytes into the zeroed `ours` of
 * `size` bytes.  A longer table is taken when its unknown tail is all zero. */
HIRE_CHECK hire_status
hire__extend(void *ours, size_t size, const void *theirs, hire_error *err);

/* The usual words for HIRE_ENOMEM. */
hire_status
hire__nomem(hire_error *err);

#endif
