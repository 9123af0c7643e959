/* SPDX-License-Identifier: MIT
 * bench.c - rounds, medians and the table.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double
bench_micros(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

void
bench_die(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

void
bench_must(hire_status st, const hire_error *err)
{
	if (st)
		bench_die(
		    hire_status_name(st), err ? err->message : "no details");
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
add_row(bench *b, const bench_case *c, double *took, size_t n)
{
	if (b->count == BENCH_ROWS)
		bench_die(c->what, "the table is full");
	bench_row *row = &b->rows[b->count++];
	qsort(took, n, sizeof *took, by_size);
	snprintf(row->what, sizeof row->what, "%s", c->what);
	row->median = took[n / 2];
	row->min = took[0];
	row->max = took[n - 1];
	row->aim = c->aim;
}

void
bench_run(
    bench *b, const bench_case *cases, size_t count, int warm_up, int rounds)
{
	size_t n = (size_t)rounds, first = b->count;
	double *took = calloc(count * n, sizeof *took);
	if (!took)
		bench_die(cases->what, "no memory");
	fprintf(stderr, "%s ...\n", cases->what);
	for (int round = -warm_up; round < rounds; round++)
		for (size_t i = 0; i < count; i++) {
			double t = cases[i].once(cases[i].user);
			if (round >= 0)
				took[i * n + (size_t)round] = t;
		}
	for (size_t i = 0; i < count; i++) {
		add_row(b, &cases[i], took + i * n, n);
		if (cases[i].based)
			b->rows[first + i].ratio =
			    b->rows[first + i].median / b->rows[first].median;
	}
	free(took);
}

void
bench_note(bench *b, const char *note)
{
	if (b->note_count < BENCH_NOTES)
		b->notes[b->note_count++] = note;
}

/* Three digits, in the unit that reads best. */
static void
print_time(double us)
{
	bool ms = us >= 10000;
	double t = ms ? us / 1000 : us;
	printf("%9.*f %s", t < 10 ? 2 : t < 100 ? 1 : 0, t, ms ? "ms" : "us");
}

static void
print_aim(const bench_row *row)
{
	double is = row->ratio > 0 ? row->ratio : row->median;
	if (row->aim <= 0)
		return;
	if (row->ratio > 0)
		printf("%8.1f x", row->aim);
	else
		print_time(row->aim);
	printf("  %s", is <= row->aim ? "met" : "MISSED");
}

void
bench_print(const bench *b)
{
	printf("%-46s %12s %12s %12s %9s %8s  %s\n", "what", "median", "min",
	    "max", "a second", "ratio", "aim");
	for (size_t i = 0; i < b->count; i++) {
		const bench_row *row = &b->rows[i];
		printf("%-46s ", row->what);
		print_time(row->median);
		putchar(' ');
		print_time(row->min);
		putchar(' ');
		print_time(row->max);
		printf(" %9.*f", row->median < 1e5 ? 0 : 1, 1e6 / row->median);
		if (row->ratio > 0)
			printf(" %6.2f x  ", row->ratio);
		else
			printf(" %8s  ", "");
		print_aim(row);
		putchar('\n');
	}
	for (size_t i = 0; i < b->note_count; i++)
		puts(b->notes[i]);
}

bool
bench_wants(const char *name, char **argv)
{
	bool wanted = !*argv;
	for (; *argv; argv++)
		wanted |= !strcmp(*argv, name);
	return wanted;
}
