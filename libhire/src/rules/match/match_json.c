/* SPDX-License-Identifier: MIT
 * match_json.c - a match as JSON and back.
 */
#include <hire/match.h>

#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { JSON_MAX = 16 << 20 };

static void
put_row(hire__jw *w, const hire_match_row *r)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "text", r->text);
	hire__jw_str(
	    w, "kind", hire_word(&hire_requirement_kind_words, (int)r->kind));
	hire__jw_int(w, "weight", r->weight);
	hire__jw_str(w, "state",
	    hire_word(&hire_requirement_state_words, (int)r->state));
	hire__jw_int(w, "percent", r->percent);
	hire__jw_str(w, "evidence", r->evidence);
	hire__jw_str(w, "wanted", r->wanted);
	hire__jw_end(w, '}');
}

hire_status
hire_match_to_json(const hire_match_result *m, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_int(&w, "score", m->score);
	hire__jw_int(&w, "threshold", m->threshold);
	hire__jw_bool(&w, "eligible", m->eligible);
	hire__jw_begin(&w, "requirements", '[');
	for (size_t i = 0; i < m->count; i++)
		put_row(&w, &m->rows[i]);
	hire__jw_end(&w, ']');
	hire__jw_str(&w, "engine", m->engine);
	hire__jw_int(&w, "formula", m->formula);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

static void
read_row(const hire__json *n, hire_match_row *r)
{
	int kind = 0, state = 0;
	if (!hire_word_parse(&hire_requirement_kind_words,
	        hire__json_str(n, "kind", ""), &kind))
		kind = HIRE_REQUIREMENT_MUST;
	if (!hire_word_parse(&hire_requirement_state_words,
	        hire__json_str(n, "state", ""), &state))
		state = HIRE_REQUIREMENT_NOT_FOUND;
	*r = (hire_match_row){.text = hire__json_str(n, "text", ""),
	    .kind = (hire_requirement_kind)kind,
	    .state = (hire_requirement_state)state,
	    .weight = (int32_t)hire__json_int(n, "weight", 0),
	    .percent = (int32_t)hire__json_int(n, "percent", 0),
	    .evidence = hire__json_str(n, "evidence", NULL),
	    .wanted = hire__json_str(n, "wanted", NULL)};
}

hire_status
hire_match_from_json(
    const char *json, hire_arena *mem, hire_match_result *out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	const hire__json *list = hire__json_get(root, "requirements");
	hire_match_result m = {
	    .score = (int32_t)hire__json_int(root, "score", 0),
	    .threshold = (int32_t)hire__json_int(
	        root, "threshold", HIRE_MATCH_THRESHOLD),
	    .eligible = hire__json_bool(root, "eligible", false),
	    .engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN),
	    .formula = (int32_t)hire__json_int(root, "formula", 0)};
	m.rows = hire_arena_alloc(
	    mem, (hire__json_count(list) + 1) * sizeof *m.rows);
	if (!m.rows)
		return hire__nomem(err);
	for (const hire__json *n = hire__json_first(list); n;
	     n = hire__json_next(n))
		read_row(n, &m.rows[m.count++]);
	*out = m;
	return HIRE_OK;
}
