/* SPDX-License-Identifier: MIT
 * csrf.h - whether a browser was sent here by a page of ours.
 * Only what a browser adds by itself (cookies, an open network) needs this: a
 * client that sends its token in Authorization says so on purpose.
 */
#ifndef HIRE_HTTP_CSRF_H
#define HIRE_HTTP_CSRF_H

#include "call.h"

/* Whether a page of our own origin asks: by Sec-Fetch-Site, or where that is
 * missing by Origin or Referer.  Says none of them: `silent`. */
bool
csrf_is_ours(const call *c, bool silent);

/* EDENIED unless the page is ours and X-CSRF-Token is one for the log-in of
 * `c->who`. */
HIRE_CHECK hire_status
csrf_check(const call *c, hire_error *err);

/* For what sets cookies or uses them without a log-in.  EDENIED unless the
 * page is ours. */
HIRE_CHECK hire_status
csrf_origin_check(const call *c, hire_error *err);

#endif
