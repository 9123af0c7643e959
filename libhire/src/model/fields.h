/* SPDX-License-Identifier: MIT
 * fields.h - short ways to write the rows of a field table.
 * T is the struct, m its member; the flags, limits and the help follow.
 */
#ifndef HIRE_MODEL_FIELDS_H
#define HIRE_MODEL_FIELDS_H

#include <hire/model.h>

#include <stddef.h>

#define TEXT(T, m, flags, min, max, help)                                      \
	{                                                                      \
#m, HIRE_TYPE_TEXT, (flags), offsetof(T, m), (min), (max), 0,  \
		    NULL, (help)                                               \
	}
#define ID(T, m, flags, help)                                                  \
	{                                                                      \
#m, HIRE_TYPE_ID, (flags), offsetof(T, m), 1, 40, 0, NULL,     \
		    (help)                                                     \
	}
#define JSON(T, m, flags, max, help)                                           \
	{                                                                      \
#m, HIRE_TYPE_JSON, (flags), offsetof(T, m), 0, (max), 0,      \
		    NULL, (help)                                               \
	}
#define INT(T, m, flags, min, max, def, help)                                  \
	{                                                                      \
#m, HIRE_TYPE_INT, (flags), offsetof(T, m), (min), (max),      \
		    (def), NULL, (help)                                        \
	}
#define TIME(T, m, flags, help)                                                \
	{                                                                      \
#m, HIRE_TYPE_TIME, (flags), offsetof(T, m), 0, INT64_MAX, 0,  \
		    NULL, (help)                                               \
	}
#define BOOL(T, m, flags, help)                                                \
	{                                                                      \
#m, HIRE_TYPE_BOOL, (flags), offsetof(T, m), 0, 1, 0, NULL,    \
		    (help)                                                     \
	}
#define ENUM(T, m, flags, words, help)                                         \
	{                                                                      \
#m, HIRE_TYPE_ENUM, (flags), offsetof(T, m), 0, 0, 0,          \
		    &(words), (help)                                           \
	}

/* The members of HIRE_RECORD_HEAD. */
#define HEAD(T)                                                                \
	ID(T, id, HIRE_REQUIRED, "id"),                                        \
	    INT(T, version, 0, 1, INT64_MAX, 1, "counts the changes"),         \
	    TIME(T, created_at, 0, "when it was made"),                        \
	    TIME(T, updated_at, 0, "when it last changed")

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The record of struct hire_<name>, table <name>, from <name>_fields and
 * <name>_indexes. */
#define RECORD(name, prefix)                                                   \
	const hire_record hire_##name##_record = {#name, prefix,               \
	    sizeof(hire_##name), name##_fields, COUNT(name##_fields),          \
	    name##_indexes, COUNT(name##_indexes)}
#define RECORD_PLAIN(name, prefix)                                             \
	const hire_record hire_##name##_record = {#name, prefix,               \
	    sizeof(hire_##name), name##_fields, COUNT(name##_fields), NULL, 0}

/* Limits that several tables share, in bytes. */
enum {
	NAME_MAX_BYTES = 200,
	LONG_TEXT_MAX = 64 << 10,
	ANSWER_MAX = 20000,
	JSON_MAX = 4 << 20
};

#endif
