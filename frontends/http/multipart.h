/* SPDX-License-Identifier: MIT
 * multipart.h - a form with files (RFC 7578), read as it comes in.
 * The reader pulls bytes and hands parts on; what becomes of a part's bytes is
 * the caller's business, so no file has to fit into memory.
 */
#ifndef HIRE_HTTP_MULTIPART_H
#define HIRE_HTTP_MULTIPART_H

#include <hire/base.h>

enum {
	MULTIPART_PARTS_MAX = 16,
	MULTIPART_HEAD_MAX = 2048,   /* bytes of the lines of one part */
	MULTIPART_BOUNDARY_MAX = 70, /* RFC 2046 */
	MULTIPART_NAME_MAX = 256     /* bytes of a field's or file's name */
};

typedef struct multipart_part {
	char name[MULTIPART_NAME_MAX];
	char filename[MULTIPART_NAME_MAX]; /* "" when it is no file */
} multipart_part;

typedef struct multipart_host {
	/* Up to `n` bytes of the body; 0 at its end, -1 when it broke off. */
	int (*pull)(void *user, void *buf, size_t n);
	/* A part begins; then its bytes in pieces. */
	hire_status (*part)(
	    void *user, const multipart_part *part, hire_error *err);
	hire_status (*bytes)(
	    void *user, const void *bytes, size_t n, hire_error *err);
	void *user;
} multipart_host;

/* Read a body of this Content-Type to its end.  EUNSUPPORTED: it is no
 * multipart/form-data; EUSAGE: it is not well formed, or a limit above is
 * passed; ETIMEOUT: it broke off; else what the host returned. */
HIRE_CHECK hire_status
multipart_read(
    const char *content_type, const multipart_host *host, hire_error *err);

#endif
