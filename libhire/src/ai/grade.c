/* SPDX-License-Identifier: MIT
 * grade.c - the verdict on one answer on its own.
 */
#include "engine.h"

#include "rules/grading/grade.h"
#include "util/ctx.h"

#include <string.h>

hire_status
hire_engine_grade(hire_engine *engine, const char *question, const char *ideal,
    const char *answer, hire_arena *mem, hire_grade *out, hire_error *err)
{
	(void)engine;
	hire__task task = {.question = question, .ideal = ideal};
	hire__verdict v;
	const char *text = answer ? answer : "";
	hire_status st = hire__grade(&task, text, strlen(text), mem, &v, err);
	if (st)
		return st;
	char *quote = NULL;
	if (v.quote_len &&
	    !(quote = hire_arena_strndup(mem, text + v.quote_at, v.quote_len)))
		return hire__nomem(err);
	*out = (hire_grade){v.tenths, v.level, quote, v.covered, v.missing,
	    v.covered_count, v.missing_count, v.why_bottom};
	return HIRE_OK;
}
