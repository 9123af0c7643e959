/* SPDX-License-Identifier: MIT
 * pairs.h - jobs and resumes to plan interviews for: our own, and the files
 * of the fixtures where they are present.
 */
#ifndef HIRE_TEST_PAIRS_H
#define HIRE_TEST_PAIRS_H

#include "ai_support.h"

typedef struct ai_texts {
	const char *v[80];
	size_t n;
} ai_texts;

/* Job texts and resume texts, in `mem`. */
ai_texts
ai_job_texts(hire_arena *mem);
ai_texts
ai_resume_texts(hire_arena *mem);

#endif
