/* SPDX-License-Identifier: MIT
 * upload.h - an application's form: the resume, and the secret of a link.
 */
#ifndef HIRE_HTTP_UPLOAD_H
#define HIRE_HTTP_UPLOAD_H

#include "call.h"

typedef struct upload {
	hire_upload resume; /* its bytes live as long as the call */
	const char *link;   /* or NULL */
} upload;

/* Read the form of a call.  The file goes to a temporary one on disk as it
 * comes in, so that many uploads at once take no memory.  ETOOBIG, EINVAL
 * (field "resume"), EUSAGE, EUNSUPPORTED, ETIMEOUT, ENOSPC, EIO. */
HIRE_CHECK hire_status
upload_read(call *c, upload *out, hire_error *err);

#endif
