/* SPDX-License-Identifier: MIT
 * repeat.h - calls that may be repeated and act once: Idempotency-Key.
 * What that means is the library's business; here the request becomes its
 * name and a digest of what it says.
 */
#ifndef HIRE_HTTP_REPEAT_H
#define HIRE_HTTP_REPEAT_H

#include "upload.h"

/* For routes that create: take the key, if there is one, and the digest of
 * method, path, query and body.  EUSAGE when it stands twice, EINVAL when it
 * is not 1 to 255 printable ASCII characters. */
HIRE_CHECK hire_status
repeat_read(call *c, hire_error *err);

/* The same once a form was read: it counts as the body. */
HIRE_CHECK hire_status
repeat_upload(call *c, const upload *form, hire_error *err);

#endif
