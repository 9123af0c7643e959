/* SPDX-License-Identifier: MIT
 * openapi.h - the route table as an OpenAPI 3.1 document.
 */
#ifndef HIRE_HTTP_OPENAPI_H
#define HIRE_HTTP_OPENAPI_H

#include "buf.h"

/* The document as JSON. */
HIRE_CHECK hire_status
openapi_json(buf *out, hire_arena *mem, hire_error *err);

/* JSON text as YAML, for people and diffs. */
HIRE_CHECK hire_status
openapi_yaml(const char *text, buf *out, hire_error *err);

#endif
