/* SPDX-License-Identifier: MIT
 * openapi_schema.h - schemas of the document, from field tables.
 */
#ifndef HIRE_HTTP_OPENAPI_SCHEMA_H
#define HIRE_HTTP_OPENAPI_SCHEMA_H

#include "json.h"
#include "route.h"

/* Members of the schema of one input field; `nullable`: null unsets it. */
void
schema_input_field(json *j, const hire_field *f, bool nullable);

/* The "description" member of a field: its help and, of texts, the limit that
 * JSON schema has no word for. */
void
schema_help(json *j, const hire_field *f);

/* Members of the schema of an object with the fields that have `flags`, and
 * with `also` (may be NULL); with HIRE_EDIT none is required. */
void
schema_input(json *j, const hire_record *record, unsigned flags,
    const hire_json_list *also);

/* Members of the schema of a parameter called `name`: of an id when it is one,
 * or of any text up to `max` bytes. */
void
schema_parameter(json *j, const char *name, int max);

/* Whether `value` has the form of the id that a parameter called `name` names;
 * true when it names none. */
bool
schema_takes(const char *name, const char *value);

/* Members of the schema of a reply. */
void
schema_reply(json *j, const shape *const *gives);

/* Members of the responses of an operation: all but its success. */
void
schema_refusals(json *j, const route *r);

/* The "components" member: every schema named above, problems, log-ins. */
HIRE_CHECK hire_status
schema_components(json *j, hire_arena *mem, hire_error *err);

#endif
