/* SPDX-License-Identifier: MIT
 * table.h - what came out: one line for each thing measured, with its aim.
 */
#ifndef HIRE_BENCH_HTTP_TABLE_H
#define HIRE_BENCH_HTTP_TABLE_H

#include <hire/base.h>

#include <stdbool.h>
#include <stddef.h>

enum { ROUNDS = 3 };

/* What the aim bounds; of the last two, without a peer, ours alone. */
typedef enum aim_kind {
	AIM_NONE,
	AIM_RATIO_LEAST, /* ours to the peer's */
	AIM_RATIO_MOST,
	AIM_OURS_MOST
} aim_kind;

typedef struct row {
	const char *what, *unit;
	const char *peer; /* its name; NULL: there is none */
	double ours[ROUNDS], theirs[ROUNDS];
	bool compared; /* the peer ran */
	aim_kind kind;
	double aim;
} row;

/* Print the head of the table; then a line, told by the medians. */
void
table_head(void);
void
table_row(const row *r);

/* A line below or between: what was left out, and why. */
void
table_note(const char *format, ...) HIRE_PRINTF(1, 2);

/* The middle of all rounds. */
double
table_median(const double values[ROUNDS]);

/* The value that `part` (0..1) of `count` values do not pass; sorts them.  0
 * when there are none. */
double
table_part(double *values, size_t count, double part);

#endif
