/* SPDX-License-Identifier: MIT
 * head.h - the head of a request: what is refused before anyone looks at it.
 * Pure functions over http_request, so that each refusal is a table row of a
 * test.
 */
#ifndef HIRE_HTTP_HEAD_H
#define HIRE_HTTP_HEAD_H

#include "server.h"

/* Whether `token` stands in a comma-separated list; case does not count. */
bool
http_has_token(const char *list, const char *token);

/* 0, or the status to refuse the request with and in `*why` one line for its
 * sender.  What two programs in a row could read in two ways is refused
 * (RFC 9112 sections 2.2, 3.2, 5, 6.1, 6.3). */
int
http_head_check(const http_request *r, const char **why);

/* Reason phrase of a status, such as "Not Found". */
const char *
http_reason(int status);

#endif
