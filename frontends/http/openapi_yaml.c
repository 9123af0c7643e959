/* SPDX-License-Identifier: MIT
 * openapi_yaml.c - JSON as block YAML; see openapi.h.
 * Texts stay in double quotes, which YAML reads as JSON does: no rule of
 * plain scalars has to be known.
 */
#include "openapi.h"

#include <cjson/cJSON.h>
#include <string.h>

static void
indent(buf *out, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_adds(out, "  ");
}

static bool
is_plain_key(const char *key)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	return *key && strspn(key, plain) == strlen(key);
}

static void
write_scalar(const cJSON *v, buf *out)
{
	if (cJSON_IsString(v))
		buf_json(out, v->valuestring);
	else if (cJSON_IsBool(v))
		buf_adds(out, cJSON_IsTrue(v) ? "true" : "false");
	else if (cJSON_IsNumber(v))
		buf_addf(out, "%.0f", v->valuedouble);
	else
		buf_adds(out, "null");
	buf_adds(out, "\n");
}

/* `first_inline`: the first line goes on where "- " ended.  The document's
 * depth is that of the schemas in the program, so this recursion is bounded. */
static void
write_value(const cJSON *v, buf *out, int depth, bool first_inline)
{
	for (const cJSON *m = v->child; m; m = m->next) {
		bool nested = m->child != NULL;
		bool list = cJSON_IsArray(v);
		if (!first_inline)
			indent(out, depth);
		first_inline = false;
		if (list)
			buf_adds(out, "- ");
		else if (is_plain_key(m->string))
			buf_addf(out, "%s:", m->string);
		else {
			buf_json(out, m->string);
			buf_adds(out, ":");
		}
		if (!list && nested)
			buf_adds(out, "\n");
		else if (!list)
			buf_adds(out, " ");
		if (nested)
			write_value(m, out, depth + 1, list);
		else if (cJSON_IsArray(m) || cJSON_IsObject(m))
			buf_adds(out, cJSON_IsArray(m) ? "[]\n" : "{}\n");
		else
			write_scalar(m, out);
	}
}

hire_status
openapi_yaml(const char *text, buf *out, hire_error *err)
{
	cJSON *tree = cJSON_Parse(text);
	if (!tree)
		return hire_fail(
		    err, HIRE_EINTERNAL, NULL, "the document is no JSON");
	buf_adds(out, "# SPDX-License-Identifier: MIT\n"
	              "# Written by hire-server --openapi; do not edit.\n");
	write_value(tree, out, 0, false);
	cJSON_Delete(tree);
	return out->bad ? hire_fail(err, HIRE_ENOMEM, NULL, "out of memory")
	                : HIRE_OK;
}
