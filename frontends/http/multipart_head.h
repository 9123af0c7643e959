/* SPDX-License-Identifier: MIT
 * multipart_head.h - the lines of a form: parameters, and what names a part.
 * Pure functions over text, apart from the reading of bytes.  What two
 * programs could read in two ways is refused: parameters that stand twice,
 * backslashes, folded lines, encodings (RFC 7578 sections 4.2, 4.7, 5.1).
 */
#ifndef HIRE_HTTP_MULTIPART_HEAD_H
#define HIRE_HTTP_MULTIPART_HEAD_H

#include "multipart.h"

/* The boundary that a Content-Type names, in `out` of MULTIPART_BOUNDARY_MAX
 * + 1 bytes.  EUNSUPPORTED: another type; EUSAGE. */
HIRE_CHECK hire_status
multipart_boundary(const char *content_type, char *out, hire_error *err);

/* What the lines of one part have said so far. */
typedef struct multipart_lines {
	int count;
	bool named, typed, coded;
} multipart_lines;

/* Take one line, without its end, into `part`.  EUSAGE. */
HIRE_CHECK hire_status
multipart_line(const char *line, multipart_lines *seen, multipart_part *part,
    hire_error *err);

#endif
