/* SPDX-License-Identifier: MIT
 * limit.h - how often one address and one log-in may ask.
 */
#ifndef HIRE_HTTP_LIMIT_H
#define HIRE_HTTP_LIMIT_H

#include "call.h"

/* Count the call for where it comes from; what is dear is counted apart, too.
 * ELIMIT, with Retry-After in the reply.  Knows nothing of e-mail addresses,
 * so it tells nothing of them. */
HIRE_CHECK hire_status
limit_address(call *c, hire_error *err);

/* Count it for the account or key that asks. */
HIRE_CHECK hire_status
limit_login(call *c, hire_error *err);

#endif
