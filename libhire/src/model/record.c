/* SPDX-License-Identifier: MIT
 * record.c - what can be done with any record through its field table.
 */
#include <hire/model.h>

#include "record.h"

#include "util/ctx.h"
#include "util/id.h"
#include "util/json.h"
#include "util/utf8.h"

#include <string.h>

static const hire_record *const records[] = {
#define ROW(name, prefix) &hire_##name##_record,
    HIRE_RECORD_MAP(ROW)
#undef ROW
};

const hire_record *const *
hire_records(size_t *count)
{
	*count = sizeof records / sizeof *records;
	return records;
}

const hire_field *
hire_record_field(const hire_record *record, const char *name)
{
	for (size_t i = 0; i < record->count; i++)
		if (!strcmp(record->fields[i].name, name))
			return &record->fields[i];
	return NULL;
}

bool
hire__field_is_text(const hire_field *f)
{
	return f->type == HIRE_TYPE_ID || f->type == HIRE_TYPE_TEXT ||
	       f->type == HIRE_TYPE_JSON;
}

const char *
hire__field_text(const hire_field *f, const void *row)
{
	const char *s;
	memcpy(&s, (const char *)row + f->offset, sizeof s);
	return s;
}

void
hire__field_set_text(const hire_field *f, void *row, const char *s)
{
	memcpy((char *)row + f->offset, &s, sizeof s);
}

int64_t
hire__field_number(const hire_field *f, const void *row)
{
	const char *at = (const char *)row + f->offset;
	int64_t wide;
	int word;
	bool truth;
	switch (f->type) {
	case HIRE_TYPE_BOOL:
		memcpy(&truth, at, sizeof truth);
		return truth;
	case HIRE_TYPE_ENUM:
		memcpy(&word, at, sizeof word);
		return word;
	default:
		memcpy(&wide, at, sizeof wide);
		return wide;
	}
}

void
hire__field_set_number(const hire_field *f, void *row, int64_t v)
{
	char *at = (char *)row + f->offset;
	int word = (int)v;
	bool truth = v != 0;
	if (f->type == HIRE_TYPE_BOOL)
		memcpy(at, &truth, sizeof truth);
	else if (f->type == HIRE_TYPE_ENUM)
		memcpy(at, &word, sizeof word);
	else
		memcpy(at, &v, sizeof v);
}

void
hire_record_init(const hire_record *record, void *row)
{
	memset(row, 0, record->size);
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (hire__field_is_text(f))
			hire__field_set_text(f, row, NULL);
		else
			hire__field_set_number(f, row, f->def);
	}
}

/* A text that may be longer than this many bytes may have several lines. */
enum { ONE_LINE_MAX = 340 };

/* Whether the character at `s` is one that steers a terminal (C0, DEL, C1).
 * Line ends of either kind and page breaks belong to a longer text. */
static bool
is_control(const unsigned char *s, bool lines)
{
	if (*s == 0xC2)
		return s[1] >= 0x80 && s[1] <= 0x9F;
	if (*s == '\t' || (*s >= 0x20 && *s != 0x7F))
		return false;
	bool breaks = *s == '\n' || *s == '\f' || (*s == '\r' && s[1] == '\n');
	return !(lines && breaks);
}

/* Whether one line would be read as several or in another order. */
static bool
bends(const char *s, bool lines)
{
	size_t len;
	return !lines && *s == '\xE2' &&
	       hire__utf8_bends_line(hire__utf8_at(s, strlen(s), &len));
}

/* What one person writes is shown on the screens of others. */
static hire_status
check_controls(const hire_field *f, const char *text, hire_error *err)
{
	bool lines = f->max > ONE_LINE_MAX;
	for (const char *s = text; *s; s++)
		if (is_control((const unsigned char *)s, lines) ||
		    bends(s, lines))
			return hire_fail(err, HIRE_EINVAL, f->name,
			    "has a control character at byte %zu%s",
			    (size_t)(s - text) + 1,
			    *s == '\n' ? ": it is one line" : "");
	return HIRE_OK;
}

static hire_status
check_text(hire_ctx *ctx, const hire_field *f, const char *s, hire_error *err)
{
	size_t n = s ? strlen(s) : 0;
	if (!n)
		return f->flags & HIRE_REQUIRED
		           ? hire_fail(err, HIRE_EINVAL, f->name, "is missing")
		           : HIRE_OK;
	if (n > (size_t)f->max)
		return hire_fail(err, HIRE_ETOOBIG, f->name,
		    "has %zu bytes, at most %lld are allowed", n,
		    (long long)f->max);
	if (n < (size_t)f->min)
		return hire_fail(err, HIRE_EINVAL, f->name,
		    "has %zu bytes, at least %lld are needed", n,
		    (long long)f->min);
	if (!hire__utf8_valid(s, n))
		return hire_fail(err, HIRE_EINVAL, f->name, "is not UTF-8");
	if (f->type == HIRE_TYPE_JSON)
		return ctx ? hire__json_gate(ctx, s, n, err) : HIRE_OK;
	if (f->flags & HIRE_REQUIRED && hire__utf8_is_blank(s, n))
		return hire_fail(err, HIRE_EINVAL, f->name, "is blank");
	return check_controls(f, s, err);
}

static hire_status
check_number(const hire_field *f, int64_t v, hire_error *err)
{
	int64_t max =
	    f->type == HIRE_TYPE_ENUM ? (int64_t)f->words->count - 1 : f->max;
	if (v >= f->min && v <= max)
		return HIRE_OK;
	return hire_fail(err, HIRE_EINVAL, f->name,
	    "is %lld, it must be from %lld to %lld", (long long)v,
	    (long long)f->min, (long long)max);
}

hire_status
hire_record_check(const hire_record *record, const void *row, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (hire__field_is_text(f))
			st = check_text(NULL, f, hire__field_text(f, row), err);
		else
			st = check_number(f, hire__field_number(f, row), err);
	}
	return st;
}

hire_status
hire__field_check_text(
    hire_ctx *ctx, const hire_field *f, const char *s, hire_error *err)
{
	return check_text(ctx, f, s, err);
}

hire_status
hire__field_check_number(const hire_field *f, int64_t v, hire_error *err)
{
	return check_number(f, v, err);
}

hire_status
hire_record_copy(const hire_record *record, const void *from, void *to,
    hire_arena *mem, hire_error *err)
{
	char *copy = hire_arena_alloc(mem, record->size);
	if (!copy)
		return hire__nomem(err);
	memcpy(copy, from, record->size);
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		const char *s =
		    hire__field_is_text(f) ? hire__field_text(f, from) : NULL;
		if (!s)
			continue;
		char *own = hire_arena_strdup(mem, s);
		if (!own)
			return hire__nomem(err);
		hire__field_set_text(f, copy, own);
	}
	memcpy(to, copy, record->size);
	return HIRE_OK;
}

hire_status
hire__record_new(const hire_record *record, void *row, hire_arena *mem,
    hire_time now, hire_error *err)
{
	hire_record_head head = {
	    .version = 1, .created_at = now, .updated_at = now};
	hire_status st = hire__id_new(mem, record->prefix, now, &head.id, err);
	if (st)
		return st;
	memcpy(row, &head, sizeof head);
	return HIRE_OK;
}
