/* SPDX-License-Identifier: MIT
 * json.c - JSON written member by member; see json.h.
 */
#include "json.h"

#include <inttypes.h>

static void
begin(json *j, const char *key)
{
	if (j->comma)
		buf_adds(j->out, ",");
	if (key) {
		buf_json(j->out, key);
		buf_adds(j->out, ":");
	}
	j->comma = true;
}

void
json_open(json *j, const char *key, char bracket)
{
	begin(j, key);
	buf_add(j->out, &bracket, 1);
	j->comma = false;
}

void
json_close(json *j, char bracket)
{
	buf_add(j->out, &bracket, 1);
	j->comma = true;
}

void
json_text(json *j, const char *key, const char *value)
{
	begin(j, key);
	buf_json(j->out, value);
}

void
json_int(json *j, const char *key, int64_t value)
{
	begin(j, key);
	buf_addf(j->out, "%" PRId64, value);
}

void
json_bool(json *j, const char *key, bool value)
{
	json_raw(j, key, value ? "true" : "false");
}

void
json_raw(json *j, const char *key, const char *value)
{
	begin(j, key);
	buf_adds(j->out, value);
}
