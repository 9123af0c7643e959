/* SPDX-License-Identifier: MIT
 * main.c - make the tables, fill them, measure: tools/bench-scale calls each
 * step, with work of the database's own in between.
 */
#include "scale.h"

#include "services/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The rows end on that day, whenever they are looked at. */
static hire_instant
today(void *user)
{
	struct timespec t = {0};
	(void)user;
	clock_gettime(CLOCK_MONOTONIC, &t);
	int64_t us = (int64_t)t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
	return (hire_instant){BENCH_TODAY + us % HIRE_HOUR, us, 1};
}

static void
run(const char *step, const hire_config *config, const sizes *z, int seconds)
{
	hire_ctx *ctx;
	hire_platform *p;
	hire_error err = {0};
	hire_ctx_options o = {.size = sizeof o, .now = today};
	bench_must(hire_ctx_new(&o, &ctx, &err), &err);
	/* Opened as usual, a store makes the indexes that it lacks. */
	bool fill = !strcmp(step, "fill");
	bench_must(
	    hire_platform_open(ctx, config,
	        fill ? HIRE_NEED_STORE_AS_IS : HIRE_NEED_STORE, &p, &err),
	    &err);
	if (fill)
		scale_fill(ctx, &p->store, z);
	else if (!strcmp(step, "measure"))
		scale_measure(ctx, p, z, seconds);
	hire_platform_close(p);
	hire_ctx_free(ctx);
}

int
main(int argc, char **argv)
{
	if (argc != 6) {
		fputs("usage: bench_scale tables|fill|measure STORE FOLDER "
		      "JOBS SECONDS\n",
		    stderr);
		return 2;
	}
	hire_config config = {
	    .size = sizeof config, .store = argv[2], .data = argv[3]};
	sizes z = sizes_of(strtoll(argv[4], NULL, 10));
	if (z.jobs < 30)
		bench_die(argv[4], "at least 30 jobs");
	run(argv[1], &config, &z, (int)strtol(argv[5], NULL, 10));
	return 0;
}
