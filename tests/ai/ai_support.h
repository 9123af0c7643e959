/* SPDX-License-Identifier: MIT
 * ai_support.h - an engine, an arena, and one job with one candidate.
 */
#ifndef HIRE_TEST_AI_SUPPORT_H
#define HIRE_TEST_AI_SUPPORT_H

#include "support.h"

#include <hire/engine.h>

typedef struct ai_bench {
	test_host host;
	hire_arena *mem;
	hire_engine *engine;
} ai_bench;

void
ai_open(ai_bench *b);
void
ai_close(ai_bench *b);

/* Everything personal about a candidate that must not matter. */
typedef struct ai_person {
	const char *name, *email, *school, *pronoun, *address, *born;
} ai_person;

extern const ai_person ai_people[2];

/* Facts of somebody with this identity; static parts, `f` is filled. */
typedef struct ai_facts {
	hire_facts facts;
	hire_skill skills[3];
	hire_education education[1];
	char line[400];
} ai_facts;

void
ai_facts_of(const ai_person *p, ai_facts *f);

/* A job with two must requirements and two nice ones; static. */
const hire_job_facts *
ai_job(void);

/* A checked fixture of a suite that needs one bench: it is open between
 * these two. */
extern ai_bench ai_here;

void
ai_begin(void);
void
ai_finish(void);

#endif
