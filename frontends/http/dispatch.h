/* SPDX-License-Identifier: MIT
 * dispatch.h - the way of every request: check, find, allow, read, run, reply.
 */
#ifndef HIRE_HTTP_DISPATCH_H
#define HIRE_HTTP_DISPATCH_H

#include "app.h"
#include "server.h"

/* http_options.handle and .refuse; `user` is the app. */
void
dispatch(void *user, http_request *r);
void
dispatch_refuse(void *user, http_request *r);

#endif
