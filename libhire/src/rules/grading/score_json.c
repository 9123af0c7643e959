/* SPDX-License-Identifier: MIT
 * score_json.c - a scorecard as JSON and back.
 */
#include <hire/score.h>

#include "model/reading.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { LARGEST = 1 << 20 };

static void
put_level(hire__jw *w, const hire_level *l)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_int(w, "question", l->question);
	if (l->level == HIRE_LEVEL_UNKNOWN)
		hire__jw_null(w, "level");
	else
		hire__jw_int(w, "level", l->level);
	hire__jw_int(w, "weight", l->weight);
	hire__jw_str(w, "quote", l->quote);
	hire__jw_int(w, "seq", l->seq);
	hire__jw_str(w, "reason", l->reason);
	hire__jw_end(w, '}');
}

static void
put_remarks(hire__jw *w, const char *key, const hire_remark *r, size_t n)
{
	hire__jw_begin(w, key, '[');
	for (size_t i = 0; i < n; i++) {
		hire__jw_begin(w, NULL, '{');
		hire__jw_str(w, "text", r[i].text);
		hire__jw_str(w, "quote", r[i].quote);
		hire__jw_int(w, "seq", r[i].seq);
		hire__jw_int(w, "question", r[i].question);
		hire__jw_end(w, '}');
	}
	hire__jw_end(w, ']');
}

hire_status
hire_scorecard_to_json(const hire_scorecard_result *card, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LARGEST);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_bool(&w, "scored", card->scored);
	if (card->scored)
		hire__jw_int(&w, "role_fit", card->role_fit);
	else
		hire__jw_null(&w, "role_fit");
	hire__jw_begin(&w, "levels", '[');
	for (size_t i = 0; i < card->level_count; i++)
		put_level(&w, &card->levels[i]);
	hire__jw_end(&w, ']');
	put_remarks(&w, "strengths", card->strengths, card->strength_count);
	put_remarks(
	    &w, "improvements", card->improvements, card->improvement_count);
	hire__jw_str(&w, "reason", card->reason);
	hire__jw_str(&w, "engine", card->engine);
	hire__jw_int(&w, "formula", card->formula);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

static bool
read_level(const hire__json *o, hire_arena *mem, void *out)
{
	enum { WEIGHT = 100 };
	hire_level *l = out;
	(void)mem;
	*l = (hire_level){
	    .question = hire__read_int(o, "question", 0, 0, INT32_MAX),
	    .level = hire__read_int(o, "level", HIRE_LEVEL_UNKNOWN,
	        HIRE_LEVEL_UNKNOWN, HIRE_LEVEL_MAX),
	    .weight = hire__read_int(o, "weight", 1, 1, WEIGHT),
	    .quote = hire__json_str(o, "quote", NULL),
	    .seq = hire__json_int(o, "seq", 0),
	    .reason = hire__json_str(o, "reason", NULL)};
	return true;
}

static void
read_remarks(const hire__json *list, hire_remark *r, size_t *count)
{
	size_t n = 0;
	for (const hire__json *o = hire__json_first(list);
	     o && n < HIRE_REMARKS; o = hire__json_next(o))
		r[n++] = (hire_remark){.text = hire__json_str(o, "text", NULL),
		    .quote = hire__json_str(o, "quote", NULL),
		    .seq = hire__json_int(o, "seq", 0),
		    .question = hire__read_int(o, "question", 0, 0, INT32_MAX)};
	*count = n;
}

hire_status
hire_scorecard_from_json(const char *json, hire_arena *mem,
    hire_scorecard_result *out, hire_error *err)
{
	enum { TENTHS = 100 };
	const hire__json *o = NULL;
	hire_status st = hire__json_parse(mem, json, strlen(json), &o, err);
	if (st)
		return st;
	hire_scorecard_result c = {
	    .scored = hire__json_bool(o, "scored", false),
	    .role_fit = hire__read_int(o, "role_fit", 0, 0, TENTHS),
	    .reason = hire__json_str(o, "reason", NULL),
	    .engine = hire__json_str(o, "engine", NULL),
	    .formula = hire__read_int(o, "formula", 0, 0, INT32_MAX)};
	read_remarks(
	    hire__json_get(o, "strengths"), c.strengths, &c.strength_count);
	read_remarks(hire__json_get(o, "improvements"), c.improvements,
	    &c.improvement_count);
	c.levels = hire__read_list(hire__json_get(o, "levels"), mem,
	    sizeof *c.levels, read_level, &c.level_count);
	if (!c.levels)
		return hire__nomem(err);
	*out = c;
	return HIRE_OK;
}
