/* SPDX-License-Identifier: MIT
 * precondition.h - ETags: what a caller changes, and what it knows already
 * (RFC 9110, section 13).
 */
#ifndef HIRE_HTTP_PRECONDITION_H
#define HIRE_HTTP_PRECONDITION_H

#include "call.h"

/* Read If-Match of a route that EDITS: the ETag that a reply gave, or "*".
 * Fails with status 428 when it is missing, 412 when it is none of ours. */
HIRE_CHECK hire_status
precondition_read(call *c, hire_error *err);

/* 412 when the handler failed with `st` because what it was to change is not
 * at the version of If-Match any more, and the error names If-Match then;
 * else 0. */
int
precondition_failed(const call *c, hire_status st, hire_error *err);

/* Whether If-None-Match names what the reply is about to give. */
bool
precondition_is_known(const call *c);

#endif
