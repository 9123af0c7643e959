/* SPDX-License-Identifier: MIT
 * score_json.c - a scorecard as JSON and back.
 */
#include <hire/score.h>

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

/* NULL stays NULL: the text is absent. */
static const char *
text_in(hire_arena *mem, const hire__json *o, const char *key, bool *ok)
{
	const char *s = hire__json_str(o, key, NULL);
	const char *copy = hire_arena_strdup(mem, s);
	*ok = *ok && (copy || !s);
	return copy;
}

static bool
read_levels(const hire__json *list, hire_arena *mem, hire_scorecard_result *c)
{
	bool ok = true;
	c->level_count = hire__json_count(list);
	c->levels =
	    hire_arena_alloc(mem, (c->level_count + 1) * sizeof *c->levels);
	if (!c->levels)
		return false;
	hire_level *l = c->levels;
	for (const hire__json *o = hire__json_first(list); o;
	     o = hire__json_next(o), l++) {
		l->question = (int32_t)hire__json_int(o, "question", 0);
		l->level =
		    (int32_t)hire__json_int(o, "level", HIRE_LEVEL_UNKNOWN);
		l->weight = (int32_t)hire__json_int(o, "weight", 1);
		l->quote = text_in(mem, o, "quote", &ok);
		l->seq = hire__json_int(o, "seq", 0);
		l->reason = text_in(mem, o, "reason", &ok);
	}
	return ok;
}

static bool
read_remarks(
    const hire__json *list, hire_arena *mem, hire_remark *r, size_t *count)
{
	bool ok = true;
	size_t n = 0;
	for (const hire__json *o = hire__json_first(list);
	     o && n < HIRE_REMARKS; o = hire__json_next(o), n++) {
		r[n].text = text_in(mem, o, "text", &ok);
		r[n].quote = text_in(mem, o, "quote", &ok);
		r[n].seq = hire__json_int(o, "seq", 0);
		r[n].question = (int32_t)hire__json_int(o, "question", 0);
	}
	*count = n;
	return ok;
}

hire_status
hire_scorecard_from_json(const char *json, hire_arena *mem,
    hire_scorecard_result *out, hire_error *err)
{
	const hire__json *o = NULL;
	hire_scorecard_result c = {0};
	hire_status st = hire__json_parse(mem, json, strlen(json), &o, err);
	if (st)
		return st;
	bool ok = read_levels(hire__json_get(o, "levels"), mem, &c);
	c.scored = hire__json_bool(o, "scored", false);
	c.role_fit = (int32_t)hire__json_int(o, "role_fit", 0);
	ok = ok && read_remarks(hire__json_get(o, "strengths"), mem,
	               c.strengths, &c.strength_count);
	ok = ok && read_remarks(hire__json_get(o, "improvements"), mem,
	               c.improvements, &c.improvement_count);
	c.reason = text_in(mem, o, "reason", &ok);
	c.engine = text_in(mem, o, "engine", &ok);
	c.formula = (int32_t)hire__json_int(o, "formula", 0);
	if (!ok)
		return hire__nomem(err);
	*out = c;
	return HIRE_OK;
}
