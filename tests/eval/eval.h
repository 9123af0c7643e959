/* SPDX-License-Identifier: MIT
 * eval.h - what the areas share: the table of measures, documents that are
 * read once, and files of rows.
 * Apart from the suites: it measures how good judgements are, not whether the
 * code keeps its promises, and links the library as a stranger would.
 */
#ifndef HIRE_EVAL_H
#define HIRE_EVAL_H

#include "stats.h"

#include <hire/platform.h>

/* 2026-11-22: running jobs end on it. */
#define EVAL_TODAY (INT64_C(1795348800) * HIRE_SECOND)

enum { EVAL_ROWS = 64, EVAL_CELLS = 12 };

/* What an aim asks of a value. */
typedef enum eval_way { EVAL_NO_AIM, EVAL_AT_LEAST, EVAL_AT_MOST } eval_way;

/* One measure.  Fill what is known; `unit` and `note` may be NULL. */
typedef struct eval_row {
	const char *measure; /* stable: floors name it */
	double value;
	bool count; /* a number of things, not a share */
	eval_way way;
	double aim;
	size_t n;
	const char *of;      /* what n counts */
	bool known;          /* whether `interval` was computed */
	eval_range interval; /* 95 % */
	const char *note;
} eval_row;

/* A resume that was read; facts NULL: it could not be. */
typedef struct eval_resume {
	const char *file, *why;
	const hire_facts *facts;
	struct eval_resume *next;
} eval_resume;

/* An advertisement that was read. */
typedef struct eval_job {
	const char *file;
	const hire_job_facts *facts;
	struct eval_job *next;
} eval_job;

typedef struct eval {
	hire_ctx *ctx;
	hire_platform *platform;
	hire_arena *mem, *scratch;
	const char *fixtures, *folder;
	bool verbose;
	eval_resume *resumes;
	eval_job *jobs;
	eval_row rows[EVAL_ROWS];
	size_t count;
} eval;

/* The areas; each adds its rows. */
void
eval_extract(eval *e);
void
eval_forms(eval *e);
void
eval_match(eval *e);
void
eval_category(eval *e);
void
eval_grade(eval *e);
void
eval_attack(eval *e);

/* Table. */
void
eval_add(eval *e, eval_row row);
bool
eval_short(const eval_row *row);
void
eval_print(const eval *e);
void
eval_print_json(const eval *e);
/* Compare with the floors in the file; how many values lie below theirs. */
size_t
eval_floors(eval *e, const char *path);

/* Ends the program: a measurement with holes is none. */
void
eval_die(const char *what, const char *why);
void
eval_must(hire_status st, const hire_error *err);
/* Zeroed memory that lives as long as `e`. */
void *
eval_alloc(eval *e, size_t n);

/* Rows of tab-separated cells. */
typedef struct eval_lines {
	char *(*rows)[EVAL_CELLS]; /* missing cells are "" */
	size_t count;
} eval_lines;

/* The rows of a file; `\n` in a cell becomes a line end.  With `header` the
 * first line is left out.  Lines beginning with '#' are comments unless there
 * is a header. */
eval_lines
eval_read_lines(eval *e, const char *path, bool header);
/* A file's bytes, NUL-terminated; NULL when it is not there. */
char *
eval_read_file(eval *e, const char *path, size_t *len);

/* Documents, as hire-cli reads them. */
const eval_resume *
eval_get_resume(eval *e, const char *file);
const hire_job_facts *
eval_get_job(eval *e, const char *file);
const hire_facts *
eval_facts_of(eval *e, const char *text);
const hire_job_facts *
eval_job_of(eval *e, const char *text);
/* 0 when there is no resume or the job asks for nothing. */
int32_t
eval_score(eval *e, const hire_facts *resume, const hire_job_facts *job);

#endif
