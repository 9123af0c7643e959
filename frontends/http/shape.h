/* SPDX-License-Identifier: MIT
 * shape.h - what a reply is made of, so that its JSON and the schema of it
 * come from one description.
 */
#ifndef HIRE_HTTP_SHAPE_H
#define HIRE_HTTP_SHAPE_H

#include <hire/record.h>

#include "buf.h"

typedef enum shape_form {
	SHAPE_ROW,  /* one record */
	SHAPE_ROWS, /* a list of them */
	SHAPE_RAW,  /* JSON that the library writes as a whole */
	SHAPE_TEXT  /* not JSON at all: the reply's type says what */
} shape_form;

typedef struct shape {
	const char *member; /* key in the object; NULL: the whole of it */
	shape_form form;
	const hire_record *record; /* of ROW and ROWS */
	const char *schema;        /* of RAW: its name among the components */
	const char *type;          /* of TEXT: media type */
	unsigned hide;             /* fields with these flags are left out */
	bool by_role;              /* candidates do not see HIRE_STAFF fields */
	bool paged;                /* "next" goes with the list */
	bool maybe;                /* of ROW: null when there is none */
} shape;

/* Append the value of a shape to whom `role` reads it.  `rows` holds `count`
 * structs. */
hire_status
shape_row(buf *out, const shape *s, hire_role role, const void *row,
    hire_arena *mem, hire_error *err);
hire_status
shape_rows(buf *out, const shape *s, hire_role role, const void *rows,
    size_t count, hire_arena *mem, hire_error *err);

#endif
