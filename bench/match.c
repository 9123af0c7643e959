/* SPDX-License-Identifier: MIT
 * match.c - reading a resume of 3 KB, and matching ready facts.
 */
#include "bench.h"

#include <hire/match.h>

#include <string.h>

enum { RESUME = 3072, AT_ONCE = 50 };

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

typedef struct matching {
	char text[RESUME + 1];
	hire_arena *mem, *scratch;
	const hire_facts *facts;
	const hire_job_facts *job;
} matching;

static double
read_resume(void *user)
{
	matching *m = user;
	const hire_facts *facts;
	hire_error err = {0};
	double start = bench_micros();
	hire_arena_reset(m->scratch);
	bench_must(hire_facts_read(m->text, strlen(m->text), BENCH_TODAY,
	               m->scratch, &facts, &err),
	    &err);
	return bench_micros() - start;
}

/* Some at once: one is near what reading the clock costs. */
static double
match_facts(void *user)
{
	matching *m = user;
	hire_match_result result;
	hire_error err = {0};
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(m->scratch);
		bench_must(hire_match(m->facts, m->job, HIRE_MATCH_THRESHOLD,
		               m->scratch, &result, &err),
		    &err);
	}
	return (bench_micros() - start) / AT_ONCE;
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

void
bench_match(bench *b)
{
	static matching m;
	hire_ctx *ctx;
	hire_error err = {0};
	const bench_case reading[] = {
	    {"facts of a resume of 3 KB", read_resume, &m, 1000, false}};
	const bench_case ready[] = {
	    {"match of ready facts", match_facts, &m, 20, false}};
	write_resume(m.text);
	bench_must(hire_ctx_new(NULL, &ctx, &err), &err);
	bench_must(hire_arena_new(ctx, 0, &m.mem, &err), &err);
	bench_must(hire_arena_new(ctx, 0, &m.scratch, &err), &err);
	bench_must(hire_facts_read(m.text, strlen(m.text), BENCH_TODAY, m.mem,
	               &m.facts, &err),
	    &err);
	bench_must(hire_job_facts_read(
	               "Backend Engineer", ad, NULL, m.mem, &m.job, &err),
	    &err);
	bench_run(b, reading, 1, 50, 500);
	bench_run(b, ready, 1, 50, 500);
	hire_arena_free(m.scratch);
	hire_arena_free(m.mem);
	hire_ctx_free(ctx);
}
