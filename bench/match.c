/* SPDX-License-Identifier: MIT
 * match.c - reading a resume of 3 KB, and matching ready facts.
 */
#include "bench.h"

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
	bench_room room;
	const hire_facts *facts;
	const hire_job_facts *job;
} matching;

static double
read_resume(void *user)
{
	matching *m = user;
	double start = bench_micros();
	hire_arena_reset(m->room.scratch);
	(void)bench_facts(m->text, m->room.scratch);
	return bench_micros() - start;
}

/* Some at once: one is near what reading the clock costs. */
static double
match_facts(void *user)
{
	matching *m = user;
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(m->room.scratch);
		(void)bench_matched(m->facts, m->job, m->room.scratch);
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
	const bench_case reading[] = {
	    {"facts of a resume of 3 KB", read_resume, &m, 1000, false}};
	const bench_case ready[] = {
	    {"match of ready facts", match_facts, &m, 20, false}};
	write_resume(m.text);
	bench_room_open(&m.room, 0);
	m.facts = bench_facts(m.text, m.room.mem);
	m.job = bench_job("Backend Engineer", ad, m.room.mem);
	bench_run(b, reading, 1, 50, 500);
	bench_run(b, ready, 1, 50, 500);
	bench_room_close(&m.room);
}
