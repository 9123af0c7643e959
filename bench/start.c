/* SPDX-License-Identifier: MIT
 * start.c - how long it takes until something can begin: a command's process,
 * and a platform on a store that exists.
 */
#define _GNU_SOURCE /* environ */
#include "scene.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM_UP = 5, ROUNDS = 50 };

typedef struct command {
	const char *path, *option;
} command;

static double
spawn(void *user)
{
	const command *c = user;
	char *argv[] = {(char *)c->path, (char *)c->option, NULL};
	posix_spawn_file_actions_t quiet;
	pid_t child;
	int status = -1;
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(
	    &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	double start = bench_micros();
	if (posix_spawn(&child, c->path, &quiet, NULL, argv, environ) ||
	    waitpid(child, &status, 0) != child || status)
		bench_die(c->path, "does not run");
	double took = bench_micros() - start;
	posix_spawn_file_actions_destroy(&quiet);
	return took;
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
	command nothing = {"/bin/true", NULL}, version = {cli, "--version"};
	const bench_case commands[] = {{"/bin/true", spawn, &nothing, 0, false},
	    {"hire-cli --version", spawn, &version, 10000, false}};
	const bench_case opening[] = {{"platform opened on an existing store",
	    open_platform, &s, 2000, false}};
	bench_run(b, commands, 2, WARM_UP, ROUNDS);
	scene_open(&s, b, 10, 0);
	bench_run(b, opening, 1, WARM_UP, ROUNDS);
	scene_close(&s);
}
