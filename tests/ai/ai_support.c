/* SPDX-License-Identifier: MIT
 * ai_support.c - an engine, an arena, and one job with one candidate.
 */
#include "ai_support.h"

#include <stdio.h>

const ai_person ai_people[2] = {
    {"Sample Candidate", "sample@example.com", "Example State University",
        "she", "12 Long Street, Exampleville", "3 May 1990"},
    {"Otto Placeholder-Nguyen", "o.p@example.org",
        "Institute of Technology Northtown", "he", "7 Elm Road, Northtown",
        "28 December 1961"},
};

void
ai_open(ai_bench *b)
{
	test_host_open(&b->host);
	ck_assert_ok(hire_arena_new(b->host.ctx, 0, &b->mem, NULL));
	ck_assert_ok(
	    hire_engine_new(b->host.ctx, NULL, NULL, &b->engine, NULL));
}

void
ai_close(ai_bench *b)
{
	hire_engine_free(b->engine);
	hire_arena_free(b->mem);
	test_host_close(&b->host);
}

void
ai_facts_of(const ai_person *p, ai_facts *f)
{
	*f = (ai_facts){0};
	snprintf(f->line, sizeof f->line,
	    "%s moved the billing tables to PostgreSQL without downtime "
	    "while %s studied at %s",
	    p->name, p->pronoun, p->school);
	f->skills[0] = (hire_skill){
	    .name = "PostgreSQL", .evidence = f->line, .used = true};
	f->skills[1] = (hire_skill){.name = "Python",
	    .evidence = "Python, SQL, Docker, Git",
	    .listed = true};
	f->skills[2] = (hire_skill){.name = "Docker",
	    .evidence = "Cut the image of the search service to a third",
	    .used = true};
	f->education[0] = (hire_education){
	    .school = p->school, .level = HIRE_DEGREE_BACHELOR};
	f->facts = (hire_facts){.name = p->name,
	    .email = p->email,
	    .months = 60,
	    .skills = f->skills,
	    .skill_count = 3,
	    .education = f->education,
	    .education_count = 1};
}

const hire_job_facts *
ai_job(void)
{
	static const char *data[] = {"PostgreSQL", "Python"};
	static const char *docker[] = {"Docker"};
	static hire_requirement list[] = {
	    {.text = "Docker is welcome",
	        .kind = HIRE_REQUIREMENT_NICE,
	        .skills = docker,
	        .skill_count = 1},
	    {.text = "PostgreSQL and Python in production",
	        .kind = HIRE_REQUIREMENT_MUST,
	        .skills = data,
	        .skill_count = 2},
	    {.text = "Writes clearly", .kind = HIRE_REQUIREMENT_MUST},
	    {.text = "Young and healthy native speaker",
	        .kind = HIRE_REQUIREMENT_MUST},
	    {.text = "Has led a project", .kind = HIRE_REQUIREMENT_NICE},
	};
	static const hire_job_facts job = {
	    .title = "Data Engineer", .requirements = list, .count = 5};
	return &job;
}

ai_bench ai_here;

void
ai_begin(void)
{
	ai_open(&ai_here);
}

void
ai_finish(void)
{
	ai_close(&ai_here);
}
