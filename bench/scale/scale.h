/* SPDX-License-Identifier: MIT
 * scale.h - a large installation, the same from the same seed, and what is
 * measured in it.
 */
#ifndef HIRE_BENCH_SCALE_H
#define HIRE_BENCH_SCALE_H

#include "bench.h"

#include <hire/hire.h>

/* How many of each there are; derived from the number of jobs. */
typedef struct sizes {
	int64_t jobs, candidates, applications;
	int64_t organisations; /* with one recruiter each; 1 in 50 jobs */
	int64_t interviews;    /* of every 30th application */
	int64_t payments;      /* of every 10th job */
} sizes;

sizes
sizes_of(int64_t jobs);

enum {
	EVENTS = 24,       /* entries of a transcript */
	POPULAR = 1000,    /* jobs that a tenth of the candidates want */
	SHARE_OF_FIRST = 5 /* percent of all jobs: the largest organisation's */
};

/* Ids by number, from 1; in `mem`. */
const char *
scale_id(hire_arena *mem, const char *prefix, int64_t n);

/* Which job application `n` is for; candidate and resume are (n - 1) / 3 + 1.
 */
int64_t
scale_job_of(const sizes *z, int64_t n);
int64_t
scale_organisation_of(const sizes *z, int64_t job);

/* A repeatable random number below `n`, of the `what`-th thing. */
uint64_t
scale_draw(uint64_t what, uint64_t salt, uint64_t n);

/* The word of a rank (1 is the commonest), in `out`. */
enum { WORD_LEN = 16, WORDS = 30000, PLACES = 300 };
void
scale_word(int64_t rank, char out[WORD_LEN]);
/* `count` words by Zipf's law, in `mem`. */
const char *
scale_words(hire_arena *mem, uint64_t what, uint64_t salt, int count);
const char *
scale_place(hire_arena *mem, uint64_t what);

/* One kind of rows: row `n` of it, texts in `mem`. */
typedef struct kind {
	const hire_record *record;
	int64_t count;
	void (*make)(const sizes *z, int64_t n, void *row, hire_arena *mem);
} kind;
enum { KINDS_MAX = 20 };
size_t
scale_kinds(const sizes *z, kind out[KINDS_MAX]);

/* Fill an empty store, telling how far it is. */
void
scale_fill(hire_ctx *ctx, const hire_store *store, const sizes *z);

/* Measure for `seconds` a row, with 8 clients, and print the table. */
void
scale_measure(hire_ctx *ctx, hire_platform *p, const sizes *z, int seconds);

#endif
