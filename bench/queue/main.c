/* SPDX-License-Identifier: MIT
 * main.c - one row of the queue benchmark for one side, on a server at hand.
 *
 * usage: bench_queue ours|bare put|claim|idle URL JOBS BATCH [BACKLOG]
 * Prints a rate, or median and 99th percentile in milliseconds.
 */
#include "common.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char body[] =
    "{\"application\":\"app_01hzzzzzzzzzzzzzzzzzzzzzzz\",\"resume\":\"res_"
    "01hzzzzzzzzzzzzzzzzzzzzzzz\",\"attempt\":1,\"reason\":\"submitted\"}";

double
micros(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

void
pause_ms(long ms)
{
	nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

void
must(bool ok, const char *what, const char *why)
{
	if (ok)
		return;
	fprintf(stderr, "bench_queue: %s: %s\n", what, why ? why : "");
	exit(1);
}

typedef struct run {
	const side *of;
	const task *t;
	bool puts;
	pthread_barrier_t ready;
} run;

typedef struct runner {
	run *r;
	size_t n;
	pthread_t thread;
} runner;

static void *
go(void *arg)
{
	runner *me = arg;
	run *r = me->r;
	pthread_barrier_wait(&r->ready);
	if (r->puts)
		r->of->put(me->n, r->t->jobs / THREADS);
	else
		r->of->work(me->n);
	return NULL;
}

/* Seconds that all threads took together. */
static double
together(run *r)
{
	runner all[THREADS];
	pthread_barrier_init(&r->ready, NULL, THREADS + 1);
	for (size_t i = 0; i < THREADS; i++) {
		all[i] = (runner){.r = r, .n = i};
		must(!pthread_create(&all[i].thread, NULL, go, &all[i]),
		    "thread", NULL);
	}
	pthread_barrier_wait(&r->ready);
	double begun = micros();
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(all[i].thread, NULL);
	pthread_barrier_destroy(&r->ready);
	return (micros() - begun) / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
say_idle(const side *of)
{
	double all[ADDS];
	of->idle(all);
	qsort(all, ADDS, sizeof *all, by_size);
	printf("%.3f %.3f\n", all[ADDS / 2] / 1e3, all[ADDS * 99 / 100] / 1e3);
}

int
main(int argc, char **argv)
{
	must(argc >= 6, "usage",
	    "bench_queue ours|bare put|claim|idle URL JOBS BATCH");
	const side *of = strcmp(argv[1], "ours") ? &bare : &ours;
	task t = {.row = argv[2],
	    .url = argv[3],
	    .jobs = strtoul(argv[4], NULL, 10),
	    .batch = strtoul(argv[5], NULL, 10)};
	run r = {.of = of, .t = &t, .puts = !strcmp(t.row, "put")};
	of->prepare(&t);
	if (!strcmp(t.row, "idle")) {
		say_idle(of);
		return 0;
	}
	if (!r.puts)
		of->fill(argc > 6 ? strtoul(argv[6], NULL, 10) : t.jobs);
	printf("%.1f\n", (double)t.jobs / together(&r));
	return 0;
}
