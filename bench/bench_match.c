/* SPDX-License-Identifier: MIT
 * bench_match.c - microseconds of work for facts of a 3 KB resume and for one
 * match of ready facts.
 */
#include <hire/match.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 2000, RESUME = 3072 };

static const char head[] =
    "Sample Candidate\nSenior Backend Engineer\nsample@example.com | "
    "(555) 123-4567\n\nSkills\nPython, Django, FastAPI, PostgreSQL, Redis, "
    "Docker, Kubernetes, AWS, Terraform, Kafka, Git, CI/CD, Linux\n\n"
    "Experience\n";
static const char job_entry[] =
    "Software Engineer, Example Ltd, Jan 2019 - Mar 2022\n"
    "- Built services in Python and Django behind a REST API with PostgreSQL\n"
    "- Moved forty services to Kubernetes and Terraform on AWS\n"
    "- Cut the time of deployments with GitHub Actions and better tests\n";
static const char ad[] =
    "Requirements\n- 4+ years of professional Python experience\n"
    "- Django, Flask or FastAPI\n- Experience with Docker and Kubernetes\n"
    "- Strong SQL and PostgreSQL\n- Redis caching\n- CI/CD pipelines\n"
    "- AWS or Azure\n- Bachelor's degree\nNice to have\n- Kafka\n- Rust\n";

static double
now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
must(hire_status st)
{
	if (!st)
		return;
	fprintf(stderr, "bench_match: %s\n", hire_status_name(st));
	exit(EXIT_FAILURE);
}

static void
write_resume(char text[RESUME + 1])
{
	size_t n = sizeof head - 1;
	memcpy(text, head, n);
	for (; n + sizeof job_entry < RESUME; n += sizeof job_entry - 1)
		memcpy(text + n, job_entry, sizeof job_entry - 1);
	text[n] = '\0';
}

int
main(void)
{
	static char text[RESUME + 1];
	const hire_time today = INT64_C(1795348800) * HIRE_SECOND;
	hire_ctx *ctx;
	hire_arena *mem, *scratch;
	const hire_facts *facts = NULL;
	const hire_job_facts *job = NULL;
	hire_match_result m = {0};
	write_resume(text);
	must(hire_ctx_new(NULL, &ctx, NULL));
	must(hire_arena_new(ctx, 0, &mem, NULL));
	must(hire_arena_new(ctx, 0, &scratch, NULL));
	double start = now_us();
	for (int i = 0; i < ROUNDS; i++) {
		hire_arena_reset(mem);
		must(hire_facts_read(
		    text, strlen(text), today, mem, &facts, NULL));
	}
	double reading = (now_us() - start) / ROUNDS;
	must(
	    hire_job_facts_read("Backend Engineer", ad, NULL, mem, &job, NULL));
	start = now_us();
	for (int i = 0; i < ROUNDS; i++) {
		hire_arena_reset(scratch);
		must(hire_match(facts, job, 70, scratch, &m, NULL));
	}
	double matching = (now_us() - start) / ROUNDS;
	printf(
	    "facts of a resume of %zu bytes: %.1f us\n", strlen(text), reading);
	printf("match of ready facts (%zu skills, %zu requirements): %.1f us\n",
	    facts->skill_count, job->count, matching);
	hire_arena_free(scratch);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return EXIT_SUCCESS;
}
