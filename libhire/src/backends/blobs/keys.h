/* SPDX-License-Identifier: MIT
 * keys.h - one page of keys, in order, out of a tree of folders in no order.
 * Bounded memory: only the smallest `limit` keys are kept while walking.
 */
#ifndef HIRE_BACKENDS_BLOBS_KEYS_H
#define HIRE_BACKENDS_BLOBS_KEYS_H

#include <hire/sys/blobs.h>

typedef struct keys {
	hire_ctx *ctx;               /* borrowed */
	const char *prefix, *cursor; /* borrowed; cursor may be NULL */
	char (*sorted)[HIRE_BLOB_KEY_MAX + 1]; /* owned; limit + 1 of them */
	size_t count, limit;
	bool more;
} keys;

HIRE_CHECK hire_status
keys_init(keys *k, hire_ctx *ctx, const char *prefix, const char *cursor,
    size_t limit, hire_error *err);

void
keys_fini(keys *k);

/* Walk the blobs under the folder `fd`; an errno, or 0. */
int
keys_collect(keys *k, int fd);

HIRE_CHECK hire_status
keys_page(const keys *k, hire_arena *mem, hire_blob_page *out, hire_error *err);

#endif
