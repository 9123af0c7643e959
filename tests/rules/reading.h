/* SPDX-License-Identifier: MIT
 * reading.h - what the suites on facts and the match share: a host, an arena
 * and texts read on a fixed day.
 */
#ifndef HIRE_TEST_READING_H
#define HIRE_TEST_READING_H

#include "support.h"

#include <hire/match.h>

/* 2026-11-22, the day on which all texts are read. */
#define TEST_TODAY (INT64_C(1795348800) * HIRE_SECOND)

extern test_host reading_host;
extern hire_arena *reading_mem;

void
reading_setup(void);
void
reading_teardown(void);

const hire_facts *
reading_facts(const char *text);
const hire_job_facts *
reading_job(const char *title, const char *text, const char *requirements);
hire_match_result
reading_match(const hire_facts *facts, const hire_job_facts *job);

/* The skill by name, or NULL. */
const hire_skill *
reading_skill(const hire_facts *facts, const char *name);

/* The jobs: a line each, "start end title @ employer", "?" for what is
 * unknown. */
const char *
reading_jobs_text(const hire_facts *f);

/* The jobs found in `text`, the section of experience of a resume or a whole
 * one behind "#", are `want`, as reading_jobs_text() gives them. */
void
reading_jobs(const char *text, const char *want);

typedef struct reading_case {
	const char *text, *jobs; /* as reading_jobs() takes them */
} reading_case;

/* A suite of one case: the jobs of each of `n` texts, which are borrowed. */
Suite *
reading_jobs_suite(const char *name, const reading_case *cases, size_t n);

/* Equal texts, or both NULL. */
void
reading_same(const char *got, const char *want, const char *of);

#endif
