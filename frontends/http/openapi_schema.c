/* SPDX-License-Identifier: MIT
 * openapi_schema.c - schemas from field tables; see openapi_schema.h.
 */
#include "openapi_schema.h"
#include "route.h"
#include "schemas.h"

#include <stdio.h>
#include <string.h>

enum { WRITTEN_MAX = 100 };

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

/* The record whose ids stand in "<record>_id", or NULL. */
static const hire_record *
named_record(const char *name)
{
	size_t count, n = strlen(name);
	const hire_record *const *all = hire_records(&count);
	if (n <= 3 || strcmp(name + n - 3, "_id") != 0)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (strlen(all[i]->name) == n - 3 &&
		    !strncmp(all[i]->name, name, n - 3))
			return all[i];
	return NULL;
}

/* A prefix and 26 digits of Crockford's base 32. */
static void
id_pattern(json *j, const hire_record *record)
{
	char pattern[80];
	snprintf(pattern, sizeof pattern, "^%s_[0-9a-hjkmnp-tv-z]{26}$",
	    record->prefix);
	json_text(j, "pattern", pattern);
}

bool
schema_takes(const char *name, const char *value)
{
	enum { DIGITS = 26 };
	const hire_record *record = named_record(name);
	if (!record)
		return true;
	size_t n = strlen(record->prefix);
	if (strncmp(value, record->prefix, n) != 0 || value[n] != '_')
		return false;
	value += n + 1;
	return strlen(value) == DIGITS &&
	       strspn(value, "0123456789abcdefghjkmnpqrstvwxyz") == DIGITS;
}

void
schema_parameter(json *j, const char *name, int max)
{
	const hire_record *record = named_record(name);
	json_text(j, "type", "string");
	if (record) {
		id_pattern(j, record);
		return;
	}
	json_int(j, "minLength", 1);
	json_int(j, "maxLength", max);
}

static bool
has_limit(const hire_field *f)
{
	return f->type == HIRE_TYPE_TEXT && f->max < INT32_MAX &&
	       !named_record(f->name);
}

void
schema_help(json *j, const hire_field *f)
{
	char help[400];
	snprintf(help, sizeof help,
	    has_limit(f) ? "%s; at most %lld bytes" : "%s", f->help,
	    (long long)f->max);
	json_text(j, "description", help);
}

/* No text of more characters than its limit in bytes fits. */
static void
text_field(json *j, const hire_field *f, bool nullable)
{
	type_of(j, "string", nullable);
	const hire_record *record = named_record(f->name);
	if (record) {
		id_pattern(j, record);
		return;
	}
	if (f->min > 0 && f->flags & HIRE_REQUIRED)
		json_int(j, "minLength", f->min);
	if (f->max < INT32_MAX)
		json_int(j, "maxLength", f->max);
}

static void
word_field(json *j, const hire_words *words, bool nullable)
{
	type_of(j, "string", nullable);
	json_open(j, "enum", '[');
	for (size_t i = 0; i < words->count; i++)
		json_text(j, NULL, words->names[i]);
	if (nullable)
		json_raw(j, NULL, "null");
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
		word_field(j, f->words, nullable);
		break;
	}
}

static bool
is_given(const hire_field *f, unsigned flags)
{
	return (f->flags & flags) == flags && !(f->flags & HIRE_SECRET);
}

static void
list_field(json *j, const hire_json_list *list, unsigned flags)
{
	json_open(j, list->name, '{');
	json_text(j, "type", "array");
	json_int(j, "maxItems", (int64_t)list->max);
	json_open(j, "items", '{');
	schema_input(j, list->record, flags, NULL);
	json_close(j, '}');
	json_close(j, '}');
}

void
schema_input(json *j, const hire_record *record, unsigned flags,
    const hire_json_list *also)
{
	json_text(j, "type", "object");
	json_bool(j, "additionalProperties", false);
	json_open(j, "properties", '{');
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (!is_given(f, flags))
			continue;
		json_open(j, f->name, '{');
		schema_help(j, f);
		schema_input_field(j, f, true);
		json_close(j, '}');
	}
	if (also)
		list_field(j, also, flags);
	json_close(j, '}');
	json_open(j, "required", '[');
	for (size_t i = 0; i < record->count && !(flags & HIRE_EDIT); i++)
		if (is_given(&record->fields[i], flags | HIRE_REQUIRED))
			json_text(j, NULL, record->fields[i].name);
	json_close(j, ']');
}

/* Two views of one record differ in what they hide. */
static void
component_name(const shape *s, unsigned hide, char out[64])
{
	snprintf(out, 64, "%s%s",
	    s->form == SHAPE_RAW ? s->schema : s->record->name,
	    hide ? "_public" : "");
}

static void
reference_to(json *j, const shape *s, unsigned hide)
{
	char name[64], path[100];
	component_name(s, hide, name);
	snprintf(path, sizeof path, "#/components/schemas/%s", name);
	json_text(j, "$ref", path);
}

static void
choice(json *j, const shape *s, unsigned hide)
{
	json_open(j, NULL, '{');
	reference_to(j, s, hide);
	json_close(j, '}');
}

/* What depends on the reader's role is one of two schemas. */
static void
reference(json *j, const shape *s)
{
	if (!s->by_role && !s->maybe) {
		reference_to(j, s, s->hide);
		return;
	}
	json_open(j, "anyOf", '[');
	choice(j, s, s->hide);
	if (s->by_role)
		choice(j, s, s->hide | HIRE_STAFF);
	if (s->maybe)
		json_raw(j, NULL, "{\"type\":\"null\"}");
	json_close(j, ']');
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

/* Names written so far, so that none is written twice. */
typedef struct written {
	json *j;
	hire_arena *mem;
	char names[WRITTEN_MAX][64];
	size_t count;
} written;

static bool
is_new(written *w, const char *name)
{
	for (size_t i = 0; i < w->count; i++)
		if (!strcmp(w->names[i], name))
			return false;
	if (w->count == WRITTEN_MAX)
		return false;
	memcpy(w->names[w->count++], name, 64);
	return true;
}

/* A part of this document has no dialect of its own. */
static const char *
without_dialect(const char *schema)
{
	const char *comma = strchr(schema, ',');
	return strncmp(schema, "{\"$schema\"", 10) || !comma ? schema : comma;
}

static hire_status
component(written *w, const shape *s, unsigned hide, hire_error *err)
{
	char name[64];
	const char *text = NULL;
	hire_status st = HIRE_OK;
	component_name(s, hide, name);
	if (!is_new(w, name))
		return HIRE_OK;
	if (s->form == SHAPE_RAW)
		text = raw_schema(s->schema);
	else
		st = hire_record_schema(s->record, hide, w->mem, &text, err);
	if (!st && !text)
		st = hire_fail(
		    err, HIRE_EINTERNAL, s->schema, "there is no such schema");
	if (st)
		return st;
	const char *rest = without_dialect(text);
	if (rest != text)
		text = hire_arena_printf(w->mem, "{%s", rest + 1);
	if (!text)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	json_raw(w->j, name, text);
	return HIRE_OK;
}

static hire_status
components_of(written *w, const route *r, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t k = 0; !st && k < ROUTE_GIVES && r->gives[k]; k++) {
		const shape *s = r->gives[k];
		if (s->form == SHAPE_TEXT)
			continue;
		st = component(w, s, s->hide, err);
		if (!st && s->by_role)
			st = component(w, s, s->hide | HIRE_STAFF, err);
	}
	return st;
}

hire_status
schema_components(json *j, hire_arena *mem, hire_error *err)
{
	const route *r;
	hire_status st = HIRE_OK;
	written *w = hire_arena_alloc(mem, sizeof *w);
	if (!w)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	w->j = j;
	w->mem = mem;
	json_open(j, "components", '{');
	json_open(j, "schemas", '{');
	json_raw(j, "problem", problem_schema);
	for (size_t i = 0; !st && (r = routes_at(i)); i++)
		if (!(r->marks & HIDDEN))
			st = components_of(w, r, err);
	json_close(j, '}');
	json_raw(j, "responses",
	    "{\"problem\":{\"description\":\"It was not done\",\"content\":"
	    "{\"application/problem+json\":{\"schema\":{\"$ref\":"
	    "\"#/components/schemas/problem\"}}}}}");
	json_raw(j, "securitySchemes", log_ins);
	json_close(j, '}');
	return st;
}
