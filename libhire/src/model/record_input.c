/* SPDX-License-Identifier: MIT
 * record_input.c - text and JSON from outside into a record, checked.
 */
#include "record.h"

#include "util/ctx.h"
#include "util/when.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool
parse_int(const char *s, int64_t *out)
{
	bool minus = *s == '-';
	uint64_t v = 0, most = (uint64_t)INT64_MAX + minus;
	s += minus;
	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned d = (unsigned)(*s - '0');
		if (d > 9 || v > (most - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*out = minus ? (v ? -(int64_t)(v - 1) - 1 : 0) : (int64_t)v;
	return true;
}

/* The words of an enumeration, for an error message. */
static hire_status
not_a_word(const hire_field *f, hire_error *err)
{
	char list[300] = "";
	size_t n = 0;
	for (size_t i = 0; i < f->words->count && n < sizeof list; i++)
		n += (size_t)snprintf(list + n, sizeof list - n, "%s%s",
		    i ? ", " : "", f->words->names[i]);
	return hire_fail(err, HIRE_EINVAL, f->name, "must be one of: %s", list);
}

static hire_status
parse_number(
    const hire_field *f, const char *text, int64_t *out, hire_error *err)
{
	int word;
	switch (f->type) {
	case HIRE_TYPE_BOOL:
		*out = !strcmp(text, "true");
		if (*out || !strcmp(text, "false"))
			return HIRE_OK;
		return hire_fail(
		    err, HIRE_EINVAL, f->name, "must be true or false");
	case HIRE_TYPE_ENUM:
		if (!hire_word_parse(f->words, text, &word))
			return not_a_word(f, err);
		*out = word;
		return HIRE_OK;
	case HIRE_TYPE_TIME:
		if (hire__when_parse(text, out))
			return HIRE_OK;
		return hire_fail(err, HIRE_EINVAL, f->name,
		    "must be a date (2026-01-31) or an RFC 3339 time");
	default:
		if (parse_int(text, out))
			return HIRE_OK;
		return hire_fail(
		    err, HIRE_EINVAL, f->name, "must be a whole number");
	}
}

static hire_status
set_field(const hire_field *f, void *row, const char *text, hire_arena *mem,
    hire_error *err)
{
	int64_t v = 0;
	hire_status st;
	if (hire__field_is_text(f)) {
		st = hire__field_check_text(hire_arena_ctx(mem), f, text, err);
		char *copy = st ? NULL : hire_arena_strdup(mem, text);
		if (!st && !copy)
			st = hire__nomem(err);
		if (!st)
			hire__field_set_text(f, row, *copy ? copy : NULL);
		return st;
	}
	st = parse_number(f, text, &v, err);
	if (!st)
		st = hire__field_check_number(f, v, err);
	if (!st)
		hire__field_set_number(f, row, v);
	return st;
}

static hire_status
find_field(const hire_record *record, const char *name, unsigned need,
    const hire_field **out, hire_error *err)
{
	*out = hire_record_field(record, name);
	if (!*out || (*out)->flags & HIRE_SECRET)
		return hire_fail(
		    err, HIRE_EINVAL, name, "is no field of %s", record->name);
	if (((*out)->flags & need) != need)
		return hire_fail(
		    err, HIRE_EDENIED, name, "cannot be set by hand");
	return HIRE_OK;
}

hire_status
hire_record_set(const hire_record *record, void *row, const char *name,
    const char *text, unsigned need, hire_arena *mem, hire_error *err)
{
	const hire_field *f;
	hire_status st = find_field(record, name, need, &f, err);
	return st ? st : set_field(f, row, text, mem, err);
}

/* A value of a JSON field, whatever it is. */
static hire_status
nested_text(const cJSON *v, hire_arena *mem, const char **out, hire_error *err)
{
	char *printed = cJSON_PrintUnformatted(v);
	*out = printed ? hire_arena_strdup(mem, printed) : NULL;
	cJSON_free(printed);
	return *out ? HIRE_OK : hire__nomem(err);
}

static hire_status
number_text(const hire_field *f, double d, hire_arena *mem, const char **out)
{
	if (f->type != HIRE_TYPE_INT || d <= -9e15 || d >= 9e15 ||
	    d != (double)(int64_t)d)
		return HIRE_EINVAL;
	*out = hire_arena_printf(mem, "%" PRId64, (int64_t)d);
	return *out ? HIRE_OK : HIRE_ENOMEM;
}

/* A JSON value as the text that set_field() takes; NULL for null. */
static hire_status
json_text(const hire_field *f, const cJSON *v, hire_arena *mem,
    const char **out, hire_error *err)
{
	bool text = hire__field_is_text(f) || f->type == HIRE_TYPE_ENUM ||
	            f->type == HIRE_TYPE_TIME;
	hire_status st = HIRE_EINVAL;
	*out = NULL;
	if (cJSON_IsNull(v))
		return HIRE_OK;
	if (f->type == HIRE_TYPE_JSON)
		return nested_text(v, mem, out, err);
	if (text && cJSON_IsString(v))
		*out = v->valuestring;
	else if (f->type == HIRE_TYPE_BOOL && cJSON_IsBool(v))
		*out = cJSON_IsTrue(v) ? "true" : "false";
	else if (cJSON_IsNumber(v))
		st = number_text(f, v->valuedouble, mem, out);
	if (*out)
		return HIRE_OK;
	return st == HIRE_ENOMEM ? hire__nomem(err)
	                         : hire_fail(err, HIRE_EINVAL, f->name,
	                               "has the wrong JSON type");
}

static hire_status
set_from_json(const hire_record *record, void *row, const cJSON *v,
    unsigned need, hire_arena *mem, hire_error *err)
{
	const hire_field *f;
	const char *text = NULL;
	hire_status st = find_field(record, v->string, need, &f, err);
	if (!st)
		st = json_text(f, v, mem, &text, err);
	if (st)
		return st;
	if (text)
		return set_field(f, row, text, mem, err);
	if (f->flags & HIRE_REQUIRED)
		return hire_fail(err, HIRE_EINVAL, f->name, "is missing");
	if (hire__field_is_text(f))
		hire__field_set_text(f, row, NULL);
	else
		hire__field_set_number(f, row, f->def);
	return HIRE_OK;
}

/* `list` (may be NULL) is passed over. */
static hire_status
set_all(const hire_record *record, void *row, const cJSON *tree,
    const char *list, unsigned need, hire_arena *mem, hire_error *err)
{
	hire_status st = HIRE_OK;
	if (!cJSON_IsObject(tree))
		return hire_fail(
		    err, HIRE_EINVAL, "json", "an object is expected");
	for (const cJSON *v = tree->child; !st && v; v = v->next)
		if (!list || strcmp(v->string, list) != 0)
			st = set_from_json(record, row, v, need, mem, err);
	return st;
}

hire_status
hire_record_from_json(const hire_record *record, void *row, const char *json,
    size_t n, unsigned need, hire_arena *mem, hire_error *err)
{
	const hire__json *tree;
	hire_status st = hire__json_parse(mem, json, n, &tree, err);
	return st ? st : set_all(record, row, tree, NULL, need, mem, err);
}

static hire_status
one_of_many(const hire_record *record, char *row, const cJSON *v, unsigned need,
    hire_arena *mem, hire_error *err)
{
	hire_record_init(record, row);
	hire_status st = set_all(record, row, v, NULL, need, mem, err);
	return st ? st : hire_record_check(record, row, err);
}

static hire_status
set_list(hire_json_list *list, const cJSON *tree, unsigned need,
    hire_arena *mem, hire_error *err)
{
	const hire_record *record = list->record;
	if (!cJSON_IsArray(tree))
		return hire_fail(
		    err, HIRE_EINVAL, list->name, "an array is expected");
	size_t all = (size_t)cJSON_GetArraySize(tree), i = 0;
	if (all > list->max)
		return hire_fail(err, HIRE_ELIMIT, list->name,
		    "has %zu items, at most %zu are allowed", all, list->max);
	char *rows = hire_arena_alloc(mem, all * record->size + 1);
	hire_status st = rows ? HIRE_OK : hire__nomem(err);
	for (const cJSON *v = st ? NULL : tree->child; !st && v; v = v->next)
		st = one_of_many(
		    record, rows + i++ * record->size, v, need, mem, err);
	if (st)
		return st;
	list->rows = rows;
	list->count = all;
	return HIRE_OK;
}

hire_status
hire_records_from_json(const hire_record *record, const char *json, size_t n,
    unsigned need, size_t max, hire_arena *mem, void **out, size_t *count,
    hire_error *err)
{
	const hire__json *tree;
	hire_json_list list = {"json", record, max, NULL, 0};
	hire_status st = hire__json_parse(mem, json, n, &tree, err);
	if (!st)
		st = set_list(&list, tree, need, mem, err);
	if (st)
		return st;
	*out = list.rows;
	*count = list.count;
	return HIRE_OK;
}

hire_status
hire_record_list_from_json(const hire_record *record, void *row,
    hire_json_list *list, const char *json, size_t n, unsigned need,
    hire_arena *mem, hire_error *err)
{
	const hire__json *tree;
	hire_status st = hire__json_parse(mem, json, n, &tree, err);
	if (!st)
		st = set_all(record, row, tree, list->name, need, mem, err);
	const cJSON *rows =
	    st ? NULL : cJSON_GetObjectItemCaseSensitive(tree, list->name);
	return rows ? set_list(list, rows, need, mem, err) : st;
}

hire_status
hire_changes_from_json(const hire_record *record, const char *json, size_t n,
    unsigned need, hire_arena *mem, hire_change **out, size_t *count,
    hire_error *err)
{
	const hire__json *tree;
	hire_status st = hire__json_parse(mem, json, n, &tree, err);
	if (!st && !cJSON_IsObject(tree))
		st = hire_fail(
		    err, HIRE_EINVAL, "json", "an object is expected");
	size_t all = st ? 0 : (size_t)cJSON_GetArraySize(tree), i = 0;
	hire_change *list =
	    st ? NULL : hire_arena_alloc(mem, (all + 1) * sizeof *list);
	if (!st && !list)
		st = hire__nomem(err);
	for (const cJSON *v = st ? NULL : tree->child; !st && v; v = v->next) {
		const hire_field *f;
		const char *text = NULL;
		st = find_field(record, v->string, need, &f, err);
		if (!st)
			st = json_text(f, v, mem, &text, err);
		if (!st)
			list[i++] = (hire_change){f->name, text ? text : ""};
	}
	if (st)
		return st;
	*out = list;
	*count = all;
	return HIRE_OK;
}
