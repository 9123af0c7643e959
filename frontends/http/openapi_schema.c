/* SPDX-License-Identifier: MIT
 * openapi_schema.c - schemas from field tables; see openapi_schema.h.
 */
#include "openapi_schema.h"
#include "route.h"

#include <stdio.h>
#include <string.h>

static void
type_of(json *j, const char *type, bool nullable)
{
	if (!nullable) {
		json_text(j, "type", type);
		return;
	}
	json_open(j, "type", '[');
	json_text(j, NULL, type);
	json_text(j, NULL, "null");
	json_close(j, ']');
}

/* Limits of texts are in bytes, so a text of that many characters may still
 * be refused. */
static void
text_field(json *j, const hire_field *f, bool nullable)
{
	type_of(j, "string", nullable);
	if (f->min > 0 && f->flags & HIRE_REQUIRED)
		json_int(j, "minLength", f->min);
	if (f->max < INT32_MAX)
		json_int(j, "maxLength", f->max);
}

static void
word_field(json *j, const hire_words *words)
{
	json_text(j, "type", "string");
	json_open(j, "enum", '[');
	for (size_t i = 0; i < words->count; i++)
		json_text(j, NULL, words->names[i]);
	json_close(j, ']');
}

void
schema_input_field(json *j, const hire_field *f, bool nullable)
{
	nullable = nullable && !(f->flags & HIRE_REQUIRED);
	switch (f->type) {
	case HIRE_TYPE_ID:
	case HIRE_TYPE_TEXT:
		text_field(j, f, nullable);
		break;
	case HIRE_TYPE_JSON:
		break; /* anything: the handler reads it */
	case HIRE_TYPE_INT:
		type_of(j, "integer", nullable);
		if (f->min > -INT32_MAX)
			json_int(j, "minimum", f->min);
		if (f->max < INT64_MAX / 1024)
			json_int(j, "maximum", f->max);
		break;
	case HIRE_TYPE_TIME:
		type_of(j, "string", nullable);
		json_text(j, "format", "date-time");
		break;
	case HIRE_TYPE_BOOL:
		json_text(j, "type", "boolean");
		break;
	case HIRE_TYPE_ENUM:
		word_field(j, f->words);
		break;
	}
}

static bool
is_given(const hire_field *f, unsigned flags)
{
	return (f->flags & flags) == flags && !(f->flags & HIRE_SECRET);
}

void
schema_input(json *j, const hire_record *record, unsigned flags)
{
	json_text(j, "type", "object");
	json_bool(j, "additionalProperties", false);
	json_open(j, "properties", '{');
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (!is_given(f, flags))
			continue;
		json_open(j, f->name, '{');
		json_text(j, "description", f->help);
		schema_input_field(j, f, true);
		json_close(j, '}');
	}
	json_close(j, '}');
	json_open(j, "required", '[');
	for (size_t i = 0; i < record->count && !(flags & HIRE_EDIT); i++)
		if (is_given(&record->fields[i], flags | HIRE_REQUIRED))
			json_text(j, NULL, record->fields[i].name);
	json_close(j, ']');
}

/* Two views of one record differ in what they hide. */
static void
component_name(const shape *s, char out[64])
{
	snprintf(out, 64, "%s%s",
	    s->form == SHAPE_RAW ? s->schema : s->record->name,
	    s->hide ? "_public" : "");
}

static void
reference(json *j, const shape *s)
{
	char name[64], path[100];
	component_name(s, name);
	snprintf(path, sizeof path, "#/components/schemas/%s", name);
	json_text(j, "$ref", path);
}

static void
part(json *j, const shape *s)
{
	if (s->form == SHAPE_ROWS) {
		json_text(j, "type", "array");
		json_open(j, "items", '{');
		reference(j, s);
		json_close(j, '}');
	} else if (s->form == SHAPE_TEXT) {
		json_text(j, "type", "string");
	} else if (s->maybe) {
		json_open(j, "anyOf", '[');
		json_open(j, NULL, '{');
		reference(j, s);
		json_close(j, '}');
		json_raw(j, NULL, "{\"type\":\"null\"}");
		json_close(j, ']');
	} else {
		reference(j, s);
	}
}

void
schema_reply(json *j, const shape *const *gives)
{
	if (!gives[0]->member) {
		part(j, gives[0]);
		return;
	}
	json_text(j, "type", "object");
	json_bool(j, "additionalProperties", false);
	json_open(j, "properties", '{');
	for (size_t i = 0; i < ROUTE_GIVES && gives[i]; i++) {
		json_open(j, gives[i]->member, '{');
		part(j, gives[i]);
		json_close(j, '}');
		if (gives[i]->paged)
			json_raw(j, "next", "{\"type\":[\"string\",\"null\"]}");
	}
	json_close(j, '}');
	json_open(j, "required", '[');
	for (size_t i = 0; i < ROUTE_GIVES && gives[i]; i++) {
		json_text(j, NULL, gives[i]->member);
		if (gives[i]->paged)
			json_text(j, NULL, "next");
	}
	json_close(j, ']');
}

static const char problem_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,"
    "\"required\":[\"type\",\"title\",\"status\",\"code\",\"detail\","
    "\"field\",\"request_id\"],\"properties\":{"
    "\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
    "\"status\":{\"type\":\"integer\"},"
    "\"code\":{\"type\":\"string\",\"description\":\"name of the status\"},"
    "\"detail\":{\"type\":\"string\",\"description\":\"one line\"},"
    "\"field\":{\"type\":[\"string\",\"null\"],"
    "\"description\":\"the input at fault\"},"
    "\"request_id\":{\"type\":[\"string\",\"null\"]}}}";

static const char log_ins[] =
    "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\","
    "\"bearerFormat\":\"JWT\"},"
    "\"key\":{\"type\":\"http\",\"scheme\":\"bearer\","
    "\"description\":\"an API key of the organisation\"},"
    "\"cookie\":{\"type\":\"apiKey\",\"in\":\"cookie\","
    "\"name\":\"hire_access\"}}";

static bool
same_component(const shape *a, const shape *b)
{
	char x[64], y[64];
	if (b->form == SHAPE_TEXT)
		return false;
	component_name(a, x);
	component_name(b, y);
	return !strcmp(x, y);
}

/* Whether a shape in front of (route, give) names the same component. */
static bool
is_written(size_t route_index, size_t give)
{
	const shape *s = routes_at(route_index)->gives[give];
	for (size_t i = 0; i <= route_index; i++) {
		const route *r = routes_at(i);
		size_t end = i == route_index ? give : ROUTE_GIVES;
		for (size_t k = 0; k < end && r->gives[k]; k++)
			if (same_component(s, r->gives[k]))
				return true;
	}
	return false;
}

static hire_status
component(json *j, const shape *s, hire_arena *mem, hire_error *err)
{
	char name[64];
	const char *text = NULL;
	hire_status st = HIRE_OK;
	component_name(s, name);
	if (s->form == SHAPE_RAW)
		text = "{}";
	else
		st = hire_record_schema(s->record, s->hide, mem, &text, err);
	if (!st)
		json_raw(j, name, text);
	return st;
}

hire_status
schema_components(json *j, hire_arena *mem, hire_error *err)
{
	const route *r;
	hire_status st = HIRE_OK;
	json_open(j, "components", '{');
	json_open(j, "schemas", '{');
	json_raw(j, "problem", problem_schema);
	for (size_t i = 0; !st && (r = routes_at(i)); i++)
		for (size_t k = 0; !st && k < ROUTE_GIVES && r->gives[k]; k++)
			if (r->gives[k]->form != SHAPE_TEXT &&
			    !is_written(i, k))
				st = component(j, r->gives[k], mem, err);
	json_close(j, '}');
	json_raw(j, "responses",
	    "{\"problem\":{\"description\":\"It was not done\",\"content\":"
	    "{\"application/problem+json\":{\"schema\":{\"$ref\":"
	    "\"#/components/schemas/problem\"}}}}}");
	json_raw(j, "securitySchemes", log_ins);
	json_close(j, '}');
	return st;
}
