/* SPDX-License-Identifier: MIT
 * conform_record.h - a record with a field of every type, and building rows
 * and queries of it in one line.
 */
#ifndef HIRE_CONFORM_RECORD_H
#define HIRE_CONFORM_RECORD_H

#include "support.h"

#include <hire/sys/store.h>

typedef struct thing {
	HIRE_RECORD_HEAD;
	const char *name;  /* required, unique */
	const char *alias; /* unique, or none */
	const char *color; /* indexed */
	const char *body;  /* searched */
	const char *tags;  /* one a line; searches are filtered by them, by */
	const char *extra; /* JSON */
	int64_t count;     /* this one, */
	hire_time at;
	bool flag;            /* this */
	hire_job_state state; /* and this */
} thing;

extern const hire_record thing_record;

/* An id that sorts by `n`; in `mem`. */
const char *
thing_id(hire_arena *mem, int n);

/* A row with id and name from `n`, the rest empty; texts in `mem`. */
thing
thing_new(hire_arena *mem, int n);

#endif
