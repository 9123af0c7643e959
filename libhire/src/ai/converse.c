/* SPDX-License-Identifier: MIT
 * converse.c - what the interviewer says: plain, short and honest about being
 * a program.
 */
#include "engine.h"

#include "rules/grading/grade.h"
#include "util/ctx.h"

#include <string.h>

static hire_status
give(const char *text, const char **out, hire_error *err)
{
	if (!text)
		return hire__nomem(err);
	*out = text;
	return HIRE_OK;
}

hire_status
hire_engine_greet(hire_engine *engine, const hire_brief *brief, hire_arena *mem,
    const char **out, hire_error *err)
{
	(void)engine;
	const char *name = brief->candidate_name ? brief->candidate_name : "";
	return give(
	    hire_arena_printf(mem,
	        "Hello%s%s. This is the interview for \"%s\" at %s. I am an "
	        "automated interviewer: fixed rules, no person and no "
	        "language model. I will ask %d question%s, and you have %d "
	        "minute%s; the clock stops while I prepare or the line is "
	        "down. Answer in your own words, best with an example from "
	        "your work. You may skip a question, and you may leave at "
	        "any time. What you write is kept for the hiring team, and "
	        "people decide, not this program. Ready?",
	        *name ? " " : "", name, brief->job_title, brief->organisation,
	        (int)brief->questions, brief->questions == 1 ? "" : "s",
	        (int)brief->minutes, brief->minutes == 1 ? "" : "s"),
	    out, err);
}

hire_status
hire_engine_invite(hire_engine *engine, const hire_brief *brief,
    hire_arena *mem, const char **out, hire_error *err)
{
	(void)engine;
	return give(
	    hire_arena_printf(mem,
	        "Those were my questions. Do you have any about \"%s\"? I "
	        "answer only from what the recruiter wrote and pass "
	        "everything else on to the hiring team.",
	        brief->job_title),
	    out, err);
}

static const char *
closing(hire_interview_end end)
{
	switch (end) {
	case HIRE_END_TIME_UP:
		return "The time is up, so the interview ends here. What you "
		       "answered so far counts.";
	case HIRE_END_LEFT:
		return "You have left the interview. What you answered so far "
		       "is kept.";
	case HIRE_END_CANCELLED:
		return "The interview was called off. This was not your "
		       "doing.";
	case HIRE_END_ALL_ASKED:
	case HIRE_END_NONE:
		break;
	}
	return "That was all. Thank you for your answers.";
}

hire_status
hire_engine_conclude(hire_engine *engine, const hire_brief *brief,
    hire_interview_end end, hire_arena *mem, const char **out, hire_error *err)
{
	(void)engine;
	return give(hire_arena_printf(mem,
	                "%s The hiring team at %s reads the transcript and a "
	                "scorecard with quotes from it; people decide, and "
	                "they will write to you.",
	                closing(end), brief->organisation),
	    out, err);
}

/* What to ask for when a sign is missing; gives nothing of an answer away. */
static const char *const PROBES[HIRE__SIGNS] = {
    "What did you do yourself in it, step by step?",
    "Can you make it concrete: which tool, which number, which case?",
    "Why did you do it that way, and what did you decide against?",
    "What came of it, and how could you tell?",
    "Looking back, what would you do differently?"};

static const char MORE[] =
    "Could you say more? Take one case that you remember and go through it "
    "step by step: what was there, what did you do, and why?";
static const char DEEPER[] =
    "You have touched on a part of it. What else belongs to it? Go through "
    "what happens step by step, with an example.";
static const char UNSURE[] =
    "That is a fair answer. If it came up at work tomorrow, how would you go "
    "about it, and where would you look first?";

/* "I do not know", and hardly a word more. */
static bool
is_unsure(const hire__terms *said)
{
	enum { MOST = 6 };
	size_t own = 0;
	bool unknown = false;
	for (size_t i = 0; i < said->n; i++) {
		own += hire__term_counts(&said->v[i]);
		unknown = unknown || said->v[i].negation || said->v[i].unknown;
	}
	return unknown && own <= MOST;
}

/* What the candidate said that counted, to go on from; NULL: nothing short
 * enough to repeat.  In `mem`. */
static hire_status
deeper(const char *answer, const hire__verdict *v, hire_arena *mem,
    const char **out, hire_error *err)
{
	enum { LONGEST = 120 };
	if (!v->quote_len || v->quote_len > LONGEST)
		return give(DEEPER, out, err);
	return give(
	    hire_arena_printf(mem,
	        "You said: \"%.*s\". What else belongs to it? Go on step by "
	        "step, with an example.",
	        (int)v->quote_len, answer + v->quote_at),
	    out, err);
}

static const char *
probe_for(const hire__verdict *v)
{
	for (size_t i = 0; i < v->missing_count; i++)
		for (int sign = 0; sign < HIRE__SIGNS; sign++)
			if (!strcmp(v->missing[i], hire__sign_points[sign]))
				return PROBES[sign];
	return NULL;
}

hire_status
hire_engine_follow_up(hire_engine *engine, const hire_plan_question *question,
    const char *answer, hire_arena *mem, const char **out, hire_error *err)
{
	(void)engine;
	enum { ENOUGH = 2 };
	hire__task task = {question->text, question->ideal, question->points,
	    question->point_count, true, NULL};
	hire__verdict v;
	const char *text = answer ? answer : "";
	hire_status st = hire__grade(&task, text, strlen(text), mem, &v, err);
	if (st)
		return st;
	bool thin = v.why_bottom || v.level < ENOUGH;
	*out = NULL;
	if (!thin || (!v.why_bottom && v.concrete && v.level > 0))
		return HIRE_OK;
	hire__terms said;
	st = hire__terms_read(mem, text, strlen(text), &said, err);
	if (st)
		return st;
	const char *probe = probe_for(&v);
	if (is_unsure(&said))
		return give(UNSURE, out, err);
	if (v.why_bottom)
		return give(MORE, out, err);
	if (probe)
		return give(probe, out, err);
	if (v.covered_count)
		return deeper(text, &v, mem, out, err);
	return give(MORE, out, err);
}
