/* SPDX-License-Identifier: MIT
 * steps.c - what the parts measure in more than one place: a program from start
 * to end, and the way from texts to a match.
 */
#define _GNU_SOURCE /* environ */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

double
bench_spawn(const char *const argv[])
{
	posix_spawn_file_actions_t quiet;
	pid_t child;
	int status = -1;
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(
	    &quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	double start = bench_micros();
	if (posix_spawnp(
	        &child, argv[0], &quiet, NULL, (char *const *)argv, environ) ||
	    waitpid(child, &status, 0) != child || status)
		bench_die(argv[0], "does not run");
	double took = bench_micros() - start;
	posix_spawn_file_actions_destroy(&quiet);
	return took;
}

const hire_facts *
bench_facts(const char *resume, hire_arena *mem)
{
	const hire_facts *facts;
	hire_error err = {0};
	bench_must(hire_facts_read(
	               resume, strlen(resume), BENCH_TODAY, mem, &facts, &err),
	    &err);
	return facts;
}

const hire_job_facts *
bench_job(const char *title, const char *text, hire_arena *mem)
{
	const hire_job_facts *job;
	hire_error err = {0};
	bench_must(
	    hire_job_facts_read(title, text, NULL, mem, &job, &err), &err);
	return job;
}

hire_match_result
bench_matched(
    const hire_facts *facts, const hire_job_facts *job, hire_arena *mem)
{
	hire_match_result result;
	hire_error err = {0};
	bench_must(
	    hire_match(facts, job, HIRE_MATCH_THRESHOLD, mem, &result, &err),
	    &err);
	return result;
}

void
bench_room_open(bench_room *room, size_t max)
{
	hire_error err = {0};
	bench_must(hire_ctx_new(NULL, &room->ctx, &err), &err);
	bench_must(hire_arena_new(room->ctx, max, &room->mem, &err), &err);
	bench_must(hire_arena_new(room->ctx, 0, &room->scratch, &err), &err);
}

void
bench_room_close(bench_room *room)
{
	hire_arena_free(room->scratch);
	hire_arena_free(room->mem);
	hire_ctx_free(room->ctx);
}
