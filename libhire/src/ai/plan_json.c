/* SPDX-License-Identifier: MIT
 * plan_json.c - the questions of an interview as JSON and back.
 */
#include "engine.h"

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

/* NULL stays NULL: the text is absent. */
static const char *
copy(hire_arena *mem, const char *s, bool *ok)
{
	const char *made = hire_arena_strdup(mem, s);
	*ok = *ok && (made || !s);
	return made;
}

static bool
read_points(const hire__json *list, hire_arena *mem, hire_plan_question *q)
{
	bool ok = true;
	size_t n = 0;
	q->points = hire_arena_alloc(
	    mem, (hire__json_count(list) + 1) * sizeof *q->points);
	if (!q->points)
		return false;
	for (const hire__json *o = hire__json_first(list); o;
	     o = hire__json_next(o))
		if (hire__json_text(o))
			q->points[n++] = copy(mem, hire__json_text(o), &ok);
	q->point_count = n;
	return ok;
}

static bool
read_anchors(const hire__json *list, hire_arena *mem, hire_plan_question *q)
{
	bool ok = true;
	size_t n = 0;
	for (const hire__json *o = hire__json_first(list); o && n < HIRE_LEVELS;
	     o = hire__json_next(o))
		if (hire__json_text(o))
			q->anchors[n++] = copy(mem, hire__json_text(o), &ok);
	return ok;
}

static bool
read_question(const hire__json *o, hire_arena *mem, hire_plan_question *q)
{
	bool ok = true;
	int source = HIRE_QUESTION_RECRUITER;
	if (!hire_word_parse(&hire_question_source_words,
	        hire__json_str(o, "source", ""), &source))
		source = HIRE_QUESTION_GENERATED;
	q->source = (hire_question_source)source;
	q->text = copy(mem, hire__json_str(o, "text", ""), &ok);
	q->ideal = copy(mem, hire__json_str(o, "ideal", NULL), &ok);
	q->requirement = copy(mem, hire__json_str(o, "requirement", NULL), &ok);
	q->resume_line = copy(mem, hire__json_str(o, "resume_line", NULL), &ok);
	q->weight = (int32_t)hire__json_int(o, "weight", 1);
	q->depth = (int32_t)hire__json_int(o, "depth", 1);
	return ok && read_points(hire__json_get(o, "points"), mem, q) &&
	       read_anchors(hire__json_get(o, "anchors"), mem, q);
}

hire_status
hire_plan_from_json(
    const char *json, hire_arena *mem, hire_plan *out, hire_error *err)
{
	const hire__json *o = NULL;
	hire_plan plan = {0};
	bool ok = true;
	hire_status st = hire__json_parse(mem, json, strlen(json), &o, err);
	if (st)
		return st;
	const hire__json *list = hire__json_get(o, "questions");
	plan.questions = hire_arena_alloc(
	    mem, (hire__json_count(list) + 1) * sizeof *plan.questions);
	if (!plan.questions)
		return hire__nomem(err);
	for (const hire__json *q = hire__json_first(list); ok && q;
	     q = hire__json_next(q))
		ok = read_question(q, mem, &plan.questions[plan.count++]);
	plan.engine = copy(mem, hire__json_str(o, "engine", NULL), &ok);
	if (!ok)
		return hire__nomem(err);
	*out = plan;
	return HIRE_OK;
}
