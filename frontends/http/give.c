/* SPDX-License-Identifier: MIT
 * give.c - the reply of a call, part by part; see call.h.
 */
#include "call.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static void
begin_member(call *c, const shape *s)
{
	if (!s->member)
		return;
	buf_adds(&c->text, c->members++ ? "," : "{");
	buf_json(&c->text, s->member);
	buf_adds(&c->text, ":");
}

/* A whole record carries its version as ETag, for If-Match and caches. */
static void
tag(call *c, const shape *s, const void *row)
{
	char etag[32];
	const hire_record_head *head = row;
	const hire_field *f = hire_record_field(s->record, "version");
	if (s->member || !f || f->type != HIRE_TYPE_INT ||
	    f->offset != offsetof(hire_record_head, version))
		return;
	snprintf(etag, sizeof etag, "\"%" PRId64 "\"", head->version);
	give_header(c, "ETag", etag);
}

/* Where what was made can be seen from now on: RFC 9110, 10.2.2. */
static void
locate(call *c, const shape *s, const void *row)
{
	const hire_record_head *head = row;
	const route *at =
	    s == c->route->gives[0] ? route_shows(c->route) : NULL;
	if (at)
		buf_addf(&c->head, "Location: %.*s%s\r\n",
		    (int)strcspn(at->path, "{"), at->path, head->id);
}

hire_status
give_row(call *c, const shape *s, const void *row, hire_error *err)
{
	begin_member(c, s);
	if (row) {
		tag(c, s, row);
		locate(c, s, row);
	}
	return shape_row(&c->text, s, c->who.role, row, c->mem, err);
}

hire_status
give_list(
    call *c, const shape *s, const void *rows, size_t count, hire_error *err)
{
	begin_member(c, s);
	return shape_rows(&c->text, s, c->who.role, rows, count, c->mem, err);
}

hire_status
give_rows(call *c, const shape *s, const hire_rows *rows, hire_error *err)
{
	hire_status st = give_list(c, s, rows->rows, rows->count, err);
	if (s->paged) {
		buf_adds(&c->text, ",\"next\":");
		buf_json(&c->text, rows->next);
	}
	return st;
}

hire_status
give_raw(call *c, const shape *s, const char *json, hire_error *err)
{
	(void)err;
	begin_member(c, s);
	buf_adds(&c->text, json ? json : "null");
	return HIRE_OK;
}

/* A file's name in a head: RFC 6266 with the encoding of RFC 8187. */
static void
give_filename(call *c, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	buf_adds(
	    &c->head, "Content-Disposition: attachment; filename*=UTF-8''");
	for (const char *s = name; *s; s++)
		buf_addf(&c->head, strchr(plain, *s) ? "%c" : "%%%02X",
		    (unsigned char)*s);
	buf_adds(&c->head, "\r\n");
}

hire_status
give_text(call *c, const char *type, const char *filename, const void *bytes,
    size_t len, hire_error *err)
{
	(void)err;
	c->type = type;
	if (filename)
		give_filename(c, filename);
	buf_add(&c->text, bytes, len);
	return HIRE_OK;
}

/* Nothing can end a line of the head from inside. */
void
give_header(call *c, const char *name, const char *value)
{
	buf_addf(&c->head, "%s: ", name);
	for (; *value; value++)
		if ((unsigned char)*value >= 0x20 && *value != 0x7F)
			buf_add(&c->head, value, 1);
	buf_adds(&c->head, "\r\n");
}

hire_status
call_changes(call *c, hire_change **out, size_t *count, hire_error *err)
{
	return hire_changes_from_json(c->route->body, c->raw, c->raw_len,
	    c->route->body_flags, c->mem, out, count, err);
}

void
give_keep(call *c)
{
	c->head_kept = c->head.len;
}
