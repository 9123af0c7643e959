/* SPDX-License-Identifier: MIT
 * crowd.c - one resume against a thousand jobs, and one job against a thousand
 * resumes, from text and with the facts ready.
 */
#include "bench.h"
#include "texts.h"

#include <hire/match.h>

#include <stdio.h>
#include <string.h>

enum { CROWD = 1000, WARM_UP = 1, ROUNDS = 7, SEED = 7 };

typedef struct crowd {
	char resumes[CROWD][TEXT_RESUME + 1], jobs[CROWD][TEXT_JOB + 1];
	const hire_facts *facts[CROWD];
	const hire_job_facts *wants[CROWD];
	hire_arena *mem, *scratch;
	int64_t sum; /* of scores, so that none is left out */
} crowd;

static const hire_facts *
read_resume(const char *text, hire_arena *mem)
{
	const hire_facts *facts;
	hire_error err = {0};
	bench_must(
	    hire_facts_read(text, strlen(text), BENCH_TODAY, mem, &facts, &err),
	    &err);
	return facts;
}

static const hire_job_facts *
read_job(const char *text, hire_arena *mem)
{
	const hire_job_facts *job;
	hire_error err = {0};
	bench_must(hire_job_facts_read("", text, NULL, mem, &job, &err), &err);
	return job;
}

static void
match(crowd *c, const hire_facts *facts, const hire_job_facts *job)
{
	hire_match_result result;
	hire_error err = {0};
	bench_must(hire_match(facts, job, HIRE_MATCH_THRESHOLD, c->scratch,
	               &result, &err),
	    &err);
	c->sum += result.score;
}

static double
jobs_from_text(void *user)
{
	crowd *c = user;
	double start = bench_micros();
	for (size_t i = 0; i < CROWD; i++) {
		hire_arena_reset(c->scratch);
		match(c, c->facts[0], read_job(c->jobs[i], c->scratch));
	}
	return bench_micros() - start;
}

static double
jobs_ready(void *user)
{
	crowd *c = user;
	double start = bench_micros();
	for (size_t i = 0; i < CROWD; i++) {
		hire_arena_reset(c->scratch);
		match(c, c->facts[0], c->wants[i]);
	}
	return bench_micros() - start;
}

static double
resumes_from_text(void *user)
{
	crowd *c = user;
	double start = bench_micros();
	for (size_t i = 0; i < CROWD; i++) {
		hire_arena_reset(c->scratch);
		match(c, read_resume(c->resumes[i], c->scratch), c->wants[0]);
	}
	return bench_micros() - start;
}

static double
resumes_ready(void *user)
{
	crowd *c = user;
	double start = bench_micros();
	for (size_t i = 0; i < CROWD; i++) {
		hire_arena_reset(c->scratch);
		match(c, c->facts[i], c->wants[0]);
	}
	return bench_micros() - start;
}

static void
gather(crowd *c)
{
	uint64_t seed = SEED;
	for (size_t i = 0; i < CROWD; i++) {
		text_resume(&seed, c->resumes[i]);
		text_job(&seed, c->jobs[i]);
		c->facts[i] = read_resume(c->resumes[i], c->mem);
		c->wants[i] = read_job(c->jobs[i], c->mem);
	}
}

void
bench_crowd(bench *b)
{
	static crowd c;
	hire_ctx *ctx;
	hire_error err = {0};
	const bench_case cases[] = {
	    {"1 resume, 1,000 jobs, from text", jobs_from_text, &c, 0, false},
	    {"1 resume, 1,000 jobs, facts ready", jobs_ready, &c, 0, false},
	    {"1 job, 1,000 resumes, from text", resumes_from_text, &c, 0,
	        false},
	    {"1 job, 1,000 resumes, facts ready", resumes_ready, &c, 0, false},
	};
	bench_must(hire_ctx_new(NULL, &ctx, &err), &err);
	bench_must(hire_arena_new(ctx, (size_t)1 << 30, &c.mem, &err), &err);
	bench_must(hire_arena_new(ctx, 0, &c.scratch, &err), &err);
	gather(&c);
	bench_run(b, cases, sizeof cases / sizeof *cases, WARM_UP, ROUNDS);
	hire_arena_free(c.scratch);
	hire_arena_free(c.mem);
	hire_ctx_free(ctx);
}
