/* SPDX-License-Identifier: MIT
 * fuzz_answer.c - any bytes as question, ideal answer and answer: a grade
 * within its limits, a follow-up and a reply that are text, and a scorecard
 * that quotes nothing but the answer.
 * The input is up to three parts, each ended by a NUL.
 */
#include "fuzz.h"

#include <hire/engine.h>
#include <string.h>

/* The next part as a string. */
static const char *
part(hire_arena *mem, const uint8_t **data, size_t *n)
{
	const uint8_t *end = *n ? memchr(*data, 0, *n) : NULL;
	size_t len = end ? (size_t)(end - *data) : *n;
	const char *s = hire_arena_strndup(mem, (const char *)*data, len);
	FUZZ_CLAIM(s);
	*data += len + (end != NULL);
	*n -= len + (end != NULL);
	return s;
}

static void
check_grade(hire_engine *e, const char *question, const char *ideal,
    const char *answer, hire_arena *mem)
{
	hire_grade g;
	if (hire_engine_grade(e, question, ideal, answer, mem, &g, NULL))
		return;
	FUZZ_CLAIM(g.tenths >= 0 && g.tenths <= 100);
	FUZZ_CLAIM(g.level >= HIRE_LEVEL_UNKNOWN && g.level <= HIRE_LEVEL_MAX);
	hire_utterance u = {1, HIRE_EVENT_ANSWER, 1, answer};
	FUZZ_CLAIM(!g.quote || hire_quote_stands(&u, 1, 1, g.quote));
}

static void
check_score(hire_engine *e, hire_plan_question *question, const char *answer,
    hire_arena *mem)
{
	hire_plan plan = {question, 1, "fuzz"};
	hire_utterance talk[] = {{1, HIRE_EVENT_ASK, 1, question->text},
	    {2, HIRE_EVENT_ANSWER, 1, answer}};
	hire_scorecard_result card, back;
	const char *json;
	if (hire_engine_score(e, &plan, NULL, talk, 2, mem, &card, NULL))
		return;
	FUZZ_CLAIM(card.role_fit >= 0 && card.role_fit <= 100);
	for (size_t i = 0; i < card.strength_count; i++)
		FUZZ_CLAIM(hire_quote_stands(
		    talk, 2, card.strengths[i].seq, card.strengths[i].quote));
	if (!hire_scorecard_to_json(&card, mem, &json, NULL) &&
	    !hire_scorecard_from_json(json, mem, &back, NULL))
		FUZZ_CLAIM(back.role_fit == card.role_fit &&
		           back.scored == card.scored);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	hire_engine *e;
	const char *said = NULL;
	bool known;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	FUZZ_CLAIM(!hire_engine_new(ctx, NULL, NULL, &e, NULL));
	const char *question = part(mem, &data, &n);
	const char *ideal = part(mem, &data, &n);
	const char *answer = part(mem, &data, &n);
	hire_plan_question q = {
	    .text = question, .ideal = ideal, .weight = 10, .depth = 2};
	hire_brief brief = {.organisation = "Example Organisation",
	    .job_title = question,
	    .job_text = ideal,
	    .minutes = 30,
	    .questions = 1};
	check_grade(e, question, ideal, answer, mem);
	check_score(e, &q, answer, mem);
	if (!hire_engine_follow_up(e, &q, answer, mem, &said, NULL))
		FUZZ_CLAIM(!said || *said);
	if (!hire_engine_reply(e, &brief, answer, mem, &said, &known, NULL))
		FUZZ_CLAIM(said && *said);
	hire_engine_free(e);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
