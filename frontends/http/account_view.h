/* SPDX-License-Identifier: MIT
 * account_view.h - what the routes of accounts, log-ins and passwords share.
 */
#ifndef HIRE_HTTP_ACCOUNT_VIEW_H
#define HIRE_HTTP_ACCOUNT_VIEW_H

#include "call.h"
#include "view.h"

/* A sentence for somebody who may or may not have an account. */
extern const shape notice_shape;
hire_status
give_notice(call *c, const char *message, hire_error *err);

#endif
