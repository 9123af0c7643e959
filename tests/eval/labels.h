/* SPDX-License-Identifier: MIT
 * labels.h - what a careful reader finds in a resume, and when two ways to
 * write a thing are the same thing.
 */
#ifndef HIRE_EVAL_LABELS_H
#define HIRE_EVAL_LABELS_H

#include "eval.h"

enum { LABEL_JOBS = 32, LABEL_NAMES = 160, FOLDED = 256 };

/* Texts may name alternatives, "A|B"; "-": the resume does not say. */
typedef struct label_job {
	const char *employer, *title, *start, *end;
	bool optional; /* no employment to some: right with it and without */
} label_job;

typedef struct label_names {
	const char *names[LABEL_NAMES];
	size_t count;
} label_names;

typedef struct label {
	const char *file, *name, *email, *phone, *title, *years, *degree;
	label_job jobs[LABEL_JOBS];
	size_t job_count;
	label_names skills, maybe, schools; /* maybe: skills to some */
} label;

/* All labels of the folder, in the order of their names. */
const label *
label_read_all(eval *e, size_t *count);

/* How texts are compared. */
typedef enum label_fold {
	LABEL_PLAIN,   /* letter case, punctuation and blanks aside */
	LABEL_COMPANY, /* and the legal form of a company */
	LABEL_DIGITS   /* only the digits */
} label_fold;

/* Whether `got` (NULL: nothing) is one of the alternatives of `want`. */
bool
label_is(label_fold how, const char *want, const char *got);

/* The `n` bytes at `s` as they are compared, cut at FOLDED. */
void
label_write(label_fold how, const char *s, size_t n, char out[FOLDED]);

#endif
