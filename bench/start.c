/* SPDX-License-Identifier: MIT
 * start.c - how long it takes until something can begin: a command's process,
 * and a platform on a store that exists.
 */
#include "scene.h"

#include <stdio.h>

enum { WARM_UP = 5, ROUNDS = 50 };

static double
spawn(void *user)
{
	return bench_spawn(user);
}

static double
open_platform(void *user)
{
	const scene *s = user;
	hire_platform *p;
	hire_error err = {0};
	hire_config config = {.size = sizeof config, .data = s->folder};
	double start = bench_micros();
	bench_must(
	    hire_platform_open(s->ctx, &config, HIRE_NEED_ALL, &p, &err), &err);
	double took = bench_micros() - start;
	hire_platform_close(p);
	return took;
}

void
bench_start(bench *b)
{
	scene s;
	char cli[512];
	snprintf(cli, sizeof cli, "%s/hire-cli", b->bin);
	const char *nothing[] = {"/bin/true", NULL};
	const char *version[] = {cli, "--version", NULL};
	const bench_case commands[] = {{"/bin/true", spawn, nothing, 0, false},
	    {"hire-cli --version", spawn, version, 10000, false}};
	const bench_case opening[] = {{"platform opened on an existing store",
	    open_platform, &s, 2000, false}};
	bench_run(b, commands, 2, WARM_UP, ROUNDS);
	scene_open(&s, b, 10, 0);
	bench_run(b, opening, 1, WARM_UP, ROUNDS);
	scene_close(&s);
}
