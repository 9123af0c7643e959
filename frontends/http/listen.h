/* SPDX-License-Identifier: MIT
 * listen.h - the address to serve on: is it one, and can it be had.
 * Apart from the HTTP library, which only says that its set-up failed.
 */
#ifndef HIRE_HTTP_LISTEN_H
#define HIRE_HTTP_LISTEN_H

#include <hire/base.h>

/* "127.0.0.1:8080".  EINVAL names HIRE_LISTEN. */
HIRE_CHECK hire_status
listen_check(const char *text, hire_error *err);

/* Take the port and give it back.  EINVAL says why it cannot be had. */
HIRE_CHECK hire_status
listen_try(const char *text, hire_error *err);

#endif
