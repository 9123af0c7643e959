/* SPDX-License-Identifier: MIT
 * common.h - what both sides of the queue benchmark do alike: threads that
 * start together, a clock, what a message carries, how results are said.
 */
#ifndef HIRE_BENCH_QUEUE_COMMON_H
#define HIRE_BENCH_QUEUE_COMMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { THREADS = 16, ADDS = 300, ADD_PAUSE_MS = 5 };

/* Some 130 bytes of JSON. */
extern const char body[];

typedef struct task {
	const char *url, *row;
	size_t jobs;  /* messages in all */
	size_t batch; /* at a time */
} task;

/* One side. */
typedef struct side {
	void (*prepare)(const task *t);     /* an empty queue */
	void (*fill)(size_t jobs);          /* with so many, unmeasured */
	void (*put)(size_t n, size_t jobs); /* thread `n` adds so many */
	void (*work)(size_t n);             /* until nothing is left */
	/* Microseconds from each add to its start on an idle queue. */
	void (*idle)(double out[ADDS]);
} side;

extern const side ours, bare;

/* Microseconds that always run. */
double
micros(void);

void
pause_ms(long ms);

/* End the program with a line when `ok` is false. */
void
must(bool ok, const char *what, const char *why);

#endif
