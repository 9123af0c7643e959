/* SPDX-License-Identifier: MIT
 * flow.c - everything that one candidate costs, from the application to the
 * scorecard, in one process.
 */
#include "scene.h"

enum { WARM_UP = 2, ROUNDS = 20, QUESTIONS = 10 };

static void
take_interview(scene *s, const hire_actor *who, const char *id, hire_arena *mem)
{
	hire_interview_view v;
	hire_error err = {0};
	scene_say(s, who, id, HIRE_EVENT_BEGIN, NULL, mem);
	scene_say(s, who, id, HIRE_EVENT_PROCEED, NULL, mem);
	for (;;) {
		bench_must(
		    hire_interviews_view(s->p, who, id, 0, mem, &v, &err),
		    &err);
		if (v.interview.state != HIRE_INTERVIEW_QUESTION &&
		    v.interview.state != HIRE_INTERVIEW_FOLLOW_UP)
			break;
		scene_say(s, who, id, HIRE_EVENT_ANSWER, scene_words, mem);
	}
	scene_say(s, who, id, HIRE_EVENT_DONE, NULL, mem);
}

static double
one_candidate(void *user)
{
	scene *s = user;
	hire_arena *mem;
	hire_scorecard card;
	hire_scorecard_result result;
	hire_error err = {0};
	hire_actor who = scene_candidate(s);
	bench_must(hire_arena_new(s->ctx, 0, &mem, &err), &err);
	double start = bench_micros();
	const char *id = scene_apply(s, &who, mem);
	take_interview(s, &who, id, mem);
	scene_work(s);
	bench_must(hire_interviews_scorecard(
	               s->p, &s->hr, id, mem, &card, &result, &err),
	    &err);
	double took = bench_micros() - start;
	hire_arena_free(mem);
	return took;
}

void
bench_flow(bench *b)
{
	scene s;
	const bench_case cases[] = {{"a candidate: apply, match, 10 questions, "
	                             "score",
	    one_candidate, &s, 0, false}};
	scene_open(&s, b, QUESTIONS, WARM_UP + ROUNDS);
	bench_run(b, cases, 1, WARM_UP, ROUNDS);
	scene_close(&s);
}
