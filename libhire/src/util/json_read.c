/* SPDX-License-Identifier: MIT
 * json_read.c - a parsed tree in an arena, and readers that take NULL.
 */
#include "json.h"

#include "ctx.h"

#include <cjson/cJSON.h>
#include <math.h>

static void
drop(void *tree)
{
	cJSON_Delete(tree);
}

hire_status
hire__json_parse(hire_arena *mem, const char *s, size_t n,
    const hire__json **out, hire_error *err)
{
	hire_status st = hire__json_gate(hire_arena_ctx(mem), s, n, err);
	if (st)
		return st;
	/* The gate passed it, so only memory can be missing. */
	cJSON *tree = cJSON_ParseWithLength(s, n);
	if (!tree || !hire_arena_defer(mem, drop, tree))
		return hire__nomem(err);
	*out = tree;
	return HIRE_OK;
}

const hire__json *
hire__json_get(const hire__json *object, const char *key)
{
	return object ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

const char *
hire__json_text(const hire__json *node)
{
	return node && cJSON_IsString(node) ? node->valuestring : NULL;
}

const char *
hire__json_str(const hire__json *object, const char *key, const char *def)
{
	const char *s = hire__json_text(hire__json_get(object, key));
	return s ? s : def;
}

int64_t
hire__json_int(const hire__json *object, const char *key, int64_t def)
{
	return hire__json_whole(hire__json_get(object, key), def);
}

int64_t
hire__json_whole(const hire__json *v, int64_t def)
{
	if (!v || !cJSON_IsNumber(v) ||
	    fabs(v->valuedouble) > 9007199254740991.0)
		return def;
	return (int64_t)v->valuedouble;
}

bool
hire__json_bool(const hire__json *object, const char *key, bool def)
{
	const cJSON *v = hire__json_get(object, key);
	return cJSON_IsBool(v) ? cJSON_IsTrue(v) : def;
}

const hire__json *
hire__json_first(const hire__json *parent)
{
	bool has = cJSON_IsArray(parent) || cJSON_IsObject(parent);
	return has ? parent->child : NULL;
}

const hire__json *
hire__json_next(const hire__json *child)
{
	return child ? child->next : NULL;
}

size_t
hire__json_count(const hire__json *parent)
{
	size_t n = 0;
	for (parent = hire__json_first(parent); parent; parent = parent->next)
		n++;
	return n;
}

const char *
hire__json_key(const hire__json *node)
{
	return node ? node->string : NULL;
}

bool
hire__json_is_object(const hire__json *node)
{
	return cJSON_IsObject(node);
}

bool
hire__json_is_array(const hire__json *node)
{
	return cJSON_IsArray(node);
}

bool
hire__json_number(const hire__json *node, double *out)
{
	if (!cJSON_IsNumber(node))
		return false;
	*out = node->valuedouble;
	return true;
}
