/* SPDX-License-Identifier: MIT
 * crowd.c - one resume against a thousand jobs, and one job against a thousand
 * resumes, from text and with the facts ready.
 */
#include "bench.h"
#include "texts.h"

enum { CROWD = 1000, WARM_UP = 1, ROUNDS = 7, SEED = 7 };

typedef struct crowd {
	char resumes[CROWD][TEXT_RESUME + 1], jobs[CROWD][TEXT_JOB + 1];
	const hire_facts *facts[CROWD];
	const hire_job_facts *wants[CROWD];
	bench_room room;
	int64_t sum; /* of scores, so that none is left out */
} crowd;

/* A round over the crowd: the first resume against all jobs, or all resumes
 * against the first job; those that there are many of from text or ready. */
typedef struct turn {
	crowd *c;
	bool jobs, from_text;
} turn;

static const hire_facts *
resume_of(const turn *t, size_t i)
{
	crowd *c = t->c;
	if (t->jobs)
		return c->facts[0];
	return t->from_text ? bench_facts(c->resumes[i], c->room.scratch)
	                    : c->facts[i];
}

static const hire_job_facts *
job_of(const turn *t, size_t i)
{
	crowd *c = t->c;
	if (!t->jobs)
		return c->wants[0];
	return t->from_text ? bench_job("", c->jobs[i], c->room.scratch)
	                    : c->wants[i];
}

static double
once(void *user)
{
	const turn *t = user;
	crowd *c = t->c;
	double start = bench_micros();
	for (size_t i = 0; i < CROWD; i++) {
		hire_arena_reset(c->room.scratch);
		c->sum += bench_matched(
		    resume_of(t, i), job_of(t, i), c->room.scratch)
		              .score;
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
		c->facts[i] = bench_facts(c->resumes[i], c->room.mem);
		c->wants[i] = bench_job("", c->jobs[i], c->room.mem);
	}
}

void
bench_crowd(bench *b)
{
	static crowd c;
	turn turns[] = {{&c, true, true}, {&c, true, false}, {&c, false, true},
	    {&c, false, false}};
	const bench_case cases[] = {
	    {"1 resume, 1,000 jobs, from text", once, &turns[0], 0, false},
	    {"1 resume, 1,000 jobs, facts ready", once, &turns[1], 0, false},
	    {"1 job, 1,000 resumes, from text", once, &turns[2], 0, false},
	    {"1 job, 1,000 resumes, facts ready", once, &turns[3], 0, false},
	};
	bench_room_open(&c.room, (size_t)1 << 30);
	gather(&c);
	bench_run(b, cases, sizeof cases / sizeof *cases, WARM_UP, ROUNDS);
	bench_room_close(&c.room);
}
