/* SPDX-License-Identifier: MIT
 * view.h - field tables for what is shown or asked but not stored.
 * A view is a struct and one table, as records are; text, JSON, schema and the
 * checks of input come from the table.
 */
#ifndef HIRE_VIEW_H
#define HIRE_VIEW_H

#include <hire/record.h>

#define VIEW_TEXT(type, m, help)                                               \
	{                                                                      \
#m, HIRE_TYPE_TEXT, 0, offsetof(type, m), 0, INT64_MAX, 0,     \
		    NULL, help                                                 \
	}
#define VIEW_INT(type, m, help)                                                \
	{                                                                      \
#m, HIRE_TYPE_INT, 0, offsetof(type, m), INT64_MIN, INT64_MAX, \
		    0, NULL, help                                              \
	}
/* A number that is not known when it is below 0: null, and "-" as text. */
#define VIEW_MAYBE(type, m, help)                                              \
	{                                                                      \
#m, HIRE_TYPE_INT, HIRE_NULL_BELOW_ZERO, offsetof(type, m),    \
		    INT64_MIN, INT64_MAX, 0, NULL, help                        \
	}
#define VIEW_TIME(type, m, help)                                               \
	{                                                                      \
#m, HIRE_TYPE_TIME, 0, offsetof(type, m), 0, INT64_MAX, 0,     \
		    NULL, help                                                 \
	}
#define VIEW_BOOL(type, m, help)                                               \
	{                                                                      \
#m, HIRE_TYPE_BOOL, 0, offsetof(type, m), 0, 1, 0, NULL, help  \
	}
#define VIEW_ENUM(type, m, w, help)                                            \
	{                                                                      \
#m, HIRE_TYPE_ENUM, 0, offsetof(type, m), 0, 1000, 0, &(w),    \
		    help                                                       \
	}
#define VIEW_JSON(type, m, help)                                               \
	{                                                                      \
#m, HIRE_TYPE_JSON, 0, offsetof(type, m), 0, INT64_MAX, 0,     \
		    NULL, help                                                 \
	}
/* Input: `flags` beside HIRE_INPUT, and the limits in bytes or as numbers. */
#define VIEW_ASK(type, m, flags, min, max, help)                               \
	{                                                                      \
#m, HIRE_TYPE_TEXT, HIRE_INPUT | (flags), offsetof(type, m),   \
		    min, max, 0, NULL, help                                    \
	}
#define VIEW_ASK_INT(type, m, min, max, def, help)                             \
	{                                                                      \
#m, HIRE_TYPE_INT, HIRE_INPUT, offsetof(type, m), min, max,    \
		    def, NULL, help                                            \
	}
#define VIEW_ASK_BOOL(type, m, help)                                           \
	{                                                                      \
#m, HIRE_TYPE_BOOL, HIRE_INPUT, offsetof(type, m), 0, 1, 0,    \
		    NULL, help                                                 \
	}
#define VIEW_ASK_TIME(type, m, help)                                           \
	{                                                                      \
#m, HIRE_TYPE_TIME, HIRE_INPUT, offsetof(type, m), 0,          \
		    INT64_MAX, 0, NULL, help                                   \
	}
#define VIEW_ASK_ENUM(type, m, def, w, help)                                   \
	{                                                                      \
#m, HIRE_TYPE_ENUM, HIRE_INPUT, offsetof(type, m), 0, 1000,    \
		    def, &(w), help                                            \
	}
#define VIEW_ASK_JSON(type, m, flags, max, help)                               \
	{                                                                      \
#m, HIRE_TYPE_JSON, HIRE_INPUT | (flags), offsetof(type, m),   \
		    0, max, 0, NULL, help                                      \
	}
#define VIEW(type) static VIEW_SHARED(type)
/* The same for a view that a header declares. */
#define VIEW_SHARED(type)                                                      \
	const hire_record type##_view = {#type, "", sizeof(type),              \
	    type##_fields, sizeof type##_fields / sizeof *type##_fields, NULL, \
	    0}

#endif
