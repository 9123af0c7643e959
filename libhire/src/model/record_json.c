/* SPDX-License-Identifier: MIT
 * record_json.c - any record as JSON, and the schema of that JSON.
 */
#include "record.h"

#include "util/ctx.h"
#include "util/when.h"

enum { JSON_OUT_MAX = 32 << 20 };

static void
write_time(hire__jw *w, const char *key, hire_time t)
{
	char text[HIRE__WHEN_LEN];
	if (t)
		hire__when_text(t, text);
	hire__jw_str(w, key, t ? text : NULL);
}

static void
write_int(hire__jw *w, const hire_field *f, int64_t v)
{
	if (v < 0 && f->flags & HIRE_NULL_BELOW_ZERO)
		hire__jw_str(w, f->name, NULL);
	else
		hire__jw_int(w, f->name, v);
}

static void
write_field(hire__jw *w, const hire_field *f, const void *row)
{
	switch (f->type) {
	case HIRE_TYPE_ID:
	case HIRE_TYPE_TEXT:
		hire__jw_str(w, f->name, hire__field_text(f, row));
		break;
	case HIRE_TYPE_JSON:
		hire__jw_raw(w, f->name, hire__field_text(f, row));
		break;
	case HIRE_TYPE_INT:
		write_int(w, f, hire__field_number(f, row));
		break;
	case HIRE_TYPE_TIME:
		write_time(w, f->name, hire__field_number(f, row));
		break;
	case HIRE_TYPE_BOOL:
		hire__jw_bool(w, f->name, hire__field_number(f, row) != 0);
		break;
	case HIRE_TYPE_ENUM:
		hire__jw_str(w, f->name,
		    hire_word(f->words, (int)hire__field_number(f, row)));
		break;
	}
}

void
hire__record_write(hire__jw *w, const char *key, const hire_record *record,
    const void *row, unsigned hide)
{
	hire__jw_begin(w, key, '{');
	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & (hide | HIRE_SECRET)))
			write_field(w, &record->fields[i], row);
	hire__jw_end(w, '}');
}

hire_status
hire_record_to_json(const hire_record *record, const void *row, unsigned hide,
    hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_OUT_MAX);
	hire__jw w = {&b, false};
	hire__record_write(&w, NULL, record, row, hide);
	return hire__buf_take(&b, mem, out, err);
}

static void
schema_words(hire__jw *w, const hire_words *words)
{
	hire__jw_str(w, "type", "string");
	hire__jw_begin(w, "enum", '[');
	for (size_t i = 0; i < words->count; i++)
		hire__jw_str(w, NULL, words->names[i]);
	hire__jw_end(w, ']');
}

static void
schema_type(hire__jw *w, const char *type, bool nullable)
{
	if (!nullable) {
		hire__jw_str(w, "type", type);
		return;
	}
	hire__jw_begin(w, "type", '[');
	hire__jw_str(w, NULL, type);
	hire__jw_str(w, NULL, "null");
	hire__jw_end(w, ']');
}

static void
schema_field(hire__jw *w, const hire_field *f)
{
	bool nullable = !(f->flags & HIRE_REQUIRED);
	hire__jw_begin(w, f->name, '{');
	hire__jw_str(w, "description", f->help);
	switch (f->type) {
	case HIRE_TYPE_ID:
	case HIRE_TYPE_TEXT:
		schema_type(w, "string", nullable);
		break;
	case HIRE_TYPE_JSON:
		break; /* any value; its own schema stands elsewhere */
	case HIRE_TYPE_INT:
		schema_type(w, "integer", f->flags & HIRE_NULL_BELOW_ZERO);
		break;
	case HIRE_TYPE_TIME:
		schema_type(w, "string", true);
		hire__jw_str(w, "format", "date-time");
		break;
	case HIRE_TYPE_BOOL:
		hire__jw_str(w, "type", "boolean");
		break;
	case HIRE_TYPE_ENUM:
		schema_words(w, f->words);
		break;
	}
	hire__jw_end(w, '}');
}

hire_status
hire_record_schema(const hire_record *record, unsigned hide, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_OUT_MAX);
	hire__jw w = {&b, false};
	hide |= HIRE_SECRET;
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(
	    &w, "$schema", "https://json-schema.org/draft/2020-12/schema");
	hire__jw_str(&w, "title", record->name);
	hire__jw_str(&w, "type", "object");
	hire__jw_begin(&w, "properties", '{');
	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & hide))
			schema_field(&w, &record->fields[i]);
	hire__jw_end(&w, '}');
	hire__jw_begin(&w, "required", '[');
	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & hide))
			hire__jw_str(&w, NULL, record->fields[i].name);
	hire__jw_end(&w, ']');
	hire__jw_bool(&w, "additionalProperties", false);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}
