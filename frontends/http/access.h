/* SPDX-License-Identifier: MIT
 * access.h - who is calling, and whether the route is for them.
 */
#ifndef HIRE_HTTP_ACCESS_H
#define HIRE_HTTP_ACCESS_H

#include "call.h"

/* Find out who calls and hold that against the route: fills `who`, `known`,
 * `by_key`, `by_cookie`.  EAUTH: log in first; EDENIED: not for this role or
 * key, or a browser was sent here by a page of somebody else. */
hire_status
access_check(call *c, hire_error *err);

#endif
