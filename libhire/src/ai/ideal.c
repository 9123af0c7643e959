/* SPDX-License-Identifier: MIT
 * ideal.c - the ideal-answer sheet of a planned question.
 */
#include "ideal.h"

#include "rules/grading/grade.h"
#include "util/buf.h"
#include "util/ctx.h"

enum { LARGEST = 4096 };

/* The points, joined to an answer. */
static hire_status
join(hire_plan_question *q, hire_arena *mem, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LARGEST);
	for (size_t i = 0; i < q->point_count; i++)
		hire__buf_addf(&b, "%s%s.", i ? " " : "", q->points[i]);
	return hire__buf_take(&b, mem, &q->ideal, err);
}

hire_status
hire__ideal_of_sheet(const hire__sheet_question *s, hire_arena *mem,
    hire_plan_question *q, hire_error *err)
{
	q->points = hire_arena_alloc(mem, s->count * sizeof *q->points);
	if (!q->points)
		return hire__nomem(err);
	for (size_t i = 0; i < s->count; i++)
		q->points[i] = s->points[i].label;
	q->point_count = s->count;
	return join(q, mem, err);
}

hire_status
hire__ideal_of_signs(
    unsigned signs, hire_arena *mem, hire_plan_question *q, hire_error *err)
{
	q->points = hire_arena_alloc(mem, HIRE__SIGNS * sizeof *q->points);
	if (!q->points)
		return hire__nomem(err);
	for (int i = 0; i < HIRE__SIGNS; i++)
		if (signs >> i & 1)
			q->points[q->point_count++] = hire__sign_points[i];
	return join(q, mem, err);
}

/* Of a question whose points are not known one by one. */
static const char *const WHOLE[HIRE_LEVELS] = {
    "No answer, or nothing of what was asked.",
    "A small part of a full answer, or general words only.",
    "About half of a full answer.",
    "Most of a full answer; something that belongs to it is missing.",
    "A full answer in the candidate's own words."};

/* The least share of `count` points that reaches `level`, in words. */
static const char *
share(hire_arena *mem, int32_t level, size_t count)
{
	enum { SOME = 10, MOST = 50, ALL = 90 };
	size_t least = 0;
	while (hire__grade_level((int32_t)least) < level)
		least++;
	size_t full = (least * count + 100 - ALL) / 100;
	size_t rest = least * count > full * 100 ? least * count % 100 : 0;
	const char *part = rest >= MOST ? "most" : rest >= SOME ? "a part" : "";
	if (!full)
		return hire_arena_printf(mem, "%s of one of the %d points.",
		    rest >= MOST ? "Most" : "A part", (int)count);
	if (full == count)
		return "Every point, in the candidate's own words.";
	return hire_arena_printf(mem, "%d of the %d points%s%s%s.", (int)full,
	    (int)count, *part ? " and " : "", part, *part ? " of another" : "");
}

hire_status
hire__ideal_anchors(hire_plan_question *q, hire_arena *mem, hire_error *err)
{
	size_t n = q->point_count;
	q->anchors[0] = WHOLE[0];
	for (int32_t i = 1; i < HIRE_LEVELS; i++) {
		q->anchors[i] = n ? share(mem, i, n) : WHOLE[i];
		if (!q->anchors[i])
			return hire__nomem(err);
	}
	return HIRE_OK;
}
