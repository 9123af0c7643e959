/* SPDX-License-Identifier: MIT
 * buf.h - text that grows while a reply is written.
 * The first failure sticks: one look at `bad` covers every call before.
 */
#ifndef HIRE_HTTP_BUF_H
#define HIRE_HTTP_BUF_H

#include <hire/base.h>

typedef struct buf {
	char *s; /* NUL behind the last byte; NULL while empty */
	size_t len, room;
	bool bad; /* memory ran out: `s` misses something */
} buf;

void
buf_add(buf *b, const void *bytes, size_t n);

void
buf_adds(buf *b, const char *text);

void
buf_addf(buf *b, const char *fmt, ...) HIRE_PRINTF(2, 3);

/* A JSON string literal; NULL gives null. */
void
buf_json(buf *b, const char *text);

void
buf_free(buf *b);

#endif
