/* SPDX-License-Identifier: MIT
 * json.h - JSON written member by member, the commas by themselves.
 */
#ifndef HIRE_HTTP_JSON_H
#define HIRE_HTTP_JSON_H

#include "buf.h"

typedef struct json {
	buf *out;
	bool comma; /* the next member needs one */
} json;

/* `key` is NULL in arrays and for the whole document; `bracket` is '{' or
 * '['. */
void
json_open(json *j, const char *key, char bracket);
void
json_close(json *j, char bracket);
void
json_text(json *j, const char *key, const char *value);
void
json_int(json *j, const char *key, int64_t value);
void
json_bool(json *j, const char *key, bool value);
/* JSON as it is. */
void
json_raw(json *j, const char *key, const char *value);

#endif
