/* SPDX-License-Identifier: MIT
 * texts.h - resumes and advertisements by the thousand: made of the parts that
 * real ones are made of, the same from the same seed.
 */
#ifndef HIRE_BENCH_TEXTS_H
#define HIRE_BENCH_TEXTS_H

#include <stdint.h>

enum { TEXT_RESUME = 3072, TEXT_JOB = 2048 };

/* A resume near TEXT_RESUME bytes, never more. */
void
text_resume(uint64_t *seed, char out[TEXT_RESUME + 1]);

/* An advertisement near TEXT_JOB bytes, never more. */
void
text_job(uint64_t *seed, char out[TEXT_JOB + 1]);

#endif
