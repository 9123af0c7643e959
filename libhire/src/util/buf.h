/* SPDX-License-Identifier: MIT
 * buf.h - a growing text with a limit that remembers its first failure.
 * Append as often as you like, check once.
 */
#ifndef HIRE_UTIL_BUF_H
#define HIRE_UTIL_BUF_H

#include <hire/base.h>

typedef struct hire__buf {
	hire_ctx *ctx; /* borrowed */
	char *s;       /* owned; NUL-terminated once something was added */
	size_t len, cap, max;
	hire_status failed;
} hire__buf;

#define HIRE__BUF(ctx, max)                                                    \
	(hire__buf)                                                            \
	{                                                                      \
		(ctx), NULL, 0, 0, (max), HIRE_OK                              \
	}

void
hire__buf_add(hire__buf *b, const void *bytes, size_t n);

/* NULL adds nothing. */
void
hire__buf_adds(hire__buf *b, const char *s);

void
hire__buf_addc(hire__buf *b, char c);

void
hire__buf_addf(hire__buf *b, const char *fmt, ...) HIRE_PRINTF(2, 3);

/* HIRE_OK, or the first failure: HIRE_ENOMEM or HIRE_ETOOBIG. */
HIRE_CHECK hire_status
hire__buf_check(const hire__buf *b, hire_error *err);

/* Move the text into `mem` and free `b`: one call ends a piece of writing. */
HIRE_CHECK hire_status
hire__buf_take(
    hire__buf *b, hire_arena *mem, const char **out, hire_error *err);

/* Keep the memory, drop text and failure. */
void
hire__buf_clear(hire__buf *b);

void
hire__buf_free(hire__buf *b);

#endif
