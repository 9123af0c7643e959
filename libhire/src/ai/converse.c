/* SPDX-License-Identifier: MIT
 * converse.c - what the interviewer says: plain, short and honest about being
 * a program.
 */
#include "engine.h"

#include "util/ctx.h"

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
