/* SPDX-License-Identifier: MIT
 * scene.h - a platform in a folder of its own with a recruiter and paid jobs.
 * People are added behind the services: a sign-up takes a slow password hash
 * on purpose, which would hide what is measured.
 */
#ifndef HIRE_BENCH_SCENE_H
#define HIRE_BENCH_SCENE_H

#include "bench.h"

#include <hire/hire.h>

typedef struct scene {
	hire_ctx *ctx;
	hire_arena *mem; /* of what lasts */
	char folder[256];
	hire_platform *p;
	hire_actor hr;
	hire_job job;
	int people;
} scene;

/* A job of `questions` questions with `seats` seats, in a new store or in
 * that of HIRE_STORE. */
void
scene_open(scene *s, const bench *b, int64_t questions, int64_t seats);

/* Ten seats more. */
void
scene_pay(scene *s);

hire_actor
scene_candidate(scene *s);

/* Apply with a fitting resume and let a worker run; the interview's id. */
const char *
scene_apply(scene *s, const hire_actor *who, hire_arena *mem);

void
scene_work(scene *s);

/* Take an event and let our side think. */
void
scene_say(scene *s, const hire_actor *who, const char *interview,
    hire_event event, const char *text, hire_arena *mem);

/* Close, and remove the folder. */
void
scene_close(scene *s);

/* The words of every answer. */
extern const char scene_words[];

#endif
