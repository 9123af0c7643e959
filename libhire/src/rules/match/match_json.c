/* SPDX-License-Identifier: MIT
 * match_json.c - a match as JSON and back.
 */
#include <hire/match.h>

#include "model/reading.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { JSON_MAX = 16 << 20 };

static void
put_part(hire__jw *w, const hire_match_part *p)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "ask", hire_word(&hire_ask_words, (int)p->ask));
	hire__jw_str(w, "asked", p->asked);
	hire__jw_str(w, "found", p->found);
	hire__jw_int(w, "have", p->have);
	hire__jw_int(w, "need", p->need);
	hire__jw_int(w, "percent", p->percent);
	hire__jw_str(
	    w, "credit", hire_word(&hire_credit_words, (int)p->credit));
	hire__jw_end(w, '}');
}

static void
put_row(hire__jw *w, const hire_match_row *r)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "text", r->text);
	hire__jw_str(
	    w, "kind", hire_word(&hire_requirement_kind_words, (int)r->kind));
	hire__jw_int(w, "units", r->units);
	hire__jw_int(w, "weight", r->weight);
	hire__jw_str(w, "state",
	    hire_word(&hire_requirement_state_words, (int)r->state));
	hire__jw_int(w, "percent", r->percent);
	hire__jw_int(w, "points", r->points);
	hire__jw_begin(w, "parts", '[');
	for (size_t i = 0; i < r->part_count; i++)
		put_part(w, &r->parts[i]);
	hire__jw_end(w, ']');
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

/* Percents, weights and months: none is below 0. */
static int32_t
int_of(const hire__json *n, const char *key)
{
	return hire__read_int(n, key, 0, 0, INT32_MAX);
}

static bool
read_part(const hire__json *n, hire_arena *mem, void *out)
{
	hire_match_part *p = out;
	(void)mem;
	*p = (hire_match_part){
	    .ask = (hire_ask)hire__read_word(n, "ask", &hire_ask_words, 0),
	    .asked = hire__json_str(n, "asked", ""),
	    .found = hire__json_str(n, "found", NULL),
	    .have = int_of(n, "have"),
	    .need = int_of(n, "need"),
	    .percent = int_of(n, "percent"),
	    .credit = (hire_credit)hire__read_word(
	        n, "credit", &hire_credit_words, 0)};
	return true;
}

static bool
read_row(const hire__json *n, hire_arena *mem, void *out)
{
	hire_match_row *r = out;
	*r = (hire_match_row){.text = hire__json_str(n, "text", ""),
	    .kind = (hire_requirement_kind)hire__read_word(
	        n, "kind", &hire_requirement_kind_words, HIRE_REQUIREMENT_MUST),
	    .state = (hire_requirement_state)hire__read_word(n, "state",
	        &hire_requirement_state_words, HIRE_REQUIREMENT_NOT_FOUND),
	    .units = int_of(n, "units"),
	    .weight = int_of(n, "weight"),
	    .percent = int_of(n, "percent"),
	    .points = int_of(n, "points"),
	    .evidence = hire__json_str(n, "evidence", NULL),
	    .wanted = hire__json_str(n, "wanted", NULL)};
	r->parts = hire__read_list(hire__json_get(n, "parts"), mem,
	    sizeof *r->parts, read_part, &r->part_count);
	return r->parts != NULL;
}

hire_status
hire_match_from_json(
    const char *json, hire_arena *mem, hire_match_result *out, hire_error *err)
{
	enum { WHOLE = 100 };
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	hire_match_result m = {
	    .score = hire__read_int(root, "score", 0, 0, WHOLE),
	    .threshold = hire__read_int(
	        root, "threshold", HIRE_MATCH_THRESHOLD, 0, WHOLE),
	    .eligible = hire__json_bool(root, "eligible", false),
	    .engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN),
	    .formula = int_of(root, "formula")};
	m.rows = hire__read_list(hire__json_get(root, "requirements"), mem,
	    sizeof *m.rows, read_row, &m.count);
	if (!m.rows)
		return hire__nomem(err);
	*out = m;
	return HIRE_OK;
}
