/* SPDX-License-Identifier: MIT
 * http.h - calls to other people's servers, one at a time and bounded.
 * The one place that names libcurl.
 */
#ifndef HIRE_UTIL_HTTP_H
#define HIRE_UTIL_HTTP_H

#include "net.h"

typedef struct hire__http_header {
	const char *name, *value;
} hire__http_header;

/* A call.  Everything is borrowed for its time. */
typedef struct hire__http_call {
	const char *url;
	const hire__http_header *headers;
	size_t header_count;
	const void *body; /* with one it is a POST, else a GET */
	size_t body_len;
	hire_time limit;   /* of the whole call, microseconds */
	size_t reply_max;  /* bytes of the reply that are read */
	const char *allow; /* exceptions; see hire__net_list_check() */
} hire__http_call;

typedef struct hire__http_reply {
	int32_t status;
	const char *body; /* NUL-terminated, in `mem` */
	size_t body_len;
	bool cut;              /* there was more than `reply_max` */
	hire_time retry_after; /* what the server asks for; 0: nothing */
} hire__http_reply;

/* Make the call.  HIRE_OK for any status: redirects are replies, not followed.
 * Certificates are verified, proxies of the environment are not used, and the
 * address that is really connected to is looked at, so that a name which
 * changes its address leads nowhere else.  EINVAL (url or header), EDENIED
 * (the address is not public), ETIMEOUT, EBACKEND.  Blocks; any thread. */
HIRE_CHECK hire_status
hire__http_do(const hire__http_call *call, hire_arena *mem,
    hire__http_reply *out, hire_error *err);

#endif
