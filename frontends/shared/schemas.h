/* SPDX-License-Identifier: MIT
 * schemas.h - schemas of the JSON that the library writes as a whole.
 */
#ifndef HIRE_SCHEMAS_H
#define HIRE_SCHEMAS_H

/* JSON schema of "facts", "match" or "scorecard"; NULL: there is none of that
 * name.  Static. */
const char *
raw_schema(const char *name);

#endif
