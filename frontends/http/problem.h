/* SPDX-License-Identifier: MIT
 * problem.h - what went wrong, as application/problem+json (RFC 9457).
 */
#ifndef HIRE_HTTP_PROBLEM_H
#define HIRE_HTTP_PROBLEM_H

#include <hire/base.h>

#include "buf.h"

/* Whether `st` is the operator's affair: its messages name files and servers,
 * which strangers need not know. */
bool
problem_is_inside(hire_status st);

/* The body for `status`.  `code` is the name of a hire_status, `field` the
 * input at fault or "", `id` the request's or NULL. */
void
problem_write(buf *out, int status, const char *code, const char *detail,
    const char *field, const char *id);

#endif
