/* SPDX-License-Identifier: MIT
 * plan_json.c - the questions of an interview as JSON and back.
 */
#include "engine.h"

#include "model/reading.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { LARGEST = 1 << 20 };

static void
put_question(hire__jw *w, const hire_plan_question *q)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "source",
	    hire_word(&hire_question_source_words, (int)q->source));
	hire__jw_str(w, "text", q->text);
	hire__jw_str(w, "ideal", q->ideal);
	hire__jw_begin(w, "points", '[');
	for (size_t i = 0; i < q->point_count; i++)
		hire__jw_str(w, NULL, q->points[i]);
	hire__jw_end(w, ']');
	hire__jw_begin(w, "anchors", '[');
	for (size_t i = 0; i < HIRE_LEVELS && q->anchors[i]; i++)
		hire__jw_str(w, NULL, q->anchors[i]);
	hire__jw_end(w, ']');
	hire__jw_str(w, "requirement", q->requirement);
	hire__jw_str(w, "resume_line", q->resume_line);
	hire__jw_int(w, "weight", q->weight);
	hire__jw_int(w, "depth", q->depth);
	hire__jw_end(w, '}');
}

hire_status
hire_plan_to_json(
    const hire_plan *plan, hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LARGEST);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_begin(&w, "questions", '[');
	for (size_t i = 0; i < plan->count; i++)
		put_question(&w, &plan->questions[i]);
	hire__jw_end(&w, ']');
	hire__jw_str(&w, "engine", plan->engine);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

static void
read_anchors(const hire__json *list, hire_plan_question *q)
{
	size_t n = 0;
	for (const hire__json *o = hire__json_first(list); o && n < HIRE_LEVELS;
	     o = hire__json_next(o))
		if (hire__json_text(o))
			q->anchors[n++] = hire__json_text(o);
}

static bool
read_question(const hire__json *o, hire_arena *mem, void *out)
{
	enum { WEIGHT = 100, DEPTH = 3 };
	hire_plan_question *q = out;
	*q = (hire_plan_question){
	    .source = (hire_question_source)hire__read_word(o, "source",
	        &hire_question_source_words, HIRE_QUESTION_GENERATED),
	    .text = hire__json_str(o, "text", ""),
	    .ideal = hire__json_str(o, "ideal", NULL),
	    .requirement = hire__json_str(o, "requirement", NULL),
	    .resume_line = hire__json_str(o, "resume_line", NULL),
	    .weight = hire__read_int(o, "weight", 1, 1, WEIGHT),
	    .depth = hire__read_int(o, "depth", 1, 1, DEPTH)};
	read_anchors(hire__json_get(o, "anchors"), q);
	q->points =
	    hire__read_texts(hire__json_get(o, "points"), mem, &q->point_count);
	return q->points != NULL;
}

hire_status
hire_plan_from_json(
    const char *json, hire_arena *mem, hire_plan *out, hire_error *err)
{
	const hire__json *o = NULL;
	hire_status st = hire__json_parse(mem, json, strlen(json), &o, err);
	if (st)
		return st;
	hire_plan plan = {.engine = hire__json_str(o, "engine", NULL)};
	plan.questions = hire__read_list(hire__json_get(o, "questions"), mem,
	    sizeof *plan.questions, read_question, &plan.count);
	if (!plan.questions)
		return hire__nomem(err);
	*out = plan;
	return HIRE_OK;
}
