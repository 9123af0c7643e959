/* SPDX-License-Identifier: MIT
 * shape.c - records of a reply as JSON; see shape.h.
 */
#include "shape.h"

hire_status
shape_row(buf *out, const shape *s, hire_role role, const void *row,
    hire_arena *mem, hire_error *err)
{
	const char *json = "null";
	bool partly = s->by_role && role == HIRE_ROLE_CANDIDATE;
	unsigned hide = s->hide | (partly ? HIRE_STAFF : 0);
	hire_status st =
	    row ? hire_record_to_json(s->record, row, hide, mem, &json, err)
	        : HIRE_OK;
	if (!st)
		buf_adds(out, json);
	return st;
}

hire_status
shape_rows(buf *out, const shape *s, hire_role role, const void *rows,
    size_t count, hire_arena *mem, hire_error *err)
{
	hire_status st = HIRE_OK;
	buf_adds(out, "[");
	for (size_t i = 0; i < count && !st; i++) {
		const char *row = (const char *)rows + i * s->record->size;
		if (i)
			buf_adds(out, ",");
		st = shape_row(out, s, role, row, mem, err);
	}
	buf_adds(out, "]");
	return st;
}
