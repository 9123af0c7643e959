/* SPDX-License-Identifier: MIT
 * cookie.h - the log-in of a browser: two cookies that no script can read.
 */
#ifndef HIRE_HTTP_COOKIE_H
#define HIRE_HTTP_COOKIE_H

#include "call.h"

typedef enum cookie { COOKIE_ACCESS, COOKIE_REFRESH } cookie;

/* Its value in `c->mem`, or NULL: it is not there, or there twice. */
const char *
cookie_get(const call *c, cookie which);

/* Set it for `life` microseconds. */
void
cookie_set(call *c, cookie which, const char *value, hire_time life);

/* Have the browser forget both. */
void
cookies_drop(call *c);

#endif
