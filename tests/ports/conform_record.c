/* SPDX-License-Identifier: MIT
 * conform_record.c - a record with a field of every type.
 */
#include "conform_record.h"

#define F(m, type, flags, words)                                               \
	{                                                                      \
#m, type, (flags), offsetof(thing, m), 0, 1 << 24, 0, (words), \
		    #m                                                         \
	}

static const hire_field fields[] = {
    F(id, HIRE_TYPE_ID, HIRE_REQUIRED, NULL),
    F(version, HIRE_TYPE_INT, 0, NULL),
    F(created_at, HIRE_TYPE_TIME, 0, NULL),
    F(updated_at, HIRE_TYPE_TIME, 0, NULL),
    F(name, HIRE_TYPE_TEXT, HIRE_REQUIRED | HIRE_UNIQUE | HIRE_SEARCHED, NULL),
    F(alias, HIRE_TYPE_TEXT, HIRE_UNIQUE, NULL),
    F(color, HIRE_TYPE_TEXT, HIRE_INDEXED, NULL),
    F(body, HIRE_TYPE_TEXT, HIRE_SEARCHED, NULL),
    F(tags, HIRE_TYPE_TEXT, HIRE_FACET, NULL),
    F(extra, HIRE_TYPE_JSON, HIRE_STAFF, NULL),
    {"count", HIRE_TYPE_INT, HIRE_STAFF | HIRE_FACET, offsetof(thing, count), 0,
        1 << 24, 3, NULL, "count"},
    F(at, HIRE_TYPE_TIME, 0, NULL),
    F(flag, HIRE_TYPE_BOOL, HIRE_FACET, NULL),
    F(state, HIRE_TYPE_ENUM, HIRE_FACET, &hire_job_state_words),
};

static const hire_index indexes[] = {
    {"color count", true},
    {"state at", false},
};

const hire_record thing_record = {"thing", "thg", sizeof(thing), fields,
    sizeof fields / sizeof *fields, indexes, sizeof indexes / sizeof *indexes};

const char *
thing_id(hire_arena *mem, int n)
{
	return hire_arena_printf(mem, "thg_%026d", n);
}

thing
thing_new(hire_arena *mem, int n)
{
	return (thing){.id = thing_id(mem, n),
	    .version = 1,
	    .created_at = n * HIRE_SECOND,
	    .updated_at = n * HIRE_SECOND,
	    .name = hire_arena_printf(mem, "name%d", n)};
}
