/* SPDX-License-Identifier: MIT
 * oom.h - fail every allocation of one service call in turn, and see that the
 * store is as it was.  With strict_arena.c, so that each allocation counts.
 */
#ifndef HIRE_TEST_OOM_H
#define HIRE_TEST_OOM_H

#include "scene.h"

/* What a swept call works on and gives; `mem` is new for each attempt. */
typedef struct oom_call {
	scene *s;
	hire_arena *mem;
	const hire_actor *who;
	const char *id, *text, *more;
	hire_event event;
	hire_error err;
	void *out; /* what the attempt that succeeded gave */
} oom_call;

typedef hire_status (*oom_body)(oom_call *c);

/* How a failed attempt may have changed the store. */
typedef enum oom_effect {
	OOM_NOTHING, /* not at all: the call is one transaction */
	OOM_STEPS,   /* by whole steps: the call is several */
	/* By a count of attempts to log in, which needs memory to be taken
	 * back, so each point fails alone. */
	OOM_COUNTED
} oom_effect;

/* Fail the 1st, 2nd, ... allocation of `body`, alone and with all that follow,
 * until it succeeds; each failed attempt gives HIRE_ENOMEM and leaves the store
 * whole.  Results live in the scene's arena.  Adds to the number of points. */
void
oom_sweep(const char *name, oom_body body, oom_call *c, oom_effect effect);

/* The same for a worker: the platform is put back as it was before each
 * attempt, every `stride`-th allocation fails, and an hour later a worker with
 * memory must bring about what `done` looks for.  `stride` 0 takes one that
 * gives about 100 points. */
void
oom_sweep_worker(
    const char *name, scene *s, long stride, void (*done)(scene *s));

/* The same for opening the platform. */
void
oom_sweep_open(scene *s);

/* Every application, transcript, interview and ledger is whole. */
void
oom_check_whole(scene *s);

/* Points swept by this process so far. */
long
oom_points(void);

#endif
