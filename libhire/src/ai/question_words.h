/* SPDX-License-Identifier: MIT
 * question_words.h - putting a question into words, in turns, so that no two
 * questions of an interview begin alike while others are left.
 */
#ifndef HIRE_AI_QUESTION_WORDS_H
#define HIRE_AI_QUESTION_WORDS_H

#include "question_forms.h"
#include "topics.h"

/* Whose turn it is.  Where the turns start depends on the job and on the
 * skills of the resume, on nothing personal. */
typedef struct hire__turns {
	uint32_t start;
	uint32_t lead[HIRE__GROUNDS]; /* leads used of each row */
	uint32_t form[HIRE__FORMS];   /* times each form was used */
} hire__turns;

/* Mix `s` (NULL: nothing) into `h`, which begins as 0: the same texts give the
 * same number, on any machine. */
uint32_t
hire__text_mix(uint32_t h, const char *s);

hire__turns
hire__turns_start(const hire_job_facts *job, const hire_facts *resume);

/* The `k`-th of `n` things in this interview's order. */
size_t
hire__turn(const hire__turns *turns, size_t k, size_t n);

/* What a question on the topic starts from; `line` NULL: from no line. */
hire__ground
hire__ground_of(const hire__topic *t, const char *line);

/* `form` with its places filled, in `mem`; NULL: no memory. */
const char *
hire__question_filled(
    const char *form, const char *name, const char *line, hire_arena *mem);

/* A sheet's question, led to from the line or by the topic's name, which a
 * question that names it itself can do without.  In `mem`; NULL: no memory. */
const char *
hire__question_led(hire__turns *turns, const hire__topic *t, const char *line,
    const char *question, hire_arena *mem);

#endif
